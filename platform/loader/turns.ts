// What a loader does with the cache's turns: hits are answers, leases are used for reading, others are waited for, and where the source
// fails, what is past its time may stand in. Between the cache and a batch read; it knows no connector.
import type { CacheHit, CacheLease, CacheOutcome, CacheTurn, RecordCache } from '../cache/cache';
import { isUpstreamCode, UpstreamError, type UpstreamCode } from '../errors';
import type { Waiter } from '../request/waiters';
import type { Loaded } from './shared-read';

/** Reads the keys of leases and uses the leases up; an answer a lease, in their order. Never rejects. */
type LoadLeases<Value> = (leases: readonly CacheLease[]) => Promise<readonly (Loaded<Value> | Error)[]>;

export interface LeaseLoader<Value> {
  load: LoadLeases<Value>;
  /** For whoever comes later: nobody waits for it. */
  refresh: LoadLeases<Value>;
}

export interface TurnTaker {
  cache: RecordCache;
  source: string;
}

/**
 * An answer a turn, in their order. What is to be loaded goes out as one batch, at once; what others load is waited for beside it, and read
 * where they could not. Refreshing goes on in the background. Never rejects.
 */
export async function takeTurns<Value>(
  taker: TurnTaker,
  turns: readonly CacheTurn[],
  { load, refresh }: LeaseLoader<Value>,
): Promise<(Loaded<Value> | Error)[]> {
  const leases = turns.flatMap((turn) => (turn.kind === 'load' ? [turn.lease] : []));
  const loading = leases.length === 0 ? Promise.resolve([]) : load(leases);
  const refreshing = turns.flatMap((turn) => (turn.kind === 'hit' && turn.refresh !== undefined ? [turn.refresh] : []));
  if (refreshing.length > 0) void refresh(refreshing);
  const others = turns.map(async (turn) => {
    if (turn.kind === 'load') return undefined;
    if (turn.kind !== 'wait') return settled<Value>(taker, turn);
    const outcome = await turn.outcome;
    if (outcome.kind === 'load') return (await load([outcome.lease]))[0];
    if (outcome.kind === 'hit' && outcome.refresh !== undefined) void refresh([outcome.refresh]);
    return settled<Value>(taker, outcome);
  });
  const loaded = await loading;
  let next = 0;
  return Promise.all(
    turns.map(async (turn, index) => (turn.kind === 'load' ? loaded[next++] : await others[index]) ?? tooFew(taker.source)),
  );
}

/** The answer of an outcome that needs no reading. */
export function settled<Value>(taker: TurnTaker, outcome: Exclude<CacheOutcome, { kind: 'load' }>): Loaded<Value> | Error {
  if (outcome.kind === 'hit') return fromHit<Value>(outcome.hit);
  const error = isUpstreamCode(outcome.code) ? new UpstreamError(taker.source, outcome.code) : tooFew(taker.source);
  return standIn<Value>(taker, outcome.stale, error) ?? error;
}

/** What is past its time, where the source failed in a way that passes; undefined where there is none, or it must not stand in. */
export function standIn<Value>({ cache, source }: TurnTaker, stale: CacheHit | undefined, error: Error): Loaded<Value> | undefined {
  if (stale === undefined || !(error instanceof UpstreamError) || !PASSING.includes(error.code)) return undefined;
  cache.servedStale(source);
  return { ...fromHit<Value>(stale), standsInFor: error.code };
}

/** A source that refuses us, or cannot tell, will not be told better by what it said once. */
const PASSING: readonly UpstreamCode[] = ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_RATE_LIMITED', 'UPSTREAM_CONTRACT'];

/** What others who wait are told; null where they had better try themselves: also where it was given up, which says nothing of the source. */
export function tellable(error: Error, { patience }: Waiter): string | null {
  return error instanceof UpstreamError && !patience.isOver ? error.code : null;
}

function fromHit<Value>({ value, fetchedAt }: CacheHit): Loaded<Value> {
  // The cache gives back what was put in under this very key, and keys name their question.
  return { value: value as Value, fetchedAt, fromCache: true };
}

export function tooFew(source: string): Error {
  return new Error(`${source} answered too few keys`);
}
