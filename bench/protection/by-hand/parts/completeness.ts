// How the five systems fared: what is answered from memory is as old as its oldest record, and took no time that is worth telling.
import type { Domain } from '../../../../platform/exchange/domain';
import type { PersonRecord } from '../../../../platform/record';
import { toCompleteness } from '../../../../subgraphs/customer/completeness';
import type { Customer } from '../customer';
import type { Everything, Records } from '../resolved';

export function completenessOf({ keys, shelves }: Customer, { CRM, BILLING, SALES, SUPPORT, MARKETING }: Everything) {
  const reportOf = (domain: Domain, { linked, candidates }: Records<PersonRecord>) => {
    const oldest = Math.min(Date.now(), ...[...linked, ...candidates].map(({ readAt }) => readAt));
    const ageSeconds = (Date.now() - oldest) / 1_000;
    return { domain, state: 'CACHED' as const, sources: [shelves[domain].source], ageSeconds, latencyMs: 0, error: null };
  };
  const reports = {
    CRM: reportOf('CRM', CRM),
    BILLING: reportOf('BILLING', BILLING),
    SALES: reportOf('SALES', SALES),
    SUPPORT: reportOf('SUPPORT', SUPPORT),
    MARKETING: reportOf('MARKETING', MARKETING),
  };
  return toCompleteness(reports, keys.said.asOf);
}
