// The `expand` parameter (https://docs.stripe.com/expand): ids become objects, lists left out by default are filled in. A path is
// judged by what the objects have before anything is looked up; what the sandbox does not have counts as not expandable.
import type { VendorAnswer } from '../../http/message';
import { toInvoicePayment } from './charges';
import { type Body, toStripeTaxIds } from './customers';
import { invalidRequest } from './errors';
import { type Kind, toSublist, type Wording } from './objects';
import type { StripeStore } from './store';

/** A property a path may name. */
interface Property {
  /** What a longer path may name next. */
  of: Kind | Properties;
  /** Its value once expanded; absent = it is there anyway. @param body the object that has it. */
  fill?: (body: Body, id: string) => unknown;
}
type Properties = Readonly<Record<string, Property>>;

export interface Expansion {
  /** The refusal of the first path that cannot be; null = all can. @param at where the objects are in the answer. */
  refuse(paths: readonly string[], kind: Kind, at: Place): VendorAnswer | null;
  /** Does what the paths say, in the answer itself. */
  apply(answer: Body, paths: readonly string[], kind: Kind, at: Place): Body;
}
type Place = 'object' | 'list' | 'search_result';

/** "Expansions have a maximum depth of four levels"; `data` of a list is one. */
const MAX_LEVELS = 4;

export function createExpansion(store: StripeStore, wording: Wording): Expansion {
  const kinds = toKinds(store, wording);
  const resolve = (of: Kind | Properties): Properties => (typeof of === 'string' ? kinds[of] : of);
  const root = (kind: Kind, at: Place): Properties => {
    if (at === 'object') return kinds[kind];
    return { data: { of: kind }, ...(at === 'search_result' ? { total_count: { of: {} } } : {}) };
  };

  function isKnown(path: readonly string[], properties: Properties): boolean {
    const [name, ...rest] = path;
    if (name === undefined) return true;
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return property !== undefined && isKnown(rest, resolve(property.of));
  }

  function expand(value: unknown, path: readonly string[], properties: Properties): void {
    const [name, ...rest] = path;
    if (name === undefined) return;
    if (Array.isArray(value)) {
      for (const one of value) expand(one, path, properties);
      return;
    }
    const property = properties[name];
    // A deleted customer has nothing but its id.
    if (!isBody(value) || value['deleted'] === true || property === undefined) return;
    const present = value[name];
    if (property.fill !== undefined && (present === undefined || typeof present === 'string')) {
      value[name] = property.fill(value, typeof present === 'string' ? present : '');
    }
    expand(value[name], rest, resolve(property.of));
  }

  return {
    refuse(paths, kind, at) {
      for (const path of paths) {
        const names = path.split('.');
        if (names.length > MAX_LEVELS) {
          const message = `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`;
          return invalidRequest(message, 'property_expansion_max_depth');
        }
        if (isKnown(names, root(kind, at))) continue;
        const hint = at === 'object' || names[0] === 'data' ? '' : ` You may want to try expanding 'data.${path}' instead.`;
        return invalidRequest(`This property cannot be expanded (${path}).${hint}`, null);
      }
      return null;
    },
    apply(answer, paths, kind, at) {
      for (const path of paths) expand(answer, path.split('.'), root(kind, at));
      return answer;
    },
  };
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects that are there anyway may be named as well, to no effect. */
const INLINE: Property = { of: {} };

function toKinds(store: StripeStore, wording: Wording): Record<Kind, Properties> {
  const customer: Property = { of: 'customer', fill: (_, id) => worded(store.customerById(id), wording.customer) };
  const invoice: Property = { of: 'invoice', fill: (_, id) => worded(store.invoices.byId(id), wording.invoice) };
  const subscription: Property = { of: 'subscription', fill: (_, id) => worded(store.subscriptions.byId(id), wording.subscription) };
  const charge: Property = { of: 'charge', fill: (_, id) => worded(store.charges.byId(id), wording.charge) };
  const list = (of: Kind | Properties, fill: (id: string) => Body): Property => ({
    of: { data: { of } },
    fill: (body) => fill(String(body['id'])),
  });
  return {
    customer: {
      ...{ address: INLINE, default_source: INLINE, discount: INLINE, shipping: INLINE },
      invoice_settings: { of: { default_payment_method: INLINE } },
      sources: list({}, (id) => toSublist(`/v1/customers/${id}/sources`, [])),
      // "The customer's current subscriptions, if any."
      subscriptions: list('subscription', (id) =>
        toSublist(
          `/v1/customers/${id}/subscriptions`,
          store.subscriptions
            .of(id)
            .filter(({ status }) => status !== 'canceled')
            .map(wording.subscription),
        ),
      ),
      tax_ids: list({ customer }, (id) => {
        const owner = store.customerById(id);
        return toSublist(`/v1/customers/${id}/tax_ids`, owner === null ? [] : toStripeTaxIds(owner));
      }),
    },
    invoice: {
      customer,
      ...{ customer_address: INLINE, default_payment_method: INLINE, discounts: INLINE, status_transitions: INLINE },
      lines: { of: { data: { of: { subscription } } } },
      parent: { of: { subscription_details: { of: { subscription } } } },
      payments: list({ invoice }, (id) =>
        toSublist(
          `/v1/invoice_payments?invoice=${id}`,
          store.chargesOfInvoice(id).map((one) => toInvoicePayment(one, id)),
        ),
      ),
    },
    subscription: {
      customer,
      latest_invoice: invoice,
      ...{ default_payment_method: INLINE, discounts: INLINE, schedule: INLINE },
      items: { of: { data: { of: { plan: INLINE, price: INLINE } } } },
    },
    charge: {
      customer,
      ...{ billing_details: INLINE, outcome: INLINE, payment_method_details: INLINE, review: INLINE },
      refunds: list('refund', (id) => toSublist(`/v1/charges/${id}/refunds`, store.refundsOfCharge(id).map(wording.refund))),
    },
    refund: { charge, customer },
  };
}

function worded<T>(record: T | null, wording: (record: T) => Body): Body | null {
  return record === null ? null : wording(record);
}
