// How much each caller may ask for in a while: points of cost, counted in Redis for all processes, in each of them while Redis is away.
// Fixed windows: what is counted is fairness between callers, not a vendor's quota, which platform/http keeps to the second.
import { createHmac } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { parseRedisAddress } from '../../platform/cache/redis/address';
import { closeClient, openClient } from '../../platform/cache/redis/client';
import { refusalOf } from './refusal';

export interface Rates {
  /** Takes the points from what the caller has left. Throws the refusal, which says when there is more. */
  charge(caller: string, points: number): Promise<void>;
  close(): Promise<void>;
}

export interface RatesOptions {
  /** Of each caller and window. */
  points: number;
  seconds: number;
  tenant: string;
  /** The names of callers in Redis are HMACs by it. */
  secret: string;
  /** Left out = each process counts for itself. */
  redisUrl?: string | undefined;
}

const COMMAND_TIMEOUT_MS = 150;

/** Connects in the background: without Redis, or while it is away, each process counts for itself. */
export function createRates({ points, seconds, tenant, secret, redisUrl }: RatesOptions): Rates {
  const window = { points, duration: seconds, keyPrefix: `cg2:${tenant}:rates` };
  const here = new RateLimiterMemory(window);
  const address = redisUrl === undefined ? null : parseRedisAddress(redisUrl);
  const client = address === null ? null : openClient(address, COMMAND_TIMEOUT_MS);
  // The cache tells the log of a Redis that is away.
  client?.on('error', () => undefined);
  const limiter: RateLimiterAbstract =
    client === null ? here : new RateLimiterRedis({ ...window, storeClient: client, rejectIfRedisNotReady: true, insuranceLimiter: here });
  return {
    async charge(caller, given) {
      const cost = Math.max(1, Math.ceil(given));
      // What nobody could ever pay is refused without being counted.
      if (cost > points) throw refused(`costs ${cost} points, more than the ${points} that there are in ${seconds} seconds`);
      const name = createHmac('sha256', secret).update(caller).digest('base64url');
      try {
        await limiter.consume(name, cost);
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        throw refused(`comes too soon: ${points} points in ${seconds} seconds are used up`, reason.msBeforeNext / 1_000);
      }
    },
    close: async () => (client === null ? undefined : closeClient(client)),
  };
}

function refused(why: string, retryAfterSeconds?: number): Error {
  return refusalOf({
    code: 'REQUEST_RATE_LIMITED',
    message: `The operation ${why}. Ask for less, or later.`,
    status: 429,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
