// How the world's invoices look as Stripe invoices since 2025-03-31: no `paid` and no `subscription`; what they bill is in
// `parent`, what paid them in `payments`. https://docs.stripe.com/api/invoices/object
import type { PaymentCustomer, PaymentInvoice } from '../../world/payment-story';
import { type Body, toAddress, toTaxIdType } from './customers';
import { toSeconds } from './pages';

const HOSTED_INVOICES = 'https://invoice.example.com/i/acct_sandbox';

/** @param customer whose particulars the invoice carries; null = unknown. */
export function toStripeInvoice(invoice: PaymentInvoice, customer: PaymentCustomer | null): Body {
  const created = toSeconds(invoice.createdAt);
  const isDraft = invoice.status === 'draft';
  const wasAttempted = invoice.dueAt === null && !isDraft && invoice.status !== 'void';
  return {
    id: invoice.id,
    object: 'invoice',
    account_country: 'DE',
    account_name: 'Sandbox',
    account_tax_ids: null,
    amount_due: invoice.total,
    amount_overpaid: 0,
    amount_paid: invoice.amountPaid,
    amount_remaining: invoice.amountRemaining,
    amount_shipping: 0,
    application: null,
    attempt_count: wasAttempted ? 1 : 0,
    attempted: wasAttempted,
    auto_advance: isDraft,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: invoice.subscriptionId === null ? 'manual' : 'subscription_cycle',
    collection_method: collectionMethodOf(invoice),
    created,
    currency: invoice.currency,
    custom_fields: null,
    customer: invoice.customerId,
    customer_account: null,
    customer_address: customer === null ? null : toAddress(customer),
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: toCustomerTaxIds(customer),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: invoice.dueAt === null ? null : toSeconds(invoice.dueAt),
    effective_at: isDraft ? null : created,
    ending_balance: isDraft ? null : 0,
    footer: null,
    from_invoice: null,
    // "If the invoice has not been finalized yet, this will be null."
    hosted_invoice_url: isDraft ? null : `${HOSTED_INVOICES}/${invoice.id}`,
    invoice_pdf: isDraft ? null : `${HOSTED_INVOICES}/${invoice.id}/pdf`,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: 'list',
      data: [toLine(invoice)],
      has_more: false,
      url: `/v1/invoices/${invoice.id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: invoice.number,
    on_behalf_of: null,
    parent:
      invoice.subscriptionId === null
        ? null
        : {
            quote_details: null,
            subscription_details: { metadata: {}, subscription: invoice.subscriptionId },
            type: 'subscription_details',
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: invoice.status,
    status_transitions: toTransitions(invoice),
    subtotal: invoice.total,
    subtotal_excluding_tax: invoice.total,
    test_clock: null,
    total: invoice.total,
    total_discount_amounts: [],
    total_excluding_tax: invoice.total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
  };
}

/** Charged at once, or sent with a date it is due at. */
export function collectionMethodOf({ dueAt }: PaymentInvoice): 'charge_automatically' | 'send_invoice' {
  return dueAt === null ? 'charge_automatically' : 'send_invoice';
}

function toCustomerTaxIds(customer: PaymentCustomer | null): Body[] {
  const taxId = customer?.taxId ?? null;
  return taxId === null ? [] : [{ type: toTaxIdType(taxId), value: taxId }];
}

/** The world does not say when an invoice was given up: the day it was due stands for it. */
function toTransitions({ status, createdAt, dueAt, paidAt }: PaymentInvoice): Body {
  const givenUp = toSeconds(dueAt ?? createdAt);
  return {
    finalized_at: status === 'draft' ? null : toSeconds(createdAt),
    marked_uncollectible_at: status === 'uncollectible' ? givenUp : null,
    paid_at: paidAt === null ? null : toSeconds(paidAt),
    voided_at: status === 'void' ? givenUp : null,
  };
}

/** The world keeps no lines: one bills the whole. https://docs.stripe.com/api/invoice-line-item/object */
function toLine({ id, total, currency, createdAt, subscriptionId }: PaymentInvoice): Body {
  const tail = id.replace(/^in_/, '');
  const proration = { proration: false, proration_details: { credited_items: null } };
  return {
    id: `il_${tail}`,
    object: 'line_item',
    amount: total,
    currency,
    description: null,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: id,
    livemode: false,
    metadata: {},
    parent:
      subscriptionId === null
        ? {
            invoice_item_details: { invoice_item: `ii_${tail}`, ...proration, subscription: null },
            subscription_item_details: null,
            type: 'invoice_item_details',
          }
        : {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: null,
              ...proration,
              subscription: subscriptionId,
              subscription_item: subscriptionId.replace(/^sub_/, 'si_'),
            },
            type: 'subscription_item_details',
          },
    period: { end: toSeconds(createdAt), start: toSeconds(createdAt) },
    pretax_credit_amounts: [],
    pricing: null,
    quantity: 1,
    quantity_decimal: '1',
    subscription: subscriptionId,
    subtotal: total,
    taxes: [],
  };
}
