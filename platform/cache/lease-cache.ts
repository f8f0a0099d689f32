// The record cache over a store of leases: names keys, answers from near memory, asks the store for the rest in one round trip, and waits
// for others' readings. What each answer may be used for is decided here; what the store keeps, and when it refuses, is the store's.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CacheFill, CacheFind, CacheHit, CacheKey, CacheMode, CacheOutcome, CacheTurn, RecordCache } from './cache';
import { ENDLESS, type Patience } from '../request/patience';
import { createCounter } from './counts';
import { type Guard } from './guard';
import { isKept, toStoreFills } from './fills';
import { forgottenBy } from './forgotten';
import { createGivenLeases, type Behind } from './given-leases';
import { EVERYTHING, type CacheNaming } from './keys';
import { mayStandIn } from './lifetimes';
import type { NearMemory } from './near-memory';
import { createOutbox } from './outbox';
import type { LeaseStore, Sight, StoreAsk, Stored, StoreTurn } from './store';

export interface LeaseCacheOptions {
  store: LeaseStore;
  guard: Guard;
  /** Left out where the store is this process's memory itself. */
  near?: NearMemory | undefined;
  naming: CacheNaming;
  modeOf: (source: string) => CacheMode;
  state: () => 'memory' | 'redis' | 'redis-down';
  /** Whether what others invalidate is heard; left out where there are no others. */
  hearsOthers?: (() => boolean) | undefined;
  close: () => Promise<void>;
}

const firstPollMs = 10;
const longestPollMs = 50;

/** Makes it; everything is closed by its `close`. */
export function createLeaseCache({ store, guard, near, naming, modeOf, state, hearsOthers, close }: LeaseCacheOptions): RecordCache {
  let closed = false;
  let invalidations = 0;
  let unacknowledged = 0;
  const counter = createCounter();
  const leases = createGivenLeases((all) => store.extend(all));
  const outbox = createOutbox(async (names, scopes) => {
    await store.forget(names, scopes);
    near?.forget(names, scopes);
  }, EVERYTHING);

  const unkept = (key: CacheKey): CacheOutcome => {
    counter.add(key.source, 'misses');
    return { kind: 'load', lease: leases.give(key) };
  };

  async function ask(asks: readonly StoreAsk[], sources: Iterable<string>) {
    const token = randomBytes(9).toString('base64url');
    // What comes along with a list or a link are records.
    const sightOf = [...new Set(sources)].map((source) => naming.scopesOf(source, 'record'));
    const reply = await guard.ask(
      () => store.read(asks, token, sightOf),
      ({ turns }) => {
        const given = asks.filter((_, index) => isGranted(turns[index])).map(({ entry }) => ({ entry, token }));
        if (given.length > 0) store.release(given, null).catch(() => undefined);
      },
    );
    return reply === undefined ? undefined : { ...reply, token };
  }

  async function read(keys: readonly CacheKey[], maxAgeSeconds: number | null, patience: Patience = ENDLESS): Promise<CacheTurn[]> {
    const maxAgeMs = maxAgeSeconds === null ? null : Math.max(0, maxAgeSeconds * 1_000);
    const turns = new Array<CacheTurn | undefined>(keys.length);
    const asked: { index: number; key: CacheKey; ask: StoreAsk; stamp: number }[] = [];
    for (const [index, key] of keys.entries()) {
      if (!isKept(modeOf(key.source), key.kind)) {
        turns[index] = unkept(key);
        continue;
      }
      const entry = naming.entryOf(key);
      const known = maxAgeMs === 0 ? undefined : near?.get(entry);
      if (known !== undefined && known.leftMs > 0 && (maxAgeMs === null || known.ageMs <= maxAgeMs)) {
        counter.add(key.source, 'hitsMemory');
        turns[index] = { kind: 'hit', hit: toHit(known), refresh: undefined };
      } else {
        const eagerness = -Math.log(1 - Math.random());
        asked.push({ index, key, stamp: near?.stampOf(entry) ?? 0, ask: { entry, maxAgeMs, eagerness, waitedFor: null } });
      }
    }
    if (asked.length > 0) {
      const reply = await ask(
        asked.map(({ ask: one }) => one),
        asked.map(({ key }) => key.source),
      );
      const waiting: Waiting[] = [];
      for (const [position, { index, key, ask: one, stamp }] of asked.entries()) {
        const turn = reply?.turns[position];
        if (reply === undefined || turn === undefined) turns[index] = unkept(key);
        else if (turn.kind === 'wait' && !isStandIn(turn.stale, maxAgeMs)) {
          counter.add(key.source, 'waits');
          turns[index] = {
            kind: 'wait',
            outcome: new Promise((settle) => waiting.push({ key, stamp, settle, ask: { ...one, waitedFor: turn.holder } })),
          };
        } else turns[index] = toOutcome(turn, { key, ask: one, stamp }, reply);
      }
      if (waiting.length > 0) void waitForAll(waiting, patience);
    }
    return turns.map((turn, index) => turn ?? unkept(keyAt(keys, index)));
  }

  interface Asked {
    key: CacheKey;
    ask: StoreAsk;
    stamp: number;
  }
  type Waiting = Asked & { settle: (outcome: CacheOutcome) => void };

  /**
   * Asks again until nobody holds up any of them: the holder fills, fails, or its lease ends, and then it is ours. Whoever asks no more is
   * waited for no longer, and does not keep the holder at it.
   */
  async function waitForAll(all: readonly Waiting[], patience: Patience): Promise<void> {
    let left = [...all];
    for (let wait = firstPollMs; left.length > 0; wait = Math.min(wait * 1.5, longestPollMs)) {
      await pause(wait);
      if (patience.isOver) {
        for (const { settle } of left) settle({ kind: 'failed', code: 'UPSTREAM_TIMEOUT', stale: undefined });
        return;
      }
      if (closed) {
        for (const { key, settle } of left) settle(unkept(key));
        return;
      }
      const now = left.map((one) => ({ ...one, stamp: near?.stampOf(one.ask.entry) ?? 0 }));
      const reply = await ask(
        now.map(({ ask: one }) => one),
        now.map(({ key }) => key.source),
      );
      left = now.flatMap((one, position) => {
        const turn = reply?.turns[position];
        if (turn?.kind === 'wait') return [{ ...one, ask: { ...one.ask, waitedFor: turn.holder } }];
        one.settle(reply === undefined || turn === undefined ? unkept(one.key) : toOutcome(turn, one, reply));
        return [];
      });
    }
  }

  function toOutcome(
    turn: StoreTurn,
    { key, ask: { entry, maxAgeMs }, stamp }: Asked,
    { sight, token }: { sight: Sight; token: string },
  ): CacheOutcome {
    const { source } = key;
    const own: Behind = { leased: { entry, token }, sight, stamp };
    const stale = 'stale' in turn && turn.stale !== undefined && maxAgeMs === null ? turn.stale : undefined;
    if (turn.kind === 'fresh') {
      counter.add(source, 'hitsRedis');
      if (turn.lease) counter.add(source, 'early');
      near?.put(entry, turn.stored, stamp);
      return { kind: 'hit', hit: toHit(turn.stored), refresh: turn.lease ? leases.give(key, own) : undefined };
    }
    if (turn.kind === 'alone') return unkept(key);
    if (turn.kind === 'failed') return { kind: 'failed', code: turn.code, stale: stale && toHit(stale) };
    const lease = turn.kind === 'lease' ? leases.give(key, own, stale && toHit(stale)) : undefined;
    if (isStandIn(stale, maxAgeMs)) {
      counter.add(source, 'stale');
      return { kind: 'hit', hit: toHit(stale), refresh: lease };
    }
    counter.add(source, 'misses');
    return { kind: 'load', lease: lease ?? leases.give(key) };
  }

  function fill(fills: readonly CacheFill[], found: readonly CacheFind[] = []): void {
    const { ready, unused } = toStoreFills(fills, found, { leases, naming, modeOf });
    if (unused.length > 0) store.release(unused, null).catch(() => undefined);
    if (ready.length === 0) return;
    store.fill(ready).then(
      (taken) => {
        for (const [index, { source, entry, text, ageMs, freshMs, stamp }] of ready.entries()) {
          counter.add(source, taken[index] === true ? 'fillsTaken' : 'fillsRefused');
          if (taken[index] === true && stamp !== undefined) near?.put(entry, { text, ageMs, leftMs: freshMs }, stamp);
        }
      },
      () => {
        for (const { source } of ready) counter.add(source, 'fillsFailed');
      },
    );
  }

  return {
    read,
    fill,
    async isAwaited(given) {
      const leased = leases.behind(given);
      return (
        leased.length > 0 &&
        ((await guard.ask(
          () => store.isAwaited(leased),
          () => undefined,
        )) ??
          false)
      );
    },
    fail(given, code) {
      const leased = given.flatMap((lease) => leases.useUp(lease)?.leased ?? []);
      if (leased.length > 0) store.release(leased, code).catch(() => undefined);
    },
    async invalidate(what) {
      const { names, scopes } = forgottenBy(what, naming);
      if (names.length === 0 && scopes.length === 0) return true;
      // Here at once, whatever becomes of the rest.
      near?.forget(names, scopes);
      invalidations += 1;
      unacknowledged += 1;
      const acknowledged = await outbox.send(names, scopes);
      unacknowledged -= 1;
      return acknowledged;
    },
    servedStale: (source) => counter.add(source, 'stale'),
    mode: modeOf,
    counts: () => counter.snapshot(),
    state,
    vitals: () => ({ invalidations, unacknowledged, hearsOthers: hearsOthers?.() ?? null, store: guard.vitals() }),
    async close() {
      closed = true;
      outbox.close();
      leases.close();
      near?.close();
      await close();
    },
  };
}

function keyAt(keys: readonly CacheKey[], index: number): CacheKey {
  const key = keys[index];
  if (key === undefined) throw new Error('a key beside its list');
  return key;
}

function isGranted(turn: StoreTurn | undefined): boolean {
  return turn?.kind === 'lease' || (turn?.kind === 'fresh' && turn.lease);
}

function isStandIn(stale: Stored | undefined, maxAgeMs: number | null): stale is Stored {
  return stale !== undefined && maxAgeMs === null && mayStandIn(stale.ageMs, stale.leftMs);
}

function toHit({ text, ageMs }: Stored): CacheHit {
  const value: unknown = JSON.parse(text);
  return { value, fetchedAt: Date.now() - Math.max(0, Math.round(ageMs)) };
}
