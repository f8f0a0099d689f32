// The ways to find a Shopify customer, all in one request; and the search by a text.
import { z } from 'zod';
import { findMixed } from '../../../../platform/batch-read';
import type { BatchRead, Identifier, ListRead, LookupDeclaration } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { SalesRecord } from '../../contract';
import type { ShopifyApi } from './api';
import { connectionCost, MAX_ENTRIES, MAX_QUERY_COST } from './cost';
import { ownIds } from './ids';
import { anyOf, bareTerms } from './search-query';
import { selectionOf } from './metafields';
import { Customer, toSalesRecord, type Account } from './wire';

/** The customer, and the address, number and postal address in it. */
const CUSTOMER_COST = 4;

/**
 * `nodes(ids:)` reads the database, `customers` the search index: 250 ids, 250 a page, 25,000 in all.
 * https://shopify.dev/docs/api/admin-graphql/2026-07/queries/customers, https://shopify.dev/docs/api/usage/limits
 * The two consents to SMS are deprecated for fields that this version does not have yet.
 */
const documentOf = (metafields: readonly string[]): string => `
  query Customers($byId: Boolean!, $ids: [ID!]!, $bySearch: Boolean!, $query: String, $first: Int!, $after: String${selectionOf(metafields).variable}) {
    nodes(ids: $ids) @include(if: $byId) { ...customer }
    customers(first: $first, after: $after, query: $query, sortKey: RELEVANCE) @include(if: $bySearch) {
      nodes { ...customer }
      pageInfo { hasNextPage endCursor }
    }
  }
  fragment customer on Customer {
    id firstName lastName locale verifiedEmail createdAt updatedAt numberOfOrders tags note state taxExempt
    amountSpent { amount currencyCode }
    defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
    defaultPhoneNumber { phoneNumber marketingState marketingUpdatedAt }
    defaultAddress { company address1 address2 city provinceCode zip countryCodeV2 }
    ${selectionOf(metafields).field}
  }`;

const Found = z.object({
  nodes: z.array(Customer.nullable()).optional(),
  customers: z
    .object({ nodes: z.array(Customer), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) })
    .optional(),
});

/** Identifiers of one request: as many ids as fit beside a full page of hits. */
function keysPerCall({ metafields = [] }: Account): number {
  const each = CUSTOMER_COST + selectionOf(metafields).cost;
  return Math.min(MAX_ENTRIES, Math.floor((MAX_QUERY_COST - connectionCost(MAX_ENTRIES, each)) / each));
}

/** The index follows the database. Shopify names no time: a minute is what we tell people to expect. */
const SEARCH_LAG_SECONDS = 60;

/** Shopify refuses a second customer with an address or a number that one already has. */
export function lookupsOf(account: Account): LookupDeclaration[] {
  const each = { keysPerCall: keysPerCall(account), caseSensitive: false };
  return [
    { by: 'id', ...each, lagSeconds: null },
    { by: 'email', ...each, lagSeconds: SEARCH_LAG_SECONDS, unique: true },
    { by: 'phone', ...each, lagSeconds: SEARCH_LAG_SECONDS, unique: true },
  ];
}

/** Identifiers of all kinds share a request, `keysPerCall` of them together. */
export function findCustomers(api: ShopifyApi, account: Account): BatchRead<Identifier, readonly SalesRecord[]> {
  return findMixed<SalesRecord>({
    ways: lookupsOf(account).map(({ by }) => by),
    keysPerCall: keysPerCall(account),
    async read(identifiers, call) {
      const ids = identifiers.flatMap(({ by, value }) => (by === 'id' ? [value] : []));
      const gids = [...ownIds(account.source, 'Customer', ids).keys()];
      const query = anyOf(identifiers);
      const records = new Map<string, SalesRecord>();
      // Quoted, a term finds few customers: a second page is for numbers that are written in many ways.
      for await (const { customers } of pages(api, account, { gids, query, first: MAX_ENTRIES }, call)) {
        for (const customer of customers) records.set(customer.id, toSalesRecord(customer, account));
      }
      return [...records.values()];
    },
    heldBy: ({ id, emails, phones }) => [
      { by: 'id', value: id },
      ...emails.map(({ value }): Identifier => ({ by: 'email', value })),
      ...phones.map(({ value }): Identifier => ({ by: 'phone', value })),
    ],
  });
}

/** Customers in whom all words of the text are found, by relevance. */
export function searchCustomers(api: ShopifyApi, account: Account): ListRead<{ text: string }, SalesRecord> {
  return async ({ text }, most, call) => {
    const records = new Map<string, SalesRecord>();
    let complete = true;
    for await (const { customers, last } of pages(
      api,
      account,
      { gids: [], query: bareTerms(text), first: Math.min(MAX_ENTRIES, most) },
      call,
    )) {
      for (const customer of customers) records.set(customer.id, toSalesRecord(customer, account));
      complete = last && records.size <= most;
      if (records.size >= most) break;
    }
    return { records: [...records.values()].slice(0, most).map((record) => ({ record, items: [] })), complete };
  };
}

interface Search {
  gids: readonly string[];
  /** '' = no search. */
  query: string;
  first: number;
}

/** Customers by id with the first page, and page after page of those who are searched. No ids, no search: no request. */
async function* pages(api: ShopifyApi, { metafields = [] }: Account, { gids, query, first }: Search, call: Call) {
  const document = documentOf(metafields);
  let ids = gids;
  let after: string | null = null;
  let last = query === '';
  if (last && ids.length === 0) return;
  do {
    const wanted = metafields.length === 0 ? {} : { metafields };
    const variables = { byId: ids.length > 0, ids, bySearch: query !== '', query, first, after, ...wanted };
    const found: z.infer<typeof Found> = await api.ask({ document, variables, data: Found }, call);
    const page = found.customers;
    after = page?.pageInfo.endCursor ?? null;
    last = page?.pageInfo.hasNextPage !== true || after === null;
    yield { customers: [...(found.nodes ?? []).filter((node) => node !== null), ...(page?.nodes ?? [])], last };
    ids = [];
  } while (!last);
}
