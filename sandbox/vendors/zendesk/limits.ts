// Zendesk's rate limit of an account: so many requests a minute by plan (700 on Enterprise), with its two families of headers.
// https://developer.zendesk.com/api-reference/introduction/rate-limits/
import type { Metered } from '../../http/message';
import { createRateWindow } from '../../http/rate-window';
import { tooManyRequests } from './errors';

export interface ZendeskLimits {
  /** Requests a minute. */
  perMinute: number;
  /** Length of that "minute", for tests that do not wait; 60,000 when absent. */
  minuteMs?: number;
}

const ENTERPRISE: ZendeskLimits = { perMinute: 700 };

/** @returns the counter of one account; 'off' refuses nothing and sends no headers. */
export function createZendeskMeter(limits: Partial<ZendeskLimits> | 'off'): () => Metered {
  if (limits === 'off') return () => ({ refusal: null, headers: {} });
  const { perMinute, minuteMs } = { ...ENTERPRISE, ...limits };
  const window = createRateWindow(perMinute, minuteMs ?? 60_000, 'fixed');
  return () => {
    const { allowed, remaining, resetInMs } = window.take();
    const resetSeconds = Math.max(1, Math.ceil(resetInMs / 1000));
    return {
      refusal: allowed ? null : tooManyRequests(resetSeconds),
      headers: {
        'X-Rate-Limit': String(perMinute),
        'X-Rate-Limit-Remaining': String(remaining),
        'ratelimit-limit': String(perMinute),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(resetSeconds),
      },
    };
  };
}
