// Each field of the profile: how it is read from a record, told as text, and compared. `surveyField` lays all records' values
// of a field beside the chosen one; profile, provenance and consistency are all made from these surveys.
import { companiesCompatible } from '../../platform/identity/company';
import { namesCompatible } from '../../platform/identity/name';
import type { PersonEvidence } from '../../platform/exchange/evidence';
import type { PersonName } from '../../platform/record';
import { dateDistance, equalityDistance, numberDistance, setDistance, textDistance } from './distance';
import type { LinkedRecord } from './linked-records';
import type { Policy, ProfileField } from './policies';
import { RULES, sourcePriority, union, type Candidate } from './survivorship';

export interface FieldDefinition<T> {
  field: ProfileField;
  /** null where the record does not have it. */
  valueOf(person: PersonEvidence): T | null;
  textOf(value: T): string;
  /** 0 to 1. */
  distance(a: T, b: T): number;
  /** How much the value says; 0 by default. */
  completeness?(value: T): number;
  /** Only these records compete, where there are any. */
  prefers?(person: PersonEvidence): boolean;
  /** The instant by which `newest` and `oldest` choose; the record's last change by default. */
  instantOf?(value: T): string;
  /** For fields that keep everything. */
  merge?(values: readonly Candidate<T>[], priority: Policy['priority']): T;
}

/** A record's value beside the chosen one. */
export interface SurveyedValue<T> {
  linked: LinkedRecord;
  value: T;
  text: string;
  /** From the chosen value; where the rule chose none, from the one that priority would choose. */
  distance: number;
}

export interface Survey<T> {
  field: ProfileField;
  rule: string;
  /** null = no record has a value, or the rule asks for agreement and there is none. */
  chosen: T | null;
  /** The record whose value was chosen; of a union, the first. */
  from: LinkedRecord | null;
  values: SurveyedValue<T>[];
}

/** Chooses by the policy and measures every record's value against the choice. */
export function surveyField<T>(definition: FieldDefinition<T>, records: readonly LinkedRecord[], policy: Policy): Survey<T> {
  const rule = policy.rules[definition.field];
  const held = records.flatMap((linked) => {
    const value = definition.valueOf(linked.person);
    return value === null ? [] : [{ linked, value }];
  });
  const by = {
    priority: policy.priority,
    same: (a: T, b: T) => definition.distance(a, b) === 0,
    completeness: (value: T) => definition.completeness?.(value) ?? 0,
  };
  const candidates = held.map(({ linked, value }) => toCandidate(definition, linked, value));
  const best = candidates.filter((_, index) => held[index] !== undefined && definition.prefers?.(held[index].linked.person));
  const competing = best.length > 0 ? best : candidates;

  const fallback = sourcePriority(competing, by);
  const choice = rule === 'union' ? fallback : RULES[rule](rule === 'agree-or-null' ? candidates : competing, by);
  const merged = rule === 'union' && candidates.length > 0 ? (definition.merge?.(candidates, policy.priority) ?? null) : null;
  const chosen = merged ?? choice?.value ?? null;
  const target = chosen ?? fallback?.value ?? null;
  return {
    field: definition.field,
    rule,
    chosen,
    from: choice === null ? null : (records.find(({ link }) => link.ref.id === choice.record) ?? null),
    values: held.map(({ linked, value }) => ({
      linked,
      value,
      text: definition.textOf(value),
      distance: target === null ? 0 : definition.distance(value, target),
    })),
  };
}

function toCandidate<T>(definition: FieldDefinition<T>, { link, domain, person }: LinkedRecord, value: T): Candidate<T> {
  return { value, record: link.ref.id, domain, updatedAt: definition.instantOf?.(value) ?? person.updatedAt };
}

function text(field: ProfileField, valueOf: (person: PersonEvidence) => string | null, distance = textDistance): FieldDefinition<string> {
  return { field, valueOf, textOf: (value) => value, distance };
}

function list(field: ProfileField, valuesOf: (person: PersonEvidence) => string[]): FieldDefinition<readonly string[]> {
  return {
    field,
    valueOf: (person) => (valuesOf(person).length === 0 ? null : valuesOf(person)),
    textOf: (values) => values.join('; '),
    distance: setDistance,
    merge: (candidates, priority) => union(candidates, priority, (value) => value),
  };
}

function instant(field: ProfileField, valueOf: (person: PersonEvidence) => string | null): FieldDefinition<string> {
  return { ...text(field, valueOf, dateDistance), instantOf: (value) => value };
}

const nameText = ({ full, given, family }: PersonName): string => full ?? [given, family].filter((part) => part !== null).join(' ');

/** How every field is read and compared. */
export const FIELDS = {
  name: {
    field: 'name',
    valueOf: ({ name }) => (nameText(name) === '' ? null : name),
    textOf: nameText,
    // A swapped order, a title or an umlaut written out is the same name.
    distance: (a, b) => (namesCompatible(a, b) === 'same' ? 0 : textDistance(nameText(a), nameText(b))),
    completeness: ({ full, given, family }) => [full, given, family].filter((part) => part !== null).length,
  } satisfies FieldDefinition<PersonName>,
  primaryEmail: {
    ...text('primaryEmail', (person) => primaryOf(person.emails)?.value ?? null, equalityDistance),
    prefers: (person: PersonEvidence) => primaryOf(person.emails)?.verified === true,
  } satisfies FieldDefinition<string>,
  emails: list('emails', ({ emails }) => emails.map(({ value }) => value)),
  phones: list('phones', ({ phones }) => phones.map(({ value }) => value)),
  addresses: list('addresses', ({ addresses }) =>
    addresses.map(({ line1, postalCode, city, country }) => [line1, postalCode, city, country].filter((part) => part !== null).join(', ')),
  ),
  company: text(
    'company',
    ({ company }) => company,
    (a, b) => (companiesCompatible(a, b) === 'same' ? 0 : textDistance(a, b)),
  ),
  jobTitle: text('jobTitle', ({ jobTitle }) => jobTitle),
  // `en` and `en-GB` do not contradict each other.
  language: text(
    'language',
    ({ language }) => language,
    (a, b) => equalityDistance(primaryLanguage(a), primaryLanguage(b)),
  ),
  taxId: text(
    'taxId',
    ({ taxId }) => taxId,
    (a, b) => equalityDistance(bareId(a), bareId(b)),
  ),
  birthDate: text('birthDate', ({ birthDate }) => birthDate, dateDistance),
  employees: {
    field: 'employees',
    valueOf: ({ employees }) => employees,
    textOf: (employees) => String(employees),
    distance: numberDistance,
  } satisfies FieldDefinition<number>,
  createdAt: instant('createdAt', ({ createdAt }) => createdAt),
  lastActivityAt: instant('lastActivityAt', ({ updatedAt }) => updatedAt),
};

/** The point marked primary, else the first; null without any. */
export function primaryOf<Point extends { primary: boolean }>(points: readonly Point[]): Point | null {
  return points.find(({ primary }) => primary) ?? points[0] ?? null;
}

function primaryLanguage(tag: string): string {
  return tag.toLowerCase().replace(/[-_].*$/, '');
}

function bareId(id: string): string {
  return id.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
