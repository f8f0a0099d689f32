// How Stripe's fields become ours, as lines that `sources` shows; records.ts and recurring.ts are the code that does it. Paths are
// of a customer, an invoice, a subscription, a charge.
import type { FieldMapping } from '../../../../platform/connector';
import { CLEANED, mappingOf } from '../../../../platform/field-mapping';
import type { BillingRecord, Invoice, Payment, Subscription } from '../../contract';
import type { Account } from './account';

const NOBODY = 'a business without a person is an ORGANIZATION';
const SECONDS = `from seconds, ${CLEANED.time}`;
const DECIMALS = 'as many decimals as Stripe counts for it';
const AMOUNT = `toDecimal: ${DECIMALS}`;
const TOLD = 'per unit, licensed, without packages and tiers; else none';

/** The lines of an account: which metadata keys are other sources' ids is part of them. */
export function stripeMapping({ crosswalk }: Pick<Account, 'crosswalk'>): FieldMapping[] {
  return [
    ...mappingOf<BillingRecord>('BillingRecord', [
      ['kind', 'email', CLEANED.mailbox],
      ['kind', 'business_name', NOBODY],
      ['kind', 'individual_name', NOBODY],
      ['name', 'individual_name', CLEANED.text],
      ['name', 'name', 'where there is neither individual_name nor business_name'],
      ['name', 'business_name', 'where it is there, name is no person’s'],
      ['emails', 'email', CLEANED.email],
      ['phones', 'phone', CLEANED.phone],
      ['phones', 'address.country', 'regionOf: whose a number without a country code is'],
      ...(['address', 'shipping.address'] as const).flatMap((address) => [
        ['addresses', `${address}.line1`, CLEANED.text] as const,
        ['addresses', `${address}.city`, CLEANED.text] as const,
        ['addresses', `${address}.postal_code`, CLEANED.text] as const,
        ['addresses', `${address}.country`, CLEANED.text] as const,
      ]),
      ['company', 'business_name', CLEANED.text],
      ['language', 'preferred_locales[]', 'the first one'],
      ['taxId', 'tax_ids.data[].value', 'the first one'],
      ...crosswalk.map(({ records, key }) => ['externalIds', `metadata.${key}`, `${records}:…`] as const),
      ['createdAt', 'created', SECONDS],
      ['subscriptions', 'subscriptions.data[]', 'as Subscription'],
      ['subscriptions', 'subscriptions.has_more', 'true → asked for apart'],
    ]),
    ...mappingOf<Invoice>('Invoice', [
      ['number', 'number', CLEANED.text],
      ['status', 'status', 'in capitals'],
      ['status', 'amount_paid', 'OPEN and something paid → PARTIALLY_PAID'],
      ['currency', 'currency', 'in capitals'],
      ['total', 'total', AMOUNT],
      ['total', 'currency', DECIMALS],
      ['balance', 'amount_remaining', AMOUNT],
      ['balance', 'status', '0 unless open'],
      ['balance', 'currency', DECIMALS],
      ['issueDate', 'effective_at', CLEANED.day],
      ['issueDate', 'status_transitions.finalized_at', 'where there is no effective_at'],
      ['issueDate', 'created', 'of a draft'],
      ['dueDate', 'due_date', CLEANED.day],
    ]),
    ...mappingOf<Subscription>('Subscription', [
      ['plan', 'items.data[].price.nickname', 'each once'],
      ['plan', 'description', 'where no price has a nickname'],
      ['status', 'status', 'unpaid → PAST_DUE, incomplete_expired → INCOMPLETE, canceled → CANCELLED, else in capitals'],
      ['status', 'pause_collection', 'there, and active → PAUSED'],
      ['currency', 'currency', 'in capitals'],
      ['monthlyAmount', 'items.data[].price.unit_amount_decimal', `of all items together, ${AMOUNT}`],
      ['monthlyAmount', 'items.data[].quantity', 'so many of it'],
      ['monthlyAmount', 'items.data[].price.recurring.interval', 'a year has 12 months, 52 weeks, 365 days'],
      ['monthlyAmount', 'items.data[].price.recurring.interval_count', 'so many of the intervals'],
      ['monthlyAmount', 'items.data[].price.recurring.usage_type', TOLD],
      ['monthlyAmount', 'items.data[].price.billing_scheme', TOLD],
      ['monthlyAmount', 'items.data[].price.transform_quantity', TOLD],
      ['monthlyAmount', 'items.has_more', 'true → none'],
      ['monthlyAmount', 'currency', DECIMALS],
      ['startedAt', 'start_date', SECONDS],
      ['renewsAt', 'items.data[].current_period_end', `the first one, ${SECONDS}`],
      ['renewsAt', 'status', 'none unless it goes on'],
      ['renewsAt', 'pause_collection', 'none while it is PAUSED'],
      ['renewsAt', 'ended_at', 'none where it ends before'],
      ['renewsAt', 'cancel_at', 'none where it ends before'],
      ['renewsAt', 'cancel_at_period_end', 'true → none'],
      ['endsAt', 'ended_at', SECONDS],
      ['endsAt', 'cancel_at', 'where there is no ended_at'],
      ['endsAt', 'cancel_at_period_end', 'true → the end of its period'],
      ['endsAt', 'items.data[].current_period_end', 'where cancel_at_period_end is true'],
      ['record', 'customer', 'the customer'],
    ]),
    ...mappingOf<Payment>('Payment', [
      ['status', 'status', 'in capitals'],
      ['status', 'captured', 'false → PENDING'],
      ['currency', 'currency', 'in capitals'],
      ['amount', 'amount', AMOUNT],
      ['amount', 'currency', DECIMALS],
      ['refunded', 'amount_refunded', AMOUNT],
      ['refunded', 'currency', DECIMALS],
      ['refunds', 'refunds.data[].id'],
      ['refunds', 'refunds.data[].amount', AMOUNT],
      ['refunds', 'refunds.data[].created', SECONDS],
      ['refunds', 'refunds.data[].reason', CLEANED.text],
      ['refunds', 'refunds.data[].status', 'all but failed and canceled'],
      ['refunds', 'currency', DECIMALS],
      ['at', 'created', SECONDS],
      ['disputed', 'disputed'],
    ]),
  ];
}
