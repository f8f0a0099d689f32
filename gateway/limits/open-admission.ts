// Reads what admission needs of the environment beside the gateway's own settings, and opens it.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EnvReader } from '../../platform/env';
import { redisUrlFault } from '../../platform/cache/redis/address';
import { createAdmission, type Admission } from './admission';
import type { Limits } from './settings';

export interface OpenAdmission extends Admission {
  close(): Promise<void>;
}

/** Points of one operation on the house's own graph, where nothing else is set: some 50,000 objects. */
export const HOUSE_COST = 50_000;

const shared = z.object({ TENANT: z.string().default('default'), REDIS_URL: z.string().optional(), CACHE_KEYS: z.string().optional() });

/** `house` = the graph is our own, which says what costs what. Faults are noted in `env`. */
export async function openAdmission(env: EnvReader, limits: Limits, house: boolean): Promise<OpenAdmission> {
  const { LIMIT_COST: cost, LIMIT_CALLS: calls, RATE_LIMIT_POINTS: points, RATE_LIMIT_SECONDS: seconds } = limits;
  const { TENANT: tenant, REDIS_URL: redisUrl, CACHE_KEYS: keys } = env.read(shared) ?? { TENANT: 'default' };
  const fault = points === undefined || redisUrl === undefined || house ? null : redisUrlFault(redisUrl);
  if (fault !== null) env.fault(`REDIS_URL: ${fault}`);
  // The house's cache asks for both or neither; other graphs have no cache.
  if (points !== undefined && redisUrl !== undefined && keys === undefined && !house) env.fault('CACHE_KEYS: is required with REDIS_URL');
  const secret = keys ?? randomBytes(32).toString('hex');
  // Where nothing is counted, nothing of it is loaded.
  const rates =
    points === undefined || fault !== null
      ? undefined
      : (await import('./rates.js')).createRates({ points, seconds, tenant, secret, redisUrl });
  const admission = createAdmission({ mostCost: cost ?? (house ? HOUSE_COST : Infinity), mostCalls: calls ?? Infinity, rates });
  return { ...admission, close: async () => rates?.close() };
}
