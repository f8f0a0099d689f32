// The record cache shared by all processes of a deployment: Redis, with at most a second of memory in front of it. Values leave this
// process sealed. Whatever Redis does, a read answers within one deadline and a fill costs nothing; sockets are in redis-connection.ts.
import { setTimeout as pause } from 'node:timers/promises';
import { createBreaker } from './breaker';
import type { CacheFill, CacheHit, CacheKey, CacheMode, RecordCache } from './cache';
import { type CacheEntry, decodeEntry, encodeEntry, isKept, toEntry, toHit } from './entry';
import type { Envelope } from './envelope';
import type { CacheNaming } from './keys';
import { createMemoryStore } from './memory';
import { type CacheLog, connectRedis, subscribeRedis } from './redis-connection';

const readTimeoutMs = 100;
const memoryTtlMs = 1_000;
const invalidateWithinMs = 5_000;
const invalidateRetryMs = 50;

/**
 * Connects in the background; until then, and whenever Redis fails, every key is a miss. After three failed reads in a row Redis is
 * left alone for a second.
 *
 * What `invalidate` promises: it asks until Redis acknowledges, for up to 5 s. On `true` the entries are gone from Redis and from this
 * process's memory, and every process that hears the channel has been told to drop them (milliseconds); one whose connection to the channel just died
 * unnoticed may serve them from memory for the rest of one second. On `false` they may live until their TTL ends. It does not hold back
 * a load that was under way: what that read before, it may fill afterwards.
 */
export function createRedisCache(options: {
  url: string;
  naming: CacheNaming;
  envelope: Envelope;
  modeOf: (source: string) => CacheMode;
  log: CacheLog;
  /** Budget of the memory in front of Redis. */
  maxBytes: number;
}): RecordCache {
  const { url, naming, envelope, modeOf, log } = options;
  const breaker = createBreaker({ failures: 3, pauseMs: 1_000 });
  const memory = createMemoryStore(options.maxBytes);
  // Counts what may have made a value stale that is on its way from Redis into memory.
  let memoryVersion = 0;
  let closed = false;

  const connection = connectRedis(url, log, breaker.succeeded);
  const subscription = subscribeRedis(url, naming.channel, log, {
    onMessage: (message) => forget(message.split('\n')),
    onChange: () => {
      memoryVersion += 1;
      memory.clear();
    },
  });

  function forget(names: readonly string[]): void {
    memoryVersion += 1;
    for (const name of names) memory.delete(name);
  }

  async function read(keys: readonly CacheKey[], maxAgeSeconds: number | null): Promise<(CacheHit | undefined)[]> {
    const now = Date.now();
    const hits = new Array<CacheHit | undefined>(keys.length).fill(undefined);
    if (maxAgeSeconds !== null && maxAgeSeconds <= 0) return hits;
    const missing: { index: number; name: string }[] = [];
    for (const [index, key] of keys.entries()) {
      if (!isKept(modeOf(key.source), key.kind)) continue;
      const name = naming.nameOf(key);
      const entry = subscription.isJoined() ? memory.get(name) : undefined;
      hits[index] = entry && toHit(entry, maxAgeSeconds, now);
      if (hits[index] === undefined) missing.push({ index, name });
    }
    const entries = await readRedis(missing.map(({ name }) => name));
    for (const [position, { index }] of missing.entries()) {
      const entry = entries[position];
      hits[index] = entry && toHit(entry, maxAgeSeconds, now);
    }
    return hits;
  }

  /** In the order of `names`; holes and a short (empty) answer are misses. */
  async function readRedis(names: readonly string[]): Promise<(CacheEntry | undefined)[]> {
    if (names.length === 0 || !connection.isReady() || !breaker.allows()) return [];
    const version = memoryVersion;
    let values: (Buffer | null)[];
    try {
      values = await withDeadline(connection.getMany(names), readTimeoutMs);
      breaker.succeeded();
    } catch {
      breaker.failed();
      return [];
    }
    const mayRemember = subscription.isJoined() && version === memoryVersion;
    return names.map((name, position) => {
      const value = values[position];
      const plaintext = value && envelope.open(name, value);
      if (!plaintext) return undefined;
      const entry = decodeEntry(plaintext);
      if (mayRemember) memory.set(name, entry, memoryTtlMs);
      return entry;
    });
  }

  function fill(fills: readonly CacheFill[]): void {
    const now = Date.now();
    const reachable = !closed && connection.isReady() && !breaker.isOpen();
    const sealed: { name: string; value: Buffer; ttlMs: number }[] = [];
    for (const item of fills) {
      const entry = isKept(modeOf(item.key.source), item.key.kind) ? toEntry(item, now) : undefined;
      if (!entry) continue;
      const name = naming.nameOf(item.key);
      if (subscription.isJoined()) memory.set(name, entry, memoryTtlMs);
      if (reachable) sealed.push({ name, value: envelope.seal(name, encodeEntry(entry)), ttlMs: Math.ceil(entry.expiresAt - now) });
    }
    if (sealed.length > 0) connection.setMany(sealed);
  }

  async function invalidate(keys: readonly CacheKey[]): Promise<boolean> {
    if (keys.length === 0) return true;
    const names = keys.flatMap((key) => naming.everyNameOf(key));
    forget(names);
    const giveUpAt = Date.now() + invalidateWithinMs;
    while (!closed && Date.now() < giveUpAt) {
      try {
        await connection.deleteMany(names);
        // Only then: whoever drops an entry on this message must not find it in Redis again.
        await connection.publish(naming.channel, names.join('\n'));
        forget(names);
        return true;
      } catch {
        await pause(invalidateRetryMs);
      }
    }
    return false;
  }

  return {
    read,
    fill,
    invalidate,
    mode: modeOf,
    state: () => (connection.isReady() && !breaker.isOpen() ? 'redis' : 'redis-down'),
    async close() {
      closed = true;
      await Promise.all([connection.close(), subscription.close()]);
      memory.close();
    },
  };
}

async function withDeadline<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // One turn later than due: after a busy stretch the answer may lie in the socket already, and it is read in that turn.
    timer = setTimeout(() => setImmediate(reject, new Error('Redis did not answer in time')), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
