// What a deployment keeps between itself and its vendors: rate budgets, one for each system and credential, with books that all
// processes share where there is a Redis, and when a breaker opens.
import { DEFAULT_BREAKER } from './breaker';
import { createRateBudget, type RateBudget } from './budget';
import { createLocalBooks } from './budget-books';
import { createDividedBooks } from './budget-divided';
import { connectBudgetRedis } from './budget-redis';
import { createSharedBooks } from './budget-shared';
import type { SourceHttpOptions } from './factory';

export interface VendorGuards {
  /** For the clients of an account at a vendor, by a name without personal data; the same budget for the same name. */
  of(account: string): Pick<SourceHttpOptions, 'budget' | 'breaker'>;
  close(): Promise<void>;
}

export interface VendorGuardsOptions {
  /** Undefined = each process keeps to its share. */
  redisUrl?: string | undefined;
  /** First part of every key in Redis. */
  tenant: string;
  /** How many processes call the same vendors, as far as they cannot tell each other. */
  processes: number;
  /** False = neither declared quotas nor a vendor's Retry-After hold up other calls. */
  budgets: boolean;
  /** False = a vendor that fails is asked again and again. */
  breakers: boolean;
}

/** Returns at once; Redis is connected in the background and need not be there. */
export function createVendorGuards({ redisUrl, tenant, processes, budgets, breakers }: VendorGuardsOptions): VendorGuards {
  const redis = redisUrl === undefined || !budgets ? null : connectBudgetRedis(redisUrl);
  const known = new Map<string, RateBudget>();
  function open(account: string): RateBudget {
    if (redis === null) return createRateBudget(createDividedBooks(createLocalBooks(), processes));
    return createRateBudget(createSharedBooks({ redis, account: `${tenant}:${account}`, processes }));
  }
  return {
    of(account) {
      const breaker = breakers ? { breaker: DEFAULT_BREAKER } : {};
      if (!budgets) return breaker;
      const budget = known.get(account) ?? open(account);
      known.set(account, budget);
      return { ...breaker, budget };
    },
    close: async () => redis?.close(),
  };
}
