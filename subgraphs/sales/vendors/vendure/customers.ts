// The ways to find a Vendure customer, all in one request; and the search by a text.
import { z } from 'zod';
import { findMixed } from '../../../../platform/batch-read';
import type { BatchRead, Identifier, ListRead, LookupBy, LookupDeclaration } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { SalesRecord } from '../../contract';
import { ownIds } from './ids';
import { phonePattern } from './phone-pattern';
import { placedOrders } from './placed-orders';
import type { Filter, ListOptions, ShopAccess } from './shop-access';
import { Customer, toSalesRecord } from './wire';

/**
 * Identifiers of one request. Vendure takes a body of 100 kB; a hundred of the longest addresses are a quarter of that, and each
 * number is one more pattern that the database holds against every customer.
 */
const KEYS_PER_CALL = 100;
/** Customers of a page of a search; a shop may let fewer be taken than the 1,000 of the default. */
const SEARCH_PAGE = 100;

/** https://docs.vendure.io/reference/graphql-api/admin/queries/#customers: needs the permission ReadCustomer. */
const documentOf = (customFields: string): string => `
  query Customers($options: CustomerListOptions!, $placed: OrderListOptions!) {
    customers(options: $options) {
      totalItems
      items {
        id createdAt updatedAt title firstName lastName emailAddress phoneNumber
        user { id verified }
        addresses {
          id company streetLine1 streetLine2 city province postalCode
          country { code }
          defaultShippingAddress defaultBillingAddress
        }
        orders(options: $placed) { totalItems }
        ${customFields}
      }
    }
  }`;

const Found = z.object({ customers: z.object({ totalItems: z.int().nonnegative(), items: z.array(Customer) }) });

/**
 * Vendure keeps addresses in lower case, and compares them, and custom fields, as its database does: PostgreSQL and SQLite tell
 * upper from lower case, MySQL does not. Several customers may have one address.
 */
export function lookupsOf({ account }: ShopAccess): LookupDeclaration[] {
  const declared = (by: LookupBy, caseSensitive: boolean): LookupDeclaration => ({
    ...{ by, caseSensitive },
    ...{ keysPerCall: KEYS_PER_CALL, lagSeconds: null },
  });
  return [
    declared('id', false),
    declared('email', true),
    declared('phone', false),
    ...(account.crosswalk === undefined ? [] : [declared('externalId', true)]),
  ];
}

/** Identifiers of all kinds share a request, `KEYS_PER_CALL` of them together. */
export function findCustomers(access: ShopAccess): BatchRead<Identifier, readonly SalesRecord[]> {
  return findMixed<SalesRecord>({
    ways: lookupsOf(access).map(({ by }) => by),
    keysPerCall: KEYS_PER_CALL,
    async read(identifiers, call) {
      const conditions = conditionsOf(identifiers, access);
      if (conditions.length === 0) return [];
      const records = new Map<string, SalesRecord>();
      for await (const { items } of pages(access, { _or: conditions }, { id: 'ASC' }, undefined, call)) {
        for (const customer of items) records.set(customer.id, toSalesRecord(customer, access.account));
      }
      return [...records.values()];
    },
    heldBy: ({ id, emails, phones, externalIds }) => [
      { by: 'id', value: id },
      ...emails.map(({ value }): Identifier => ({ by: 'email', value })),
      ...phones.map(({ value }): Identifier => ({ by: 'phone', value })),
      ...externalIds.map((value): Identifier => ({ by: 'externalId', value })),
    ],
  });
}

function conditionsOf(identifiers: readonly Identifier[], { account: { source, crosswalk } }: ShopAccess): Filter[] {
  const of = (by: LookupBy): string[] => identifiers.flatMap((identifier) => (identifier.by === by ? [identifier.value] : []));
  const external = of('externalId').flatMap((id) => (crosswalk !== undefined && id.startsWith(crosswalk.prefix) ? [id] : []));
  const anyOf = (field: string, values: readonly string[]): Filter[] => (values.length === 0 ? [] : [{ [field]: { in: values } }]);
  return [
    ...anyOf('id', [...ownIds(source, 'customer', of('id')).keys()]),
    ...anyOf('emailAddress', of('email')),
    ...(crosswalk === undefined
      ? []
      : anyOf(
          crosswalk.field,
          external.map((id) => id.slice(crosswalk.prefix.length)),
        )),
    // A number is found by its last digits: who has it in full is told from the answer.
    ...[...new Set(of('phone').map(phonePattern))].flatMap((regex): Filter[] => (regex === '' ? [] : [{ phoneNumber: { regex } }])),
  ];
}

/** Customers in whose names and address all words of the text are found; who was changed last comes first. */
export function searchCustomers(access: ShopAccess): ListRead<{ text: string }, SalesRecord> {
  return async ({ text }, most, call) => {
    const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    if (words.length === 0) return { records: [], complete: true };
    const holding = (word: string): Filter => ({
      _or: ['firstName', 'lastName', 'emailAddress'].map((field) => ({ [field]: { contains: word } })),
    });
    const records = new Map<string, SalesRecord>();
    let complete = true;
    const order = { updatedAt: 'DESC', id: 'ASC' } as const;
    for await (const { items, last } of pages(access, { _and: words.map(holding) }, order, Math.min(SEARCH_PAGE, most), call)) {
      const found = items.filter((customer) => words.every((word) => hasWord(customer, word)));
      for (const customer of found) records.set(customer.id, toSalesRecord(customer, access.account));
      complete = last && records.size <= most;
      if (records.size >= most) break;
    }
    return { records: [...records.values()].slice(0, most).map((record) => ({ record, items: [] })), complete };
  };
}

/** Vendure reads `%` and `_` in a text as wild cards: whatever a word has in it, here it stays a word. */
function hasWord({ firstName, lastName, emailAddress }: Customer, word: string): boolean {
  return [firstName, lastName, emailAddress].some((value) => value.toLowerCase().includes(word.toLowerCase()));
}

/** Page after page. */
async function* pages(
  access: ShopAccess,
  filter: Filter,
  sort: ListOptions['sort'],
  take: number | undefined,
  call: Call,
): AsyncGenerator<{ items: Customer[]; last: boolean }> {
  const document = documentOf((await access.shop(call)).customerFields);
  let skip = 0;
  let last = false;
  while (!last) {
    const options: ListOptions = { filter, sort, skip, ...(take === undefined ? {} : { take }) };
    // One order is read along, as Vendure has no way to count alone.
    const variables = { options, placed: { filter: placedOrders(access.account), take: 1 } };
    const { customers } = await access.api.ask({ document, variables, data: Found }, call);
    skip += customers.items.length;
    last = customers.items.length === 0 || skip >= customers.totalItems;
    yield { items: customers.items, last };
  }
}
