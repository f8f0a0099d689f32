// Where a mark of ours stands among what was written in tickets. RT takes no idempotency keys and searches no texts unless a house
// builds an index of them, so that they are read: of few tickets, and by their transactions, which show every write at once.
import { z } from 'zod';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { PAGE, readAll, type RequestTrackerApi } from './api';
import { textsOf } from './comments';
import { RtTransaction } from './wire';

const Written = RtTransaction.pick({ id: true, ObjectId: true });
const Made = z.object({ id: RtTransaction.shape.id });

/**
 * The ticket that this account made for a user with that mark in its first message; null = there is none, or it was deleted, merged, or
 * given to somebody else meanwhile. One request where the account made none for the user.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets: `query` in TicketSQL, 100 a page.
 */
export async function markedTicket(api: RequestTrackerApi, user: string, mark: string, call: Call): Promise<number | null> {
  const query = { query: `Requestor.id SHALLOW = ${user} AND Creator = '__CurrentUser__'`, fields: 'id', orderby: 'id', order: 'DESC' };
  const { items } = await readAll(api, { method: 'GET', path: '/tickets', query, item: Made, call });
  for (const tickets of inChunks(
    items.map(({ id }) => id),
    PAGE,
  )) {
    const ticket = await ticketWith(api, { tickets, type: 'Create', mark }, call);
    if (ticket !== null) return ticket;
  }
  return null;
}

/** Whether a comment of that ticket carries the mark; those that the account may not see do not count. */
export async function hasMarkedComment(api: RequestTrackerApi, ticket: number, mark: string, call: Call): Promise<boolean> {
  return (await ticketWith(api, { tickets: [ticket], type: 'Comment', mark }, call)) !== null;
}

/** Two requests, as long as nothing has more than a page. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Transactions */
async function ticketWith(
  api: RequestTrackerApi,
  { tickets, type, mark }: { tickets: readonly number[]; type: RtTransaction['Type']; mark: string },
  call: Call,
): Promise<number | null> {
  const { items } = await readAll(api, {
    ...{ method: 'POST', path: '/transactions', item: Written, call },
    query: { fields: 'id,ObjectId', orderby: 'id', order: 'DESC' },
    body: [
      { field: 'ObjectType', value: 'RT::Ticket' },
      { field: 'ObjectId', operator: 'IN', value: tickets },
      { field: 'Type', value: type },
    ],
  });
  const texts = await textsOf(
    api,
    items.map(({ id }) => id),
    call,
  );
  return items.find(({ id }) => texts.get(id)?.includes(mark) === true)?.ObjectId ?? null;
}
