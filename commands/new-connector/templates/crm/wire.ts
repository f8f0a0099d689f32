// Acme Desk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { instantOf, textOf } from '../../../../platform/clean';
import type { FieldMapping } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId } from '../../../../platform/record';
import type { CrmRecord, Deal } from '../../../../subgraphs/crm/contract';

const Instant = z.iso.datetime({ offset: true });
const Decimal = z.string().regex(/^\d+(\.\d+)?$/);
const Text = z.string().nullish();

/** What is not named here stays, for `raw`. */
export const Person = z.object({ id: z.string(), name: Text, email: Text, phone: Text, company: Text }).catchall(z.json());
export const AcmeDeal = z.object({
  id: z.string(),
  person_id: z.string(),
  name: Text,
  state: z.enum(['open', 'won', 'lost']),
  amount: Decimal.nullish(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  close_on: z.iso.date().nullish(),
  created_at: Instant,
});
export const PeoplePage = z.object({ people: z.array(Person), next: z.int().nullable() });
export const DealPage = z.object({ deals: z.array(AcmeDeal), next: z.int().nullable() });

/** Which field becomes which: shown by `sources { mapping }`, and held to the functions below by mapping.test.ts. */
export const mapping: readonly FieldMapping[] = [
  { of: 'PersonRecord', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' },
  { of: 'PersonRecord', field: 'phones', from: 'phone', by: 'normalisePhone' },
  { of: 'PersonRecord', field: 'company', from: 'company', by: 'trimmed' },
  { of: 'Deal', field: 'record', from: 'person_id', by: null },
  { of: 'Deal', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'Deal', field: 'stage', from: 'state', by: null },
  { of: 'Deal', field: 'status', from: 'state', by: 'in capitals' },
  { of: 'Deal', field: 'amount', from: 'amount', by: null },
  { of: 'Deal', field: 'currency', from: 'currency', by: null },
  { of: 'Deal', field: 'closeDate', from: 'close_on', by: null },
  { of: 'Deal', field: 'createdAt', from: 'created_at', by: 'UTC' },
];

export function toPersonRecord(person: z.infer<typeof Person>, source: string, phoneRegion: string | undefined): CrmRecord {
  const email = normaliseEmail(person.email);
  const phone = normalisePhone(person.phone, phoneRegion);
  return {
    ...personRecord({
      id: recordId(source, 'person', person.id),
      name: { full: textOf(person.name), given: null, family: null },
      emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
      phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: false }],
      company: textOf(person.company),
      raw: person,
    }),
    ...{ lifecycleStage: null, leadStatus: null, leadSource: null, ownerId: null, companyId: null },
  };
}

const STATUSES = { open: 'OPEN', won: 'WON', lost: 'LOST' } as const;

export function toDeal({ id, state, amount, currency, ...deal }: z.infer<typeof AcmeDeal>, source: string): Deal {
  return {
    ...{ id: recordId(source, 'deal', id), url: null, name: textOf(deal.name), stage: state, status: STATUSES[state], ownerId: null },
    ...{ amount: amount ?? null, currency, closeDate: deal.close_on ?? null, createdAt: instantOf(deal.created_at) },
    record: recordId(source, 'person', deal.person_id),
  };
}
