// Which numbers any process of this deployment has used already, in the Redis that they share: the second memory of a subgraph that runs
// apart, asked for what its own (seen-once.ts) does not know. It knows no secret and no signature, and what it cannot tell is taken for new.
import { randomBytes } from 'node:crypto';
import { createBreaker } from '../cache/breaker';
import { createGuard } from '../cache/guard';
import { parseRedisAddress } from '../cache/redis/address';
import { begunOf, closeClient, openClient } from '../cache/redis/client';
import { numberOf } from '../cache/redis/reply';
import { createSparseWarning } from '../cache/redis/warnings';
import type { Log } from '../log';
import type { Measure } from '../metrics/measure';

export interface SeenAnywhere {
  /** False where another process has used the number within that time; true also where Redis does not say in time. Never rejects. */
  isNew(nonce: string, keptForMs: number): Promise<boolean>;
  /** How often Redis did not say. */
  unanswered(): number;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 100;
/** Longer: whether an answer lies in the socket already is for the guard to see. */
const COMMAND_TIMEOUT_MS = 1_000;
/** One that was late is enough: the next request must not wait as well. */
const BREAKER = { failures: 1, pauseMs: 500 };
/** Who starts knows nothing of what the others have answered: the first requests wait for that so long. */
const BEGIN_WITHIN_MS = 500;

/**
 * KEYS[1] = the number's name, ARGV = a word of this claim alone, milliseconds. Replies 1 to whoever claims first, also when it is sent twice,
 * as ioredis does where a Cluster's node went before it answered. As SET NX would, with commands that the cache's user may give.
 */
export const CLAIM = `
local word = redis.call('hget', KEYS[1], 'by')
if word then return word == ARGV[1] and 1 or 0 end
redis.call('hset', KEYS[1], 'by', ARGV[1])
redis.call('pexpire', KEYS[1], ARGV[2])
return 1
`;

/** Connects in the background, and again after every loss. `redisUrl` is one that `redisUrlFault` has nothing against. */
export function createSeenAnywhere({ redisUrl, tenant, log }: { redisUrl: string; tenant: string; log: Log }): SeenAnywhere {
  const address = parseRedisAddress(redisUrl);
  if (address === null) throw new Error('REDIS_URL is no address of a Redis');
  const client = openClient(address, COMMAND_TIMEOUT_MS);
  const warn = createSparseWarning(log, 'each process knows alone which signed requests it has seen');
  client.on('error', (error) => warn('lost', error));
  const begun = reach();
  const guard = createGuard({ isReady: () => client.status === 'ready', breaker: createBreaker(BREAKER), timeoutMs: ANSWER_WITHIN_MS });
  let unanswered = 0;

  async function reach(): Promise<void> {
    await begunOf(client, BEGIN_WITHIN_MS);
    if (!('nodes' in client)) return;
    // Left alone, a node is connected to by the first command it gets, which may be late for it.
    await Promise.all(client.nodes('master').map((node) => node.ping().catch(() => undefined)));
  }
  async function claim(name: string, forMs: number): Promise<boolean | undefined> {
    try {
      return numberOf(await client.eval(CLAIM, 1, name, randomBytes(9).toString('base64url'), forMs)) === 1;
    } catch (error) {
      // No matter for the breaker: what fails at once is free, and of a Cluster the other nodes are still to be asked.
      warn('failed', error);
      return undefined;
    }
  }

  return {
    async isNew(nonce, keptForMs) {
      await begun;
      const isMine = await guard.ask(
        () => claim(`cg2:${tenant}:signed:${nonce}`, keptForMs),
        () => undefined,
      );
      if (isMine === undefined) unanswered += 1;
      return isMine ?? true;
    },
    unanswered: () => unanswered,
    close: () => closeClient(client),
  };
}

/** `anywhere` is undefined where nothing is asked of Redis; then there is the name, and no number. */
export function seenMeasures(anywhere: SeenAnywhere | undefined): Measure[] {
  return [
    {
      ...{ kind: 'counter', name: 'customer_graph_signed_requests_unshared_total', labels: [] },
      help: "Signed requests of gateways that were held against this process's own memory alone, since Redis gave no answer.",
      read: () => (anywhere === undefined ? [] : [{ labels: {}, value: anywhere.unanswered() }]),
    },
  ];
}
