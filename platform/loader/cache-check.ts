// Is the cache lying? Records that this process answered with lately are read from the cache and live, and compared. A measurement on
// request, for `consistencyReport`: it changes nothing in the cache and is on no request's way.
import type { CacheKey, RecordCache } from '../cache/cache';
import type { RecordSource } from '../connector';
import type { CacheCheck } from '../exchange/sources';
import type { Asker } from '../request/asker';
import type { PersonRecord } from '../record';
import { toError } from './shared-read';
import { withCall, type SourceWatch } from './source-watch';

export interface CacheChecker {
  /** Notes a record that was answered with: it may be checked. */
  seen(id: string): void;
  /**
   * Compares at most `sample` of them, those that are cached, each by one live look-up. Null where records are not kept, or cannot be
   * read by id; rejects with what the source failed with.
   */
  check(sample: number, asker: Asker): Promise<CacheCheck | null>;
}

export interface CacheCheckerOptions<R extends PersonRecord> {
  source: string;
  connector: Pick<RecordSource<R>, 'find' | 'lookups'>;
  cache: RecordCache;
  watch: SourceWatch;
  recordKey(id: string): CacheKey;
}

/** Of how many records the ids are remembered, the newest. */
const MOST_REMEMBERED = 1_000;

export function createCacheChecker<R extends PersonRecord>(options: CacheCheckerOptions<R>): CacheChecker {
  const { source, connector, cache, watch, recordKey } = options;
  const remembered = new Set<string>();
  return {
    seen(id) {
      remembered.delete(id);
      remembered.add(id);
      const [oldest] = remembered;
      if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    },
    async check(sample, asker) {
      if (cache.mode(source) !== 'full' || !connector.lookups.some(({ by }) => by === 'id')) return null;
      const ids = atRandom([...remembered], sample);
      const turns = await cache.read(ids.map(recordKey), null);
      const leases = turns.flatMap((turn) => (turn.kind === 'load' ? [turn.lease] : turn.kind === 'hit' ? (turn.refresh ?? []) : []));
      cache.fail(leases, null);
      const cached = ids.flatMap((id, index) => {
        const turn = turns[index];
        return turn?.kind === 'hit' ? [{ id, value: turn.hit.value }] : [];
      });
      if (cached.length === 0) return { checked: 0, differing: 0, meanAbsoluteDifference: null };
      const identifiers = cached.map(({ id }) => ({ by: 'id' as const, value: id }));
      const live = await withCall(watch, asker, (call) => connector.find(identifiers, call));
      const differences = cached.flatMap(({ id, value }, index) => {
        const answer = live[index] ?? toError(undefined);
        return answer instanceof Error ? [] : [differenceOf(value, answer.find((record) => record.id === id) ?? null)];
      });
      const failed = live.find((answer) => answer instanceof Error);
      if (differences.length === 0 && failed instanceof Error) throw failed;
      const meanAbsoluteDifference = differences.reduce((sum, one) => sum + one, 0) / differences.length;
      watch.book.difference = meanAbsoluteDifference;
      return { checked: differences.length, differing: differences.filter((difference) => difference > 0).length, meanAbsoluteDifference };
    },
  };
}

function atRandom(ids: readonly string[], most: number): string[] {
  const left = [...ids];
  const picked: string[] = [];
  while (picked.length < most && left.length > 0) picked.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return picked;
}

/**
 * From 0 (the same) to 1 (gone, or different in every field): the mean over the record's fields. A number differs by its relative distance,
 * anything else wholly or not at all.
 */
export function differenceOf(cached: unknown, live: object | null): number {
  if (live === null || typeof cached !== 'object' || cached === null) return 1;
  const [a, b] = [new Map<string, unknown>(Object.entries(cached)), new Map<string, unknown>(Object.entries(live))];
  const fields = [...new Set([...a.keys(), ...b.keys()])];
  return fields.reduce((sum, field) => sum + distance(a.get(field) ?? null, b.get(field) ?? null), 0) / Math.max(1, fields.length);
}

function distance(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)) ? 0 : 1;
}

/** Vendors do not promise the order of names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
