// `Customer.consistency`: how far the sources agree, as the mean absolute difference between their values and the chosen one.
import { toRecordRef } from '../../platform/domain/records';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { parseRecordId } from '../../platform/record';
import type { EvidenceByDomain } from './inputs';
import { linkedRecords } from './linked-records';
import { POLICIES } from './policies';
import { FIELDS, surveyField, type Survey } from './profile-fields';
import type { Consistency, FieldConsistency } from './types.gen';

/**
 * Compares every field that at least two sources know; what a source does not know is not compared. Where a policy chose no
 * value because the sources disagree, they are measured against the most believed one. When a record was made or changed is
 * each source's own affair and not compared.
 */
export function toConsistency(keys: MatchKeys, evidence: EvidenceByDomain): Consistency {
  const records = linkedRecords(keys, evidence);
  const policy = POLICIES[keys.options.policy];
  const surveys: Survey<unknown>[] = [
    surveyField(FIELDS.name, records, policy),
    surveyField(FIELDS.emails, records, policy),
    surveyField(FIELDS.phones, records, policy),
    surveyField(FIELDS.company, records, policy),
    surveyField(FIELDS.jobTitle, records, policy),
    surveyField(FIELDS.language, records, policy),
    surveyField(FIELDS.taxId, records, policy),
    surveyField(FIELDS.birthDate, records, policy),
    surveyField(FIELDS.employees, records, policy),
  ];
  const fields = surveys.map(toField).filter(({ compared }) => compared >= 2);
  const meanAbsoluteDifference = fields.length === 0 ? null : mean(fields.map(({ difference }) => difference));
  return { score: meanAbsoluteDifference === null ? null : 1 - meanAbsoluteDifference, meanAbsoluteDifference, fields };
}

function toField({ field, values }: Survey<unknown>): FieldConsistency {
  return {
    field,
    difference: values.length === 0 ? 0 : mean(values.map(({ distance }) => distance)),
    compared: new Set(values.map(({ linked }) => parseRecordId(linked.link.ref.id)?.source)).size,
    values: values.map(({ linked, text, distance }) => ({
      record: toRecordRef(linked.link.ref.id, linked.link.ref.url),
      value: text,
      distance,
    })),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
