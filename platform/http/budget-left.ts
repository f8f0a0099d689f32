// What a vendor's answers say of its rate limit. The sources' health shows it; nothing is held back for it here.
import type { HttpClient } from './client';

/** Names of the two headers, in lower case. */
export interface BudgetHeaders {
  remaining: string;
  limit: string;
}

/**
 * Tells the share of the limit that is left, 0 to 1, by the newest answer that told it; null before there was one. Ask after
 * each answer: vendors leave the headers out of some, and what the one before said is kept for those.
 */
export function budgetLeft(http: HttpClient, { remaining, limit }: BudgetHeaders): () => number | null {
  let newest: number | null = null;
  return () => {
    const headers = http.lastHeaders();
    const share = Number(headers?.[remaining]) / Number(headers?.[limit]);
    if (share >= 0 && share <= 1) newest = share;
    return newest;
  };
}
