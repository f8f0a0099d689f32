// The record cache over a store of leases: names keys, answers from near memory, asks the store for the rest in one round trip, and waits
// for others' readings. What each answer may be used for is decided here; what the store keeps, and when it refuses, is the store's.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseRecordId } from '../record';
import type { CacheFill, CacheFind, CacheHit, CacheKey, CacheLease, CacheMode, CacheOutcome, CacheTurn, RecordCache } from './cache';
import { createCounter } from './counts';
import { type Guard } from './guard';
import { createHeldLeases } from './held-leases';
import { EVERYTHING, linksScope, listsScope, sourceScope, type CacheNaming } from './keys';
import { lifetimeOf, mayStandIn } from './lifetimes';
import type { NearMemory } from './near-memory';
import { createOutbox } from './outbox';
import type { Leased, LeaseStore, Sight, StoreAsk, Stored, StoreFill, StoreTurn } from './store';

export interface LeaseCacheOptions {
  store: LeaseStore;
  guard: Guard;
  /** Left out where the store is this process's memory itself. */
  near?: NearMemory | undefined;
  naming: CacheNaming;
  modeOf: (source: string) => CacheMode;
  state: () => 'memory' | 'redis' | 'redis-down';
  close: () => Promise<void>;
}

/** What stands behind a lease; without `leased` nothing of it is kept. */
interface Behind {
  leased: Leased | undefined;
  sight: Sight | undefined;
  /** Of near memory, when the lease was given: what was forgotten since is not put there, whatever the store says. */
  stamp: number;
  beganAt: number;
}

const firstPollMs = 10;
const longestPollMs = 50;

/** Makes it; everything is closed by its `close`. */
export function createLeaseCache({ store, guard, near, naming, modeOf, state, close }: LeaseCacheOptions): RecordCache {
  let closed = false;
  const counter = createCounter();
  const behind = new WeakMap<CacheLease, Behind>();
  const held = createHeldLeases((leases) => store.extend(leases));
  const outbox = createOutbox(async (names, scopes) => {
    await store.forget(names, scopes);
    near?.forget(names, scopes);
  }, EVERYTHING);

  function leaseOf(key: CacheKey, { leased, sight, stamp = 0 }: Partial<Behind> = {}, stale?: CacheHit): CacheLease {
    const lease: CacheLease = { key, stale };
    behind.set(lease, { leased, sight, stamp, beganAt: performance.now() });
    if (leased !== undefined) held.add(leased);
    return lease;
  }

  const unkept = (key: CacheKey): CacheOutcome => {
    counter.add(key.source, 'misses');
    return { kind: 'load', lease: leaseOf(key) };
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

  async function read(keys: readonly CacheKey[], maxAgeSeconds: number | null): Promise<CacheTurn[]> {
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
      if (waiting.length > 0) void waitForAll(waiting);
    }
    return turns.map((turn, index) => turn ?? unkept(keyAt(keys, index)));
  }

  interface Asked {
    key: CacheKey;
    ask: StoreAsk;
    stamp: number;
  }
  type Waiting = Asked & { settle: (outcome: CacheOutcome) => void };

  /** Asks again until nobody holds up any of them: the holder fills, fails, or its lease ends, and then it is ours. */
  async function waitForAll(all: readonly Waiting[]): Promise<void> {
    let left = [...all];
    for (let wait = firstPollMs; left.length > 0; wait = Math.min(wait * 1.5, longestPollMs)) {
      await pause(wait);
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
    const own = { leased: { entry, token }, sight, stamp };
    const stale = 'stale' in turn && turn.stale !== undefined && maxAgeMs === null ? turn.stale : undefined;
    if (turn.kind === 'fresh') {
      counter.add(source, 'hitsRedis');
      if (turn.lease) counter.add(source, 'early');
      near?.put(entry, turn.stored, stamp);
      return { kind: 'hit', hit: toHit(turn.stored), refresh: turn.lease ? leaseOf(key, own) : undefined };
    }
    if (turn.kind === 'alone') return unkept(key);
    if (turn.kind === 'failed') return { kind: 'failed', code: turn.code, stale: stale && toHit(stale) };
    const lease = turn.kind === 'lease' ? leaseOf(key, own, stale && toHit(stale)) : undefined;
    if (isStandIn(stale, maxAgeMs)) {
      counter.add(source, 'stale');
      return { kind: 'hit', hit: toHit(stale), refresh: lease };
    }
    counter.add(source, 'misses');
    return { kind: 'load', lease: lease ?? leaseOf(key) };
  }

  /** Uses a lease up; undefined where nothing may be kept under it. */
  function usedUp(lease: CacheLease): (Behind & { leased: Leased; sight: Sight }) | undefined {
    const found = behind.get(lease);
    behind.delete(lease);
    if (found?.leased === undefined || found.sight === undefined) return undefined;
    held.drop(found.leased);
    return { ...found, leased: found.leased, sight: found.sight };
  }

  function fill(fills: readonly CacheFill[], found: readonly CacheFind[] = []): void {
    const now = Date.now();
    const ready: (StoreFill & { source: string; stamp: number | undefined })[] = [];
    const unused: Leased[] = [];
    // All of a batch were read at once: what came along is as old as any of them.
    let origin: (Behind & { sight: Sight }) | undefined;
    for (const one of fills) {
      const own = usedUp(one.lease);
      if (own === undefined) continue;
      origin ??= own;
      const { entry, token } = own.leased;
      const tag = own.sight.tags.get(entry.scopes);
      const kept = toFill(one, own, now);
      if (kept === undefined || tag === undefined) unused.push(own.leased);
      else ready.push({ ...kept, entry, token, tag, sight: own.sight, source: one.lease.key.source, stamp: own.stamp });
    }
    for (const one of origin === undefined ? [] : found) {
      if (origin === undefined || !isKept(modeOf(one.key.source), one.key.kind)) continue;
      const entry = naming.entryOf(one.key);
      const tag = origin.sight.tags.get(entry.scopes);
      const kept = toFill(one, origin, now);
      if (kept === undefined || tag === undefined) continue;
      ready.push({ ...kept, entry, token: null, tag, sight: origin.sight, source: one.key.source, stamp: undefined });
    }
    if (unused.length > 0) store.release(unused, null).catch(() => undefined);
    if (ready.length === 0) return;
    store.fill(ready).then(
      (taken) => {
        for (const [index, { source, entry, text, ageMs, freshMs, stamp }] of ready.entries()) {
          if (taken[index] !== true) counter.add(source, 'fillsRefused');
          else if (stamp !== undefined) near?.put(entry, { text, ageMs, leftMs: freshMs }, stamp);
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
    fail(leases, code) {
      const given = leases.flatMap((lease) => usedUp(lease)?.leased ?? []);
      if (given.length > 0) store.release(given, code).catch(() => undefined);
    },
    invalidate(what) {
      const names: string[] = [];
      const scopes = new Set<string>();
      if (what === 'everything') scopes.add(EVERYTHING);
      else if ('source' in what) scopes.add(sourceScope(what.source));
      else {
        for (const id of what.records) {
          const source = parseRecordId(id)?.source;
          if (source === undefined) continue;
          names.push(...naming.everyNameOf(source, id));
          scopes.add(listsScope(source));
          if (what.keepLinks !== true) scopes.add(linksScope(source));
        }
        if (names.length === 0) return Promise.resolve(true);
      }
      // Here at once, whatever becomes of the rest.
      near?.forget(names, [...scopes]);
      return outbox.send(names, [...scopes]);
    },
    servedStale: (source) => counter.add(source, 'stale'),
    mode: modeOf,
    counts: () => counter.snapshot(),
    state,
    async close() {
      closed = true;
      outbox.close();
      held.close();
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

function isKept(mode: CacheMode, kind: CacheKey['kind']): boolean {
  return mode === 'full' || (mode === 'links' && kind === 'link');
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

/** Undefined for what cannot be kept: no JSON, no time left. */
function toFill({ value, fetchedAt, ttlSeconds, absent }: CacheFill | CacheFind, { beganAt }: Behind, now: number) {
  const ageMs = Math.max(0, now - fetchedAt);
  const lifetime = lifetimeOf(ttlSeconds, absent, ageMs, Math.random());
  const text = lifetime === null ? undefined : toJson(value);
  if (lifetime === null || text === undefined) return undefined;
  return { text, ageMs, ...lifetime, tookMs: Math.max(1, Math.round(performance.now() - beganAt)) };
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
