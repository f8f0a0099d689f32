// A vendor's documented rate limit as data: a connector declares it where it makes its client. Who keeps it: budgets.ts.
import { z } from 'zod';

/** What a quota may look at. */
export interface CountedRequest {
  method: string;
  /** Behind the base URL. */
  path: string;
}

/** At most `calls` in any stretch of `perMs`: sliding, the strictest way to read a vendor's words. */
export interface Quota {
  /** Told apart by it within a source: `search`. */
  name: string;
  calls: number;
  perMs: number;
  /**
   * Whether it counts a call, and together with which others: calls of the same text share the quota, those of another have one of
   * their own (vendors count by endpoint). null = not counted. Left out = every call of the account, together.
   */
  counts?(request: CountedRequest): string | null;
  /** Lower case name of the header that tells `calls` of this account's plan, by which what is declared here is corrected. */
  toldBy?: string;
}

const Told = z.coerce.number().int().positive();

/** One window of calls: what of a quota concerns one call. */
export interface Window {
  name: string;
  calls: number;
  perMs: number;
}

/** The windows that count a call. */
export function windowsOf(quotas: readonly Quota[], request: CountedRequest): Window[] {
  return quotas.flatMap(({ name, calls, perMs, counts }) => {
    const part = counts === undefined ? '' : counts(request);
    return part === null ? [] : [{ name: part === '' ? name : `${name}:${part}`, calls, perMs }];
  });
}

/** What a pause after a refusal holds up: the windows of the call that are of a part of the account, else the whole account. */
export function pausedBy(quotas: readonly Quota[], request: CountedRequest): string {
  const counting = quotas.filter(({ counts }) => counts === undefined || counts(request) !== null);
  if (counting.length === 0 || counting.some(({ counts }) => counts === undefined)) return 'account';
  return windowsOf(counting, request)
    .map(({ name }) => name)
    .join('|');
}

/** The quota as the account's own answers tell it. */
export function corrected(quota: Quota, headers: Readonly<Record<string, string>>): Quota {
  if (quota.toldBy === undefined) return quota;
  const told = Told.safeParse(headers[quota.toldBy]);
  return told.success ? { ...quota, calls: told.data } : quota;
}

/** What is left of a window for one of several processes that cannot talk to each other. */
export function shareOf({ name, calls, perMs }: Window, processes: number): Window {
  const share = calls / processes;
  return share >= 1 ? { name, calls: Math.floor(share), perMs } : { name, calls: 1, perMs: Math.ceil(perMs / share) };
}
