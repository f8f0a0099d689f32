// `Query.sources`: what the domains report of their sources, each source once. One source may serve several domains, of one
// process or of several, and each reports it as it sees it.
import type { SourceReport } from '../../platform/exchange/sources';

/** A source, and the domains that read it. */
export interface KnownSource extends Omit<SourceReport, 'domain' | 'cacheCheck'> {
  domains: SourceReport['domain'][];
}

/**
 * By name and vendor, in the order of the reports. Health and look-ups are the worst that anybody saw, and the budget the smallest
 * left; the mapping is that of all domains together.
 */
export function toSources(reports: readonly SourceReport[]): KnownSource[] {
  const sources = new Map<string, KnownSource>();
  for (const { domain, cacheCheck: _, ...report } of reports) {
    const key = `${report.id} ${report.vendor}`;
    const known = sources.get(key);
    if (known === undefined) sources.set(key, { ...report, domains: [domain] });
    else
      sources.set(key, {
        ...known,
        ...worse(known, report),
        mapping: united(known.mapping, report.mapping),
        domains: [...known.domains, domain],
      });
  }
  return [...sources.values()];
}

/** `CacheConsistency` of the SDL. */
export interface CacheConsistency {
  source: string;
  checked: number | null;
  differing: number | null;
  meanAbsoluteDifference: number | null;
  error: string | null;
}

/** Each source once: of several processes that read it, the one that finds most to be wrong. */
export function toCacheConsistency(reports: readonly SourceReport[]): CacheConsistency[] {
  const bySource = new Map<string, CacheConsistency>();
  for (const { id: source, cacheCheck: check } of reports) {
    const none = { source, checked: null, differing: null, meanAbsoluteDifference: null, error: null };
    const found = check === null ? none : 'error' in check ? { ...none, error: check.error } : { ...none, ...check };
    const known = bySource.get(source);
    if (known === undefined || (found.meanAbsoluteDifference ?? -1) > (known.meanAbsoluteDifference ?? -1)) bySource.set(source, found);
  }
  return [...bySource.values()];
}

/** From the worst: a domain that has not asked knows of no trouble, nor that there is none. */
const HEALTH = ['DOWN', 'UP', 'UNKNOWN'] as const satisfies readonly SourceReport['health'][];

/** Likewise of a look-up: who has no canary has not looked. */
const STATUS = ['UNSUPPORTED', 'SUPPORTED', 'UNCHECKED'] as const satisfies readonly Lookup['status'][];

type Lookup = SourceReport['lookups'][number];
type Seen = Pick<SourceReport, 'health' | 'lookups' | 'budgetLeft'>;

function worse(a: Seen, b: Seen): Seen {
  const left = [a.budgetLeft, b.budgetLeft].filter((budget) => budget !== null);
  return {
    health: HEALTH.find((health) => health === a.health || health === b.health) ?? a.health,
    lookups: a.lookups.map((lookup) => worseLookup(lookup, b.lookups.find(({ by }) => by === lookup.by) ?? lookup)),
    budgetLeft: left.length === 0 ? null : Math.min(...left),
  };
}

function worseLookup(a: Lookup, b: Lookup): Lookup {
  return STATUS.indexOf(b.status) < STATUS.indexOf(a.status) ? b : a;
}

type Line = SourceReport['mapping'][number];

/** What domains have in common, such as the person records of a database, is told once. */
function united(a: readonly Line[], b: readonly Line[]): Line[] {
  const placeOf = ({ of, field, from }: Line): string => JSON.stringify([of, field, from]);
  const known = new Set(a.map(placeOf));
  return [...a, ...b.filter((line) => !known.has(placeOf(line)))];
}
