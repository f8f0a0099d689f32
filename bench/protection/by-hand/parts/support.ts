// What the questions ask of the helpdesk, of a customer's records there.
import type { PersonRecord } from '../../../../platform/record';
import type { Ticket } from '../../../../subgraphs/support/contract';
import type { Resolved } from '../resolved';
import type { Systems } from '../systems';
import { childrenOf } from './children';

/** Newest first. */
export async function ticketsOf(linked: readonly Resolved<PersonRecord>[], { support }: Systems): Promise<Ticket[]> {
  const tickets = await childrenOf(linked, support.tickets);
  return tickets.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
}

export function open(tickets: readonly Ticket[]): Ticket[] {
  return tickets.filter(({ status }) => status !== 'CLOSED');
}
