// The ways to find an Intercom contact, each with its request and its limits.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { asError, type Lookup } from '../../../../platform/batch-read';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { grouped, lookup } from '../../../../platform/lookup';
import type { PersonRecord, RecordId } from '../../../../platform/record';
import { MAX_VALUES, ownIds, REQUESTS_AT_ONCE, type IntercomApi } from './api';
import { followContact, searchContacts } from './contacts';
import { toPersonRecord } from './wire';

/** "If a contact has recently been created, there is a possibility that it will not yet be available when searching … This delay can take a few minutes." */
const SEARCH_LAG_SECONDS = 300;
/** Spellings of one number that are searched for. */
const SPELLINGS = 3;

/** The look-ups of a workspace; by external id only where it is configured whose ids those are. */
export function contactLookups(api: IntercomApi): Lookup<PersonRecord>[] {
  const { account } = api;
  const byId: Lookup<PersonRecord> = {
    by: 'id',
    keysPerCall: MAX_VALUES,
    caseSensitive: true,
    // What the search does not have yet is asked for by its id.
    lagSeconds: null,
    async read(recordIds, call) {
      const asked = ownIds(account, 'contact', recordIds);
      if (asked.size === 0) return new Map();
      const found = await search(api, 'id', [...asked.keys()], call);
      const missed = [...asked].filter(([, recordId]) => !found.some(({ id }) => id === recordId));
      return new Map([...grouped(found, ({ id }) => [id]), ...(await missedRecords(api, missed, call))]);
    },
  };
  const byEmail = lookup<PersonRecord>({
    by: 'email',
    keysPerCall: MAX_VALUES,
    // Whether a search tells capitals apart, and whether Intercom keeps them, is not documented.
    caseSensitive: true,
    lagSeconds: SEARCH_LAG_SECONDS,
    records: (emails, call) => search(api, 'email', emails, call),
  });
  const byPhone = lookup<PersonRecord>({
    by: 'phone',
    keysPerCall: MAX_VALUES / SPELLINGS,
    caseSensitive: false,
    lagSeconds: SEARCH_LAG_SECONDS,
    records: (phones, call) => search(api, 'phone', [...new Set(phones.flatMap(spellingsOf))], call),
  });
  return [byId, byEmail, byPhone, ...(account.externalId === undefined ? [] : [byExternalId(api, `${account.externalId}:`)])];
}

function byExternalId(api: IntercomApi, prefix: string): Lookup<PersonRecord> {
  return lookup<PersonRecord>({
    by: 'externalId',
    keysPerCall: MAX_VALUES,
    caseSensitive: true,
    lagSeconds: SEARCH_LAG_SECONDS,
    async records(recordIds, call) {
      const ids = recordIds.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
      return ids.length === 0 ? [] : search(api, 'external_id', ids, call);
    },
  });
}

/** Contacts in which the field has one of the values, paged to the end. */
async function search(api: IntercomApi, field: string, values: readonly string[], call: Call): Promise<PersonRecord[]> {
  const { contacts } = await searchContacts(api, { field, operator: 'IN', value: values }, Infinity, call);
  return contacts.map((contact) => toPersonRecord(contact, api.account));
}

/** Those that a search does not find, each asked for once: new ones, and what merged ones became. An Error costs its own id only. */
async function missedRecords(
  api: IntercomApi,
  missed: readonly (readonly [id: string, recordId: RecordId])[],
  call: Call,
): Promise<Map<RecordId, PersonRecord[] | Error>> {
  const answers = new Map<RecordId, PersonRecord[] | Error>();
  for (const group of inChunks(missed, REQUESTS_AT_ONCE)) {
    const outcomes = await Promise.allSettled(group.map(([id]) => followContact(api, id, call)));
    outcomes.forEach((outcome, index) => {
      const recordId = group[index]?.[1] ?? '';
      if (outcome.status === 'rejected') answers.set(recordId, asError(outcome.reason));
      else if (outcome.value !== null) answers.set(recordId, [toPersonRecord(outcome.value.contact, api.account, outcome.value.formerIds)]);
    });
  }
  return answers;
}

/** As a number is typed: for machines, for people abroad, for people at home. Kept as typed, and compared as text. */
function spellingsOf(phone: string): string[] {
  const number = parsePhoneNumberFromString(phone);
  return number === undefined ? [phone] : [phone, number.formatInternational(), number.formatNational()].slice(0, SPELLINGS);
}
