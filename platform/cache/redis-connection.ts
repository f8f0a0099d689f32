// The connections to Redis, single node or Cluster: the one home of ioredis. It moves bytes and fails fast; what a failure means,
// what is kept and for how long is for redis.ts.
import { types } from 'node:util';
import { Cluster, Redis } from 'ioredis';

/** What this folder says to the log. */
export interface CacheLog {
  warn(message: string): void;
}

export interface RedisConnection {
  isReady(): boolean;
  /** Values in the order of `names`, null = not there; one round trip, on Cluster one per node at the same time. */
  getMany(names: readonly string[]): Promise<(Buffer | null)[]>;
  /** Sent and forgotten; what Redis refuses is logged. */
  setMany(entries: readonly { name: string; value: Buffer; ttlMs: number }[]): void;
  /** Resolves when Redis has acknowledged all of it. */
  deleteMany(names: readonly string[]): Promise<void>;
  publish(channel: string, message: string): Promise<void>;
  /** Resolves when the socket is gone. */
  close(): Promise<void>;
}

export interface RedisSubscription {
  /** Whether messages arrive, as far as is known: a connection that went silent is noticed within two seconds. */
  isJoined(): boolean;
  close(): Promise<void>;
}

const commandTimeoutMs = 1_000;
const disconnectTimeoutMs = 100;
const pingEveryMs = 1_000;
const warnEveryMs = 60_000;
const urlPattern = /^rediss?(-cluster)?:$/;

/** Null for an address `connectRedis` takes: `redis:` or `rediss:`, or `redis-cluster:` or `rediss-cluster:` with any node of a Cluster. */
export function redisUrlFault(url: string): string | null {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (urlPattern.test(protocol) && hostname !== '') return null;
  return 'is not redis://, rediss://, redis-cluster:// or rediss-cluster:// with a host';
}

/**
 * Connects in the background and again after every loss; `onReady` is called each time. While there is no connection every command
 * rejects at once, and any command within a second: callers in more of a hurry bring their own deadline.
 */
export function connectRedis(url: string, log: CacheLog, onReady: () => void): RedisConnection {
  const warn = createSparseWarning(log);
  const target = new URL(url);
  const client = target.protocol.includes('-cluster') ? openCluster(target) : new Redis(optionsOf(target));
  client.on('error', (error) => warn('lost', error));
  client.on('ready', onReady);
  const ignore = (error: unknown): void => warn('refused a write', error);

  async function getMany(names: readonly string[]): Promise<(Buffer | null)[]> {
    if (client instanceof Redis) return client.mgetBuffer([...names]);
    // MGET may not cross the slots of a Cluster; single commands of one tick go out together, by node.
    const replies = await Promise.allSettled(names.map((name) => client.getBuffer(name)));
    const failure = replies.find((reply) => reply.status === 'rejected');
    if (failure && replies.every((reply) => reply.status === 'rejected')) throw failure.reason;
    return replies.map((reply) => (reply.status === 'fulfilled' ? reply.value : null));
  }

  function setMany(entries: readonly { name: string; value: Buffer; ttlMs: number }[]): void {
    if (client instanceof Cluster) {
      for (const { name, value, ttlMs } of entries) client.set(name, value, 'PX', ttlMs).catch(ignore);
      return;
    }
    const pipeline = client.pipeline();
    for (const { name, value, ttlMs } of entries) pipeline.set(name, value, 'PX', ttlMs);
    pipeline.exec().then((replies) => {
      const failure = replies?.find(([error]) => error);
      if (failure) ignore(failure[0]);
    }, ignore);
  }

  return {
    isReady: () => client.status === 'ready' && (client instanceof Redis || client.nodes('master').some((node) => node.status === 'ready')),
    getMany,
    setMany,
    async deleteMany(names) {
      if (client instanceof Redis) await client.del([...names]);
      else await Promise.all(names.map((name) => client.del(name)));
    },
    async publish(channel, message) {
      await client.publish(channel, message);
    },
    close: () => closeClient(client),
  };
}

/** Listens to one channel on a connection of its own; `onChange` is called whenever messages may have been missed, `onMessage` for each. */
export function subscribeRedis(
  url: string,
  channel: string,
  log: CacheLog,
  { onMessage, onChange }: { onMessage(message: string): void; onChange(): void },
): RedisSubscription {
  const warn = createSparseWarning(log);
  // On Cluster as well: every node passes on what any node was given.
  const client = new Redis({ ...optionsOf(new URL(url)), autoResubscribe: false });
  let joined = false;
  function setJoined(now: boolean): void {
    joined = now;
    onChange();
  }

  client.on('error', (error) => warn('lost the invalidation channel', error));
  client.on('message', (_channel, message) => onMessage(message));
  client.on('close', () => setJoined(false));
  client.on('ready', () => {
    client.subscribe(channel).then(
      () => setJoined(client.status === 'ready'),
      () => client.disconnect(true),
    );
  });
  // A subscriber writes nothing, so a dead connection would look like silence for ever.
  const ping = setInterval(() => {
    if (joined) client.ping().catch(() => client.disconnect(true));
  }, pingEveryMs).unref();

  return {
    isJoined: () => joined,
    close() {
      clearInterval(ping);
      return closeClient(client);
    },
  };
}

/** For ioredis; the type is left to inference, which keeps absent options absent. */
function optionsOf(target: URL) {
  const db = Number(target.pathname.slice(1));
  return {
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: Number(target.port || 6379),
    ...(target.username !== '' && { username: decodeURIComponent(target.username) }),
    ...(target.password !== '' && { password: decodeURIComponent(target.password) }),
    ...(Number.isInteger(db) && { db }),
    ...(target.protocol.startsWith('rediss') && { tls: {} }),
    connectTimeout: 500,
    commandTimeout: commandTimeoutMs,
    // Without it a connection whose packets vanish would be waited on for as long as TCP retransmits: a quarter of an hour.
    socketTimeout: commandTimeoutMs,
    disconnectTimeout: disconnectTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // It would cost a restricted Redis user the right to INFO; a server still loading only answers errors, which are misses.
    enableReadyCheck: false,
    retryStrategy: retryDelayMs,
  };
}

function openCluster(target: URL): Cluster {
  const { host, port, retryStrategy, enableOfflineQueue, ...redisOptions } = optionsOf(target);
  const cluster = new Cluster([{ host, port }], {
    redisOptions,
    enableOfflineQueue,
    enableReadyCheck: false,
    clusterRetryStrategy: retryStrategy,
    // A key whose node is gone must not hold up its batch for longer than a read may take.
    retryDelayOnFailover: 20,
    maxRedirections: 3,
  });
  // Left alone, a node is connected to by the first command it gets, and those beside that one fail.
  cluster.on('+node', (node: Redis) => {
    if (!node.options.readOnly) node.connect().catch(() => undefined);
  });
  return cluster;
}

function retryDelayMs(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt - 1, 10), 500);
}

async function closeClient(client: Redis | Cluster): Promise<void> {
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

/** At most one line a minute, without the address: what failed and the error's code, or its first word as Redis writes codes. */
function createSparseWarning(log: CacheLog): (what: string, error: unknown) => void {
  let silentUntil = 0;
  return (what, error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + warnEveryMs;
    log.warn(`Redis ${what} (${reasonOf(error)}): the cache does without it meanwhile`);
  };
}

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]+\b/.exec(error.message)?.[0] ?? error.name;
}
