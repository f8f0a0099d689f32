// Stripe's lists: newest first, a page at a time, every change visible at once. Also the retrieval of one customer.
import type { Route, VendorAnswer } from '../../http/message';
import { paymentIntentOf } from './charges';
import type { Body } from './customers';
import { noSuch, notFound } from './errors';
import type { Expansion } from './expansion';
import { collectionMethodOf } from './invoices';
import type { Kind, Wording } from './objects';
import { LIST_PARAMETERS, toListPage, toSeconds } from './pages';
import { isWithin, type Known, type Parameters, readParameters } from './parameters';
import { CUSTOMER_SHAPE, LIST_SHAPES } from './shapes';
import type { StripeStore, StripeSubscription } from './store';
import { priceIdOf } from './subscriptions';

const COLLECTION_METHOD = ['charge_automatically', 'send_invoice'];
const INVOICE_STATUS = ['draft', 'open', 'paid', 'uncollectible', 'void'];
const SUBSCRIPTION_STATUS = 'active all canceled ended incomplete incomplete_expired past_due paused trialing unpaid'.split(' ');

/** One list endpoint. */
interface Listing<T> {
  path: string;
  kind: Kind;
  known: Known;
  /** What the parameters leave, newest first; an answer is a refusal. */
  select(parameters: Parameters): readonly T[] | VendorAnswer;
  /** Any record of the kind, for a cursor. */
  find(id: string): T | null;
  word(record: T): Body;
}

export function createListRoutes(store: StripeStore, wording: Wording, expansion: Expansion): Route[] {
  function list<T extends { id: string; createdAt: string }>({ path, kind, known, select, find, word }: Listing<T>): Route {
    return {
      method: 'GET',
      path,
      shape: LIST_SHAPES[kind],
      handle({ query }) {
        const parameters = readParameters(query, { ...LIST_PARAMETERS, ...known });
        if ('status' in parameters) return parameters;
        const refusal = expansion.refuse(parameters.expand, kind, 'list');
        if (refusal !== null) return refusal;
        const selected = select(parameters);
        if ('status' in selected) return selected;
        const page = toListPage(selected, parameters, kind, find);
        if ('status' in page) return page;
        const body = { object: 'list', data: page.items.map(word), has_more: page.hasMore, url: path };
        return { status: 200, body: expansion.apply(body, parameters.expand, kind, 'list') };
      },
    };
  }

  /** Of the customer named, or all; a customer there is none of is refused. */
  function ofCustomer<T>(records: { all: readonly T[]; of(id: string): readonly T[] }, { texts }: Parameters): readonly T[] | VendorAnswer {
    const id = texts.get('customer');
    if (id === undefined) return records.all;
    return store.customerById(id) === null ? noSuch('customer', id, 'customer') : records.of(id);
  }

  return [
    // https://docs.stripe.com/api/customers/list (100 a page; one `email`, "case-sensitive")
    list({
      path: '/v1/customers',
      kind: 'customer',
      known: { email: 'text', created: 'range' },
      select({ texts, ranges }) {
        const email = texts.get('email');
        const customers = email === undefined ? store.customers() : store.customersByEmail(email);
        return customers.filter(({ createdAt }) => isWithin(ranges.get('created'), toSeconds(createdAt)));
      },
      find: store.customerById,
      word: wording.customer,
    }),
    {
      // https://docs.stripe.com/api/customers/retrieve
      method: 'GET',
      path: '/v1/customers/:id',
      shape: CUSTOMER_SHAPE,
      handle({ params, query }) {
        const parameters = readParameters(query, {});
        if ('status' in parameters) return parameters;
        const refusal = expansion.refuse(parameters.expand, 'customer', 'object');
        if (refusal !== null) return refusal;
        const id = params['id'] ?? '';
        const customer = store.customerById(id);
        if (customer === null) return notFound('customer', id);
        return { status: 200, body: expansion.apply(wording.customer(customer), parameters.expand, 'customer', 'object') };
      },
    },
    // https://docs.stripe.com/api/invoices/list (100 a page; one `customer`)
    list({
      path: '/v1/invoices',
      kind: 'invoice',
      known: {
        customer: 'text',
        status: INVOICE_STATUS,
        subscription: 'text',
        collection_method: COLLECTION_METHOD,
        created: 'range',
        due_date: 'range',
      },
      select(parameters) {
        const { texts, ranges } = parameters;
        const subscription = texts.get('subscription');
        if (subscription !== undefined && store.subscriptions.byId(subscription) === null) {
          return noSuch('subscription', subscription, 'subscription');
        }
        const invoices = ofCustomer(store.invoices, parameters);
        if ('status' in invoices) return invoices;
        return invoices.filter(
          (invoice) =>
            isAsked(texts, 'status', invoice.status) &&
            isAsked(texts, 'subscription', invoice.subscriptionId) &&
            isAsked(texts, 'collection_method', collectionMethodOf(invoice)) &&
            isWithin(ranges.get('created'), toSeconds(invoice.createdAt)) &&
            isWithin(ranges.get('due_date'), invoice.dueAt === null ? null : toSeconds(invoice.dueAt)),
        );
      },
      find: store.invoices.byId,
      word: wording.invoice,
    }),
    // https://docs.stripe.com/api/subscriptions/list (100 a page; one `customer`; without `status`, all "that have not been canceled")
    list<StripeSubscription>({
      path: '/v1/subscriptions',
      kind: 'subscription',
      known: {
        customer: 'text',
        status: SUBSCRIPTION_STATUS,
        price: 'text',
        collection_method: COLLECTION_METHOD,
        created: 'range',
        current_period_start: 'range',
        current_period_end: 'range',
      },
      select(parameters) {
        const { texts, ranges } = parameters;
        const subscriptions = ofCustomer(store.subscriptions, parameters);
        if ('status' in subscriptions) return subscriptions;
        return subscriptions.filter(
          (subscription) =>
            isOfStatus(texts.get('status'), subscription.status) &&
            isAsked(texts, 'price', priceIdOf(subscription)) &&
            isAsked(texts, 'collection_method', 'charge_automatically') &&
            isWithin(ranges.get('created'), toSeconds(subscription.createdAt)) &&
            isWithin(ranges.get('current_period_start'), toSeconds(subscription.currentPeriodStart)) &&
            isWithin(ranges.get('current_period_end'), toSeconds(subscription.currentPeriodEnd)),
        );
      },
      find: store.subscriptions.byId,
      word: wording.subscription,
    }),
    // https://docs.stripe.com/api/charges/list (100 a page; one `customer`)
    list({
      path: '/v1/charges',
      kind: 'charge',
      known: { customer: 'text', payment_intent: 'text', created: 'range' },
      select(parameters) {
        const { texts, ranges } = parameters;
        const charges = ofCustomer(store.charges, parameters);
        if ('status' in charges) return charges;
        return charges.filter(
          (charge) =>
            isAsked(texts, 'payment_intent', paymentIntentOf(charge)) && isWithin(ranges.get('created'), toSeconds(charge.createdAt)),
        );
      },
      find: store.charges.byId,
      word: wording.charge,
    }),
    // https://docs.stripe.com/api/refunds/list (100 a page; one `charge`; none by customer)
    list({
      path: '/v1/refunds',
      kind: 'refund',
      known: { charge: 'text', payment_intent: 'text', created: 'range' },
      select({ texts, ranges }) {
        const id = texts.get('charge');
        if (id !== undefined && store.charges.byId(id) === null) return noSuch('charge', id, 'charge');
        const refunds = id === undefined ? store.refunds.all : store.refundsOfCharge(id);
        return refunds.filter(
          ({ charge, createdAt }) =>
            isAsked(texts, 'payment_intent', paymentIntentOf(charge)) && isWithin(ranges.get('created'), toSeconds(createdAt)),
        );
      },
      find: store.refunds.byId,
      word: wording.refund,
    }),
  ];
}

/** Whether a parameter is absent or has just this value. */
function isAsked(texts: ReadonlyMap<string, string>, name: string, value: string | null): boolean {
  const asked = texts.get(name);
  return asked === undefined || asked === value;
}

/** `ended` is canceled, or expired for want of the first payment, which the world has none of. */
function isOfStatus(asked: string | undefined, status: string): boolean {
  if (asked === undefined) return status !== 'canceled';
  return asked === 'all' || status === (asked === 'ended' ? 'canceled' : asked);
}
