// Entries and leases of a process that shares nothing with others: the same protocol as in Redis (redis/lua/), in a map. Values are
// bounded by bytes, least recently used out first. It never rejects.
import { LRUCache } from 'lru-cache';
import {
  AWAITED_MS,
  LEASE_MS,
  TOMBSTONE_MS,
  type EntryName,
  type Leased,
  type LeaseStore,
  type Sight,
  type StoreAsk,
  type Stored,
  type StoreFill,
  type StoreTurn,
} from './store';

interface Value {
  text: string;
  tag: string;
  fetchedAt: number;
  freshUntil: number;
  keptUntil: number;
  tookMs: number;
}

/** Roughly what the map itself costs per entry, beside name and text. */
const overheadBytes = 300;
const purgeEveryMs = 30_000;

/** Holds at most `maxBytes` of names and texts (two bytes a character, the most V8 uses). Expired entries leave within 30 s, read or not. */
export function createMemoryStore(maxBytes: number, clock: () => number = Date.now): LeaseStore & { close(): void } {
  const values = new LRUCache<string, Value>({
    maxSize: maxBytes,
    sizeCalculation: ({ text }, key) => overheadBytes + 2 * (text.length + key.length),
  });
  const leases = new Map<string, { token: string; until: number; tag: string; awaitedAt: number }>();
  const failures = new Map<string, { token: string; code: string; until: number }>();
  /** By subject: the number of the invalidation that it was last forgotten by. */
  const forgotten = new Map<string, { sequence: number; until: number }>();
  const epochs = new Map<string, number>();
  let sequence = 0;
  /** Few: every one that was ever asked of any subject. */
  const questions = new Set<string>();

  function purge(): void {
    const now = clock();
    for (const [key, { keptUntil }] of values.entries()) if (keptUntil <= now) values.delete(key);
    for (const map of [leases, failures, forgotten]) for (const [key, { until }] of map) if (until <= now) map.delete(key);
  }
  // Personal data must not outlive its time only because nobody asks for it again.
  const timer = setInterval(purge, purgeEveryMs).unref();

  const tagOf = (scopes: readonly string[]): string => scopes.map((scope) => epochs.get(scope) ?? 0).join('.');

  function turn({ entry, maxAgeMs, eagerness, waitedFor }: StoreAsk, token: string): StoreTurn {
    const now = clock();
    const key = keyOf(entry);
    questions.add(entry.question);
    const tag = tagOf(entry.scopes);
    const value = values.get(key);
    const stored: Stored | undefined =
      value === undefined || value.tag !== tag || value.keptUntil <= now
        ? undefined
        : { text: value.text, ageMs: now - value.fetchedAt, leftMs: value.freshUntil - now };
    const lease = leases.get(key);
    const holder = lease !== undefined && lease.until > now && lease.tag === tag ? lease.token : undefined;
    const grant = (): void => void leases.set(key, { token, until: now + LEASE_MS, tag, awaitedAt: -Infinity });
    if (stored !== undefined && stored.leftMs > 0 && (maxAgeMs === null || (maxAgeMs > 0 && stored.ageMs <= maxAgeMs))) {
      const early = holder === undefined && stored.leftMs <= (value?.tookMs ?? 0) * eagerness;
      if (early) grant();
      return { kind: 'fresh', stored, lease: early };
    }
    const failure = failures.get(key);
    if (waitedFor !== null && failure?.token === waitedFor) return { kind: 'failed', code: failure.code, stale: stored };
    if (lease !== undefined && holder !== undefined && maxAgeMs !== 0) {
      lease.awaitedAt = now;
      return { kind: 'wait', holder, stale: stored };
    }
    grant();
    return { kind: 'lease', stale: stored };
  }

  function take({ entry, token, sight, tag, text, ageMs, freshMs, keepMs, tookMs }: StoreFill): boolean {
    const now = clock();
    const key = keyOf(entry);
    const fetchedAt = now - ageMs;
    questions.add(entry.question);
    if (token === null) {
      const known = values.get(key);
      const isOlder = known !== undefined && known.tag === tag && known.fetchedAt > fetchedAt;
      if (isOlder || now - sight.now >= TOMBSTONE_MS || (forgotten.get(entry.name)?.sequence ?? 0) > sight.sequence) return false;
    } else {
      if (leases.get(key)?.token !== token) return false;
      leases.delete(key);
      failures.delete(key);
    }
    values.set(key, { text, tag, fetchedAt, freshUntil: now + freshMs, keptUntil: now + keepMs, tookMs });
    return true;
  }

  return {
    read(asks, token, sightOf) {
      const turns = asks.map((ask) => turn(ask, token));
      const tags = new Map([...asks.map(({ entry }) => entry.scopes), ...sightOf].map((scopes) => [scopes, tagOf(scopes)]));
      const sight: Sight = { now: clock(), sequence, tags };
      return Promise.resolve({ turns, sight });
    },
    fill: (fills) => Promise.resolve(fills.map(take)),
    release(given, code) {
      for (const { entry, token } of given) {
        const key = keyOf(entry);
        if (leases.get(key)?.token !== token) continue;
        leases.delete(key);
        if (code !== null) failures.set(key, { token, code, until: clock() + 2 * LEASE_MS });
      }
      return Promise.resolve();
    },
    extend(given) {
      for (const { entry, token } of given) {
        const lease = leases.get(keyOf(entry));
        if (lease?.token === token) lease.until = clock() + LEASE_MS;
      }
      return Promise.resolve();
    },
    isAwaited(given) {
      const now = clock();
      const isOne = ({ entry, token }: Leased): boolean => {
        const lease = leases.get(keyOf(entry));
        return lease?.token === token && now - lease.awaitedAt <= AWAITED_MS;
      };
      return Promise.resolve(given.some(isOne));
    },
    forget(names, scopes) {
      sequence += 1;
      for (const scope of scopes) epochs.set(scope, (epochs.get(scope) ?? 0) + 1);
      for (const name of names) {
        for (const question of questions) for (const map of [values, leases, failures]) map.delete(keyOf({ name, question }));
        forgotten.set(name, { sequence, until: clock() + TOMBSTONE_MS });
      }
      return Promise.resolve();
    },
    close() {
      clearInterval(timer);
      values.clear();
    },
  };
}

function keyOf({ name, question }: Pick<EntryName, 'name' | 'question'>): string {
  return `${name} ${question}`;
}
