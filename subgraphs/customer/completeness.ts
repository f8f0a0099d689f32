// `Customer.completeness`: what each domain gave to this answer. Made from reports alone, without any upstream call.
import type { Domain } from '../../platform/exchange/domain';
import type { ReportByDomain } from './inputs';
import type { DomainStatus } from './types.gen';

/** The order in which people read them. */
const ALL: readonly Domain[] = ['CRM', 'SALES', 'BILLING', 'MARKETING', 'SUPPORT'];

/** One status for each of the five domains, always in the same order. `linksAsOf` marks those whose records were linked by what was known then. */
export function toCompleteness(reports: ReportByDomain, linksAsOf: string | null): DomainStatus[] {
  return ALL.map((domain) => {
    const report = reports[domain];
    if (report === undefined)
      return { domain, state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null, linksAsOf: null };
    if (report === null)
      return { domain, state: 'FAILED', sources: [], ageSeconds: null, latencyMs: null, error: 'SUBGRAPH_UNAVAILABLE', linksAsOf: null };
    const { state, sources, ageSeconds, latencyMs, error } = report;
    return {
      domain,
      state,
      sources,
      ageSeconds: rounded(ageSeconds),
      latencyMs: rounded(latencyMs),
      error,
      linksAsOf: state === 'NOT_ASKED' ? null : linksAsOf,
    };
  });
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
