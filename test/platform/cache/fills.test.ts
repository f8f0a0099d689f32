import type { CacheKey } from '../../../platform/cache/cache';
import { toStoreFills } from '../../../platform/cache/fills';
import { createGivenLeases } from '../../../platform/cache/given-leases';
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';

const naming = createCacheNaming('default', [createProcessSecret()]);
const leases = createGivenLeases(() => Promise.resolve());
afterAll(() => leases.close());

const record = (key: string): CacheKey => ({ source: 'hubspot', kind: 'record', question: 'record', key });
const tags = new Map([[naming.scopesOf('hubspot', 'record'), 'tag']]);
const give = (key: CacheKey, sequence = 0) =>
  leases.give(key, { leased: { entry: naming.entryOf(key), token: `of ${key.key}` }, sight: { now: 0, sequence, tags }, stamp: 3 });
const value = (more: object = {}) => ({ value: { a: 1 }, fetchedAt: Date.now() - 2_000, ttlSeconds: 60, absent: false, ...more });
const input = (mode: 'full' | 'links' = 'full') => ({ leases, naming, modeOf: () => mode });

test('a value goes to the store with its age, its time, and what its lease had seen', () => {
  const { ready, unused } = toStoreFills([{ ...value(), lease: give(record('1')) }], [], input());
  expect(unused).toEqual([]);
  expect(ready).toMatchObject([
    { entry: naming.entryOf(record('1')), token: 'of 1', tag: 'tag', text: '{"a":1}', source: 'hubspot', stamp: 3, sight: { sequence: 0 } },
  ]);
  const { ageMs = 0, freshMs = 0, keepMs = 0, tookMs = 0 } = ready[0] ?? {};
  expect(ageMs).toBeGreaterThanOrEqual(2_000);
  expect(freshMs).toBeLessThanOrEqual(58_000);
  expect(freshMs).toBeGreaterThan(50_000);
  expect(keepMs).toBeGreaterThan(freshMs);
  expect(tookMs).toBeGreaterThanOrEqual(1);
});

test('what was read together does not end together', () => {
  const fills = Array.from({ length: 100 }, (_, index) => ({ ...value(), lease: give(record(String(index))) }));
  const ends = toStoreFills(fills, [], input()).ready.map(({ freshMs }) => freshMs);
  expect(ends).toHaveLength(100);
  expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(3_000);
});

test.each([
  ['no time', value({ ttlSeconds: 0 })],
  ['no JSON', value({ value: undefined })],
  ['what JSON cannot hold', value({ value: 1n })],
])('a lease for %s is given back', (_, given) => {
  const lease = give(record('1'));
  expect(toStoreFills([{ ...given, lease }], [], input())).toMatchObject({ ready: [], unused: [{ token: 'of 1' }] });
  // And is worth nothing from then on.
  expect(toStoreFills([{ ...value(), lease }], [], input())).toEqual({ ready: [], unused: [] });
});

test('so is one of scopes that were not seen', () => {
  const list: CacheKey = { source: 'hubspot', kind: 'list', question: 'list', key: 'q' };
  expect(toStoreFills([{ ...value(), lease: give(list) }], [], input())).toMatchObject({ ready: [], unused: [{ token: 'of q' }] });
});

test('what came along has no lease, goes to no near memory, and is as old as what a lease of its batch had seen', () => {
  const fills = [record('1'), record('2')].map((key, index) => ({ ...value(), lease: give(key, index + 5) }));
  const { ready } = toStoreFills(fills, [{ ...value(), key: record('3') }], input());
  expect(ready[2]).toMatchObject({ entry: naming.entryOf(record('3')), token: null, stamp: undefined, sight: { sequence: 5 } });
});

test('what came along without a lease beside it, or is not kept in this mode, is left', () => {
  const along = [{ ...value(), key: record('3') }];
  expect(toStoreFills([], along, input()).ready).toEqual([]);
  expect(toStoreFills([{ ...value(), lease: leases.give(record('1')) }], along, input()).ready).toEqual([]);
  expect(toStoreFills([{ ...value(), lease: give(record('1')) }], along, input('links')).ready).toHaveLength(1);
});
