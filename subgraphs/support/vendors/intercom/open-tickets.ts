// Conversations that are not closed, as a list of the customers who began them: a search for each priority tells which, and who, a
// second read tells of them.
import { allOf } from '../../../../platform/batch-read';
import type { BatchRead, Identifier, ListedItem, ListedRecord, ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { PersonRecord } from '../../../../platform/record';
import type { Ticket, TicketPriority } from '../../contract';
import { MAX_VALUES, REQUESTS_AT_ONCE, type Group, type IntercomApi } from './api';
import { PRIORITIES, requesterOf, toTicket } from './conversation-wire';
import { searchConversations } from './tickets';

/** Of each priority: ten pages. */
const MAX_CONVERSATIONS = 1_500;
/** As urgent as it gets first. */
const BY_URGENCY = ['priority', 'not_priority'] as const;

/**
 * Who began conversations that are not closed, those marked as priority, then the oldest first. Costs a search a priority for every
 * 150 conversations, and a read for every 15 contacts. Of more than 1,500 conversations of a priority it is not documented which
 * Intercom tells first. URGENT and LOW are no priorities of Intercom's: nobody has them, without a request.
 */
export function openTickets(
  api: IntercomApi,
  find: BatchRead<Identifier, readonly PersonRecord[]>,
): ListRead<{ priorities: readonly TicketPriority[] }, PersonRecord> {
  return async ({ priorities }, most, call) => {
    const wanted = BY_URGENCY.filter((name) => priorities.length === 0 || priorities.includes(PRIORITIES[name]));
    const found = await allOf(wanted.map((name) => searchOpen(api, name, call)));
    const byRequester = new Map<string, Ticket[]>();
    for (const ticket of found.flatMap(({ tickets }) => tickets)) {
      byRequester.set(ticket.record, [...(byRequester.get(ticket.record) ?? []), ticket]);
    }
    const { customers, left } = await readCustomers(find, [...byRequester.keys()], most, call);
    const records = customers.map(({ asked, record }): ListedRecord<PersonRecord> => ({
      record,
      items: asked.flatMap((id) => (byRequester.get(id) ?? []).map(toItem)),
    }));
    return { records, complete: found.every(({ more }) => !more) && !left };
  };
}

async function searchOpen(
  api: IntercomApi,
  priority: (typeof BY_URGENCY)[number],
  call: Call,
): Promise<{ tickets: Ticket[]; more: boolean }> {
  const query: Group = {
    operator: 'AND',
    value: [
      { field: 'open', operator: '=', value: true },
      { field: 'priority', operator: '=', value: priority },
    ],
  };
  const { conversations, more } = await searchConversations(api, query, MAX_CONVERSATIONS - 1, call);
  const tickets = conversations.flatMap((conversation) => {
    const requester = requesterOf(conversation);
    return requester === null ? [] : [toTicket(conversation, requester, api.account)];
  });
  // One may have been closed since it was indexed.
  return { tickets: tickets.filter(({ status }) => status !== 'CLOSED').toSorted(oldestFirst), more };
}

function oldestFirst(a: Ticket, b: Ticket): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

interface Customer {
  /** The ids that led to the record: its own, and those of contacts that became it. */
  asked: string[];
  record: PersonRecord;
}

/** The first `most` customers, in the order of their conversations; `left` = there may be more. */
async function readCustomers(
  find: BatchRead<Identifier, readonly PersonRecord[]>,
  requesters: readonly string[],
  most: number,
  call: Call,
): Promise<{ customers: Customer[]; left: boolean }> {
  const customers = new Map<string, Customer>();
  let read = 0;
  while (read < requesters.length && customers.size < most) {
    const next = requesters.slice(read, read + Math.min(MAX_VALUES * REQUESTS_AT_ONCE, Math.max(MAX_VALUES, most - customers.size)));
    read += next.length;
    const answers = await find(
      next.map((value) => ({ by: 'id', value })),
      call,
    );
    answers.forEach((answer, index) => {
      if (answer instanceof Error) throw answer;
      const asked = next[index] ?? '';
      for (const record of answer) {
        const known = customers.get(record.id);
        if (known === undefined) customers.set(record.id, { asked: [asked], record });
        else known.asked.push(asked);
      }
    });
  }
  const all = [...customers.values()];
  return { customers: all.slice(0, most), left: read < requesters.length || all.length > most };
}

function toItem({ id, url, subject, createdAt }: Ticket): ListedItem {
  return { id, url, title: subject, at: createdAt, amount: null };
}
