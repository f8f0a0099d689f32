// What is left of the org's requests of 24 hours, as each answer tells: `Sforce-Limit-Info: api-usage=10018/100000`.
// https://developer.salesforce.com/docs/platform/api-rest/guide/headers-api-usage.html
import type { HttpClient } from '../../../../platform/http/client';

/** The share that is left, 0 to 1, by the newest answer that told it; null before there was one. Others use up the org's limit as well. */
export function usageLeft(http: HttpClient): () => number | null {
  let newest: number | null = null;
  return () => {
    const [, used, max] = /\bapi-usage=(\d+)\/(\d+)/.exec(http.lastHeaders()?.['sforce-limit-info'] ?? '') ?? [];
    if (Number(max) > 0) newest = Math.max(0, 1 - Number(used) / Number(max));
    return newest;
  };
}
