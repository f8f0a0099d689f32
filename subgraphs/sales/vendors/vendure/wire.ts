// Vendure's customers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type AddressPoint, type RecordId } from '../../../../platform/record';
import type { SalesRecord } from '../../contract';
import { toRecordId } from './ids';
import type { Crosswalk } from './settings';

export const Instant = z.iso.datetime({ offset: true });
export const Id = z.string().min(1);
const Text = z.string().nullable();

const Address = z.object({
  id: Id,
  company: Text,
  streetLine1: z.string(),
  streetLine2: Text,
  city: Text,
  province: Text,
  postalCode: Text,
  country: z.object({ code: z.string() }),
  defaultShippingAddress: z.boolean().nullable(),
  defaultBillingAddress: z.boolean().nullable(),
});
type Address = z.infer<typeof Address>;

export const Customer = z.object({
  id: Id,
  createdAt: Instant,
  updatedAt: Instant,
  title: Text,
  firstName: z.string(),
  lastName: z.string(),
  emailAddress: z.string(),
  phoneNumber: Text,
  /** null = a guest, who has ordered without an account. */
  user: z.object({ id: Id, verified: z.boolean() }).nullable(),
  addresses: z.array(Address).nullable(),
  orders: z.object({ totalItems: z.int().nonnegative() }),
  /** Asked only where the settings name some. */
  customFields: z.record(z.string(), z.json()).nullable().default(null),
});
export type Customer = z.infer<typeof Customer>;

/** The shop that the answers are of, as it was configured. */
export interface Account {
  source: string;
  /** Address of the dashboard, without a slash at its end; undefined = no links. */
  dashboard: string | undefined;
  phoneRegion: string | undefined;
  crosswalk: Crosswalk | undefined;
  /** Custom field of orders that names who sold it. */
  salesPersonField: string | undefined;
  /** True where one channel is read, and not the default one, which has the orders of all. */
  ofChannel: boolean;
}

export function toSalesRecord(customer: Customer, account: Account): SalesRecord {
  const given = text(customer.firstName);
  const family = text(customer.lastName);
  const full = [given, family].filter((part) => part !== null).join(' ') || null;
  const addresses = bestFirst(customer.addresses ?? []);
  const company = addresses.map((address) => text(address.company)).find((name) => name !== null) ?? null;
  const email = normaliseEmail(customer.emailAddress);
  const phone = toPhone(customer, addresses, account);
  return {
    id: toRecordId(account.source, 'customer', customer.id),
    url: toUrl(account, `customers/${customer.id}`),
    kind: (full === null && company !== null) || (email !== null && isRoleMailbox(email)) ? 'ORGANIZATION' : 'PERSON',
    name: { full, given, family },
    emails: email === null ? [] : [{ value: email, primary: true, verified: customer.user?.verified ?? null }],
    phones: phone === null ? [] : [{ value: phone, primary: true, shared: false }],
    addresses: addresses.map(toAddress),
    company,
    jobTitle: null,
    language: null,
    taxId: null,
    birthDate: null,
    employees: null,
    consents: [],
    externalIds: toExternalIds(customer, account.crosswalk),
    createdAt: toInstant(customer.createdAt),
    updatedAt: toInstant(customer.updatedAt),
    movedTo: null,
    raw: customer,
    orderCount: customer.orders.totalItems,
  };
}

/** A number without a country code is read as one of the country of their first address, then of the configured region. */
function toPhone({ phoneNumber }: Customer, addresses: readonly Address[], { phoneRegion }: Account): string | null {
  return normalisePhone(phoneNumber, addresses[0]?.country.code ?? phoneRegion)?.e164 ?? null;
}

/** The one that bills go to, then the one that parcels go to, then the others as Vendure has them. */
function bestFirst(addresses: readonly Address[]): Address[] {
  const rank = ({ defaultBillingAddress, defaultShippingAddress }: Address): number =>
    defaultBillingAddress === true ? 0 : defaultShippingAddress === true ? 1 : 2;
  return addresses.toSorted((a, b) => rank(a) - rank(b));
}

function toAddress({ defaultBillingAddress, defaultShippingAddress, ...address }: Address): AddressPoint {
  const lines = [text(address.streetLine1), text(address.streetLine2)].filter((line) => line !== null);
  const both = defaultBillingAddress === true && defaultShippingAddress === true;
  return {
    // The address book is for parcels: what is no default is one more place to send them to.
    purpose: both ? 'main' : defaultBillingAddress === true ? 'billing' : 'shipping',
    line1: lines.join(', ') || null,
    city: text(address.city),
    postalCode: text(address.postalCode),
    country: text(address.country.code),
  };
}

function toExternalIds({ customFields }: Customer, crosswalk: Crosswalk | undefined): RecordId[] {
  const value = crosswalk === undefined ? undefined : customFields?.[crosswalk.field];
  const [source = '', type = ''] = crosswalk?.prefix.split(':') ?? [];
  const id = typeof value === 'string' ? text(value) : typeof value === 'number' ? String(value) : null;
  return id === null ? [] : [recordId(source, type, id)];
}

/** Where a person can open it. https://docs.vendure.io/guides/extending-the-dashboard/ */
export function toUrl({ dashboard }: Account, path: string): string | null {
  return dashboard === undefined ? null : `${dashboard}/${path}`;
}

export function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

export function toInstant(value: string): string {
  return new Date(value).toISOString();
}
