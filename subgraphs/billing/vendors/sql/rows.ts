// From a row to a record: here trust in the database begins. What a record cannot do without (an id, an amount, a status)
// must be there and have its form; what may be absent becomes null.
import Big from 'big.js';
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type AddressPoint, type PhonePoint } from '../../../../platform/record';
import type { BillingRecord, Invoice, InvoiceStatus } from '../../contract';
import type { Section } from './columns';
import { CURRENCY, INVOICE_STATUSES, KINDS, type CustomersMapping, type InvoicesMapping, type TextValue } from './mapping';

/** A row, by the paths of the mapping. */
export type Cells = ReadonlyMap<string, string | null>;

/** Names a row's cells; the row has the columns of the section. */
export function toCells(section: Section, row: readonly (string | null)[]): Cells {
  return new Map(section.columns.map(({ path }, index) => [path, row[index] ?? null]));
}

/** What a customer row can be found by; never throws, so that a faulty row is noticed by those who look for it. */
export interface RowKeys {
  id: string | null;
  /** Normalised, the primary one first. */
  emails: string[];
  phones: PhonePoint[];
  /** Global ids. */
  externalIds: string[];
}

export function keysOf(mapping: CustomersMapping, cells: Cells, region: string | undefined): RowKeys {
  const phoneRegion = textOf(mapping.phoneRegion, cells.get('phoneRegion')) ?? region;
  const emails = mapping.fields.email
    .map((_, index) => normaliseEmail(cells.get(`fields.email.${index}`)))
    .filter((email) => email !== null);
  const numbers = mapping.fields.phone
    .map((_, index) => normalisePhone(cells.get(`fields.phone.${index}`), phoneRegion))
    .filter((number) => number !== null);
  const phones = new Map(numbers.map(({ e164, extension }) => [e164, extension !== null]));
  return {
    id: cells.get('id') ?? null,
    emails: [...new Set(emails)],
    // Behind an extension there is a switchboard.
    phones: [...phones].map(([value, shared], index) => ({ value, primary: index === 0, shared })),
    externalIds: Object.keys(mapping.externalIds).flatMap((type) => {
      const id = cells.get(`externalIds.${type}`)?.trim() ?? '';
      return id === '' ? [] : [`${type}:${id}`];
    }),
  };
}

const id = z.string().min(1);
/** `2026-11-22 15:00:00.123`, as PostgreSQL writes a timestamp; its `infinity` is none. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/)
  .transform((text) => new Date(`${text.replace(' ', 'T')}Z`).toISOString());

const customerRow = z.object({
  id,
  birthDate: z.iso.date().nullable(),
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
  kind: z.enum(KINDS).nullable(),
});

/** A customer row as a record; throws ZodError where it breaks its contract. */
export function toCustomer(source: string, mapping: CustomersMapping, section: Section, cells: Cells, keys: RowKeys): BillingRecord {
  const { fields } = mapping;
  const text = (field: Exclude<keyof typeof fields, 'email' | 'phone' | 'birthDate' | 'createdAt' | 'updatedAt'>): string | null =>
    textOf(fields[field], cells.get(`fields.${field}`));
  const row = customerRow.parse({
    id: keys.id,
    birthDate: cells.get('fields.birthDate') ?? null,
    createdAt: cells.get('fields.createdAt') ?? null,
    updatedAt: cells.get('fields.updatedAt') ?? null,
    kind: text('kind'),
  });
  const given = text('givenName');
  const family = text('familyName');
  const full = text('name') ?? ([given, family].filter((part) => part !== null).join(' ') || null);
  const company = text('company');
  const address: AddressPoint = {
    purpose: 'billing',
    line1: text('line1'),
    city: text('city'),
    postalCode: text('postalCode'),
    country: text('country'),
  };
  return {
    id: recordId(source, 'customer', row.id),
    url: linkTo(mapping.url, row.id),
    kind: row.kind ?? ((full === null && company !== null) || keys.emails.slice(0, 1).some(isRoleMailbox) ? 'ORGANIZATION' : 'PERSON'),
    name: { full, given, family },
    emails: keys.emails.map((value, index) => ({ value, primary: index === 0, verified: null })),
    phones: keys.phones,
    addresses: [address.line1, address.city, address.postalCode, address.country].some((line) => line !== null) ? [address] : [],
    company,
    jobTitle: text('jobTitle'),
    language: text('language'),
    taxId: text('taxId'),
    birthDate: row.birthDate,
    employees: null,
    consents: [],
    externalIds: keys.externalIds,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    movedTo: null,
    raw: Object.fromEntries(section.columns.map(({ path, column }) => [column, cells.get(path) ?? null])),
    // The mapping knows none.
    subscriptions: [],
  };
}

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const invoiceRow = z.object({
  id,
  customer: id,
  total: decimal,
  /** What is still to be paid, before `paid` is taken off. */
  open: decimal,
  paid: decimal,
  issueDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  currency: z.string().regex(CURRENCY),
  status: z.enum(INVOICE_STATUSES),
});

/** An invoice row as an invoice; throws ZodError where it breaks its contract. */
export function toInvoice(source: string, mapping: InvoicesMapping, cells: Cells): Invoice {
  const { fields } = mapping;
  const total = amountOf(fields.total, cells.get('fields.total'));
  const row = invoiceRow.parse({
    id: cells.get('id'),
    customer: cells.get('customer'),
    total,
    open: fields.balance === undefined ? total : amountOf(fields.balance, cells.get('fields.balance')),
    paid: fields.paid === undefined ? '0' : amountOf(fields.paid, cells.get('fields.paid')),
    issueDate: dayOf(fields.issueDate, cells.get('fields.issueDate')),
    dueDate: dayOf(fields.dueDate, cells.get('fields.dueDate')),
    currency: textOf(fields.currency, cells.get('fields.currency'))?.toUpperCase(),
    status: textOf(fields.status, cells.get('fields.status')),
  });
  return {
    id: recordId(source, 'invoice', row.id),
    url: linkTo(mapping.url, row.id),
    number: textOf(fields.number, cells.get('fields.number')),
    status: row.status,
    currency: row.currency,
    total: row.total,
    balance: balanceOf(row),
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    record: recordId(source, 'customer', row.customer),
  };
}

/** States in which nothing is to be paid, whatever the amounts say. */
export const NOTHING_DUE: ReadonlySet<string> = new Set<InvoiceStatus>(['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE']);

function balanceOf({ status, open, paid }: z.infer<typeof invoiceRow>): string {
  if (NOTHING_DUE.has(status)) return '0';
  return new Big(open).minus(paid).toFixed(Math.max(scaleOf(open), scaleOf(paid)));
}

function scaleOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** Their word in our words. */
function textOf(value: TextValue | undefined, cell: string | null | undefined): string | null {
  if (value === undefined) return null;
  if ('constant' in value) return value.constant;
  const word = cell?.trim() ?? '';
  if (word === '') return value.fallback;
  return value.values === null ? word : (value.values.get(word) ?? value.fallback);
}

function amountOf(value: InvoicesMapping['fields']['total'], cell: string | null | undefined): string | null {
  const amount = cell ?? value.default ?? null;
  if (amount === null || value.divideBy === 1 || !decimal.safeParse(amount).success) return amount;
  return new Big(amount).div(value.divideBy).toFixed(Math.log10(value.divideBy) + scaleOf(amount));
}

/** A calendar day some days later, by the calendar and in no time zone. What is no day is answered as it is. */
function dayOf(value: InvoicesMapping['fields']['dueDate'], cell: string | null | undefined): string | null {
  if (value === undefined || cell === null || cell === undefined) return null;
  if (value.plusDays === 0 || !z.iso.date().safeParse(cell).success) return cell;
  const day = new Date(`${cell}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + value.plusDays);
  return day.toISOString().slice(0, 10);
}

function linkTo(template: string | undefined, key: string): string | null {
  return template === undefined ? null : template.replaceAll('{id}', () => encodeURIComponent(key));
}
