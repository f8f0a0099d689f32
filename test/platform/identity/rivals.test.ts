// A nameless customer must not be joined to two different people by one address.
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { withoutRivals } from '../../../platform/identity/rivals';
import { scoreRecord } from '../../../platform/identity/score';
import type { PersonEvidence } from '../../../platform/exchange/evidence';
import { RULES } from '../../../platform/identity/rules';
import { person } from './people';

const OPTIONS = { minConfidence: 0.8, policy: 'DEFAULT' } as const;

const onSharedAddress = (id: string, fullName?: string): PersonEvidence =>
  person(id, { email: 'starlight@example.com', ...(fullName === undefined ? {} : { fullName }) });

function decisions(customer: PersonEvidence, records: PersonEvidence[]): string[] {
  const profile = toMatchProfile(customer, 1);
  const scored = records.map((record) => ({ record, score: scoreRecord([profile], record, OPTIONS) }));
  return withoutRivals(scored).map(({ score }) => score.decision);
}

it('makes candidates of different people who share the address of a customer without a name', () => {
  expect(
    decisions(onSharedAddress('a:b:1'), [onSharedAddress('c:d:1', 'Erik Lindqvist'), onSharedAddress('c:d:2', 'Anna Lindqvist')]),
  ).toEqual(['CANDIDATE', 'CANDIDATE']);
});

it('links the records of one person', () => {
  expect(
    decisions(onSharedAddress('a:b:1'), [onSharedAddress('c:d:1', 'Erik Lindqvist'), onSharedAddress('c:d:2', 'E. Lindqvist')]),
  ).toEqual(['LINK', 'LINK']);
  expect(decisions(onSharedAddress('a:b:1'), [onSharedAddress('c:d:1', 'Erik Lindqvist')])).toEqual(['LINK']);
});

it('leaves a link that a name supports', () => {
  expect(
    decisions(onSharedAddress('a:b:1', 'Erik Lindqvist'), [onSharedAddress('c:d:1', 'Erik Lindqvist'), onSharedAddress('c:d:2')]),
  ).toEqual(['LINK', 'LINK']);
});

test('a record that was linked by hand under another name is no rival', () => {
  const link = (id: string, fullName: string, rule: typeof RULES.email | typeof RULES.manualLink) => ({
    record: person(id, { fullName }),
    score: { decision: 'LINK' as const, confidence: rule.weight, evidence: [rule], vetoes: [] },
  });
  const byAddress = link('klaviyo:profile:1', 'Ada Lovelace', RULES.email);
  const decisions = (other: Parameters<typeof withoutRivals>[0][number]) =>
    withoutRivals([byAddress, other]).map(({ score }) => score.decision);
  expect(decisions(link('sql:customer:3', 'Bob Builder', RULES.email))).toEqual(['CANDIDATE', 'CANDIDATE']);
  expect(decisions(link('sql:customer:3', 'Bob Builder', RULES.manualLink))).toEqual(['LINK', 'LINK']);
});
