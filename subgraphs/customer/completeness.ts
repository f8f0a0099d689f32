// `Customer.completeness`: what each domain gave to this answer. Made from reports alone, without any upstream call.
import type { Domain } from '../../platform/exchange/domain';
import type { ReportByDomain } from './inputs';
import type { DomainStatus } from './types.gen';

/** The order in which people read them. */
const ALL: readonly Domain[] = ['CRM', 'SALES', 'BILLING', 'MARKETING', 'SUPPORT'];

/** One status for each of the five domains, always in the same order. */
export function toCompleteness(reports: ReportByDomain): DomainStatus[] {
  return ALL.map((domain) => {
    const report = reports[domain];
    if (report === undefined) return { domain, state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null };
    if (report === null) return { domain, state: 'FAILED', sources: [], ageSeconds: null, latencyMs: null, error: 'SUBGRAPH_UNAVAILABLE' };
    const { state, sources, ageSeconds, latencyMs, error } = report;
    return { domain, state, sources, ageSeconds: rounded(ageSeconds), latencyMs: rounded(latencyMs), error };
  });
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
