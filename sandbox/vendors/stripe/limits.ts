// Stripe's rate limits of an account: 100 requests a second in all (live mode; 25 in a sandbox), 25 a second for each endpoint,
// 20 a second for all search endpoints together. https://docs.stripe.com/rate-limits, https://docs.stripe.com/search#rate-limits
import type { Metered } from '../../http/message';
import { createRateWindow, type RateWindow } from '../../http/rate-window';
import { tooManyRequests } from './errors';

export interface StripeLimits {
  /** Requests in any second, all endpoints together. */
  globalSecondly: number;
  /** Requests in any second to one endpoint; customers of different ids are the same endpoint. */
  endpointSecondly: number;
  /** Searches in any second, of whatever resource. */
  searchSecondly: number;
  /** Length of that "second", for tests on a busy machine; 1,000 when absent. */
  secondMs?: number;
}

const LIVE: StripeLimits = { globalSecondly: 100, endpointSecondly: 25, searchSecondly: 20 };

/** @returns the counter of one account; it sends no headers while the limits are kept, as Stripe does not. 'off' refuses nothing. */
export function createStripeMeter(limits: Partial<StripeLimits> | 'off'): (request: { method: string; path: string }) => Metered {
  if (limits === 'off') return () => ({ refusal: null, headers: {} });
  const { globalSecondly, endpointSecondly, searchSecondly, secondMs = 1000 } = { ...LIVE, ...limits };
  const all = createRateWindow(globalSecondly, secondMs, 'rolling');
  const searches = createRateWindow(searchSecondly, secondMs, 'rolling');
  const endpoints = new Map<string, RateWindow>();

  return ({ method, path }) => {
    const endpoint = `${method} ${path.replace(/\/[a-z]+_[A-Za-z0-9_]+$/, '/{id}')}`;
    const own = endpoints.get(endpoint) ?? createRateWindow(endpointSecondly, secondMs, 'rolling');
    endpoints.set(endpoint, own);
    const withinOwn = own.take().allowed && (!path.endsWith('/search') || searches.take().allowed);
    if (!withinOwn) return { refusal: tooManyRequests('endpoint-rate'), headers: {} };
    return { refusal: all.take().allowed ? null : tooManyRequests('global-rate'), headers: {} };
  };
}
