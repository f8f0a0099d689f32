// Answers of domains for the tests of the pure customer fields, made from as little as a test wants to say.
import type { Domain } from '../../../platform/exchange/domain';
import type { DomainEvents, Fact } from '../../../platform/exchange/events';
import type { DomainEvidence, PersonEvidence, RecordEvidence } from '../../../platform/exchange/evidence';
import type { MatchKeys } from '../../../platform/identity/match-keys';
import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { NOTHING_SAID } from '../../../platform/identity/said';

export const NOW = new Date('2026-11-22T12:00:00.000Z');
export const ANCHOR = 'hubspot:contact:1';

/** A person with nothing known but what is given. */
export function someone(id: string, parts: Partial<PersonEvidence> & { fullName?: string; email?: string } = {}): PersonEvidence {
  const { fullName, email, ...rest } = parts;
  return {
    ...{ id, url: `https://app.example/${id}`, kind: 'PERSON', name: { full: fullName ?? null, given: null, family: null } },
    ...{ emails: email === undefined ? [] : [{ value: email, primary: true, verified: null }], phones: [], addresses: [], company: null },
    ...{ jobTitle: null, language: null, taxId: null, birthDate: null, employees: null, consents: [], externalIds: [] },
    ...{ createdAt: null, updatedAt: null, movedTo: null },
    ...rest,
  };
}

export function linked(person: PersonEvidence, parts: Partial<RecordEvidence> = {}): RecordEvidence {
  return {
    ref: { id: person.id, url: person.url },
    decision: person.id === ANCHOR ? 'ANCHOR' : 'LINK',
    confidence: person.id === ANCHOR ? 1 : 0.9,
    evidence: [],
    vetoes: [],
    fetchedAt: '2026-11-22T11:59:00.000Z',
    fromCache: false,
    person,
    ...parts,
  };
}

export function candidate(id: string, confidence: number): RecordEvidence {
  return { ...linked(someone(id)), decision: 'CANDIDATE', confidence, person: null };
}

export function evidenceOf(domain: Domain, records: readonly RecordEvidence[], missing: string[] = []): DomainEvidence {
  return { domain, records: [...records], missing };
}

export function eventsOf(
  domain: Domain,
  parts: { at?: readonly string[]; facts?: readonly Fact[]; missing?: string[] } = {},
): DomainEvents {
  const events = (parts.at ?? []).map((at, index) => ({
    at,
    kind: 'NOTE',
    title: `${domain} ${index}`,
    ref: ref(`${domain.toLowerCase()}:note:${index}`),
  }));
  return { domain, events, facts: [...(parts.facts ?? [])], missing: parts.missing ?? [] };
}

export function ref(id: string): { id: string; url: string | null } {
  return { id, url: null };
}

/** The match keys of a customer: the first record is the anchor. */
export function keysOf(people: readonly PersonEvidence[], options: Partial<MatchKeys['options']> = {}): MatchKeys {
  const profiles = people.map((person, index) => toMatchProfile(person, index === 0 ? 1 : 0.9));
  return {
    anchor: people[0]?.id ?? ANCHOR,
    movedFrom: null,
    profiles,
    generic: [],
    contested: [],
    said: NOTHING_SAID,
    options: { ...DEFAULT_VIEW_OPTIONS, ...options },
  };
}
