// Shopify's customers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import type { AddressPoint, ConsentPoint, JsonValue } from '../../../../platform/record';
import type { SalesRecord } from '../../contract';
import { Metafields, toRawMetafields } from './metafields';
import { isGlobalId, toNumber, toRecordId, type ShopifyType } from './ids';

export const Instant = z.iso.datetime({ offset: true });
export const GlobalId = (type: ShopifyType) => z.string().refine((gid) => isGlobalId(type, gid));
export const Money = z.object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currencyCode: z.string().regex(/^[A-Z]{3}$/) });

/** States are not listed: a version that has ended is answered by a newer one, and a new state must not cost the customer. */
const Consent = { marketingState: z.string(), marketingUpdatedAt: Instant.nullable() };
const Text = z.string().nullable();

export const Customer = z.object({
  id: GlobalId('Customer'),
  firstName: Text,
  lastName: Text,
  locale: z.string(),
  verifiedEmail: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Shopify writes large numbers as strings. */
  numberOfOrders: z.string().regex(/^\d+$/),
  amountSpent: Money,
  defaultEmailAddress: z.object({ emailAddress: z.string(), ...Consent }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string(), ...Consent }).nullable(),
  defaultAddress: z
    .object({ company: Text, address1: Text, address2: Text, city: Text, provinceCode: Text, zip: Text, countryCodeV2: Text })
    .nullable(),
  /** These four for the raw record alone. */
  tags: z.array(z.string()),
  note: Text,
  state: z.string(),
  taxExempt: z.boolean(),
  /** Only where some are configured. */
  metafields: Metafields.optional(),
});
export type Customer = z.infer<typeof Customer>;

/** What a raw record has: metafields as they are asked for, whether the shop has any of them or not, since they need no definition. */
export function customerPaths({ metafields = [] }: Account): string[] {
  const fields = Object.keys(Customer.shape).filter((field) => field !== 'metafields');
  return [...fields, ...metafields.map((metafield) => `metafields.${metafield}`)];
}

/** The shop that the answers are of. */
export interface Account {
  source: string;
  /** Name before .myshopify.com; undefined = no links. */
  shop: string | undefined;
  phoneRegion: string | undefined;
  /** How a tag begins that names the sales person of an order. */
  salesTag: string;
  /** `namespace.key` of the metafields that are read with every customer. */
  metafields?: readonly string[];
}

export function toSalesRecord(customer: Customer, account: Account): SalesRecord {
  const given = text(customer.firstName);
  const family = text(customer.lastName);
  const full = [given, family].filter((part) => part !== null).join(' ') || null;
  const company = text(customer.defaultAddress?.company);
  const email = normaliseEmail(customer.defaultEmailAddress?.emailAddress);
  const phone = normalisePhone(customer.defaultPhoneNumber?.phoneNumber, account.phoneRegion)?.e164 ?? null;
  const nobody = full === null && company !== null;
  return {
    id: toRecordId(account.source, 'Customer', customer.id),
    url: toUrl(account, `customers/${toNumber(customer.id)}`),
    kind: nobody || (email !== null && isRoleMailbox(email)) ? 'ORGANIZATION' : 'PERSON',
    name: { full, given, family },
    // "Defaults to true if the customer is created through the Shopify admin or API": only false tells something.
    emails: email === null ? [] : [{ value: email, primary: true, verified: customer.verifiedEmail ? null : false }],
    phones: phone === null ? [] : [{ value: phone, primary: true, shared: false }],
    addresses: toAddresses(customer.defaultAddress),
    company,
    jobTitle: null,
    language: text(customer.locale),
    taxId: null,
    birthDate: null,
    employees: null,
    consents: [...toConsent('EMAIL', email, customer.defaultEmailAddress), ...toConsent('SMS', phone, customer.defaultPhoneNumber)],
    externalIds: [],
    createdAt: toInstant(customer.createdAt),
    updatedAt: toInstant(customer.updatedAt),
    movedTo: null,
    raw: toRaw(customer),
    orderCount: Number(customer.numberOfOrders),
    spent: { amount: customer.amountSpent.amount, currency: customer.amountSpent.currencyCode },
  };
}

function toRaw({ metafields, ...customer }: Customer): JsonValue {
  return metafields === undefined ? customer : { ...customer, metafields: toRawMetafields(metafields) };
}

/**
 * https://shopify.dev/docs/api/admin-graphql/2026-07/enums/CustomerEmailAddressMarketingState: "not subscribed but was previously
 * subscribed" is a consent taken back. PENDING has not been confirmed yet.
 */
const CONSENTS: Readonly<Record<string, 'GRANTED' | 'REVOKED'>> = { SUBSCRIBED: 'GRANTED', UNSUBSCRIBED: 'REVOKED' };

function toConsent(
  channel: 'EMAIL' | 'SMS',
  address: string | null,
  consent: { marketingState: string; marketingUpdatedAt: string | null } | null,
): ConsentPoint[] {
  if (consent === null || address === null) return [];
  const status = CONSENTS[consent.marketingState] ?? 'UNKNOWN';
  const at = status === 'UNKNOWN' || consent.marketingUpdatedAt === null ? null : toInstant(consent.marketingUpdatedAt);
  return [{ channel, purpose: 'marketing', status, address, at }];
}

function toAddresses(address: Customer['defaultAddress']): AddressPoint[] {
  const lines = [text(address?.address1), text(address?.address2)].filter((line) => line !== null);
  const point = {
    line1: lines.join(', ') || null,
    city: text(address?.city),
    postalCode: text(address?.zip),
    country: text(address?.countryCodeV2),
  };
  return Object.values(point).every((part) => part === null) ? [] : [{ purpose: 'main', ...point }];
}

/** Where a person can open it. https://help.shopify.com/en/manual/shopify-admin */
export function toUrl({ shop }: Account, path: string): string | null {
  return shop === undefined ? null : `https://admin.shopify.com/store/${shop}/${path}`;
}

export function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

export function toInstant(value: string): string {
  return new Date(value).toISOString();
}
