// A domain's resolution as the evidence it hands the `customer` subgraph.
import type { RecordSource } from '../connector';
import type { Domain } from '../exchange/domain';
import type { DomainEvidence, PersonEvidence, RecordEvidence } from '../exchange/evidence';
import type { PersonRecord } from '../record';
import { customValues } from './custom-fields';
import type { Resolution, Resolved } from './resolution';
import type { Source } from './source';

/** The record without what its vendor answered and without what only its domain knows. */
export function toPersonEvidence(record: PersonRecord): PersonEvidence {
  const { id, url, kind, name, emails, phones, addresses, company, jobTitle, language } = record;
  const { taxId, birthDate, employees, consents, externalIds, createdAt, updatedAt, movedTo } = record;
  return {
    ...{ id, url, kind, name, emails, phones, addresses, company, jobTitle, language },
    ...{ taxId, birthDate, employees, consents, externalIds, createdAt, updatedAt, movedTo },
    ...(record.formerIds === undefined ? {} : { formerIds: record.formerIds }),
  };
}

/** `sources` = all of the domain. */
export function toEvidence<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  found: Resolution<C, R>,
  sources: readonly Pick<Source<C, R>, 'custom'>[],
): DomainEvidence {
  const customKeys = [...new Set(sources.flatMap(({ custom }) => custom.map(({ key }) => key)))];
  return {
    domain,
    missing: [...found.failures.map(({ source }) => source), ...found.unaskable],
    records: [...found.linked, ...found.candidates].map(toRecordEvidence),
    ...(customKeys.length === 0 ? {} : { customKeys }),
  };
}

function toRecordEvidence<C extends RecordSource<R>, R extends PersonRecord>(resolved: Resolved<C, R>): RecordEvidence {
  const { source, record, decision, confidence, evidence, vetoes, fetchedAt, fromCache } = resolved;
  const custom = decision === 'CANDIDATE' ? {} : customValues(source.custom, record.raw);
  return {
    ref: { id: record.id, url: record.url },
    decision,
    confidence,
    evidence,
    vetoes,
    fetchedAt: new Date(fetchedAt).toISOString(),
    fromCache,
    person: decision === 'CANDIDATE' ? null : toPersonEvidence(record),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}
