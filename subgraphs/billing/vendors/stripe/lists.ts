// Customers by Stripe's own filters: who owes something that is overdue, and whose name or address holds a text.
import type { ListedRecord, ListRead } from '../../../../platform/connector';
import { lastDueDay, type BillingRecord } from '../../contract';
import { list, PAGE, search, type StripeApi } from './api';
import { COMES_ALONG } from './lookups';
import { anyOf, clause, MIN_SUBSTRING } from './query';
import { toBillingRecord, toInvoice } from './records';
import { BilledInvoice, StripeCustomer } from './wire';

/** Of a list whose order is not ours: it has to be read whole to know who is first. A thousand invoices. */
const MAX_PAGES = 10;

/**
 * Customers of open invoices with a due date, the longest overdue first; their records come along. Not listed are invoices that
 * Stripe charges by itself: they have no due date, and tell by `PAST_DUE` subscriptions and failed payments. Of more than 1,000
 * overdue invoices the newest are read, and the list says that it is not complete.
 * https://docs.stripe.com/api/invoices/list
 */
export function overdueCustomers(api: StripeApi): ListRead<{ minDays: number }, BillingRecord> {
  return async ({ minDays }, most, call) => {
    const lastDay = lastDueDay(minDays, new Date());
    const query = {
      status: 'open',
      'due_date[lte]': Date.parse(`${lastDay}T23:59:59Z`) / 1_000,
      'expand[]': COMES_ALONG.map((name) => `data.customer.${name}`),
    };
    const found = await list(api, { path: '/v1/invoices', query, item: BilledInvoice, pages: MAX_PAGES }, call);
    const records = new Map<string, { record: BillingRecord; items: ListedRecord<BillingRecord>['items'][number][] }>();
    const due = found.items.filter(({ amount_remaining }) => amount_remaining > 0);
    for (const { customer, ...rest } of due.toSorted((a, b) => (a.due_date ?? 0) - (b.due_date ?? 0))) {
      if (customer.deleted === true) continue;
      const { id, url, number, dueDate, balance, currency } = toInvoice(rest, customer.id, api.account);
      const listed = records.get(customer.id) ?? { record: toBillingRecord(customer, api.account), items: [] };
      listed.items.push({ id, url, title: number, at: dueDate, amount: { amount: balance, currency } });
      records.set(customer.id, listed);
    }
    return { records: [...records.values()].slice(0, most), complete: found.complete && records.size <= most };
  };
}

/**
 * Customers whose name or address holds the text, in the order of the search; one of fewer than three characters must be the
 * whole name or address, for Stripe's sake. https://docs.stripe.com/api/customers/search
 */
export function searchCustomers(api: StripeApi): ListRead<{ text: string }, BillingRecord> {
  return async ({ text }, most, call) => {
    const wanted = text.trim();
    if (wanted === '') return { records: [], complete: true };
    const operator = wanted.length < MIN_SUBSTRING ? ':' : '~';
    const query = {
      query: anyOf(['name', 'email'].map((field) => clause(field, operator, wanted))),
      'expand[]': COMES_ALONG.map((name) => `data.${name}`),
    };
    const found = await search(api, { path: '/v1/customers', query, item: StripeCustomer, pages: Math.ceil(most / PAGE) }, call);
    return {
      records: found.items.slice(0, most).map((customer) => ({ record: toBillingRecord(customer, api.account), items: [] })),
      complete: found.complete && found.items.length <= most,
    };
  };
}
