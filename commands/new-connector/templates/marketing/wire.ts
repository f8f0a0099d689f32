// Acme Desk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import type { FieldMapping } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId, type ConsentPoint } from '../../../../platform/record';
import type { Audience, MarketingRecord } from '../../../../subgraphs/marketing/contract';

const Text = z.string().nullish();

/** What is not named here stays, for `raw`. */
export const Person = z
  .object({
    id: z.string(),
    name: Text,
    email: Text,
    phone: Text,
    newsletter: z.enum(['yes', 'no', 'never asked']),
    list_ids: z.array(z.string()),
  })
  .catchall(z.json());
const AcmeList = z.object({ id: z.string(), name: z.string() });
export const PeoplePage = z.object({ people: z.array(Person), next: z.int().nullable() });
export const ListPage = z.object({ lists: z.array(AcmeList), next: z.int().nullable() });

/** Which field becomes which: shown by `sources { mapping }`, and held to the functions below by mapping.test.ts. */
export const mapping: readonly FieldMapping[] = [
  { of: 'PersonRecord', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' },
  { of: 'PersonRecord', field: 'phones', from: 'phone', by: 'normalisePhone' },
  { of: 'PersonRecord', field: 'consents', from: 'newsletter', by: 'yes → GRANTED, no → DENIED, never asked → UNKNOWN' },
  { of: 'PersonRecord', field: 'consents', from: 'email', by: 'normaliseEmail' },
];

const STATUSES = { yes: 'GRANTED', no: 'DENIED', 'never asked': 'UNKNOWN' } as const;

export function toPersonRecord(person: z.infer<typeof Person>, source: string, phoneRegion: string | undefined): MarketingRecord {
  const email = normaliseEmail(person.email);
  const phone = normalisePhone(person.phone, phoneRegion);
  const consent: ConsentPoint = {
    ...{ channel: 'EMAIL', purpose: 'marketing', status: STATUSES[person.newsletter], address: email, at: null },
  };
  return {
    ...personRecord({
      id: recordId(source, 'person', person.id),
      name: { full: textOf(person.name), given: null, family: null },
      emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
      phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: false }],
      consents: [consent],
      raw: person,
    }),
    ...{ bounce: null, lastEngagedAt: null },
  };
}

export function toList({ id, name }: z.infer<typeof AcmeList>, source: string): Audience {
  return { id: recordId(source, 'list', id), name: textOf(name), kind: 'LIST' };
}
