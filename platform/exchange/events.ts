// What a domain tells the `customer` subgraph of what happened, and the facts it derives, for `timeline` and `signals`.
import { z } from 'zod';
import { DOMAINS } from './domain';
import { reference } from './evidence';

export const domainEvent = z.object({
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** Stable name: `TICKET_OPENED`, `TICKET_SOLVED`, `INVOICE_ISSUED`, `INVOICE_DUE`, `DEAL_CREATED`, `CALL`, … */
  kind: z.string(),
  title: z.string(),
  ref: reference,
});

/** Something true of the customer now, which a signal can rest on. */
export const fact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('TICKET_OPEN'),
    ref: reference,
    at: z.string(),
    priority: z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW']).nullable(),
  }),
  z.object({ kind: z.literal('SLA_BREACHED'), ref: reference, at: z.string().nullable() }),
  z.object({ kind: z.literal('RATING'), ref: reference, at: z.string().nullable(), score: z.number(), scaleMax: z.number() }),
  z.object({ kind: z.literal('INVOICE_OVERDUE'), ref: reference, daysOverdue: z.number() }),
  z.object({ kind: z.literal('SUBSCRIPTION_CANCELLING'), ref: reference, at: z.string().nullable() }),
  z.object({ kind: z.literal('UNSUBSCRIBED'), ref: reference, at: z.string().nullable() }),
  z.object({ kind: z.literal('EMAIL_BOUNCING'), ref: reference, at: z.string().nullable() }),
]);

export const domainEvents = z.object({
  domain: z.enum(DOMAINS),
  /** The newest 50, newest first. */
  events: z.array(domainEvent),
  /** All of them, however old. */
  facts: z.array(fact),
  /** Sources whose events are missing. */
  missing: z.array(z.string()),
});

export type DomainEvent = z.infer<typeof domainEvent>;
export type Fact = z.infer<typeof fact>;
export type DomainEvents = z.infer<typeof domainEvents>;
