// An ioredis client for an address, set up so that nothing ever waits long: no queue, no repeats, short timeouts. Whoever asks decides
// what a failure means.
import { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from './address';

const longestCommandMs = 1_000;
const disconnectTimeoutMs = 100;

/** Whichever the address is of. Rejects commands after `commandTimeoutMs`, at once where there is no connection. */
export function openClient(address: RedisAddress, commandTimeoutMs: number): Redis | Cluster {
  return address.kind === 'cluster' ? openCluster(address, commandTimeoutMs) : openRedis(address, commandTimeoutMs);
}

/**
 * Keeps the process alive: ioredis listens to the first error of a connection alone. Over TLS there may be a second one of a connection that
 * has failed already, and Node ends a process for an error that nobody listens to.
 */
export function enduring<Client extends Redis | Cluster>(client: Client): Client {
  const endure = (one: Redis): void => void one.on('error', () => void one.stream.on('error', () => undefined));
  if (client instanceof Redis) endure(client);
  else client.on('+node', endure);
  return client;
}

/** One connection to the server, or to the master. */
export function openRedis(address: RedisAddress, commandTimeoutMs = longestCommandMs): Redis {
  const [first] = address.hosts;
  if (address.kind !== 'sentinel') return enduring(new Redis({ ...optionsOf(address, commandTimeoutMs), ...first }));
  return enduring(
    new Redis({
      ...optionsOf(address, commandTimeoutMs),
      sentinels: address.hosts,
      name: address.master,
      ...(address.sentinelPassword !== undefined && { sentinelPassword: address.sentinelPassword }),
      ...(address.tls !== undefined && { enableTLSForSentinelMode: true, sentinelTLS: address.tls }),
      sentinelRetryStrategy: retryDelayMs,
      sentinelReconnectStrategy: retryDelayMs,
      sentinelCommandTimeout: 500,
      // The Sentinels say when the master has changed: the old one, cut off, may never tell.
      failoverDetector: true,
    }),
  );
}

export function openCluster(address: RedisAddress, commandTimeoutMs = longestCommandMs): Cluster {
  const { retryStrategy, enableOfflineQueue, db: _, ...redisOptions } = optionsOf(address, commandTimeoutMs);
  return enduring(
    new Cluster(address.hosts, {
      redisOptions,
      enableOfflineQueue,
      enableReadyCheck: false,
      clusterRetryStrategy: retryStrategy,
      // A key whose node is gone must not hold up its batch for longer than a read may take.
      retryDelayOnFailover: 1,
      maxRedirections: 3,
      slotsRefreshTimeout: longestCommandMs,
    }),
  );
}

/** For ioredis; the type is left to inference, which keeps absent options absent. */
function optionsOf({ username, password, db, tls }: RedisAddress, commandTimeoutMs: number) {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls !== undefined && { tls }),
    db,
    connectTimeout: 500,
    commandTimeout: commandTimeoutMs,
    // Without it a connection whose packets vanish would be waited on for as long as TCP retransmits: a quarter of an hour.
    socketTimeout: longestCommandMs,
    disconnectTimeout: disconnectTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    // A server still loading only answers errors, which are misses.
    enableReadyCheck: false,
    retryStrategy: retryDelayMs,
  };
}

function retryDelayMs(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt - 1, 10), 500);
}

/** Resolves once the client is connected for the first time, or is known not to be, after `withinMs` at the latest. */
export function begunOf(client: Redis | Cluster, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    timer.unref();
    for (const event of ['ready', 'error', 'end'] as const) {
      client.once(event, () => {
        clearTimeout(timer);
        resolve();
      });
    }
  });
}

/** Resolves when the socket is gone. */
export async function closeClient(client: Redis | Cluster): Promise<void> {
  if (client.status === 'end') return;
  await new Promise<void>((resolve) => {
    // A client between two attempts to connect has no socket to wait for, and says nothing when it stops.
    const timer = setTimeout(resolve, 2 * disconnectTimeoutMs);
    client.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    client.disconnect();
  });
}
