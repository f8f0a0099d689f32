// Which fields contacts, leads and accounts have, by the org's own description, and which of them are asked for beyond ours: SOQL
// answers no field that it was not asked for, and refuses one that the object does not have.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import type { RecordSource } from '../../../../platform/connector';
import { unhurried, type Call } from '../../../../platform/http/call';
import { ACCOUNT_FIELDS } from './account-wire';
import { send, type SalesforceApi } from './api';
import { contactFields } from './contact-wire';
import { LEAD_FIELDS } from './lead-wire';
import type { Org } from './org';

const OBJECTS = ['Contact', 'Lead', 'Account'] as const;
type DescribedObject = (typeof OBJECTS)[number];

const Description = z.object({ fields: z.array(z.object({ name: z.string() })) });

/** The names of an object's fields that this user can read, as the org writes them. */
export type Describe = (object: DescribedObject, call: Call) => Promise<readonly string[]>;

/**
 * Asks once for each object, for all who want to know, and again only after a failure.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-describe.html
 */
export function createDescriptions(api: SalesforceApi): Describe {
  const known = new Map<DescribedObject, Promise<readonly string[]>>();
  return (object, call) => {
    const asked = known.get(object) ?? describe(api, object, unhurried(call));
    known.set(object, asked);
    asked.catch(() => {
      if (known.get(object) === asked) known.delete(object);
    });
    return asked;
  };
}

async function describe(api: SalesforceApi, object: DescribedObject, call: Call): Promise<readonly string[]> {
  const { fields } = await send(api, { path: `/sobjects/${object}/describe`, reply: Description }, call);
  return fields.map(({ name }) => name);
}

/** As paths of raw records of all three kinds; of the account that a contact belongs to any field. Three calls, less those known. */
export function fieldsOf(describeObject: Describe): NonNullable<RecordSource['fields']> {
  return async (call) => {
    const [contact = [], lead = [], account = []] = await allOf(OBJECTS.map((object) => describeObject(object, call)));
    const ofAccount = ['attributes', ...account].map((name) => `Account.${name}`);
    return ['attributes', ...new Set([...contact, ...lead, ...account]), ...ofAccount];
  };
}

/** What is read of each record, by its object. */
export type RecordFields = Readonly<Record<DescribedObject, readonly string[]>>;

/** What to read; it may have to be asked for. */
export type ReadFields = (call: Call) => Promise<RecordFields>;

/**
 * Ours, and of those that `paths` of raw records begin with the ones that the object has; each once. `further` are fields of contacts,
 * which are asked for whether they are there or not.
 */
export function readFields(org: Org, describeObject: Describe, further: readonly string[], paths: readonly string[]): ReadFields {
  const own: RecordFields = { Contact: contactFields(org, further), Lead: LEAD_FIELDS, Account: ACCOUNT_FIELDS };
  if (paths.length === 0) return () => Promise.resolve(own);
  return async (call) => {
    const [contact = [], lead = [], account = []] = await allOf(OBJECTS.map((object) => describeObject(object, call)));
    const ofParent = account.map((name) => `Account.${name}`);
    return {
      Contact: withNamed(own.Contact, [...contact, ...ofParent], paths),
      Lead: withNamed(own.Lead, lead, paths),
      Account: withNamed(own.Account, account, paths),
    };
  };
}

/** The fields of `known` that a path is, or leads into, behind those of `own`. */
function withNamed(own: readonly string[], known: readonly string[], paths: readonly string[]): string[] {
  const asked = new Set(own.map((field) => field.toLowerCase()));
  const named = known.filter((field) => paths.some((path) => path === field || path.startsWith(`${field}.`)));
  return [...own, ...named.filter((field) => !asked.has(field.toLowerCase()))];
}
