// HubSpot's rate limits for a private app on Professional: 190 requests in any 10 seconds and 650,000 a day; search has its own
// 5 a second, is exempt from the 10-second limit and answers without the X-HubSpot-RateLimit headers.
// https://developers.hubspot.com/docs/api/usage-details
import type { Metered } from '../../http/message';
import { createRateWindow } from '../../http/rate-window';
import { tooManyRequests } from './errors';

export interface HubspotLimits {
  /** Requests in any 10 seconds. */
  tenSecondly: number;
  /** Searches in any second. */
  searchSecondly: number;
  daily: number;
}

const PROFESSIONAL: HubspotLimits = { tenSecondly: 190, searchSecondly: 5, daily: 650_000 };
const DAY_MS = 86_400_000;

/** @returns the counter of one account; 'off' refuses nothing and sends no headers. */
export function createHubspotMeter(limits: Partial<HubspotLimits> | 'off'): (request: { path: string }) => Metered {
  if (limits === 'off') return () => ({ refusal: null, headers: {} });
  const { tenSecondly, searchSecondly, daily } = { ...PROFESSIONAL, ...limits };
  const burst = createRateWindow(tenSecondly, 10_000, 'rolling');
  const search = createRateWindow(searchSecondly, 1000, 'rolling');
  const day = createRateWindow(daily, DAY_MS, 'fixed');
  const secondly = Math.floor(tenSecondly / 10);

  return ({ path }) => {
    if (path.endsWith('/search')) {
      if (!search.take().allowed) return { refusal: tooManyRequests('SECONDLY', null), headers: {} };
      return { refusal: day.take().allowed ? null : tooManyRequests('DAILY', null), headers: {} };
    }
    const window = burst.take();
    const today = window.allowed ? day.take() : null;
    const headers: Record<string, string> = {
      'X-HubSpot-RateLimit-Max': String(tenSecondly),
      'X-HubSpot-RateLimit-Remaining': String(window.remaining),
      'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
      // Deprecated by HubSpot and still sent; no longer enforced.
      'X-HubSpot-RateLimit-Secondly': String(secondly),
      'X-HubSpot-RateLimit-Secondly-Remaining': String(Math.min(secondly, window.remaining)),
      'X-HubSpot-RateLimit-Daily': String(daily),
    };
    if (today === null) return { refusal: tooManyRequests('TEN_SECONDLY_ROLLING', null), headers };
    headers['X-HubSpot-RateLimit-Daily-Remaining'] = String(today.remaining);
    return { refusal: today.allowed ? null : tooManyRequests('DAILY', null), headers };
  };
}
