// The text of the helpdesk's statements: tickets of customers, comments of tickets, and customers with tickets that are open.
// Names come from the checked mapping and are quoted, values are bound; any number of keys is one statement.
import type { CheckedSection } from '../../../../platform/sql/catalogue';
import type { NamedStatement } from '../../../../platform/sql/children';
import { columnAt } from '../../../../platform/sql/columns';
import { binder, equalsAny, isAnyOf, sameKey, type Bind } from '../../../../platform/sql/comparisons';
import type { Statement } from '../../../../platform/sql/database';
import { nameOf, ordered, selected, wordOf } from '../../../../platform/sql/expressions';
import { firstOfEach } from '../../../../platform/sql/first-of-each';
import { wordCondition } from '../../../../platform/sql/word-conditions';
import type { TicketPriority } from '../../contract';
import { PRIORITIES, TICKET_STATUSES, type TicketsMapping } from './mapping';

/** Of a ticket the oldest comments, so many at most. */
const MOST_COMMENTS = 100;

/** All tickets of the customers, newest first; null where no row can fit. */
export function ticketsStatement({ section, table }: CheckedSection, customerIds: readonly string[]): NamedStatement | null {
  const { values, bind } = binder();
  const [id, customer, createdAt] = ['id', 'customer', 'fields.createdAt'].map((path) => columnAt(section, path));
  const condition = customer === undefined ? null : equalsAny(customer, table, customerIds, bind);
  if (id === undefined || createdAt === undefined || condition === null) return null;
  const text = [
    `select ${section.columns.map((use) => selected(use, table)).join(', ')}`,
    `  from ${table.sql} as t`,
    ` where ${condition}`,
    ` order by ${nameOf(createdAt)} desc, ${nameOf(id)} desc`,
  ].join('\n');
  return { statement: { text, values }, paths: section.columns.map(({ path }) => path) };
}

/** The first comments of each ticket, oldest first; null where no row can fit. */
export function commentsStatement({ section, table }: CheckedSection, ticketIds: readonly string[]): NamedStatement | null {
  const { values, bind } = binder();
  const [id, ticket, at] = ['id', 'ticket', 'fields.at'].map((path) => columnAt(section, path));
  const condition = ticket === undefined ? null : equalsAny(ticket, table, ticketIds, bind);
  if (id === undefined || ticket === undefined || at === undefined || condition === null) return null;
  const text = firstOfEach({
    columns: section.columns.map((use) => selected(use, table)),
    from: `${table.sql} as t`,
    where: condition,
    group: nameOf(ticket),
    // A comment without a date is a fault, which must not hide behind a hundred others.
    order: `${ordered(nameOf(at), 'ascending', 'first')}, ${nameOf(id)}`,
    most: MOST_COMMENTS,
  });
  return { statement: { text, values }, paths: section.columns.map(({ path }) => path) };
}

/**
 * Tickets that may be open, of these priorities (all when empty), each with its customer: the columns of both sections, the
 * customer's first. The most urgent, then the oldest first, at most `limit`. null where the mapping can tell of none.
 */
export function openTicketsStatement(
  { fields }: TicketsMapping,
  { customers, tickets }: { customers: CheckedSection; tickets: CheckedSection },
  priorities: readonly TicketPriority[],
  limit: number,
): Statement | null {
  const { values, bind } = binder();
  const id = columnAt(customers.section, 'id');
  const [ticketId, owner, createdAt] = ['id', 'customer', 'fields.createdAt'].map((path) => columnAt(tickets.section, path));
  if (id === undefined || owner === undefined || ticketId === undefined || createdAt === undefined) return null;
  const isOpen = { value: fields.status, words: TICKET_STATUSES, isWanted: (word: string | null) => word !== 'CLOSED' };
  const statuses = wordCondition(isOpen, 't', bind);
  const asked = prioritiesIn(fields, priorities, bind);
  if (statuses === null || asked === null) return null;
  const conditions = [...statuses, ...asked];
  const isOwner = sameKey({ column: id, table: customers.table, alias: 'c' }, { column: owner, table: tickets.table, alias: 't' });
  const columns = [
    ...customers.section.columns.map((use) => selected(use, customers.table, 'c')),
    ...tickets.section.columns.map((use) => selected(use, tickets.table, 't')),
  ];
  return {
    text: [
      `select ${columns.join(', ')}`,
      `  from ${customers.table.sql} as c`,
      `  join ${tickets.table.sql} as t on ${isOwner}`,
      ...(conditions.length === 0 ? [] : [` where ${conditions.join('\n   and ')}`]),
      ` order by ${[...urgencyOf(fields, bind), nameOf(createdAt), nameOf(ticketId)].join(', ')}`,
      ` limit ${limit}`,
    ].join('\n'),
    values,
  };
}

function prioritiesIn({ priority }: TicketsMapping['fields'], asked: readonly TicketPriority[], bind: Bind): string[] | null {
  if (asked.length === 0) return [];
  if (priority === undefined) return null;
  const isWanted = (word: string | null): boolean => asked.some((one) => one === word);
  return wordCondition({ value: priority, words: PRIORITIES, isWanted }, 't', bind);
}

/** The order of urgency, as SQL; what the mapping has no priority for comes last. */
function urgencyOf({ priority }: TicketsMapping['fields'], bind: Bind): string[] {
  if (priority === undefined || 'constant' in priority) return [];
  const { column, values, fallback } = priority;
  const word = wordOf(nameOf(column, 't'));
  const ranks = PRIORITIES.flatMap((ours, rank) => {
    const theirs = values === null ? [ours] : [...values].filter(([, one]) => one === ours).map(([one]) => one);
    return theirs.length === 0 ? [] : [`when ${isAnyOf(word, theirs, bind)} then ${rank}`];
  });
  const rest = PRIORITIES.findIndex((ours) => ours === fallback);
  const last = rest === -1 ? PRIORITIES.length : rest;
  return ranks.length === 0 ? [] : [`case ${ranks.join(' ')} else ${last} end`];
}
