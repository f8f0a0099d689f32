// Intercom's rate limit of an app: 10,000 requests a minute, dealt out in windows of 10 seconds, told by every answer.
// https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
import type { Metered } from '../../http/message';
import { createRateWindow } from '../../http/rate-window';
import { tooManyRequests } from './errors';

export interface IntercomLimits {
  /** Requests in a window. */
  perTenSeconds: number;
  /** Length of a window, for tests that do not wait; 10,000 when absent. */
  windowMs?: number;
}

export const PRIVATE_APP: IntercomLimits = { perTenSeconds: 1_667 };

/** @returns the counter of one app; 'off' refuses nothing and sends no headers. */
export function createIntercomMeter(limits: Partial<IntercomLimits> | 'off'): () => Metered {
  if (limits === 'off') return () => ({ refusal: null, headers: {} });
  const { perTenSeconds, windowMs } = { ...PRIVATE_APP, ...limits };
  const window = createRateWindow(perTenSeconds, windowMs ?? 10_000, 'fixed');
  return () => {
    const { allowed, remaining, resetInMs } = window.take();
    return {
      refusal: allowed ? null : tooManyRequests(perTenSeconds, null),
      headers: limitHeaders(perTenSeconds, remaining, resetInMs),
    };
  };
}

/** The reset is a UNIX timestamp, rounded up: waiting until then is always enough. */
export function limitHeaders(limit: number, remaining: number, resetInMs: number): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil((Date.now() + resetInMs) / 1_000)),
  };
}
