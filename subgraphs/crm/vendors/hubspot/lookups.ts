// The ways to find a HubSpot contact or company, each with its request and its limits. Companies are found by id alone: that their
// numbers can be searched as contacts' can is not documented, and every look-up would cost a second search.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { allOf, type Lookup } from '../../../../platform/batch-read';
import type { Call } from '../../../../platform/http/call';
import type { CrmRecord } from '../../contract';
import { companyProperties, toCompanyRecord } from './company-wire';
import { MAX_OBJECTS, ownIds, readObjects, type HubspotApi } from './objects';
import { MAX_SEARCH_CHARACTERS, searchLength, searchObjects, type ObjectSearch } from './search';
import type { CrosswalkProperty } from './settings';
import { idsOf, toCrmRecord, type Account, type HubspotObject } from './wire';

/** "It may take a few moments for newly created or updated objects to appear in search results." */
const SEARCH_LAG_SECONDS = 30;
/** A national number has at most 15 digits; quotes and a comma around it. */
const PHONE_CHARACTERS = 18;
/** Room for a UUID. */
const EXTERNAL_ID_CHARACTERS = 40;

const PHONE_FILTERS = ['hs_searchable_calculated_phone_number', 'hs_searchable_calculated_mobile_number'];

/** The look-ups of an account. `properties` are read of each contact. */
export function recordLookups(api: HubspotApi, account: Account, properties: readonly string[]): Lookup<CrmRecord>[] {
  const byId: Lookup<CrmRecord> = {
    by: 'id',
    keysPerCall: MAX_OBJECTS,
    caseSensitive: true,
    lagSeconds: null,
    // Contacts and companies are a request each.
    async read(recordIds, call) {
      const contactIds = ownIds(account.source, 'contact', recordIds);
      const companyIds = ownIds(account.source, 'company', recordIds);
      const [contacts = [], companies = []] = await allOf([
        readObjects(api, { type: 'contacts', properties }, [...contactIds.keys()], call),
        readObjects(api, { type: 'companies', properties: companyProperties(account) }, [...companyIds.keys()], call),
      ]);
      // A merged record answers under its old id with the one that it became.
      return new Map([
        ...groupBy(contacts, account, (contact) => idsOf(contact).flatMap((id) => contactIds.get(id) ?? [])),
        ...groupBy(companies, account, (company) => idsOf(company).flatMap((id) => companyIds.get(id) ?? []), toCompanyRecord),
      ]);
    },
  };
  const byEmail: Lookup<CrmRecord> = {
    by: 'email',
    keysPerCall: MAX_OBJECTS,
    caseSensitive: false,
    lagSeconds: null,
    // HubSpot refuses a second contact with an address that one already has, as its first or as an additional one.
    unique: true,
    async read(emails, call) {
      const contacts = await readObjects(api, { type: 'contacts', properties, idProperty: 'email' }, emails, call);
      return groupBy(contacts, account, (_, record) => record.emails.map(({ value }) => value));
    },
  };
  const byPhone: Lookup<CrmRecord> = {
    by: 'phone',
    keysPerCall: valuesPerSearch(PHONE_FILTERS, properties, PHONE_CHARACTERS),
    caseSensitive: false,
    lagSeconds: SEARCH_LAG_SECONDS,
    async read(phones, call) {
      // HubSpot compares area code and local number only, so that a hit may be another country's number.
      const national = phones.flatMap((phone) => parsePhoneNumberFromString(phone)?.nationalNumber ?? []);
      const contacts = await search(api, PHONE_FILTERS, [...new Set<string>(national)], properties, call);
      return groupBy(contacts, account, (_, record) => record.phones.map(({ value }) => value));
    },
  };
  return [byId, byEmail, byPhone, byExternalId(api, account, properties)];
}

/** Contacts that store another record's id: another source's, where a crosswalk is configured, or their company's. */
function byExternalId(api: HubspotApi, account: Account, properties: readonly string[]): Lookup<CrmRecord> {
  return {
    by: 'externalId',
    keysPerCall: valuesPerSearch(
      [...account.crosswalk.map(({ property }) => property), 'associatedcompanyid'],
      properties,
      EXTERNAL_ID_CHARACTERS,
    ),
    caseSensitive: true,
    lagSeconds: SEARCH_LAG_SECONDS,
    async read(recordIds, call) {
      const companyIds = [...ownIds(account.source, 'company', recordIds).keys()];
      const found = await allOf([
        ...account.crosswalk.map(({ records, property }: CrosswalkProperty) => {
          const ids = recordIds.filter((id) => id.startsWith(`${records}:`)).map((id) => id.slice(records.length + 1));
          // "String values must be lowercase" with IN.
          return search(api, [property], [...new Set(ids.map((id) => id.toLowerCase()))], properties, call);
        }),
        mailboxesOf(api, companyIds, properties, call),
      ]);
      return groupBy(uniqueContacts(found.flat()), account, (_, record) => record.externalIds);
    },
  };
}

/** Contacts of the companies that bear no person's name: among them are the mailboxes of a function. */
async function mailboxesOf(
  api: HubspotApi,
  companyIds: readonly string[],
  properties: readonly string[],
  call: Call,
): Promise<HubspotObject[]> {
  if (companyIds.length === 0) return [];
  const filters = [
    { propertyName: 'associatedcompanyid', operator: 'IN' as const, values: companyIds },
    { propertyName: 'firstname', operator: 'NOT_HAS_PROPERTY' as const },
    { propertyName: 'lastname', operator: 'NOT_HAS_PROPERTY' as const },
  ];
  return (await searchObjects(api, { type: 'contacts', properties, filterGroups: [{ filters }] }, Infinity, call)).objects;
}

/** Contacts in which one of the properties has one of the values, paged to the end. */
async function search(
  api: HubspotApi,
  filtered: readonly string[],
  values: readonly string[],
  properties: readonly string[],
  call: Call,
): Promise<HubspotObject[]> {
  if (values.length === 0) return [];
  return (await searchObjects(api, valueSearch(filtered, values, properties), Infinity, call)).objects;
}

function valueSearch(filtered: readonly string[], values: readonly string[], properties: readonly string[]): ObjectSearch {
  const filterGroups = filtered.map((propertyName) => ({ filters: [{ propertyName, operator: 'IN' as const, values }] }));
  return { type: 'contacts', properties, filterGroups };
}

/** How many values of a length fit into the body of a search; at least one. */
function valuesPerSearch(filtered: readonly string[], properties: readonly string[], characters: number): number {
  const frame = searchLength(valueSearch(filtered, [], properties));
  return Math.min(MAX_OBJECTS, Math.max(1, Math.floor((MAX_SEARCH_CHARACTERS - frame) / (characters * filtered.length))));
}

/** A contact may hold ids of several sources. */
function uniqueContacts(contacts: readonly HubspotObject[]): HubspotObject[] {
  return [...new Map(contacts.map((contact) => [contact.id, contact])).values()];
}

/** Every record under each of its keys. Keys nobody asked for do no harm: the caller takes those that it asked for. */
function groupBy(
  objects: readonly HubspotObject[],
  account: Account,
  keysOf: (object: HubspotObject, record: CrmRecord) => readonly string[],
  toRecord = toCrmRecord,
): Map<string, CrmRecord[]> {
  const groups = new Map<string, CrmRecord[]>();
  for (const object of objects) {
    const record = toRecord(object, account);
    for (const key of new Set(keysOf(object, record))) groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return groups;
}
