// What hangs on customers: invoices, payments and subscriptions. One customer's are listed, which shows every change at once;
// many customers' invoices and payments are searched, ten customers a request, which lags behind like every search.
import type { z } from 'zod';
import { allOf, chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Invoice, Payment, Subscription } from '../../contract';
import { ownIds, type Account } from './account';
import { list, REQUESTS_AT_ONCE, search, SEARCHES_AT_ONCE, type Items, type StripeApi } from './api';
import { anyOf, clause, MAX_CLAUSES } from './query';
import { toInvoice, toPayment } from './records';
import { toSubscriptions } from './recurring';
import { OwnedInvoice, StripeCharge, StripeSubscription } from './wire';

interface Owned {
  id: string;
  created: number;
  customer?: string | null | undefined;
}

/** Children of one kind that can be searched by customer. */
interface Children<Item extends Owned, Value> {
  path: string;
  item: z.ZodType<Item>;
  expand?: readonly string[];
  /** The newest so many of each customer; at most a page. Not given = all. */
  newest?: number;
  toValue(item: Item, customer: string, account: Account): Value | null;
  timeOf(value: Value): string | null;
}

/** https://docs.stripe.com/api/invoices/list, https://docs.stripe.com/api/invoices/search */
export function invoicesOfCustomers(api: StripeApi): BatchRead<RecordId, readonly Invoice[]> {
  return childrenOfCustomers(api, { path: '/v1/invoices', item: OwnedInvoice, toValue: toInvoice, timeOf: ({ issueDate }) => issueDate });
}

/** The newest 100 charges. https://docs.stripe.com/api/charges/list, https://docs.stripe.com/api/charges/search */
export function paymentsOfCustomers(api: StripeApi): BatchRead<RecordId, readonly Payment[]> {
  const expand = ['data.refunds'];
  return childrenOfCustomers(api, {
    ...{ path: '/v1/charges', item: StripeCharge, expand, newest: 100, toValue: toPayment },
    timeOf: ({ at }) => at,
  });
}

/**
 * Ended ones too (`status=all`).
 * https://docs.stripe.com/api/subscriptions/list: one customer a call; https://docs.stripe.com/search#query-fields-for-subscriptions
 * names none.
 */
export function subscriptionsOfCustomers(api: StripeApi): BatchRead<RecordId, readonly Subscription[]> {
  return chunked<readonly Subscription[]>({
    absent: [],
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    async read(recordIds, call) {
      const [asked] = ownIds(api.account, recordIds);
      if (asked === undefined) return new Map();
      const [customer, record] = asked;
      const query = { customer, status: 'all' };
      const { items } = await list(api, { path: '/v1/subscriptions', query, item: StripeSubscription }, call);
      return new Map([[record, toSubscriptions(items, api.account)]]);
    },
  });
}

function childrenOfCustomers<Item extends Owned, Value>(
  api: StripeApi,
  children: Children<Item, Value>,
): BatchRead<RecordId, readonly Value[]> {
  const { toValue, timeOf, newest } = children;
  return chunked<readonly Value[]>({
    absent: [],
    keysPerCall: MAX_CLAUSES,
    atOnce: SEARCHES_AT_ONCE,
    async read(recordIds, call) {
      const asked = ownIds(api.account, recordIds);
      const found = await readItems(api, children, [...asked.keys()], call);
      const newestItems = found.toSorted((a, b) => b.created - a.created);
      return new Map(
        [...asked].map(([customer, record]) => {
          const items = newestItems.filter((item) => item.customer === customer).slice(0, newest);
          return [
            record,
            newestFirst(
              items.flatMap((item) => toValue(item, customer, api.account) ?? []),
              timeOf,
            ),
          ];
        }),
      );
    },
  });
}

/** In no order, of at most ten customers. */
async function readItems<Item extends Owned, Value>(
  api: StripeApi,
  { path, item, expand, newest }: Children<Item, Value>,
  customers: readonly string[],
  call: Call,
): Promise<Item[]> {
  const listOf = (customer: string): Promise<Items<Item>> =>
    list(api, { path, item, query: { customer, 'expand[]': expand }, ...(newest === undefined ? {} : { pages: 1 }) }, call);
  const [only, ...others] = customers;
  if (only === undefined) return [];
  if (others.length === 0) return (await listOf(only)).items;

  const query = { query: anyOf(customers.map((customer) => clause('customer', ':', customer))), 'expand[]': expand };
  // A search does not say that it is newest first. Where only the newest are wanted, a list each costs less than many pages.
  const pages = newest === undefined ? {} : { pages: customers.length };
  const found = await search(api, { path, item, query, ...pages }, call);
  if (found.complete) return found.items;
  return (await allOf(customers.map(listOf))).flatMap(({ items }) => items);
}
