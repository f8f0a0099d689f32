// What was written in tickets: RT keeps who wrote when as transactions, and what was written as their attachments.
import { allOf, chunked } from '../../../../platform/batch-read';
import { inChunks, type BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Comment } from '../../contract';
import { ownIds, PAGE, readAll, REQUESTS_AT_ONCE, type RequestTrackerApi } from './api';
import { htmlToText } from './html-text';
import { MergedTicket, RtAttachment, RtTransaction } from './wire';

const TICKETS_PER_QUERY = 20;
const MOST_COMMENTS = 100;
/** RT's own user: what it did by itself is nobody's word. */
const SYSTEM_USER = 1;

/**
 * The first 100 messages of each ticket, oldest first: how it began, replies to the customer, and comments, which customers never
 * see. Those of tickets merged into it are its own. Three requests for 20 tickets, as long as nothing has more than a page.
 */
export function commentsOfTickets(api: RequestTrackerApi): BatchRead<RecordId, readonly Comment[]> {
  return chunked<readonly Comment[]>({
    absent: [],
    keysPerCall: TICKETS_PER_QUERY,
    atOnce: REQUESTS_AT_ONCE,
    async read(recordIds, call) {
      const asked = ownIds(api.installation, 'ticket', recordIds);
      const tickets = await mergedTickets(api, [...asked.keys()], call);
      const written = await transactions(api, tickets, call);
      const texts = await textsOf(
        api,
        [...written.values()].flatMap((list) => list.map(({ id }) => id)),
        call,
      );
      return new Map(
        [...asked].map(([id, ticket]) => [
          ticket,
          (written.get(id) ?? []).flatMap((one) => toComment(one, texts.get(one.id), api.installation.source)),
        ]),
      );
    },
  });
}

/**
 * Which tickets there are, by their ids: each asked one that may be seen, and those merged into it.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets; TicketSQL shows merged tickets by EffectiveId alone.
 */
async function mergedTickets(api: RequestTrackerApi, ids: readonly number[], call: Call): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const query = { query: `(${ids.map((id) => `EffectiveId = ${id}`).join(' OR ')})`, fields: 'id,EffectiveId', orderby: 'id' };
  const { items } = await readAll(api, { method: 'GET', path: '/tickets', query, item: MergedTicket, call });
  return new Map(items.map(({ id, EffectiveId }) => [id, EffectiveId]));
}

/**
 * By the ticket they show in, oldest first, at most 100 of each.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Transactions; comments are left out for accounts without ShowTicketComments.
 */
async function transactions(
  api: RequestTrackerApi,
  tickets: ReadonlyMap<number, number>,
  call: Call,
): Promise<Map<number, RtTransaction[]>> {
  if (tickets.size === 0) return new Map();
  const { items } = await readAll(api, {
    ...{ method: 'POST', path: '/transactions', item: RtTransaction, call },
    query: { fields: 'id,Type,ObjectId,Created,Creator', 'fields[Creator]': 'id', orderby: ['Created', 'id'] },
    body: [
      { field: 'ObjectType', value: 'RT::Ticket' },
      { field: 'ObjectId', operator: 'IN', value: [...tickets.keys()] },
      { field: 'Type', operator: 'IN', value: RtTransaction.shape.Type.options },
    ],
  });
  const byTicket = new Map<number, RtTransaction[]>();
  for (const one of new Map(items.map((item) => [item.id, item])).values()) {
    const ticket = tickets.get(one.ObjectId) ?? one.ObjectId;
    const list = byTicket.get(ticket) ?? [];
    if (list.length < MOST_COMMENTS) byTicket.set(ticket, [...list, one]);
  }
  return byTicket;
}

/**
 * The text of each transaction: of a message with several parts the plain one, else the first of HTML; attached files are no text.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Attachments-and-Messages: lists show the content as it is, not in base64.
 * `Parent` must not be asked for: RT answers 500 where there is none.
 */
export async function textsOf(api: RequestTrackerApi, ids: readonly number[], call: Call): Promise<Map<number, string>> {
  const parts: RtAttachment[] = [];
  for (const group of inChunks(inChunks(ids, PAGE), REQUESTS_AT_ONCE)) {
    const found = await allOf(
      group.map((chunk) =>
        readAll(api, {
          // Those of transactions that may be seen.
          ...{ method: 'POST', path: '/attachments', item: RtAttachment, hidden: false, call },
          query: { fields: 'id,TransactionId,ContentType,Filename,Content', orderby: 'id' },
          body: [
            { field: 'TransactionId', operator: 'IN', value: chunk },
            { field: 'ContentType', operator: 'STARTSWITH', value: 'text/' },
          ],
        }),
      ),
    );
    parts.push(...found.flatMap(({ items }) => items));
  }
  const texts = new Map<number, string>();
  const bodies = parts.filter(({ Filename }) => !Filename);
  for (const { TransactionId, Content } of bodies.filter(({ ContentType }) => ContentType === 'text/plain').toReversed())
    texts.set(TransactionId, Content ?? '');
  for (const { TransactionId, Content } of bodies.filter(({ ContentType }) => ContentType === 'text/html')) {
    if (!texts.has(TransactionId)) texts.set(TransactionId, htmlToText(Content ?? ''));
  }
  return texts;
}

/** `body` is undefined where nothing was written: a ticket that somebody made without a word begins with none. */
export function toComment({ id, Type, Created, Creator }: RtTransaction, body: string | undefined, source: string): Comment[] {
  if (Type === 'Create' && body === undefined) return [];
  const author =
    typeof Creator === 'object' && Creator !== null && Creator.id !== SYSTEM_USER ? recordId(source, 'user', Creator.id) : null;
  return [
    {
      id: recordId(source, 'transaction', id),
      at: new Date(Created).toISOString(),
      body: (body ?? '').trim(),
      public: Type !== 'Comment',
      author,
    },
  ];
}
