// From Stripe's customers, invoices and charges to our records; subscriptions have a file of their own. Pure, sends nothing.
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { regionOf } from '../../../../platform/identity/region';
import { recordId, type AddressPoint, type JsonValue } from '../../../../platform/record';
import type { BillingRecord, Invoice, InvoiceStatus, Payment } from '../../contract';
import { customerId, toInstant, toUrl, type Account } from './account';
import { toDecimal } from './amounts';
import { toSubscriptions } from './recurring';
import type { StripeCharge, StripeCustomer, StripeInvoice } from './wire';

export function toBillingRecord(customer: StripeCustomer, account: Account): BillingRecord {
  const email = normaliseEmail(customer.email);
  // A number without a country code is one of the country the bills go to.
  const phone = normalisePhone(customer.phone, regionOf(text(customer.address?.country)) ?? account.phoneRegion);
  const company = text(customer.business_name);
  // "The customer's full name or business name": newer customers have them apart.
  const full = text(customer.individual_name) ?? (company === null ? text(customer.name) : null);
  return {
    id: customerId(account, customer.id),
    url: toUrl(account, `customers/${customer.id}`, customer),
    kind: (full === null && company !== null) || (email !== null && isRoleMailbox(email)) ? 'ORGANIZATION' : 'PERSON',
    name: { full, given: null, family: null },
    emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
    // Behind an extension there is a switchboard.
    phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: phone.extension !== null }],
    addresses: [...toAddress('billing', customer.address), ...toAddress('shipping', customer.shipping?.address)],
    company,
    jobTitle: null,
    language: text(customer.preferred_locales?.[0]),
    taxId: text(customer.tax_ids?.data[0]?.value),
    birthDate: null,
    employees: null,
    consents: [],
    externalIds: account.crosswalk.flatMap(({ records, key }) => {
      const id = text(customer.metadata?.[key]);
      return id === null ? [] : [`${records}:${id}`];
    }),
    createdAt: toInstant(customer.created),
    updatedAt: null,
    movedTo: null,
    raw: toRaw(customer),
    // Ten come along; who has more has to be asked for.
    subscriptions:
      customer.subscriptions == null || customer.subscriptions.has_more ? null : toSubscriptions(customer.subscriptions.data, account),
  };
}

function toAddress(purpose: AddressPoint['purpose'], given: StripeCustomer['address']): AddressPoint[] {
  const address = {
    purpose,
    line1: text(given?.line1),
    city: text(given?.city),
    postalCode: text(given?.postal_code),
    country: text(given?.country),
  };
  return [address.line1, address.city, address.postalCode, address.country].some((line) => line !== null) ? [address] : [];
}

/** Without the subscriptions, which are no part of the customer but came along. */
function toRaw(customer: StripeCustomer): JsonValue {
  return Object.fromEntries(
    Object.entries(customer).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[0] !== 'subscriptions'),
  );
}

const STATUSES: Readonly<Record<StripeInvoice['status'], InvoiceStatus>> = {
  draft: 'DRAFT',
  open: 'OPEN',
  paid: 'PAID',
  uncollectible: 'UNCOLLECTIBLE',
  void: 'VOID',
};

/** An invoice that Stripe charges by itself has no due date: nothing tells by when it should have been paid. */
export function toInvoice(invoice: StripeInvoice, ofCustomer: string, account: Account): Invoice {
  const currency = invoice.currency.toUpperCase();
  const status = STATUSES[invoice.status];
  return {
    id: recordId(account.source, 'invoice', invoice.id),
    url: toUrl(account, `invoices/${invoice.id}`, invoice),
    number: text(invoice.number),
    status: status === 'OPEN' && invoice.amount_paid > 0 ? 'PARTIALLY_PAID' : status,
    currency,
    total: toDecimal(invoice.total, currency),
    balance: toDecimal(status === 'OPEN' ? invoice.amount_remaining : 0, currency),
    // A draft is dated by the day it was made.
    issueDate: toDay(invoice.effective_at ?? invoice.status_transitions?.finalized_at ?? invoice.created),
    dueDate: invoice.due_date == null ? null : toDay(invoice.due_date),
    record: customerId(account, ofCustomer),
  };
}

/** Refunds that never arrived. https://docs.stripe.com/api/refunds/object#refund_object-status */
const UNDONE_REFUNDS: ReadonlySet<string> = new Set(['failed', 'canceled']);

/**
 * A charge as a payment; null for an authorisation that was let go, by which nobody paid and nobody was refused. One that is
 * not captured yet is under way. Of more than ten refunds the newest ten are told one by one; their sum is always whole.
 */
export function toPayment(charge: StripeCharge, ofCustomer: string, account: Account): Payment | null {
  const authorised = charge.status === 'succeeded' && !charge.captured;
  if (authorised && charge.refunded) return null;
  const currency = charge.currency.toUpperCase();
  return {
    id: recordId(account.source, 'charge', charge.id),
    url: toUrl(account, `payments/${charge.id}`, charge),
    status: authorised ? 'PENDING' : PAYMENT_STATUSES[charge.status],
    currency,
    amount: toDecimal(charge.amount, currency),
    refunded: toDecimal(charge.amount_refunded, currency),
    refunds: (charge.refunds?.data ?? [])
      .filter(({ status }) => !UNDONE_REFUNDS.has(status ?? ''))
      .map(({ id, amount, created, reason }) => ({
        id: recordId(account.source, 'refund', id),
        amount: toDecimal(amount, currency),
        at: toInstant(created),
        reason: text(reason),
      })),
    at: toInstant(charge.created),
    disputed: charge.disputed,
    record: customerId(account, ofCustomer),
  };
}

const PAYMENT_STATUSES = { succeeded: 'SUCCEEDED', pending: 'PENDING', failed: 'FAILED' } as const;

function toDay(seconds: number): string {
  return toInstant(seconds).slice(0, 'YYYY-MM-DD'.length);
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
