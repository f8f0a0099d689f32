// The ways to find a Zendesk user, each with its request and its limits.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { chunked, type Lookup } from '../../../../platform/batch-read';
import type { Call } from '../../../../platform/http/call';
import type { PersonRecord } from '../../../../platform/record';
import { MAX_IDS, ownIds, PAGE, splitByLength, REQUESTS_AT_ONCE, type ZendeskApi } from './api';
import { searchUsers, showMany } from './users';
import { IdentityList, isCustomer, toPersonRecord, type Identities, type ZendeskUser } from './wire';

/** "It can take up to a few minutes for new tickets, users, and other resources to be indexed for search." */
const SEARCH_LAG_SECONDS = 300;
const EMAILS_PER_SEARCH = 30;
const PHONES_PER_SEARCH = 15;
/** Users of one search whose identities are read. */
const MAX_IDENTITY_READS = 20;

/** The look-ups of an account; by external id only where it is configured whose ids those are. */
export function userLookups(api: ZendeskApi): Lookup<PersonRecord>[] {
  const { account } = api;
  const byId: Lookup<PersonRecord> = {
    by: 'id',
    keysPerCall: MAX_IDS,
    caseSensitive: true,
    lagSeconds: null,
    async read(recordIds, call) {
      const ids = [...ownIds(account, 'user', recordIds).keys()];
      return groupBy(toRecords(api, await showMany(api, 'ids', ids.map(String), call)), ({ id }) => [id]);
    },
  };
  const byEmail: Lookup<PersonRecord> = {
    by: 'email',
    keysPerCall: EMAILS_PER_SEARCH,
    caseSensitive: false,
    lagSeconds: SEARCH_LAG_SECONDS,
    split: (emails) => splitByLength(emails, EMAILS_PER_SEARCH, emailTerm),
    async read(emails, call) {
      const users = await usersWith(api, emails.map(emailTerm), call);
      return groupBy(await withFurtherEmails(api, users, emails, call), (record) => record.emails.map(({ value }) => value));
    },
  };
  const byPhone: Lookup<PersonRecord> = {
    by: 'phone',
    keysPerCall: PHONES_PER_SEARCH,
    caseSensitive: false,
    lagSeconds: SEARCH_LAG_SECONDS,
    split: (phones) => splitByLength(phones, PHONES_PER_SEARCH, phoneTerm),
    async read(phones, call) {
      const users = await usersWith(api, phones.map(phoneTerm), call);
      return groupBy(toRecords(api, users), (record) => record.phones.map(({ value }) => value));
    },
  };
  return [byId, byEmail, byPhone, ...(account.externalId === undefined ? [] : [byExternalId(api, `${account.externalId}:`)])];
}

function byExternalId(api: ZendeskApi, prefix: string): Lookup<PersonRecord> {
  const toExternalId = (recordId: string) => recordId.slice(prefix.length);
  // A comma would end the id.
  const isAskable = (recordId: string) => recordId.startsWith(prefix) && !recordId.includes(',');
  return {
    by: 'externalId',
    keysPerCall: MAX_IDS,
    caseSensitive: true,
    lagSeconds: null,
    split: (recordIds) => splitByLength(recordIds.filter(isAskable), MAX_IDS, toExternalId),
    async read(recordIds, call) {
      const users = await showMany(api, 'external_ids', recordIds.map(toExternalId), call);
      return groupBy(toRecords(api, users), ({ externalIds }) => externalIds);
    },
  };
}

/** Phones are stored as somebody typed them: in full, or as they are dialled at home. */
function phoneTerm(phone: string): string {
  const national = parsePhoneNumberFromString(phone)?.nationalNumber;
  return national === undefined ? `phone:"${phone}"` : `phone:"${phone}" phone:*${national}`;
}

/** A quote would end the address; no normalised address has one. */
function emailTerm(email: string): string {
  return `email:"${email}"`;
}

/** Users that meet any of the terms, paged to the end. */
async function usersWith(api: ZendeskApi, terms: readonly string[], call: Call): Promise<ZendeskUser[]> {
  return (await searchUsers(api, terms.join(' '), Infinity, call)).users;
}

/**
 * A search finds users by their further addresses too, but shows the primary one alone. Where primary addresses do not answer
 * everything, the rest is searched apart (it may belong to a user already found), and the identities of those hits tell whose
 * it is; of at most 20 of them, since more are not what was asked for.
 */
async function withFurtherEmails(
  api: ZendeskApi,
  users: readonly ZendeskUser[],
  emails: readonly string[],
  call: Call,
): Promise<PersonRecord[]> {
  const records = new Map(toRecords(api, users).map((record) => [record.id, record]));
  const primaries = new Set([...records.values()].flatMap((record) => record.emails.map(({ value }) => value)));
  const rest = emails.filter((email) => !primaries.has(email));
  if (rest.length === 0 || records.size === 0) return [...records.values()];

  const hits = rest.length === emails.length ? users : await usersWith(api, rest.map(emailTerm), call);
  const asked = hits.filter(isCustomer).slice(0, MAX_IDENTITY_READS);
  const identities = await identitiesByUsers(api)(
    asked.map(({ id }) => String(id)),
    call,
  );
  asked.forEach((user, index) => {
    const found = identities[index] ?? [];
    if (found instanceof Error) throw found;
    const record = toPersonRecord(user, api.account, found);
    records.set(record.id, record);
  });
  return [...records.values()];
}

/** https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#list-identities: one user a call, 100 a page. */
function identitiesByUsers(api: ZendeskApi) {
  return chunked<Identities>({
    absent: [],
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    async read([id = ''], call) {
      const { body } = await api.http.send({
        method: 'GET',
        path: `/api/v2/users/${id}/identities`,
        query: { 'page[size]': PAGE },
        reply: IdentityList,
        call,
      });
      return new Map([[id, body.identities]]);
    },
  });
}

function toRecords({ account }: ZendeskApi, users: readonly ZendeskUser[]): PersonRecord[] {
  return users.filter(isCustomer).map((user) => toPersonRecord(user, account));
}

function groupBy(records: readonly PersonRecord[], keysOf: (record: PersonRecord) => readonly string[]): Map<string, PersonRecord[]> {
  const groups = new Map<string, PersonRecord[]>();
  for (const record of records) for (const key of new Set(keysOf(record))) groups.set(key, [...(groups.get(key) ?? []), record]);
  return groups;
}
