// How the world's payment customers look as Stripe customers (https://docs.stripe.com/api/customers/object), their tax ids, and
// how one is added or altered for a test.
import { z } from 'zod';
import type { PaymentCustomer } from '../../world/payment-story';
import { toSeconds } from './pages';

/** An object of Stripe's, before or after expansion. */
export type Body = Record<string, unknown>;

/** @param invoices how many the customer has, for the next one's number. */
export function toStripeCustomer(customer: PaymentCustomer, invoices: number): Body {
  // "Deleted customers can still be retrieved": https://docs.stripe.com/api/customers/delete
  if (customer.deleted) return { id: customer.id, object: 'customer', deleted: true };
  return {
    id: customer.id,
    object: 'customer',
    address: toAddress(customer),
    balance: 0,
    created: toSeconds(customer.createdAt),
    currency: customer.currency,
    customer_account: null,
    default_source: null,
    delinquent: customer.delinquent,
    description: customer.description,
    discount: null,
    email: customer.email,
    invoice_prefix: toInvoicePrefix(customer.id),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: customer.metadata,
    name: customer.name,
    next_invoice_sequence: invoices + 1,
    phone: customer.phone,
    preferred_locales: customer.preferredLocale === null ? [] : [customer.preferredLocale],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

/** null where nothing of it is known. */
export function toAddress({ street, city, postalCode, country }: PaymentCustomer): Body | null {
  if ([street, city, postalCode, country].every((part) => part === null)) return null;
  return { city, country, line1: street, line2: null, postal_code: postalCode, state: null };
}

function toInvoicePrefix(id: string): string {
  return id
    .replace(/^cus_|[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(-8)
    .padStart(8, '0');
}

/** https://docs.stripe.com/api/tax_ids/object; none without a number. */
export function toStripeTaxIds(customer: PaymentCustomer): Body[] {
  const { id, taxId, name, createdAt, country } = customer;
  if (taxId === null) return [];
  return [
    {
      id: `txi_${id.replace(/^cus_/, '')}`,
      object: 'tax_id',
      country: /^[A-Z]{2}/.exec(taxId)?.[0] ?? country,
      created: toSeconds(createdAt),
      customer: id,
      customer_account: null,
      livemode: false,
      owner: { customer: id, customer_account: null, type: 'customer' },
      type: toTaxIdType(taxId),
      value: taxId,
      verification: { status: 'verified', verified_address: null, verified_name: name },
    },
  ];
}

/** https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id */
export function toTaxIdType(taxId: string): string {
  if (taxId.startsWith('GB')) return 'gb_vat';
  if (taxId.startsWith('CHE')) return 'ch_vat';
  return /^[A-Z]{2}/.test(taxId) ? 'eu_vat' : 'us_ein';
}

const text = z.string().nullable();
const customerSchema: z.ZodType<PaymentCustomer> = z.strictObject({
  id: z.string().regex(/^cus_[A-Za-z0-9_]+$/),
  person: z.string(),
  email: text,
  name: text,
  phone: text,
  description: text,
  street: text,
  city: text,
  postalCode: text,
  country: text,
  currency: text,
  delinquent: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  preferredLocale: text,
  taxId: text,
  createdAt: z.iso.datetime(),
  deleted: z.boolean(),
});

/**
 * The customer after a change.
 *
 * @param change an `id` and the fields to set, named as in `world/payment-story.ts`.
 * @param now becomes `createdAt` of a new one unless the change gives it.
 * @throws ZodError when the outcome is no customer.
 */
export function changeCustomer(before: PaymentCustomer | null, change: object, now: string): PaymentCustomer {
  return customerSchema.parse({ ...(before ?? blankCustomer(now)), ...change });
}

function blankCustomer(now: string): Omit<PaymentCustomer, 'id'> {
  return {
    person: '',
    ...{ email: null, name: null, phone: null, description: null },
    ...{ street: null, city: null, postalCode: null, country: null },
    ...{ currency: null, delinquent: false, metadata: {}, preferredLocale: null, taxId: null },
    ...{ createdAt: now, deleted: false },
  };
}
