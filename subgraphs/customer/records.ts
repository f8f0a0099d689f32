// `Customer.records`: references to every linked record. Their content is in the views.
import { toRecordRef } from '../../platform/domain/records';
import type { MatchKeys } from '../../platform/identity/match-keys';
import type { EvidenceByDomain } from './inputs';
import { linkedRecords } from './linked-records';
import type { RecordRef } from './types.gen';

/** The anchor first, then by domain. Never empty. */
export function toRecords(keys: MatchKeys, evidence: EvidenceByDomain): RecordRef[] {
  return linkedRecords(keys, evidence).map(({ link }) => toRecordRef(link.ref.id, link.ref.url));
}
