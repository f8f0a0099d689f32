// The record cache shared by all processes of a deployment, put together: connection, bus, store, near memory. Whatever Redis does, a
// read answers within one deadline.
import { createBreaker } from '../breaker';
import type { CacheMode, RecordCache } from '../cache';
import type { Envelope } from '../envelope';
import { createGuard } from '../guard';
import { EVERYTHING, type CacheNaming } from '../keys';
import { createLeaseCache } from '../lease-cache';
import { createNearMemory, type NearMemory } from '../near-memory';
import type { RedisAddress } from './address';
import { joinBus, type Bus } from './bus';
import { connectRedis } from './connection';
import { createScripted } from './scripted';
import { createRedisStore, fromMessage, toMessage } from './store';
import type { CacheLog } from './warnings';

const readTimeoutMs = 100;
/** One that was late is enough: the next request must not wait as well. */
const breakerOf = { failures: 1, pauseMs: 500 };

/**
 * Connects in the background; until then, and whenever Redis fails, every key is the caller's to load. On a Cluster there is no memory
 * in front: its nodes pass messages on in their own time, and nothing could prove that all have arrived.
 */
export function createRedisCache(options: {
  address: RedisAddress;
  naming: CacheNaming;
  envelope: Envelope;
  modeOf: (source: string) => CacheMode;
  log: CacheLog;
  /** Budget of the memory in front of Redis. */
  maxBytes: number;
}): RecordCache {
  const { address, naming, envelope, modeOf, log, maxBytes } = options;
  const { channel, epochs } = naming;
  const breaker = createBreaker(breakerOf);
  const voidMessage = toMessage({ names: [], scopes: [EVERYTHING] });
  const connection = connectRedis({ address, epochs, channel, voidMessage, log, onReady: breaker.succeeded });
  const guard = createGuard({ isReady: connection.isReady, breaker, timeoutMs: readTimeoutMs });
  let bus: Bus | undefined;
  const isTrusted = (): boolean => bus?.isTrusted(connection.server()) === true;
  const near = address.kind === 'cluster' ? undefined : createNearMemory(maxBytes, isTrusted);
  if (near !== undefined) bus = joinBus({ address, channel, log, onLoss: near.clear, onMessage: (message) => hear(near, message) });
  const scripted = createScripted(connection.client, epochs);
  return createLeaseCache({
    store: createRedisStore({ scripted, envelope, channel }),
    guard,
    near,
    naming,
    modeOf,
    hearsOthers: near === undefined ? undefined : () => bus?.isJoined(connection.server()) === true,
    state: () => (guard.isOpen() ? 'redis' : 'redis-down'),
    async close() {
      await Promise.all([connection.close(), bus?.close()]);
    },
  });
}

function hear(near: NearMemory, message: string): void {
  const { names, scopes } = fromMessage(message);
  near.forget(names, scopes);
}
