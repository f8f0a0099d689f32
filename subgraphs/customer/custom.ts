// `Customer.custom`: the value of a configured custom field over all linked records, chosen by the policy. A pure function of what
// the domains answered: their evidence has the values, and the keys that their sources are configured with.
import { isDeepStrictEqual } from 'node:util';
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import { InputError } from '../../platform/errors';
import type { MatchKeys } from '../../platform/identity/match-keys';
import type { JsonValue } from '../../platform/record';
import type { EvidenceByDomain } from './inputs';
import { linkedRecords } from './linked-records';
import { POLICIES } from './policies';
import { RULES } from './survivorship';

/** `CustomValue` of the SDL. */
export interface CustomValue {
  value: JsonValue;
  rule: string;
  chosenFrom: RecordRef | null;
  alternatives: { record: RecordRef; value: JsonValue }[];
}

/** null where no record has it. Throws `InputError` for a key that no source of any domain is configured with. */
export function toCustom(key: string, keys: MatchKeys, evidence: EvidenceByDomain): CustomValue | null {
  const policy = POLICIES[keys.options.policy];
  const held = linkedRecords(keys, evidence).flatMap(({ link, domain, person }) => {
    const { custom = {} } = link;
    const value = Object.hasOwn(custom, key) ? custom[key] : undefined;
    return value === undefined ? [] : [{ value, domain, record: link.ref.id, url: link.ref.url, updatedAt: person.updatedAt }];
  });
  if (held.length === 0) {
    // A domain that failed cannot say which keys it has.
    const isKnown = Object.values(evidence).some((answer) => answer === null || answer.customKeys?.includes(key));
    if (!isKnown) throw new InputError(unknownKey(key, evidence));
    return null;
  }
  const same = (a: JsonValue, b: JsonValue): boolean => isDeepStrictEqual(a, b);
  const choice = RULES[policy.custom](held, { priority: policy.priority, same, completeness: () => 0 });
  const refOf = (id: string): RecordRef => toRecordRef(id, held.find(({ record }) => record === id)?.url);
  return {
    value: choice?.value ?? null,
    rule: policy.custom,
    chosenFrom: choice === null ? null : refOf(choice.record),
    alternatives: held
      .filter(({ value }) => choice === null || !same(value, choice.value))
      .map(({ record, value }) => ({ record: refOf(record), value })),
  };
}

function unknownKey(key: string, evidence: EvidenceByDomain): string {
  const known = [...new Set(Object.values(evidence).flatMap((answer) => answer?.customKeys ?? []))];
  const others = known.length === 0 ? 'none is configured' : `there is ${known.join(', ')}`;
  return `No source has a custom field "${key}": ${others}. It is configured as <SOURCE>_CUSTOM, such as HUBSPOT_CUSTOM=tier=properties.tier.`;
}
