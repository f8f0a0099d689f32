// Acme Desk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import type { FieldMapping } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId } from '../../../../platform/record';
import type { Order, SalesRecord } from '../../../../subgraphs/sales/contract';

const Instant = z.iso.datetime({ offset: true });
const Text = z.string().nullish();

/** What is not named here stays, for `raw`. */
export const Person = z.object({ id: z.string(), name: Text, email: Text, phone: Text }).catchall(z.json());
export const AcmeOrder = z.object({
  id: z.string(),
  person_id: z.string(),
  state: z.enum(['new', 'shipped', 'done', 'cancelled']),
  total: z.string().regex(/^\d+(\.\d+)?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  placed_at: Instant,
});
export const PeoplePage = z.object({ people: z.array(Person), next: z.int().nullable() });
export const OrderPage = z.object({ orders: z.array(AcmeOrder), next: z.int().nullable() });

/** Which field becomes which: shown by `sources { mapping }`, and held to the functions below by mapping.test.ts. */
export const mapping: readonly FieldMapping[] = [
  { of: 'PersonRecord', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' },
  { of: 'PersonRecord', field: 'phones', from: 'phone', by: 'normalisePhone' },
  { of: 'Order', field: 'record', from: 'person_id', by: null },
  { of: 'Order', field: 'number', from: 'id', by: null },
  { of: 'Order', field: 'status', from: 'state', by: 'new → PROCESSING, shipped → IN_TRANSIT, done → DELIVERED, cancelled → CANCELLED' },
  { of: 'Order', field: 'total', from: 'total', by: null },
  { of: 'Order', field: 'currency', from: 'currency', by: null },
  { of: 'Order', field: 'placedAt', from: 'placed_at', by: 'UTC' },
];

export function toPersonRecord(person: z.infer<typeof Person>, source: string, phoneRegion: string | undefined): SalesRecord {
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

const STATUSES = { new: 'PROCESSING', shipped: 'IN_TRANSIT', done: 'DELIVERED', cancelled: 'CANCELLED' } as const;

export function toOrder({ id, person_id, state, total, currency, placed_at }: z.infer<typeof AcmeOrder>, source: string): Order {
  return {
    ...{ id: recordId(source, 'order', id), url: null, number: id, status: STATUSES[state], total, currency, refunded: '0' },
    ...{ placedAt: new Date(placed_at).toISOString(), updatedAt: null, cancelledAt: null },
    ...{ shipments: [], hasReturns: false, salesPerson: null },
    record: recordId(source, 'person', person_id),
  };
}
