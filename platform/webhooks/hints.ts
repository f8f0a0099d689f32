// From a vendor's events to what is kept of them: hints, and what the cache has to forget. Ids alone; what looks like personal data in
// the place of an id is not taken. Pure.
import { createHash, createHmac } from 'node:crypto';
import type { Invalidation } from '../cache/cache';
import type { Hint } from '../exchange/hint';
import { parseRecordId } from '../record';
import type { VendorEvent } from './declaration';

/** One event, ready to be kept. */
export interface SeenEvent {
  /** By which its double is known. */
  id: string;
  hints: readonly Hint[];
}

/** What the vendor calls an event, where it can be kept as it is. */
const PLAIN_ID = /^[\w.:=/+-]{1,160}$/;
/** An id of a record: nothing that could be an address. */
const RECORD_ID = /^[^@\s]{1,200}$/;

/** `body` stands for events without an id of their own; its hash is keyed, for it may hold what can be guessed. */
export function toSeenEvents(
  events: readonly VendorEvent[],
  { source, body, secret, now }: { source: string; body: Buffer; secret: string; now: number },
): SeenEvent[] {
  const seen = new Map<string, SeenEvent>();
  for (const [place, event] of events.entries()) {
    const id =
      event.id === null ? `body:${keyed(secret, body)}:${place}` : PLAIN_ID.test(event.id) ? event.id : `id:${keyed(secret, event.id)}`;
    if (!seen.has(id)) seen.set(id, { id, hints: hintsOf(event, id, source, now) });
  }
  return [...seen.values()];
}

/** A null says that something of the source has changed, and not what. */
function hintsOf(event: VendorEvent, id: string, source: string, now: number): Hint[] {
  const at = event.at ?? new Date(now).toISOString();
  const records = ownRecords(event.records, source);
  return (records.length === 0 ? [null] : records).map((record) => ({
    // Two events of one source never share it, and one event of two records has two.
    cause: record === null ? `${source}:${id}` : `${source}:${id}:${shortened(record)}`,
    ...{ source, record, type: event.type, at },
  }));
}

/** What must not be answered with any more. Several, since records may keep the links that lead to them and others not. */
export function invalidationsOf(events: readonly VendorEvent[], source: string): Invalidation[] {
  if (events.some(({ records }) => ownRecords(records, source).length === 0)) return [{ source }];
  const ofRecords = events.filter(({ items = [] }) => items.length === 0).flatMap(({ records }) => records);
  const ofItems = events.flatMap(({ records, items = [] }) => (items.length === 0 ? [] : [...records, ...items]));
  return [
    ...(ofRecords.length === 0 ? [] : [{ records: [...new Set(ofRecords)] }]),
    ...(ofItems.length === 0 ? [] : [{ records: [...new Set(ofItems)], keepLinks: true }]),
  ];
}

function ownRecords(records: readonly string[], source: string): string[] {
  return [...new Set(records)].filter((record) => RECORD_ID.test(record) && parseRecordId(record)?.source === source);
}

function keyed(secret: string, what: string | Buffer): string {
  return createHmac('sha256', secret).update(what).digest('base64url');
}

function shortened(record: string): string {
  return record.length <= 80 ? record : createHash('sha256').update(record).digest('base64url');
}
