// A connector made of plain objects, which counts what it is asked, and a cache of this process alone.
import { createMemoryCache } from '../../../platform/cache/create';
import type { CacheMode, RecordCache } from '../../../platform/cache/cache';
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';
import type { Identifier, LookupBy, RecordSource } from '../../../platform/connector';
import type { PersonRecord } from '../../../platform/record';

export interface FakeConnector extends RecordSource<PersonRecord> {
  /** What it holds now; tests change it. */
  records: PersonRecord[];
  /** One list a call. */
  asked: Identifier[][];
  /** Thrown for the next calls while set; a function decides by identifier. */
  failure: Error | ((identifier: Identifier) => Error | undefined) | undefined;
  /** Awaited by every call. */
  gate: Promise<void>;
}

/** Holds records in memory; ids of merged records answer with the record they were merged into. */
export function fakeConnector(
  records: PersonRecord[],
  by: readonly LookupBy[] = ['id', 'email', 'phone', 'externalId'],
  unique: readonly LookupBy[] = [],
): FakeConnector {
  const connector: FakeConnector = {
    records,
    asked: [],
    failure: undefined,
    gate: Promise.resolve(),
    lookups: by.map((one) => ({ by: one, keysPerCall: 100, caseSensitive: false, lagSeconds: null, unique: unique.includes(one) })),
    async find(identifiers, call) {
      connector.asked.push([...identifiers]);
      await connector.gate;
      const { failure } = connector;
      call.sent(5, failure !== undefined);
      if (failure instanceof Error) throw failure;
      return identifiers.map((identifier) => failure?.(identifier) ?? connector.records.filter((record) => holds(record, identifier)));
    },
  };
  return connector;
}

function holds(record: PersonRecord, { by, value }: Identifier): boolean {
  if (by === 'id') return record.id === value;
  if (by === 'externalId') return record.externalIds.includes(value);
  return (by === 'email' ? record.emails : record.phones).some((point) => point.value === value);
}

export function memoryCache(mode: CacheMode = 'full'): RecordCache {
  return createMemoryCache(createCacheNaming('test', [createProcessSecret()]), () => mode, 1_000_000);
}
