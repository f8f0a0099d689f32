// Acme Desk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import type { FieldMapping } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId } from '../../../../platform/record';
import type { BillingRecord, Invoice } from '../../../../subgraphs/billing/contract';

const Day = z.iso.date();
const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const Text = z.string().nullish();

/** What is not named here stays, for `raw`. */
export const Person = z.object({ id: z.string(), name: Text, email: Text, phone: Text }).catchall(z.json());
export const AcmeInvoice = z.object({
  id: z.string(),
  person_id: z.string(),
  state: z.enum(['draft', 'open', 'paid', 'void']),
  total: Decimal,
  due: Decimal,
  currency: z.string().regex(/^[A-Z]{3}$/),
  issued_on: Day,
  due_on: Day.nullish(),
});
export const PeoplePage = z.object({ people: z.array(Person), next: z.int().nullable() });
export const InvoicePage = z.object({ invoices: z.array(AcmeInvoice), next: z.int().nullable() });

/** Which field becomes which: shown by `sources { mapping }`, and held to the functions below by mapping.test.ts. */
export const mapping: readonly FieldMapping[] = [
  { of: 'PersonRecord', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' },
  { of: 'PersonRecord', field: 'phones', from: 'phone', by: 'normalisePhone' },
  { of: 'Invoice', field: 'record', from: 'person_id', by: null },
  { of: 'Invoice', field: 'number', from: 'id', by: null },
  { of: 'Invoice', field: 'status', from: 'state', by: 'in capitals' },
  { of: 'Invoice', field: 'total', from: 'total', by: null },
  { of: 'Invoice', field: 'balance', from: 'due', by: null },
  { of: 'Invoice', field: 'currency', from: 'currency', by: null },
  { of: 'Invoice', field: 'issueDate', from: 'issued_on', by: null },
  { of: 'Invoice', field: 'dueDate', from: 'due_on', by: null },
];

export function toPersonRecord(person: z.infer<typeof Person>, source: string, phoneRegion: string | undefined): BillingRecord {
  const email = normaliseEmail(person.email);
  const phone = normalisePhone(person.phone, phoneRegion);
  return personRecord({
    id: recordId(source, 'person', person.id),
    name: { full: textOf(person.name), given: null, family: null },
    emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
    phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: false }],
    raw: person,
  });
}

const STATUSES = { draft: 'DRAFT', open: 'OPEN', paid: 'PAID', void: 'VOID' } as const;

export function toInvoice(invoice: z.infer<typeof AcmeInvoice>, source: string): Invoice {
  const { id, person_id, state, total, due, currency, issued_on, due_on } = invoice;
  return {
    ...{ id: recordId(source, 'invoice', id), url: null, number: id, status: STATUSES[state] },
    ...{ total, balance: due, currency, issueDate: issued_on, dueDate: due_on ?? null },
    record: recordId(source, 'person', person_id),
  };
}
