// The lists of orders, the shop's and one customer's: their documented filters and orders.
// https://shopify.dev/docs/api/admin-graphql/2026-07/queries/orders
import type { GraphQLResolveInfo } from 'graphql';
import type { ShopOrder } from '../../world/shop-story';
import { type Entry, type PageArguments, toConnection } from './connections';
import { byInstant, byMissingTag, byNumber, byTag, byText, byTexts, byValue, never } from './filter-kinds';
import { currentTotal, isClosed, returnStatus } from './orders';
import { type Filters, readSearch } from './search';
import type { ShopifyStore } from './store';
import { type Asked, noteUnknown, type Views } from './views';

export interface OrderArguments extends PageArguments {
  query?: string | null;
  sortKey?: string | null;
}

/** @param orders to look among. @param usual the order where none is asked for. */
export function listOrders(
  views: Views,
  orders: readonly ShopOrder[],
  args: OrderArguments,
  usual: 'ID' | 'PROCESSED_AT',
  asked: Asked,
  info: GraphQLResolveInfo,
): object {
  const search = readSearch(args.query ?? null, orderFilters(views.store));
  noteUnknown(search, asked, info);
  const entries = orders.filter(search.finds).map((order): Entry => ({
    id: order.id,
    order: orderOf(views.store, order, args.sortKey ?? usual),
    view: () => views.order(order),
  }));
  return toConnection(entries, args);
}

function orderOf(store: ShopifyStore, order: ShopOrder, sortKey: string): string | number {
  const customer = store.customerById(order.customerId);
  switch (sortKey) {
    case 'CREATED_AT':
    case 'PROCESSED_AT':
      return Date.parse(order.createdAt);
    case 'UPDATED_AT':
      return Date.parse(order.updatedAt);
    case 'ORDER_NUMBER':
      return Number(order.name.replace(/\D/g, ''));
    case 'TOTAL_PRICE':
      return Number(order.total);
    case 'CURRENT_TOTAL_PRICE':
      return currentTotal(order).toNumber();
    case 'TOTAL_ITEMS_QUANTITY':
      return piecesOf(order);
    case 'FINANCIAL_STATUS':
      return order.financialStatus;
    case 'FULFILLMENT_STATUS':
      return order.fulfillmentStatus;
    case 'CUSTOMER_NAME':
      return `${customer?.lastName ?? ''}, ${customer?.firstName ?? ''}`.toLowerCase();
    case 'DESTINATION':
      return `${customer?.countryCode ?? ''}, ${customer?.city ?? ''}`.toLowerCase();
    default:
      return Number(order.id);
  }
}

function piecesOf({ lines }: ShopOrder): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Words of the filter `fulfillment_status`, besides the order's own. */
const SHIPPED_WORDS: Record<ShopOrder['fulfillmentStatus'], readonly string[]> = {
  UNFULFILLED: ['unfulfilled', 'unshipped'],
  PARTIALLY_FULFILLED: ['partial', 'unfulfilled'],
  FULFILLED: ['fulfilled', 'shipped'],
  ON_HOLD: ['on_hold', 'unfulfilled', 'unshipped'],
};

function statusWords(order: ShopOrder): string[] {
  if (order.cancelledAt !== null) return ['cancelled', 'any'];
  return isClosed(order) ? ['closed', 'any'] : ['open', 'not_closed', 'any'];
}

/** Documented filters for which the world's shop has nothing to find. */
const WITHOUT_DATA = [
  'cart_token channel channel_id chargeback_status checkout_token confirmation_number credit_card_last4 delivery_method discount_code',
  'fraud_protection_level fulfillment_location_id gateway location_id payment_id payment_provider_id po_number reference_location_id',
  'risk_level sales_channel source_identifier source_name total_weight',
].flatMap((names) => names.split(' '));

function orderFilters(store: ShopifyStore): Filters<ShopOrder> {
  const emailOf = ({ customerId }: ShopOrder) => store.customerById(customerId)?.email ?? null;
  return {
    anyField: byTexts((order) => [order.name, emailOf(order), ...order.lines.flatMap(({ sku, title }) => [sku, title])]),
    fields: {
      ...Object.fromEntries(WITHOUT_DATA.map((name) => [name, never<ShopOrder>()])),
      created_at: byInstant(({ createdAt }) => [createdAt], store.now),
      current_total_price: byNumber((order) => currentTotal(order).toNumber()),
      customer_id: byNumber(({ customerId }) => Number(customerId)),
      email: byText(emailOf),
      financial_status: byValue(({ financialStatus }) => [financialStatus]),
      fulfillment_status: byValue(({ fulfillmentStatus }) => SHIPPED_WORDS[fulfillmentStatus]),
      id: byNumber(({ id }) => Number(id)),
      name: byText(({ name }) => name),
      processed_at: byInstant(({ createdAt }) => [createdAt], store.now),
      return_status: byValue((order) => [returnStatus(order)]),
      sku: byValue(({ lines }) => lines.map(({ sku }) => sku)),
      status: byValue(statusWords),
      subtotal_line_items_quantity: byNumber(piecesOf),
      tag: byTag(),
      tag_not: byMissingTag(),
      test: byValue(() => ['false']),
      updated_at: byInstant(({ updatedAt }) => [updatedAt], store.now),
    },
  };
}
