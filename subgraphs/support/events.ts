// What happened lately in the helpdesk, and what is true now, for the customer's timeline and signals.
import type { DomainEvent, Fact } from '../../platform/exchange/events';
import type { Ticket } from './contract';

/** Tickets opened, solved and rated as events, in no order; open tickets, missed promises and ratings as facts. */
export function toEvents(tickets: readonly Ticket[]): { events: DomainEvent[]; facts: Fact[] } {
  return { events: tickets.flatMap(ticketEvents), facts: tickets.flatMap(ticketFacts) };
}

function ticketEvents({ id, url, subject, createdAt, solvedAt, rating }: Ticket): DomainEvent[] {
  const ref = { id, url };
  const called = subject ?? 'no subject';
  return [
    { at: createdAt, kind: 'TICKET_OPENED', title: `Ticket: ${called}`, ref },
    ...(solvedAt === null ? [] : [{ at: solvedAt, kind: 'TICKET_SOLVED', title: `Solved: ${called}`, ref }]),
    ...(rating?.at == null
      ? []
      : [{ at: rating.at, kind: 'TICKET_RATED', title: `Rated ${rating.score} of ${rating.scaleMax}: ${called}`, ref }]),
  ];
}

function ticketFacts({ id, url, status, priority, createdAt, sla, slaDueAt, rating }: Ticket): Fact[] {
  const ref = { id, url };
  const open = status !== 'CLOSED';
  return [
    ...(open ? [{ kind: 'TICKET_OPEN' as const, ref, at: createdAt, priority }] : []),
    ...(open && sla === 'BREACHED' ? [{ kind: 'SLA_BREACHED' as const, ref, at: slaDueAt }] : []),
    ...(rating === null ? [] : [{ kind: 'RATING' as const, ref, at: rating.at, score: rating.score, scaleMax: rating.scaleMax }]),
  ];
}
