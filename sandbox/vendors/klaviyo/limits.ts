// Klaviyo's rate limits: fixed windows of a second ("burst") and of a minute ("steady"), for each endpoint of the account, with
// lower ones where a request asks for something costly. https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
import type { Metered, MeteredRequest } from '../../http/message';
import { createRateWindow } from '../../http/rate-window';
import { tooManyRequests } from './errors';

/** Requests allowed to one endpoint. */
export interface Rate {
  perSecond: number;
  perMinute: number;
}

/** The rate of each kind of request; endpoints of one kind are counted apart. */
export interface KlaviyoLimits {
  /** Profiles, one or many, and jobs that change them; members of a list or segment; lists, segments. */
  large: Rate;
  /** Events, many. */
  events: Rate;
  /** Metrics, campaigns; profiles with `additional-fields[profile]=predictive_analytics`. */
  medium: Rate;
  /** The lists, or the segments, of one profile. */
  profileGroups: Rate;
  /** Jobs that erase profiles. */
  erasures: Rate;
  /** A profile with `include=lists` or `segments`; a list or segment with its `profile_count`. */
  costly: Rate;
}

const DOCUMENTED: KlaviyoLimits = {
  large: { perSecond: 75, perMinute: 750 },
  events: { perSecond: 350, perMinute: 3500 },
  medium: { perSecond: 10, perMinute: 150 },
  profileGroups: { perSecond: 3, perMinute: 60 },
  erasures: { perSecond: 3, perMinute: 60 },
  costly: { perSecond: 1, perMinute: 15 },
};

/** The kind of a request, and the endpoint it is counted for. */
function classify({ path, query }: MeteredRequest): { kind: keyof KlaviyoLimits; endpoint: string } {
  const [, collection = '', id, members] = /^\/api\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/.exec(path) ?? [];
  const endpoint = [collection, id === undefined ? '' : ':id', members ?? ''].join('/');
  const asks = (parameter: string, value: string) => (query.get(parameter) ?? '').split(',').includes(value);
  if (collection === 'events') return { kind: id === undefined ? 'events' : 'medium', endpoint };
  if (collection === 'data-privacy-deletion-jobs') return { kind: 'erasures', endpoint };
  if (collection === 'metrics' || collection === 'campaigns') return { kind: 'medium', endpoint };
  if (collection === 'profiles' && members !== undefined) return { kind: 'profileGroups', endpoint };
  if (endpoint === 'profiles/:id/' && (asks('include', 'lists') || asks('include', 'segments'))) {
    return { kind: 'costly', endpoint: `${endpoint}?include` };
  }
  if ((endpoint === 'profiles//' || endpoint === 'lists/:id/profiles') && asks('additional-fields[profile]', 'predictive_analytics')) {
    return { kind: 'medium', endpoint: `${endpoint}?predictive_analytics` };
  }
  if (asks('additional-fields[list]', 'profile_count') || asks('additional-fields[segment]', 'profile_count')) {
    return { kind: 'costly', endpoint: `${endpoint}?profile_count` };
  }
  return { kind: 'large', endpoint };
}

/** @returns the counter of one account; 'off' refuses nothing and sends no headers. */
export function createKlaviyoMeter(limits: Partial<KlaviyoLimits> | 'off'): (request: MeteredRequest) => Metered {
  if (limits === 'off') return () => ({ refusal: null, headers: {} });
  const rates = { ...DOCUMENTED, ...limits };
  const windows = new Map<string, ReturnType<typeof createWindows>>();
  return (request) => {
    const { kind, endpoint } = classify(request);
    const rate = rates[kind];
    const endpointWindows = windows.get(endpoint) ?? createWindows(rate);
    windows.set(endpoint, endpointWindows);
    const burst = endpointWindows.burst.take();
    if (!burst.allowed) return { refusal: tooManyRequests(toSeconds(burst.resetInMs)), headers: {} };
    const steady = endpointWindows.steady.take();
    if (!steady.allowed) return { refusal: tooManyRequests(toSeconds(steady.resetInMs)), headers: {} };
    return {
      refusal: null,
      // Documented: they tell the state of the steady window, on every answer but a 429.
      headers: {
        'RateLimit-Limit': `${rate.perSecond}, ${rate.perSecond};w=1, ${rate.perMinute};w=60`,
        'RateLimit-Remaining': String(steady.remaining),
        'RateLimit-Reset': String(toSeconds(steady.resetInMs)),
      },
    };
  };
}

function createWindows({ perSecond, perMinute }: Rate) {
  return { burst: createRateWindow(perSecond, 1000, 'fixed'), steady: createRateWindow(perMinute, 60_000, 'fixed') };
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
