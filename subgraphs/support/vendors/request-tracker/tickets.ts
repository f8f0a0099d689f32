// Tickets of users, by one TicketSQL query for many of them.
import { chunked, type ReadSome } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Ticket } from '../../contract';
import { ownIds, readAll, type RequestTrackerApi } from './api';
import { toTickets } from './records';
import { RtTicket, TICKET_FIELDS } from './wire';

/** Keeps the address below 2,000 characters, and the users that a failing request costs few. */
const REQUESTORS_PER_QUERY = 40;

/** Tickets each user requested, newest first, all of them but deleted ones. Those of a group that the user is in are not theirs. */
export function ticketsOfUsers(api: RequestTrackerApi): BatchRead<RecordId, readonly Ticket[]> {
  return chunked<readonly Ticket[]>({ absent: [], keysPerCall: REQUESTORS_PER_QUERY, read: readTickets(api) });
}

function readTickets(api: RequestTrackerApi): ReadSome<readonly Ticket[]> {
  return async (recordIds, call) => {
    const asked = ownIds(api.installation, 'user', recordIds);
    const found = asked.size === 0 ? [] : (await readAll(api, { ...ticketsOf([...asked.keys()]), item: RtTicket, call })).items;
    const now = new Date();
    const lists = new Map<RecordId, Map<RecordId, Ticket>>();
    for (const ticket of found.flatMap((one) => toTickets(one, api.installation, now))) {
      const list = lists.get(ticket.record) ?? new Map<RecordId, Ticket>();
      lists.set(ticket.record, list.set(ticket.id, ticket));
    }
    return new Map([...lists].map(([user, list]) => [user, newestFirst([...list.values()], ({ createdAt }) => createdAt)]));
  };
}

/**
 * The brackets are needed: without them RT before 5.0.8 joins its members once for each requestor, and thirty of them take it longer
 * than a minute. SHALLOW (5.0.2) leaves out tickets of groups.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets: `query` in TicketSQL, 100 a page.
 */
function ticketsOf(ids: readonly number[]) {
  const query = {
    query: `(${ids.map((id) => `Requestor.id SHALLOW = ${id}`).join(' OR ')})`,
    fields: TICKET_FIELDS,
    'fields[Requestor]': 'id',
    ...{ orderby: 'id', order: 'DESC' },
  };
  return { method: 'GET', path: '/tickets', query } as const;
}
