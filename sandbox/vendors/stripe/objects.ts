// Any of Stripe's objects by its kind: the one place that knows what else of the world a body needs.
import type { PaymentCharge, PaymentCustomer, PaymentInvoice, PaymentSubscription } from '../../world/payment-story';
import { toStripeCharge, toStripeRefund } from './charges';
import { type Body, toStripeCustomer } from './customers';
import { toStripeInvoice } from './invoices';
import type { StripeRefund, StripeStore } from './store';
import { toStripeSubscription } from './subscriptions';

/** What the endpoints serve; an object's `object` says which it is. */
export type Kind = 'customer' | 'invoice' | 'subscription' | 'charge' | 'refund';

/** Each wording of a record, unexpanded. */
export interface Wording {
  customer(customer: PaymentCustomer): Body;
  invoice(invoice: PaymentInvoice): Body;
  subscription(subscription: PaymentSubscription): Body;
  charge(charge: PaymentCharge): Body;
  refund(refund: StripeRefund): Body;
}

/** @returns the wordings over the records of a store. */
export function createWording(store: StripeStore): Wording {
  return {
    customer: (customer) => toStripeCustomer(customer, store.invoices.of(customer.id).length),
    invoice: (invoice) => toStripeInvoice(invoice, store.customerById(invoice.customerId)),
    subscription: (subscription) => toStripeSubscription(subscription, store.invoicesOfSubscription(subscription.id)[0]?.id ?? null),
    charge: (charge) => toStripeCharge(charge, store.customerById(charge.customerId)),
    refund: toStripeRefund,
  };
}

/** A list inside an object: its first ten, as Stripe puts there. */
export function toSublist(url: string, items: readonly Body[]): Body {
  return { object: 'list', data: items.slice(0, 10), has_more: items.length > 10, url };
}
