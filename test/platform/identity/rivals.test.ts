// A nameless customer must not be joined to two different people by one address.
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { withoutRivals } from '../../../platform/identity/rivals';
import { scoreRecord } from '../../../platform/identity/score';
import type { PersonEvidence } from '../../../platform/exchange/evidence';

const OPTIONS = { minConfidence: 0.8, policy: 'DEFAULT' } as const;

function person(id: string, full: string | null): PersonEvidence {
  return {
    id,
    url: null,
    kind: 'PERSON',
    name: { full, given: null, family: null },
    emails: [{ value: 'family@example.com', primary: true, verified: null }],
    phones: [],
    addresses: [],
    company: null,
    jobTitle: null,
    language: null,
    taxId: null,
    birthDate: null,
    employees: null,
    externalIds: [],
    createdAt: null,
    updatedAt: null,
    movedTo: null,
  };
}

function decisions(customer: PersonEvidence, records: PersonEvidence[]): string[] {
  const profile = toMatchProfile(customer, 1);
  const scored = records.map((record) => ({ record, score: scoreRecord([profile], record, OPTIONS) }));
  return withoutRivals(scored).map(({ score }) => score.decision);
}

it('makes candidates of different people who share the address of a customer without a name', () => {
  expect(decisions(person('a:b:1', null), [person('c:d:1', 'Erik Lindqvist'), person('c:d:2', 'Anna Lindqvist')])).toEqual([
    'CANDIDATE',
    'CANDIDATE',
  ]);
});

it('links the records of one person', () => {
  expect(decisions(person('a:b:1', null), [person('c:d:1', 'Erik Lindqvist'), person('c:d:2', 'E. Lindqvist')])).toEqual(['LINK', 'LINK']);
  expect(decisions(person('a:b:1', null), [person('c:d:1', 'Erik Lindqvist')])).toEqual(['LINK']);
});

it('leaves a link that a name supports', () => {
  expect(decisions(person('a:b:1', 'Erik Lindqvist'), [person('c:d:1', 'Erik Lindqvist'), person('c:d:2', null)])).toEqual([
    'LINK',
    'LINK',
  ]);
});
