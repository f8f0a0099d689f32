// Tickets that are not done, as a list of the customers who asked: one search tells which, and who, a second read tells of them.
import { allOf } from '../../../../platform/batch-read';
import { inChunks, type ListedItem, type ListedRecord, type ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { PersonRecord } from '../../../../platform/record';
import type { Ticket, TicketPriority } from '../../contract';
import { MAX_IDS, ownIds, type ZendeskApi } from './api';
import { firstTickets, furtherTickets, MAX_RESULTS, type TicketSearch } from './ticket-search';
import { showMany } from './users';
import { isCustomer, toPersonRecord, toTicket, ZendeskTicket } from './wire';

const RANK: Readonly<Record<TicketPriority, number>> = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 };
const WITHOUT_PRIORITY = 4;

/**
 * Requesters of open tickets, the most urgent, then the oldest first. Costs a search for every 100 tickets and a read for every
 * 100 requesters. Of more than 1,000 tickets Zendesk gives out the most urgent, and of equally urgent ones any. Requesters who
 * are staff, or deleted, are left out.
 */
export function openTickets(api: ZendeskApi): ListRead<{ priorities: readonly TicketPriority[] }, PersonRecord> {
  return async ({ priorities }, most, call) => {
    const { tickets, complete } = await searchTickets(api, priorities, call);
    const byRequester = new Map<string, Ticket[]>();
    for (const ticket of tickets) byRequester.set(ticket.record, [...(byRequester.get(ticket.record) ?? []), ticket]);
    const { customers, left } = await readCustomers(api, [...byRequester.keys()], most, call);
    const records = customers.map((record): ListedRecord<PersonRecord> => ({
      record,
      items: (byRequester.get(record.id) ?? []).map(toItem),
    }));
    return { records, complete: complete && !left };
  };
}

/** In the order of the list, each once. */
async function searchTickets(
  api: ZendeskApi,
  priorities: readonly TicketPriority[],
  call: Call,
): Promise<{ tickets: Ticket[]; complete: boolean }> {
  const search: TicketSearch<ZendeskTicket> = {
    terms: ['status<solved', ...new Set(priorities.map((priority) => `priority:${priority.toLowerCase()}`))],
    sortBy: 'priority',
    hit: ZendeskTicket,
  };
  const first = await firstTickets(api, search, call);
  const found = [...first.tickets, ...(await furtherTickets(api, search, first.count, call))];
  const now = new Date();
  const tickets = [...new Map(found.map((ticket) => [ticket.id, toTicket(ticket, api.account, now)])).values()];
  // One may have been solved since it was indexed.
  const open = tickets.filter(({ status }) => status !== 'CLOSED');
  return { tickets: open.toSorted(byUrgency), complete: first.count <= MAX_RESULTS };
}

function byUrgency(a: Ticket, b: Ticket): number {
  const rank = ({ priority }: Ticket) => (priority === null ? WITHOUT_PRIORITY : RANK[priority]);
  return rank(a) - rank(b) || Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

/** The first `most` customers among the requesters, in their order; `left` = there may be more. */
async function readCustomers(
  api: ZendeskApi,
  requesters: readonly string[],
  most: number,
  call: Call,
): Promise<{ customers: PersonRecord[]; left: boolean }> {
  const ids = [...ownIds(api.account, 'user', requesters).keys()].map(String);
  const customers: PersonRecord[] = [];
  let read = 0;
  while (read < ids.length && customers.length < most) {
    const next = ids.slice(read, read + Math.max(MAX_IDS, most - customers.length));
    read += next.length;
    const users = (await allOf(inChunks(next, MAX_IDS).map((chunk) => showMany(api, 'ids', chunk, call)))).flat();
    const byId = new Map(users.map((user) => [String(user.id), user]));
    for (const id of next) {
      const user = byId.get(id);
      if (user !== undefined && isCustomer(user)) customers.push(toPersonRecord(user, api.account));
    }
  }
  return { customers: customers.slice(0, most), left: read < ids.length || customers.length > most };
}

function toItem({ id, url, subject, createdAt }: Ticket): ListedItem {
  return { id, url, title: subject, at: createdAt, amount: null };
}
