// A customer of the world after a change on order: what a merchant's edit, or a new customer, would leave in the shop.
import { z } from 'zod';
import type { ShopCustomer } from '../../world/shop-story';

const text = z.string().nullable();
const consent = z.strictObject({
  state: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING']),
  at: z.iso.datetime().nullable(),
});
const customerSchema: z.ZodType<ShopCustomer> = z.strictObject({
  id: z.string().regex(/^\d+$/),
  person: z.string(),
  firstName: text,
  lastName: text,
  email: z.string().toLowerCase().nullable(),
  phone: z
    .string()
    .regex(/^\+\d+$/)
    .nullable(),
  hasAccount: z.boolean(),
  company: text,
  street: text,
  city: text,
  postalCode: text,
  countryCode: text,
  locale: text,
  tags: z.array(z.string()),
  note: text,
  emailConsent: consent,
  smsConsent: consent.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  metafields: z.record(z.string().regex(/^[\w-]{3,}\.[\w-]{2,}$/), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
});

/**
 * The customer after a change.
 *
 * @param change an `id` and the fields to set.
 * @param now becomes `updatedAt` unless the change gives one.
 * @throws ZodError when the outcome is no customer.
 */
export function changeCustomer(before: ShopCustomer | null, change: object, now: string): ShopCustomer {
  return customerSchema.parse({ ...(before ?? blankCustomer(now)), updatedAt: now, ...change });
}

function blankCustomer(now: string): Omit<ShopCustomer, 'id'> {
  return {
    person: '',
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    hasAccount: false,
    company: null,
    street: null,
    city: null,
    postalCode: null,
    countryCode: null,
    locale: null,
    tags: [],
    note: null,
    emailConsent: { state: 'NOT_SUBSCRIBED', at: null },
    smsConsent: null,
    createdAt: now,
    updatedAt: now,
  };
}
