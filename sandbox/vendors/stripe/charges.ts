// How the world's charges and refunds look at Stripe (https://docs.stripe.com/api/charges/object, .../api/refunds/object). Since
// 2025-03-31 a charge does not name its invoice: the invoice's `payments` name the charge's payment intent.
import type { PaymentCharge, PaymentCustomer } from '../../world/payment-story';
import { type Body, toAddress } from './customers';
import { toSeconds } from './pages';
import type { StripeRefund } from './store';

/** @param customer whose particulars were given with the card; null = unknown. */
export function toStripeCharge(charge: PaymentCharge, customer: PaymentCustomer | null): Body {
  const { id, amount, status, failureMessage } = charge;
  const succeeded = status === 'succeeded';
  const tail = id.replace(/^ch_/, '');
  return {
    id,
    object: 'charge',
    amount,
    amount_captured: succeeded ? amount : 0,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: succeeded ? `txn_${tail}` : null,
    billing_details: {
      address: customer === null ? null : toAddress(customer),
      email: customer?.email ?? null,
      name: customer?.name ?? null,
      phone: customer?.phone ?? null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'SANDBOX',
    captured: succeeded,
    created: toSeconds(charge.createdAt),
    currency: charge.currency,
    customer: charge.customerId,
    description: null,
    disputed: charge.disputed,
    failure_balance_transaction: null,
    failure_code: status === 'failed' ? 'card_declined' : null,
    failure_message: failureMessage,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: toOutcome(charge),
    paid: succeeded,
    payment_intent: paymentIntentOf(charge),
    payment_method: `pm_${tail}`,
    payment_method_details: { card: { ...CARD, checks: { ...CARD.checks } }, type: 'card' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    // "If the charge is only partially refunded, this attribute will still be false."
    refunded: isRefunded(charge),
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  };
}

/** Stripe's test card; the world knows no cards. */
export const CARD = {
  amount_authorized: null,
  authorization_code: null,
  brand: 'visa',
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  electronic_commerce_indicator: null,
  exp_month: 8,
  exp_year: 2030,
  fingerprint: 'SandboxCard00001',
  funding: 'credit',
  installments: null,
  last4: '4242',
  mandate: null,
  network: 'visa',
  network_token: null,
  network_transaction_id: null,
  regulated_status: 'unregulated',
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
};

/** The world names none: each charge has its own. */
export function paymentIntentOf({ id }: PaymentCharge): string {
  return id.replace(/^ch_/, 'pi_');
}

/** Wholly. */
export function isRefunded({ amount, amountRefunded }: PaymentCharge): boolean {
  return amountRefunded > 0 && amountRefunded >= amount;
}

function toOutcome({ status }: PaymentCharge): Body | null {
  if (status === 'pending') return null;
  const succeeded = status === 'succeeded';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: succeeded ? 'approved_by_network' : 'declined_by_network',
    reason: succeeded ? null : 'generic_decline',
    risk_level: 'normal',
    seller_message: succeeded ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
    type: succeeded ? 'authorized' : 'issuer_declined',
  };
}

/** https://docs.stripe.com/api/invoice-payment/object */
export function toInvoicePayment(charge: PaymentCharge, invoiceId: string): Body {
  const succeeded = charge.status === 'succeeded';
  return {
    id: charge.id.replace(/^ch_/, 'inpay_'),
    object: 'invoice_payment',
    amount_paid: succeeded ? charge.amount : null,
    amount_requested: charge.amount,
    created: toSeconds(charge.createdAt),
    currency: charge.currency,
    invoice: invoiceId,
    is_default: true,
    livemode: false,
    payment: { payment_intent: paymentIntentOf(charge), type: 'payment_intent' },
    status: succeeded ? 'paid' : 'open',
    status_transitions: { canceled_at: null, paid_at: succeeded ? toSeconds(charge.createdAt) : null },
  };
}

export function toStripeRefund({ id, amount, createdAt, reason, charge }: StripeRefund): Body {
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: id.replace(/^re_/, 'txn_'),
    charge: charge.id,
    created: toSeconds(createdAt),
    currency: charge.currency,
    customer: charge.customerId,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: {},
    payment_intent: paymentIntentOf(charge),
    payment_method: charge.id.replace(/^ch_/, 'pm_'),
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}
