// The fields that can be searched, of what type each is, and where the world keeps it: https://docs.stripe.com/search#query-fields
// (the lists for customers, invoices and charges).
import type { PaymentCharge, PaymentCustomer, PaymentInvoice } from '../../world/payment-story';
import { CARD, isRefunded } from './charges';
import type { Searchable } from './matching';
import { toSeconds } from './pages';
import type { StripeStore } from './store';

/** https://docs.stripe.com/search#query-fields-for-customers */
export const SEARCHABLE_CUSTOMERS: Searchable<PaymentCustomer> = {
  resource: 'customers',
  fields: {
    created: { type: 'numeric', of: ({ createdAt }) => toSeconds(createdAt) },
    email: { type: 'string', of: ({ email }) => email },
    name: { type: 'string', of: ({ name }) => name },
    phone: { type: 'string', of: ({ phone }) => phone },
  },
  metadataOf: ({ metadata }) => metadata,
};

/** https://docs.stripe.com/search#query-fields-for-invoices */
export const SEARCHABLE_INVOICES: Searchable<PaymentInvoice> = {
  resource: 'invoices',
  fields: {
    created: { type: 'numeric', of: ({ createdAt }) => toSeconds(createdAt) },
    currency: { type: 'token', of: ({ currency }) => currency },
    customer: { type: 'token', of: ({ customerId }) => customerId },
    last_finalization_error_code: { type: 'token', of: () => null },
    last_finalization_error_type: { type: 'token', of: () => null },
    number: { type: 'string', of: ({ number }) => number },
    receipt_number: { type: 'string', of: () => null },
    status: { type: 'string', of: ({ status }) => status },
    subscription: { type: 'string', of: ({ subscriptionId }) => subscriptionId },
    total: { type: 'numeric', of: ({ total }) => total },
  },
  metadataOf: () => ({}),
};

/** https://docs.stripe.com/search#query-fields-for-charges */
export function searchableCharges(store: StripeStore): Searchable<PaymentCharge> {
  return {
    resource: 'charges',
    fields: {
      amount: { type: 'numeric', of: ({ amount }) => amount },
      'billing_details.address.postal_code': { type: 'token', of: ({ customerId }) => store.customerById(customerId)?.postalCode ?? null },
      created: { type: 'numeric', of: ({ createdAt }) => toSeconds(createdAt) },
      currency: { type: 'token', of: ({ currency }) => currency },
      customer: { type: 'token', of: ({ customerId }) => customerId },
      disputed: { type: 'token', of: ({ disputed }) => disputed },
      'payment_method_details.card.brand': { type: 'token', of: () => CARD.brand },
      'payment_method_details.card.exp_month': { type: 'token', of: () => String(CARD.exp_month) },
      'payment_method_details.card.exp_year': { type: 'token', of: () => String(CARD.exp_year) },
      'payment_method_details.card.fingerprint': { type: 'token', of: () => CARD.fingerprint },
      'payment_method_details.card.last4': { type: 'token', of: () => CARD.last4 },
      refunded: { type: 'token', of: isRefunded },
      status: { type: 'token', of: ({ status }) => status },
    },
    metadataOf: () => ({}),
  };
}
