// The ways to find a Stripe customer: by id one at a time, by everything else ten a search, whatever they are.
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead, Identifier, LookupDeclaration } from '../../../../platform/connector';
import { identifierKey, toIdentifier } from '../../../../platform/identity/identifiers';
import type { Call } from '../../../../platform/http/call';
import { toError } from '../../../../platform/loader/shared-read';
import type { BillingRecord } from '../../contract';
import { ownIds, type Account } from './account';
import { REQUESTS_AT_ONCE, search, SEARCHES_AT_ONCE, type StripeApi } from './api';
import { anyOf, clause, MAX_CLAUSES, metadata } from './query';
import { toBillingRecord } from './records';
import { CustomerAnswer, StripeCustomer } from './wire';

/** "Under normal operating conditions, data is searchable in under 1 minute." https://docs.stripe.com/search#data-freshness */
const SEARCH_LAG_SECONDS = 60;

/** What comes along with a customer: tax ids, and the first ten subscriptions that have not ended. */
export const COMES_ALONG = ['subscriptions', 'tax_ids'] as const;

/** The look-ups of an account; by external id only where it is configured which metadata holds one. */
export function lookupsOf({ crosswalk }: Account): LookupDeclaration[] {
  const searched = { keysPerCall: MAX_CLAUSES, caseSensitive: false, lagSeconds: SEARCH_LAG_SECONDS };
  return [
    { by: 'id', keysPerCall: 1, caseSensitive: true, lagSeconds: null },
    { by: 'email', ...searched },
    // As a text: a number that was stored in any other way than as E.164 is not found by it.
    { by: 'phone', ...searched },
    ...(crosswalk.length === 0 ? [] : [{ by: 'externalId' as const, ...searched }]),
  ];
}

/** Every customer that holds the identifier; deleted ones are nobody. */
export function findCustomers(api: StripeApi): BatchRead<Identifier, readonly BillingRecord[]> {
  const byId = chunked<readonly BillingRecord[]>({
    absent: [],
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    read: async ([key = ''], call) => new Map([[key, await retrieve(api, toIdentifier(key).value, call)]]),
  });
  const bySearch = chunked<readonly BillingRecord[]>({
    absent: [],
    keysPerCall: MAX_CLAUSES,
    atOnce: SEARCHES_AT_ONCE,
    read: (keys, call) => searchHolders(api, keys.map(toIdentifier), call),
  });
  return async (identifiers, call) => {
    const answers = new Map<string, readonly BillingRecord[] | Error>();
    const ask = async (read: typeof byId, asked: readonly string[]): Promise<void> => {
      const found = await read(asked, call).catch((error: unknown) => asked.map(() => toError(error)));
      asked.forEach((key, index) => answers.set(key, found[index] ?? []));
    };
    const keys = identifiers.map(identifierKey);
    const isId = (key: string): boolean => toIdentifier(key).by === 'id';
    // Ids of sources that no metadata holds would take the places of those that can find somebody.
    const canFind = (key: string): boolean => !isId(key) && toClause(toIdentifier(key), api.account) !== null;
    await Promise.all([ask(byId, keys.filter(isId)), ask(bySearch, keys.filter(canFind))]);
    return keys.map((key) => answers.get(key) ?? []);
  };
}

/** https://docs.stripe.com/api/customers/retrieve; 404 = unknown. */
async function retrieve({ http, account }: StripeApi, recordId: string, call: Call): Promise<BillingRecord[]> {
  const [id] = ownIds(account, [recordId]).keys();
  if (id === undefined) return [];
  const { body } = await http.send({
    method: 'GET',
    path: `/v1/customers/${id}`,
    query: { 'expand[]': COMES_ALONG },
    reply: CustomerAnswer,
    accept: [404],
    call,
  });
  return 'error' in body || body.deleted === true ? [] : [toBillingRecord(body, account)];
}

/**
 * At most ten identifiers, none of them an id. A hit is compared once more: Stripe finds what holds the words of a value, too.
 * https://docs.stripe.com/api/customers/search
 */
async function searchHolders(api: StripeApi, identifiers: readonly Identifier[], call: Call): Promise<Map<string, BillingRecord[]>> {
  const clauses = identifiers.flatMap((identifier) => toClause(identifier, api.account) ?? []);
  if (clauses.length === 0) return new Map();
  const query = { query: anyOf(clauses), 'expand[]': COMES_ALONG.map((name) => `data.${name}`) };
  const { items } = await search(api, { path: '/v1/customers', query, item: StripeCustomer }, call);
  const records = items.map((customer) => toBillingRecord(customer, api.account));
  const others = records.filter((record) => !identifiers.some((identifier) => holds(record, identifier)));
  if (others.length > 0) call.unasked?.(others.length);
  return new Map(identifiers.map((identifier) => [identifierKey(identifier), records.filter((record) => holds(record, identifier))]));
}

/** null = no customer can hold it. */
function toClause({ by, value }: Identifier, { crosswalk }: Account): string | null {
  if (by === 'email' || by === 'phone') return clause(by, ':', value);
  const entry = crosswalk.find(({ records }) => value.startsWith(`${records}:`));
  return entry === undefined ? null : clause(metadata(entry.key), ':', value.slice(entry.records.length + 1));
}

function holds({ emails, phones, externalIds }: BillingRecord, { by, value }: Identifier): boolean {
  if (by === 'email') return emails.some((email) => email.value === value.toLowerCase());
  return by === 'phone' ? phones.some((phone) => phone.value === value) : externalIds.includes(value);
}
