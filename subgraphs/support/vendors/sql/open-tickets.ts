// Tickets that are not closed, as a list of the customers who asked: one statement, whatever their number.
import type { ListRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { PersonRecord } from '../../../../platform/record';
import { toCells } from '../../../../platform/sql/cells';
import { orFault } from '../../../../platform/sql/faults';
import { MAX_ROWS, toList, type ListedRow } from '../../../../platform/sql/listed';
import { need, type SqlReads } from '../../../../platform/sql/source';
import type { TicketPriority } from '../../contract';
import type { SupportMapping } from './mapping';
import { toTicket } from './rows';
import { openTicketsStatement } from './statements';

/** The most urgent, then the oldest first; tickets without a priority come last. */
export function openTickets(reads: SqlReads<SupportMapping>): ListRead<{ priorities: readonly TicketPriority[] }, PersonRecord> {
  const { source, mapping, run, toRecord } = reads;
  return async ({ priorities }, most, call) => {
    const sections = await reads.sections(call);
    const [customers, tickets] = [need(sections.customers), need(sections.tickets)];
    const statement = openTicketsStatement(mapping.tickets, { customers, tickets }, priorities, MAX_ROWS + 1);
    const rows = statement === null ? [] : await run(statement, call);
    const width = customers.section.columns.length;
    const paths = tickets.section.columns.map(({ path }) => path);
    const now = new Date();
    const listed = rows.map((row): ListedRow => {
      const ticket = orFault(source, () => toTicket(source, mapping.tickets, toCells(paths, row.slice(width)), now));
      const record = toRecord(customers, row.slice(0, width));
      if (ticket instanceof UpstreamError) return { record, item: ticket };
      const { id, url, subject, createdAt, status, priority } = ticket;
      const isAsked = priorities.length === 0 || priorities.some((one) => one === priority);
      return { record, item: status === 'CLOSED' || !isAsked ? null : { id, url, title: subject, at: createdAt, amount: null } };
    });
    return toList(listed, most);
  };
}
