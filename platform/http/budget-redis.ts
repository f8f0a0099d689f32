// The connection to Redis that rate budgets share in a process. It runs scripts and fails fast; what they mean is budget-script.ts.
import { Cluster, Redis } from 'ioredis';
import { begunOf, enduring } from '../cache/redis/client';

export interface BudgetRedis {
  /** Resolves once it is there for the first time, or is known not to be, within half a second. */
  readonly begun: Promise<void>;
  isReady(): boolean;
  /** Epoch milliseconds of the newest moment at which it came back and may have forgotten all; null = it never went away. */
  forgotAt(): number | null;
  /** Rejects within `COMMAND_TIMEOUT_MS`, at once where there is no connection. */
  run(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
}

const COMMAND_TIMEOUT_MS = 150;
/** Who starts does not know what the other processes use: it waits for that so long, rather than to take its share on top of it. */
const BEGIN_WITHIN_MS = 500;
const OPTIONS = {
  connectTimeout: 500,
  commandTimeout: COMMAND_TIMEOUT_MS,
  socketTimeout: 1_000,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  enableReadyCheck: false,
  disconnectTimeout: 100,
};
/** A key whose node is gone must not hold up a call. */
const CLUSTER_OPTIONS = { enableOfflineQueue: false, enableReadyCheck: false, retryDelayOnFailover: 20, maxRedirections: 3 };
const retryDelayMs = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt - 1, 10), 500);

/** Connects in the background, and again after every loss. `url` as the cache takes it: also `redis-cluster:` and `rediss-cluster:`. */
export function connectBudgetRedis(url: string): BudgetRedis {
  const isCluster = new URL(url).protocol.includes('-cluster');
  const plain = url.replace('-cluster:', ':');
  const client = enduring(
    isCluster
      ? new Cluster([plain], { ...CLUSTER_OPTIONS, redisOptions: OPTIONS, clusterRetryStrategy: retryDelayMs })
      : new Redis(plain, { ...OPTIONS, retryStrategy: retryDelayMs }),
  );
  const seen = new Set<string>();
  let forgotAt: number | null = null;
  function cameUp(server: string): void {
    if (seen.has(server)) forgotAt = Date.now();
    seen.add(server);
  }
  if (client instanceof Redis) client.on('ready', () => cameUp(plain));
  else {
    client.on('+node', (node: Redis) => {
      node.on('ready', () => cameUp(`${node.options.host}:${node.options.port}`));
      // Left alone, a node is connected to by the first command it gets, and those beside that one fail.
      if (!node.options.readOnly) node.connect().catch(() => undefined);
    });
  }
  // The cache tells the log of a Redis that is away; calls go on by each process's share.
  client.on('error', () => undefined);
  return {
    begun: begunOf(client, BEGIN_WITHIN_MS),
    isReady: () => client.status === 'ready',
    forgotAt: () => forgotAt,
    run: (script, keys, values) => client.eval(script, keys.length, ...keys, ...values),
    async close() {
      if (client.status === 'end') return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        client.once('end', () => {
          clearTimeout(timer);
          resolve();
        });
        client.disconnect();
      });
    },
  };
}
