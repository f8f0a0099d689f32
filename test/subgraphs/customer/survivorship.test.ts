import fc from 'fast-check';
import { DOMAINS } from '../../../platform/exchange/domain';
import {
  agreeOrNull,
  mostComplete,
  mostFrequent,
  mostRestrictive,
  newest,
  oldest,
  sourcePriority,
  union,
  type Candidate,
} from '../../../subgraphs/customer/survivorship';

const by = {
  priority: ['CRM', 'BILLING'] as const,
  same: (a: string, b: string) => a === b,
  completeness: (value: string) => value.length,
};
const crm: Candidate<string> = { value: 'Ada', record: 'a:b:1', domain: 'CRM', updatedAt: '2026-01-01T00:00:00Z' };
const billing: Candidate<string> = { value: 'Ada Lovelace', record: 'a:b:2', domain: 'BILLING', updatedAt: '2026-03-01T00:00:00Z' };
const support: Candidate<string> = { value: 'Ada', record: 'a:b:3', domain: 'SUPPORT', updatedAt: null };
const all = [support, billing, crm];

test.each([
  ['source-priority', sourcePriority, crm],
  ['newest', newest, billing],
  ['oldest', oldest, crm],
  ['most-frequent', mostFrequent, crm],
  ['most-complete', mostComplete, billing],
  ['agree-or-null', agreeOrNull, null],
])('%s', (_, rule, winner) => {
  expect(rule(all, by)).toEqual(winner);
  expect(rule([], by)).toBeNull();
});

test('a record without a date cannot win by age, and agreement is told by the most believed', () => {
  expect(newest([support], by)).toBeNull();
  expect(agreeOrNull([support, crm], by)).toEqual(crm);
});

test('union keeps every value once, the most believed first', () => {
  const lists = [
    { ...support, value: ['c', 'a'] },
    { ...crm, value: ['a', 'b'] },
  ];
  expect(union(lists, by.priority, (value) => value)).toEqual(['a', 'b', 'c']);
});

test('most-restrictive allows least', () => {
  const consents = ['GRANTED', 'REVOKED', 'UNKNOWN'].map((value, index) => ({ ...crm, value, record: `a:b:${index}` }));
  expect(mostRestrictive(consents, ['DENIED', 'REVOKED', 'UNKNOWN', 'GRANTED'])?.value).toBe('REVOKED');
});

test('law: no rule depends on the order in which values arrive, and none invents one', () => {
  const candidate = fc.record({
    value: fc.constantFrom('a', 'bb', 'ccc'),
    record: fc.constantFrom('r:r:1', 'r:r:2', 'r:r:3', 'r:r:4'),
    domain: fc.option(fc.constantFrom(...DOMAINS)),
    updatedAt: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  });
  const shuffled = fc
    .uniqueArray(candidate, { selector: ({ record }) => record, minLength: 1 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, mixed]) => {
      for (const rule of [sourcePriority, newest, oldest, mostFrequent, mostComplete, agreeOrNull]) {
        const choice = rule(list, by);
        expect(rule(mixed, by)).toEqual(choice);
        if (choice !== null) expect(list).toContain(choice);
      }
    }),
  );
});
