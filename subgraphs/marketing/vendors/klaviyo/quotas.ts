// Klaviyo's rate limits as far as this connector asks: each endpoint has its own, for a second and for a minute.
// https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
import type { CountedRequest, Quota } from '../../../../platform/http/budget-quota';

/** Calls a second and a minute, and the endpoint they are to, or null. */
const RATES: readonly [perSecond: number, perMinute: number, endpointOf: (path: string) => string | null][] = [
  [350, 3_500, (path) => (path === '/api/events' ? path : null)],
  [3, 60, (path) => /^\/api\/profiles\/[^/]+\/(lists|segments)$/.exec(path)?.[1] ?? null],
  [3, 60, (path) => (path === '/api/data-privacy-deletion-jobs' ? path : null)],
  [75, 750, (path) => (/-bulk-(create|delete)-jobs$/.test(path) ? path : null)],
  [75, 750, (path) => /^\/api\/(profiles|lists|segments)(\/[^/]+\/profiles)?$/.exec(path)?.slice(1).join('') ?? null],
];

export const QUOTAS: readonly Quota[] = RATES.flatMap(([perSecond, perMinute, endpointOf]) => {
  const counts = ({ path }: CountedRequest): string | null => endpointOf(path)?.replace(/\/[^/]+\//, '/:id/') ?? null;
  return [
    { name: `${perSecond} a second`, calls: perSecond, perMs: 1_000, counts },
    { name: `${perMinute} a minute`, calls: perMinute, perMs: 60_000, counts },
  ];
});
