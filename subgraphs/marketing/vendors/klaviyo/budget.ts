// What is left of Klaviyo's rate limits. They are counted by endpoint, in windows of a second and of a minute, and one header can
// name both (`75, 75;w=1, 750;w=60`), while the one of what remains tells of the minute alone.
// https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
import { budgetLeft } from '../../../../platform/http/budget-left';
import type { HttpClient } from '../../../../platform/http/client';

const REMAINING = 'ratelimit-remaining';
const LIMIT = 'ratelimit-limit';

/** The share of the newest endpoint's minute that is left; a 429 carries no such headers, and what was known stays. */
export function klaviyoBudgetLeft(http: HttpClient): () => number | null {
  const lastHeaders = () => {
    const headers = http.lastHeaders();
    return headers?.[LIMIT] === undefined ? headers : { ...headers, [LIMIT]: steadyLimit(headers[LIMIT]) };
  };
  return budgetLeft({ ...http, lastHeaders }, { remaining: REMAINING, limit: LIMIT });
}

/** The limit of the longest window named; the text itself where it names none. */
function steadyLimit(text: string): string {
  const windows = [...text.matchAll(/(\d+)\s*;\s*w=(\d+)/g)].map(([, limit = '', seconds]) => ({ limit, seconds: Number(seconds) }));
  return windows.toSorted((a, b) => b.seconds - a.seconds)[0]?.limit ?? text;
}
