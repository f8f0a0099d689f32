// Salesforce's limit: so many requests of the whole org in any 24 hours; a composite request is one, whatever is in it. Each answer
// tells it. https://developer.salesforce.com/docs/platform/api-rest/guide/headers-api-usage.html
import type { Metered, MeteredRequest } from '../../http/message';
import { createRateWindow } from '../../http/rate-window';
import { requestLimitExceeded } from './errors';

export interface SalesforceLimits {
  /** Of an Enterprise org with a few users: 100,000, and 1,000 more for each of them. */
  daily: number;
}

const DOCUMENTED: SalesforceLimits = { daily: 105_000 };
const DAY_MS = 86_400_000;

export interface SalesforceMeter {
  meter(request: MeteredRequest): Metered;
  /** Of the day's requests. */
  usage(): { used: number; max: number };
}

/** @returns the counter of one org; 'off' refuses nothing and sends no headers. */
export function createSalesforceMeter(limits: Partial<SalesforceLimits> | 'off'): SalesforceMeter {
  const max = limits === 'off' ? DOCUMENTED.daily : (limits.daily ?? DOCUMENTED.daily);
  const day = createRateWindow(max, DAY_MS, 'rolling');
  let used = 0;
  return {
    usage: () => ({ used, max }),
    meter({ path }) {
      // Logging in, and asking which versions there are, costs nothing.
      if (limits === 'off' || !/^\/services\/data\/v/.test(path)) return { refusal: null, headers: {} };
      const { allowed, remaining } = day.take();
      used = max - remaining;
      return { refusal: allowed ? null : requestLimitExceeded(), headers: { 'Sforce-Limit-Info': `api-usage=${used}/${max}` } };
    },
  };
}
