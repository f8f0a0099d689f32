// What the program by hand has in its memory: plain Maps, filled through our connectors by whoever asks first and then kept for good.
// No time to live, no modes, no leases: there is one process, and it never forgets.
import type { BatchRead, Identifier, RecordSource } from '../../../platform/connector';
import { toPersonEvidence } from '../../../platform/domain/evidence';
import type { KnownRecord } from '../../../platform/exchange/directory';
import type { Call } from '../../../platform/http/call';
import { identifierKey } from '../../../platform/identity/identifiers';
import type { PersonRecord, RecordId } from '../../../platform/record';

/** A mapped record, and what the search for a customer needs of it. */
export interface Held<R extends PersonRecord> {
  record: R;
  known: KnownRecord;
  /** Epoch milliseconds. */
  readAt: number;
}

/** The records of one system. */
export interface Shelf<R extends PersonRecord> {
  source: string;
  /** All that hold the identifier; none by a way that the system does not look up by. */
  find(identifier: Identifier): Promise<readonly Held<R>[]>;
}

/** Nobody gives up, and nobody counts. */
export const CALL: Call = { signal: new AbortController().signal, sent: () => undefined };

/** Identifier → ids, id → record. */
export function shelfOf<R extends PersonRecord>(source: string, connector: RecordSource<R>): Shelf<R> {
  const ways = new Set(connector.lookups.map(({ by }) => by));
  const links = new Map<string, readonly RecordId[]>();
  const records = new Map<RecordId, Held<R>>();
  return {
    source,
    async find(identifier) {
      if (!ways.has(identifier.by)) return [];
      const key = identifierKey(identifier);
      const known = links.get(key);
      if (known !== undefined) return known.flatMap((id) => records.get(id) ?? []);
      const found = answerOf(await connector.find([identifier], CALL)).map(heldOf);
      for (const held of found) {
        records.set(held.record.id, held);
        links.set(`id:${held.record.id}`, [held.record.id]);
      }
      links.set(
        key,
        found.map(({ record }) => record.id),
      );
      return found;
    },
  };
}

/** A read by a record's id. */
export type Kept<Value> = (id: RecordId) => Promise<Value>;

/** Id → what was read. */
export function kept<Value>(read: BatchRead<RecordId, Value> | undefined): Kept<Value> {
  const values = new Map<RecordId, { value: Value }>();
  return async (id) => {
    const known = values.get(id);
    if (known !== undefined) return known.value;
    const value = await unkept(read)(id);
    values.set(id, { value });
    return value;
  };
}

/** The same, asked each time. */
export function unkept<Value>(read: BatchRead<RecordId, Value> | undefined): Kept<Value> {
  return async (id) => {
    if (read === undefined) throw new Error('a read that this system does not have');
    return answerOf(await read([id], CALL));
  };
}

export function heldOf<R extends PersonRecord>(record: R): Held<R> {
  const readAt = Date.now();
  return { record, readAt, known: { person: toPersonEvidence(record), fetchedAt: new Date(readAt).toISOString(), fromCache: true } };
}

function answerOf<Value>([answer]: readonly (Value | Error)[]): Value {
  if (answer instanceof Error) throw answer;
  if (answer === undefined) throw new Error('a system answered nothing');
  return answer;
}
