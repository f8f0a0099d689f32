// What has changed in Request Tracker, which sends no webhooks: by its transactions, of which every change of a ticket or user is one. They
// are only added, and numbered, so that no clock counts. Ids and times alone are read.
import { z } from 'zod';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { ReadChanges } from '../../../../platform/polls/declaration';
import { recordId, type RecordId } from '../../../../platform/record';
import type { VendorEvent } from '../../../../platform/webhooks/declaration';
import { PAGE, readAll, readPage, type RequestTrackerApi } from './api';
import { ChangedTicket, RtChange } from './wire';

/** A number may be given before, and be seen after, another: the newest are read again. Doubles are known by their ids. */
const OVERLAP = PAGE / 2;
/** Keeps the address below 2,000 characters. */
const TICKETS_PER_QUERY = 40;
/** Mail that RT has sent changes nothing. */
const MAIL = ['EmailRecord', 'CommentEmailRecord'];

/** The number of the newest transaction that was read. */
const Cursor = z.coerce.number().int().min(0);

/** Up to 100 at once, the oldest first: one request, and one for each 40 tickets that they are of. */
export function changesOf(api: RequestTrackerApi): ReadChanges {
  return async (given, call) => {
    const cursor = Cursor.safeParse(given ?? undefined).data;
    if (cursor === undefined) return { events: [], cursor: String((await newest(api, call))[0]?.id ?? 0), more: false };
    const { items, pages } = await transactions(api, Math.max(0, cursor - OVERLAP), 'ASC', call);
    // Of a page all of which is hidden from the account nobody tells what is behind it: what it may see of the newest.
    const found = items.length > 0 || pages !== null ? items : (await newest(api, call)).filter(({ id }) => id > cursor).toReversed();
    const last = Math.max(cursor, ...found.map(({ id }) => id));
    return { events: await toEvents(api, found, call), cursor: String(last), more: items.length > OVERLAP && last > cursor };
  };
}

async function newest(api: RequestTrackerApi, call: Call): Promise<RtChange[]> {
  return (await transactions(api, 0, 'DESC', call)).items;
}

/** https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Transactions: a search in JSON, 100 a page. */
function transactions(api: RequestTrackerApi, after: number, order: 'ASC' | 'DESC', call: Call) {
  return readPage(
    api,
    {
      ...{ method: 'POST', path: '/transactions', item: RtChange, call },
      query: { fields: 'id,Type,ObjectType,ObjectId,Created', orderby: 'id', order },
      body: [
        { field: 'id', operator: '>', value: after },
        { field: 'ObjectType', operator: 'IN', value: RtChange.shape.ObjectType.options },
        ...MAIL.map((value) => ({ field: 'Type', operator: '!=', value, entry_aggregator: 'AND' })),
      ],
    },
    1,
  );
}

async function toEvents(api: RequestTrackerApi, found: readonly RtChange[], call: Call): Promise<(VendorEvent & { id: string })[]> {
  const { source } = api.installation;
  const tickets = found.flatMap(({ ObjectType, ObjectId }) => (ObjectType === 'RT::Ticket' ? [ObjectId] : []));
  const requestors = await requestorsOf(api, [...new Set(tickets)], call);
  return found.map(({ id, Type, ObjectType, ObjectId, Created }) => {
    const isTicket = ObjectType === 'RT::Ticket';
    return {
      id: `poll:transaction/${id}`,
      type: `support.${isTicket ? 'ticket' : 'user'}.${Type === 'Create' ? 'created' : 'updated'}`,
      at: new Date(Created).toISOString(),
      // One that was deleted or merged is not found any more: nobody's, which is everybody's.
      records: isTicket ? (requestors.get(ObjectId) ?? []) : [recordId(source, 'user', ObjectId)],
      items: isTicket ? [recordId(source, 'ticket', ObjectId)] : [],
    };
  });
}

/** https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets */
async function requestorsOf(api: RequestTrackerApi, ids: readonly number[], call: Call): Promise<Map<number, RecordId[]>> {
  const requestors = new Map<number, RecordId[]>();
  for (const some of inChunks(ids, TICKETS_PER_QUERY)) {
    const query = {
      query: `(${some.map((id) => `id = ${id}`).join(' OR ')})`,
      fields: 'id,Requestor',
      'fields[Requestor]': 'id',
      orderby: 'id',
    };
    const { items } = await readAll(api, { method: 'GET', path: '/tickets', query, item: ChangedTicket, call });
    for (const { id, Requestor } of items) {
      requestors.set(
        id,
        Requestor.flatMap((one) => (one === null ? [] : [recordId(api.installation.source, 'user', one.id)])),
      );
    }
  }
  return requestors;
}
