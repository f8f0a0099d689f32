// What readers bring back, as the store takes it: values with their times, under the leases they were read under. Decides what is not
// worth keeping; whether a fill still counts is for the store to say.
import type { CacheFill, CacheFind, CacheKey, CacheMode } from './cache';
import type { GivenLeases, UsedUp } from './given-leases';
import type { CacheNaming } from './keys';
import { lifetimeOf } from './lifetimes';
import type { Leased, StoreFill } from './store';

export interface ReadyFill extends StoreFill {
  source: string;
  /** Of near memory; undefined = it does not go there. */
  stamp: number | undefined;
}

export interface FillInput {
  leases: GivenLeases;
  naming: CacheNaming;
  modeOf: (source: string) => CacheMode;
}

/** `unused` are leases of what cannot be kept. Every lease of `fills` is used up. */
export function toStoreFills(
  fills: readonly CacheFill[],
  found: readonly CacheFind[],
  { leases, naming, modeOf }: FillInput,
): { ready: ReadyFill[]; unused: Leased[] } {
  const now = Date.now();
  const ready: ReadyFill[] = [];
  const unused: Leased[] = [];
  const used = fills.flatMap((one): [CacheFill, UsedUp][] => {
    const behind = leases.useUp(one.lease);
    return behind === undefined ? [] : [[one, behind]];
  });
  for (const [one, behind] of used) {
    const { entry, token } = behind.leased;
    const fill = toFill(one, one.lease.key, { entry, token, behind, now });
    if (fill === undefined) unused.push(behind.leased);
    else ready.push({ ...fill, stamp: behind.stamp });
  }
  // Every lease was given before its batch was sent: what came along is younger than what any of them had seen.
  const [, origin] = used[0] ?? [];
  if (origin === undefined) return { ready, unused };
  for (const one of found) {
    if (!isKept(modeOf(one.key.source), one.key.kind)) continue;
    const fill = toFill(one, one.key, { entry: naming.entryOf(one.key), token: null, behind: origin, now });
    if (fill !== undefined) ready.push(fill);
  }
  return { ready, unused };
}

/** Undefined for what cannot be kept: no JSON, no time left, or of scopes that were not seen. */
function toFill(
  { value, fetchedAt, ttlSeconds, absent }: CacheFill | CacheFind,
  { source }: CacheKey,
  { entry, token, behind, now }: Pick<StoreFill, 'entry' | 'token'> & { behind: UsedUp; now: number },
): ReadyFill | undefined {
  const ageMs = Math.max(0, now - fetchedAt);
  const lifetime = lifetimeOf(ttlSeconds, absent, ageMs, Math.random());
  const text = lifetime === null ? undefined : toJson(value);
  const tag = behind.sight.tags.get(entry.scopes);
  if (lifetime === null || text === undefined || tag === undefined) return undefined;
  const tookMs = Math.max(1, Math.round(performance.now() - behind.beganAt));
  return { entry, token, sight: behind.sight, tag, text, ageMs, ...lifetime, tookMs, source, stamp: undefined };
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

export function isKept(mode: CacheMode, kind: CacheKey['kind']): boolean {
  return mode === 'full' || (mode === 'links' && kind === 'link');
}
