// Ways to look records up, made of requests that answer records: which record answers which value is decided here, by what each
// holds, so that a vendor whose search finds more than was asked for does no harm. Connectors are built on it; it sends nothing.
import type { Lookup } from './batch-read';
import type { LookupBy, LookupDeclaration } from './connector';
import type { Call } from './http/call';
import { parseRecordId, type PersonRecord, type RecordId } from './record';

/** What a look-up can do, and the request that does it. */
export interface RecordLookup<R> extends LookupDeclaration {
  /** Records that hold some of the values, in any order; others among them do no harm. At most `keysPerCall` values, each once. */
  records(values: readonly string[], call: Call): Promise<readonly R[]>;
  /** Cuts values into requests where more than their number counts, such as the length of an address. */
  split?(values: readonly string[]): string[][];
}

/** Makes a way to look up of a request that answers records. */
export function lookup<R extends PersonRecord>({ records, ...declared }: RecordLookup<R>): Lookup<R> {
  return {
    ...declared,
    read: async (values, call) => grouped(await records(values, call), (record) => valuesHeld(record, declared.by)),
  };
}

/** The look-ups without their requests: what `sources` shows. */
export function declarations(lookups: readonly LookupDeclaration[]): LookupDeclaration[] {
  return lookups.map(({ by, keysPerCall, caseSensitive, lagSeconds, unique }) => ({
    ...{ by, keysPerCall, caseSensitive, lagSeconds },
    ...(unique === undefined ? {} : { unique }),
  }));
}

/** What a record can be found by, of one kind. */
export function valuesHeld({ id, emails, phones, externalIds }: PersonRecord, by: LookupBy): readonly string[] {
  if (by === 'email') return emails.map(({ value }) => value);
  if (by === 'phone') return phones.map(({ value }) => value);
  return by === 'id' ? [id] : externalIds;
}

/** A source's own ids among global ids, each with its global id. Those of other sources and types are unknown to it, and never sent. */
export function ownIds(source: string, type: string, ids: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      return parts !== null && parts.source === source && parts.type === type ? [[parts.id, id] as const] : [];
    }),
  );
}

/** Turns global ids into the source's own ones before it asks: those of other sources and types are left out; none left = no request, nothing. */
export function withOwnIds<Item>(
  source: string,
  type: string,
  read: (ids: readonly string[], call: Call) => Promise<readonly Item[]>,
): (records: readonly RecordId[], call: Call) => Promise<readonly Item[]> {
  return async (records, call) => {
    const ids = [...ownIds(source, type, records).keys()];
    return ids.length === 0 ? [] : read(ids, call);
  };
}

/** Items by their keys, each under every key of its own, in the order given. */
export function grouped<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
