// Acme Desk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { instantOf, textOf } from '../../../../platform/clean';
import type { FieldMapping } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId, type PersonRecord } from '../../../../platform/record';
import type { Comment, Ticket } from '../../../../subgraphs/support/contract';

const Instant = z.iso.datetime({ offset: true });
const Text = z.string().nullish();

/** What is not named here stays, for `raw`. */
export const Person = z.object({ id: z.string(), name: Text, email: Text, phone: Text }).catchall(z.json());
export const AcmeTicket = z.object({
  id: z.string(),
  person_id: z.string(),
  subject: Text,
  state: z.enum(['open', 'waiting', 'closed']),
  urgent: z.boolean(),
  created_at: Instant,
  updated_at: Instant.nullish(),
});
export const PeoplePage = z.object({ people: z.array(Person), next: z.int().nullable() });
export const TicketPage = z.object({ tickets: z.array(AcmeTicket), next: z.int().nullable() });
export const AcmeComment = z.object({ id: z.string(), at: Instant, text: z.string(), internal: z.boolean(), person_id: Text });
export const CommentList = z.object({ comments: z.array(AcmeComment) });
export const Refusal = z.object({ error: z.string() });

/** Which field becomes which: shown by `sources { mapping }`, and held to the functions below by mapping.test.ts. */
export const mapping: readonly FieldMapping[] = [
  { of: 'PersonRecord', field: 'name', from: 'name', by: 'trimmed' },
  { of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' },
  { of: 'PersonRecord', field: 'phones', from: 'phone', by: 'normalisePhone' },
  { of: 'Ticket', field: 'record', from: 'person_id', by: null },
  { of: 'Ticket', field: 'number', from: 'id', by: null },
  { of: 'Ticket', field: 'subject', from: 'subject', by: 'trimmed' },
  { of: 'Ticket', field: 'status', from: 'state', by: 'waiting → IN_PROGRESS' },
  { of: 'Ticket', field: 'priority', from: 'urgent', by: 'true → URGENT, false → NORMAL' },
  { of: 'Ticket', field: 'createdAt', from: 'created_at', by: 'UTC' },
  { of: 'Ticket', field: 'updatedAt', from: 'updated_at', by: 'UTC' },
];

export function toPersonRecord(person: z.infer<typeof Person>, source: string, phoneRegion: string | undefined): PersonRecord {
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

const STATUSES = { open: 'OPEN', waiting: 'IN_PROGRESS', closed: 'CLOSED' } as const;

export function toTicket(ticket: z.infer<typeof AcmeTicket>, source: string): Ticket {
  return {
    ...{ id: recordId(source, 'ticket', ticket.id), url: null, number: ticket.id, subject: textOf(ticket.subject) },
    ...{ status: STATUSES[ticket.state], priority: ticket.urgent ? 'URGENT' : 'NORMAL', channel: null, tags: [], rating: null },
    ...{ createdAt: new Date(ticket.created_at).toISOString(), updatedAt: instantOf(ticket.updated_at) },
    ...{ firstReplyAt: null, solvedAt: null, sla: 'NONE', slaDueAt: null },
    record: recordId(source, 'person', ticket.person_id),
  };
}

export function toComment({ id, at, text: body, internal, person_id }: z.infer<typeof AcmeComment>, source: string): Comment {
  const author = person_id == null ? null : recordId(source, 'person', person_id);
  return { id: recordId(source, 'comment', id), at: new Date(at).toISOString(), body, public: !internal, author };
}
