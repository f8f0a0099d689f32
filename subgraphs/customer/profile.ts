// `Customer.profile`: the best value of each field over all linked records, and where each comes from. A pure function of
// what the domains answered; it never loses a contact point.
import { toRecordRef } from '../../platform/domain/records';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { contactPoints } from './contact-points';
import type { EvidenceByDomain } from './inputs';
import { linkedRecords, type LinkedRecord } from './linked-records';
import { toPermissions } from './permissions';
import { POLICIES } from './policies';
import { FIELDS, surveyField, type Survey } from './profile-fields';
import type { FieldProvenance, PostalAddress, Profile } from './types.gen';

/** `now` = the instant ages are counted to. `provenance` has every field that some record knows, in the order of the schema. */
export function toProfile(keys: MatchKeys, evidence: EvidenceByDomain, now: Date): Profile {
  const records = linkedRecords(keys, evidence);
  const policy = POLICIES[keys.options.policy];
  const surveys = {
    name: surveyField(FIELDS.name, records, policy),
    primaryEmail: surveyField(FIELDS.primaryEmail, records, policy),
    emails: surveyField(FIELDS.emails, records, policy),
    phones: surveyField(FIELDS.phones, records, policy),
    addresses: surveyField(FIELDS.addresses, records, policy),
    company: surveyField(FIELDS.company, records, policy),
    jobTitle: surveyField(FIELDS.jobTitle, records, policy),
    language: surveyField(FIELDS.language, records, policy),
    taxId: surveyField(FIELDS.taxId, records, policy),
    birthDate: surveyField(FIELDS.birthDate, records, policy),
    employees: surveyField(FIELDS.employees, records, policy),
    createdAt: surveyField(FIELDS.createdAt, records, policy),
    lastActivityAt: surveyField(FIELDS.lastActivityAt, records, policy),
  };
  const points = contactPoints(records, policy, surveys.primaryEmail.chosen);
  return {
    policy: keys.options.policy,
    name: surveys.name.chosen,
    primaryEmail: surveys.primaryEmail.chosen,
    ...points,
    addresses: records.flatMap(addressesOf),
    company: surveys.company.chosen,
    jobTitle: surveys.jobTitle.chosen,
    language: surveys.language.chosen,
    taxId: surveys.taxId.chosen,
    birthDate: surveys.birthDate.chosen,
    employees: surveys.employees.chosen,
    createdAt: surveys.createdAt.chosen,
    lastActivityAt: surveys.lastActivityAt.chosen,
    permissions: toPermissions(records, evidence),
    provenance: Object.values(surveys).flatMap((survey) => (survey.values.length === 0 ? [] : [toProvenance(survey, now)])),
  };
}

function addressesOf({ link, person }: LinkedRecord): PostalAddress[] {
  return person.addresses.map((address) => ({ ...address, record: toRecordRef(link.ref.id, link.ref.url) }));
}

function toProvenance({ field, rule, from, values }: Survey<unknown>, now: Date): FieldProvenance {
  return {
    field,
    rule,
    chosenFrom: from === null ? null : toRecordRef(from.link.ref.id, from.link.ref.url),
    updatedAt: from?.person.updatedAt ?? null,
    ageSeconds:
      from === null
        ? oldestAge(
            values.map(({ linked }) => linked),
            now,
          )
        : ageSeconds(from, now),
    alternatives: values
      .filter(({ linked }) => linked !== from)
      .map(({ linked, text, distance }) => ({ record: toRecordRef(linked.link.ref.id, linked.link.ref.url), value: text, distance })),
  };
}

function oldestAge(records: readonly LinkedRecord[], now: Date): number {
  return Math.max(0, ...records.map((record) => ageSeconds(record, now)));
}

/** A record that only the match keys know was read within this request. */
function ageSeconds({ fetchedAt }: LinkedRecord, now: Date): number {
  return fetchedAt === null ? 0 : Math.max(0, Math.round((now.getTime() - Date.parse(fetchedAt)) / 1000));
}
