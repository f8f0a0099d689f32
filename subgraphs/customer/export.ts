// `exportCustomer`: the copy of all that is held of one customer, out of what each domain hands over. It is read live, and nothing of
// it is kept.
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import type { Domain } from '../../platform/exchange/domain';
import type { DomainExport } from '../../platform/exchange/export';
import type { JsonValue } from '../../platform/record';
import { toCustomer, type Customer } from './customer';
import { nameOf, type Directory } from './directory';
import type { FoundCustomer } from './found-customer';

/** Parent of `CustomerExport`. */
export interface CustomerExport {
  customer: Customer;
  exportedAt: string;
  records: RecordRef[];
  candidates: RecordRef[];
  missing: string[];
  document: JsonValue;
}

/** Never rejects for a domain's sake: one that fails as a whole is named in `missing`. */
export async function exportCustomer({ keys }: FoundCustomer, { domains, exported }: Directory, now: Date): Promise<CustomerExport> {
  const failed: Domain[] = [];
  const answers = await Promise.all(
    domains.map((domain) =>
      exported(domain, keys).catch((): DomainExport[] => {
        failed.push(domain);
        return [];
      }),
    ),
  );
  const systems = answers.flat();
  const records = systems.flatMap((one) => one.records).sort((a, b) => Number(b.id === keys.anchor) - Number(a.id === keys.anchor));
  const exportedAt = now.toISOString();
  const missing = [...new Set([...systems.flatMap((one) => one.missing), ...failed.map(nameOf)])].sort();
  const candidates = systems.flatMap((one) => one.candidates);
  return {
    customer: toCustomer(keys),
    ...{ exportedAt, missing },
    records: records.map(({ id, url }) => toRecordRef(id, url)),
    candidates: candidates.map((id) => toRecordRef(id)),
    document: { customer: keys.anchor, exportedAt, candidates, missing, systems },
  };
}
