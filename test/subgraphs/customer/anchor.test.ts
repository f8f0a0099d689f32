import fc from 'fast-check';
import { scoreRecord } from '../../../platform/identity/score';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { canonicalOf, clusterRecords } from '../../../subgraphs/customer/anchor';
import { anyPerson } from '../../platform/identity/people';
import { someone } from './answers';
import { constraintsOf } from './said';

const options = { constraints: constraintsOf({}), minConfidence: 0.8, policy: 'DEFAULT' } as const;
const ids = (clusters: readonly (readonly { id: string }[])[]): string[][] => clusters.map((cluster) => cluster.map(({ id }) => id));
const EMAIL = 'novak@example.com';

test('records that link are one customer; a family in one mailbox is not', () => {
  const jan = someone('hubspot:contact:1', { fullName: 'Jan Novak', email: EMAIL });
  const jana = someone('hubspot:contact:2', { fullName: 'Jana Novak', email: EMAIL });
  const janAgain = someone('hubspot:contact:10', { fullName: 'Novak, Jan', email: EMAIL });
  expect(ids(clusterRecords([janAgain, jana, jan], options))).toEqual([['hubspot:contact:1', 'hubspot:contact:10'], ['hubspot:contact:2']]);
});

test('an initial that fits both does not join father and daughter', () => {
  const people = ['Jan Novak', 'Jana Novak', 'J. Novak'].map((fullName, index) =>
    someone(`hubspot:contact:${index + 1}`, { fullName, email: EMAIL }),
  );
  const clusters = clusterRecords(people, options);
  expect(clusters.every((cluster) => !['hubspot:contact:1', 'hubspot:contact:2'].every((id) => cluster.some((one) => one.id === id)))).toBe(
    true,
  );
});

test('a merge by the source is believed', () => {
  const old = someone('hubspot:contact:1', { fullName: 'Ada Byron', movedTo: 'hubspot:contact:2', createdAt: '2020-01-01T00:00:00Z' });
  const now = someone('hubspot:contact:2', { fullName: 'Ada Lovelace', createdAt: '2021-01-01T00:00:00Z' });
  const clusters = clusterRecords([old, now], options);
  expect(ids(clusters)).toEqual([['hubspot:contact:1', 'hubspot:contact:2']]);
  expect(canonicalOf(clusters[0] ?? []).id).toBe('hubspot:contact:2');
});

test('the canonical record is the oldest, then the lowest id by its number', () => {
  const record = (id: string, createdAt: string | null) => someone(id, { createdAt });
  expect(canonicalOf([record('s:c:1', null), record('s:c:2', '2021-01-01T00:00:00Z'), record('s:c:3', '2020-01-01T00:00:00Z')]).id).toBe(
    's:c:3',
  );
  expect(canonicalOf([record('s:c:10', null), record('s:c:9', null)]).id).toBe('s:c:9');
  expect(() => canonicalOf([])).toThrow(RangeError);
});

test('laws: each record in one group, no veto inside a group, the order of arrival does not matter', () => {
  const people = fc
    .uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 6 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(people, ([list, mixed]) => {
      const clusters = clusterRecords(list, options);
      expect(ids(clusters).flat().sort()).toEqual(list.map(({ id }) => id).sort());
      expect(ids(clusterRecords(mixed, options))).toEqual(ids(clusters));
      for (const cluster of clusters) {
        for (const a of cluster) for (const b of cluster) expect(scoreRecord([toMatchProfile(a, 1)], b, options).vetoes).toEqual([]);
        expect(canonicalOf([...cluster].reverse()).id).toBe(canonicalOf(cluster).id);
      }
    }),
    { numRuns: 300 },
  );
});

test('of an organisation a record with an address goes before an older one without', () => {
  const firm = { kind: 'ORGANIZATION', fullName: 'Acme GmbH' } as const;
  const company = someone('hubspot:company:1', { ...firm, createdAt: '2020-01-01T00:00:00Z' });
  const mailbox = someone('hubspot:contact:2', { ...firm, email: 'info@acme.example', createdAt: '2021-01-01T00:00:00Z' });
  expect(canonicalOf([company, mailbox]).id).toBe('hubspot:contact:2');
  expect(canonicalOf([mailbox, { ...company, emails: mailbox.emails }]).id).toBe('hubspot:company:1');
});

test('two that a person kept apart are not joined by a third who fits both', () => {
  const [a, b, c] = [1, 2, 3].map((id) => someone(`hubspot:contact:${id}`, { fullName: 'Jan Novak', email: EMAIL }));
  if (a === undefined || b === undefined || c === undefined) throw new Error('three records');
  const constraints = constraintsOf({ unlinked: [[a.id, c.id]] });
  const clusters = ids(clusterRecords([a, b, c], { ...options, constraints }));
  expect(clusters).toHaveLength(2);
  expect(clusters.some((cluster) => cluster.includes(a.id) && cluster.includes(c.id))).toBe(false);
});
