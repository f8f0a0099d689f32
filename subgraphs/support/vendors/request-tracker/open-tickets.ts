// Tickets that are not done, as a list of those who asked: one query tells the tickets with their requestors.
import type { ListedItem, ListRead } from '../../../../platform/connector';
import type { PersonRecord, RecordId } from '../../../../platform/record';
import type { Ticket, TicketPriority } from '../../contract';
import { readAll, type RequestTrackerApi } from './api';
import { toPriorityCondition } from './priorities';
import { isPerson, toPersonRecord, toTickets } from './records';
import { RtTicket, TICKET_FIELDS } from './wire';

const RANK: Readonly<Record<TicketPriority, number>> = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 };
const WITHOUT_PRIORITY = 4;
/** Of a hundred tickets each. Of more tickets the most urgent are read. */
const MOST_PAGES = 10;

/**
 * Requestors of open tickets, the most urgent, then the oldest first; tickets open by RT's own word (`__Active__`), whatever the house
 * calls its statuses. Costs a request for every 100 tickets.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets
 */
export function openTickets(api: RequestTrackerApi): ListRead<{ priorities: readonly TicketPriority[] }, PersonRecord> {
  const { installation } = api;
  return async ({ priorities }, most, call) => {
    const wanted = priorities.length === 0 ? '' : toPriorityCondition(priorities, installation.priorities);
    if (wanted === null) return { records: [], complete: true };
    const query = {
      query: `Status = '__Active__'${wanted === '' ? '' : ` AND ${wanted}`}`,
      fields: TICKET_FIELDS,
      'fields[Requestor]': api.userFields,
      ...{ orderby: ['Priority', 'Created', 'id'], order: ['DESC', 'ASC', 'ASC'] },
    };
    const found = await readAll(api, { method: 'GET', path: '/tickets', query, item: RtTicket, call }, MOST_PAGES);
    const now = new Date();
    const people = new Map<RecordId, PersonRecord>();
    for (const user of found.items.flatMap(({ Requestor }) => Requestor)) {
      if (user === null || !isPerson(user)) continue;
      const person = toPersonRecord(user, installation);
      people.set(person.id, person);
    }
    const tickets = found.items.flatMap((ticket) => toTickets(ticket, installation, now)).toSorted(byUrgency);
    const items = new Map<RecordId, Map<RecordId, ListedItem>>();
    for (const ticket of tickets)
      items.set(ticket.record, (items.get(ticket.record) ?? new Map<RecordId, ListedItem>()).set(ticket.id, toItem(ticket)));
    const records = [...items].flatMap(([id, listed]) => {
      const record = people.get(id);
      return record === undefined ? [] : [{ record, items: [...listed.values()] }];
    });
    return { records: records.slice(0, most), complete: found.complete && records.length <= most };
  };
}

function byUrgency(a: Ticket, b: Ticket): number {
  const rank = ({ priority }: Ticket) => (priority === null ? WITHOUT_PRIORITY : RANK[priority]);
  return rank(a) - rank(b) || Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

function toItem({ id, url, subject, createdAt }: Ticket): ListedItem {
  return { id, url, title: subject, at: createdAt, amount: null };
}
