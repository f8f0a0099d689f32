// The list `customers`: its documented filters and orders over the search index.
// https://shopify.dev/docs/api/admin-graphql/2026-07/queries/customers
import type { GraphQLResolveInfo } from 'graphql';
import type { ShopCustomer } from '../../world/shop-story';
import { countryName } from './addresses';
import { type Entry, type PageArguments, toConnection } from './connections';
import { amountSpent, displayName } from './customers';
import { byInstant, byMissingTag, byNumber, byTag, byText, byTexts, byValue, never } from './filter-kinds';
import { type Filters, readSearch } from './search';
import type { ShopifyStore } from './store';
import { type Asked, noteUnknown, type Views } from './views';

export interface CustomerArguments extends PageArguments {
  query?: string | null;
  sortKey?: string | null;
}

export function listCustomers(views: Views, args: CustomerArguments, asked: Asked, info: GraphQLResolveInfo): object {
  const search = readSearch(args.query ?? null, customerFilters(views.store));
  noteUnknown(search, asked, info);
  const entries = views.store
    .searchableCustomers()
    .filter(search.finds)
    .map((customer): Entry => ({
      id: customer.id,
      order: orderOf(customer, args.sortKey ?? 'ID'),
      // The index only finds; what is told is the customer as now.
      view: () => views.customer(views.store.customerById(customer.id) ?? customer),
    }));
  return toConnection(entries, args);
}

function orderOf(customer: ShopCustomer, sortKey: string): string | number {
  switch (sortKey) {
    case 'CREATED_AT':
      return Date.parse(customer.createdAt);
    case 'UPDATED_AT':
      return Date.parse(customer.updatedAt);
    case 'NAME':
      return `${customer.lastName ?? ''}, ${customer.firstName ?? ''}`.toLowerCase();
    case 'LOCATION':
      return `${customer.countryCode ?? ''}, ${customer.city ?? ''}`.toLowerCase();
    default:
      return Number(customer.id);
  }
}

function customerFilters(store: ShopifyStore): Filters<ShopCustomer> {
  return {
    anyField: byTexts((customer) => [displayName(customer), customer.email, customer.phone, customer.company, customer.city]),
    fields: {
      accepts_marketing: byValue(({ emailConsent }) => [String(emailConsent.state === 'SUBSCRIBED')]),
      country: byValue(({ countryCode }) => [countryCode, countryName(countryCode)]),
      customer_date: byInstant(({ createdAt }) => [createdAt], store.now),
      email: byText(({ email }) => email),
      first_name: byText(({ firstName }) => firstName),
      id: byNumber(({ id }) => Number(id)),
      last_abandoned_order_date: never(),
      last_name: byText(({ lastName }) => lastName),
      order_date: byInstant(({ id }) => store.ordersOf(id).map(({ createdAt }) => createdAt), store.now),
      orders_count: byNumber(({ id }) => store.ordersOf(id).length),
      phone: byText(({ phone }) => phone),
      state: byValue(({ hasAccount }) => [hasAccount ? 'ENABLED' : 'DISABLED']),
      tag: byTag(),
      tag_not: byMissingTag(),
      total_spent: byNumber((customer) => amountSpent(store, customer).toNumber()),
      updated_at: byInstant(({ updatedAt }) => [updatedAt], store.now),
    },
  };
}
