// Nothing of an erased record is kept: records and what hangs on them, lists and links that hold them, those that come along.
import type { CacheFind, CacheKey, RecordCache } from '../../../platform/cache/cache';
import { withoutErased } from '../../../platform/cache/without-erased';
import type { Erasures } from '../../../platform/state/erasures/port';
import { closeCaches, fill, keyOf, leaseOf, openCache, valueOf, valuesOf } from './fixture';

afterEach(closeCaches);

const ADA = keyOf('501');
const BEN = keyOf('502');
const HER_TICKETS = keyOf('501', { question: 'tickets' });
const LINK = keyOf('0', { kind: 'link', question: 'email', key: 'email:ada@example.com' });
const LIST = keyOf('0', { kind: 'list', question: 'search', key: '{"text":"a"}' });

function erasing(): { cache: RecordCache; erase(...ids: string[]): void } {
  const erased = new Set<string>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  const erasures: Erasures = {
    has: (id) => erased.has(id),
    get some() {
      return erased.size > 0;
    },
    add: () => Promise.resolve(),
    onErased: (listener) => void listeners.push(listener),
    close: () => Promise.resolve(),
  };
  return {
    cache: withoutErased(openCache(undefined), erasures),
    erase(...ids) {
      for (const id of ids) erased.add(id);
      for (const listener of listeners) listener(ids);
    },
  };
}

const filled = async (cache: RecordCache, values: readonly (readonly [CacheKey, unknown])[]) => {
  for (const [key, value] of values) await fill(cache, [[key, valueOf(value)]]);
  return valuesOf(
    cache,
    values.map(([key]) => key),
  );
};

const VALUES = [
  [ADA, { id: ADA.key, emails: [] }],
  [HER_TICKETS, [{ id: 'zendesk:ticket:9' }]],
  [LINK, [ADA.key]],
  [LIST, { records: [{ id: ADA.key }, { id: BEN.key }] }],
] as const;

it('keeps them as ever before', async () => {
  const { cache, erase } = erasing();
  expect(await filled(cache, VALUES)).toEqual(VALUES.map(([, value]) => value));
  erase('hubspot:contact:777');
  expect(await filled(cache, VALUES)).toEqual(VALUES.map(([, value]) => value));
});

it('forgets what it has, and keeps nothing of it again; of others it does', async () => {
  const { cache, erase } = erasing();
  await filled(cache, VALUES);
  erase(ADA.key);
  expect(
    await valuesOf(
      cache,
      VALUES.map(([key]) => key),
    ),
  ).toEqual(VALUES.map(() => undefined));
  expect(await filled(cache, [...VALUES, [BEN, { id: BEN.key }]])).toEqual([...VALUES.map(() => undefined), { id: BEN.key }]);
});

it('keeps nothing that comes along with another answer', async () => {
  const { cache, erase } = erasing();
  erase(ADA.key);
  const along = (key: CacheKey): CacheFind => ({ key, ...valueOf({ id: key.key }) });
  const [turn] = await cache.read([keyOf('503')], null);
  cache.fill([{ lease: leaseOf(turn), ...valueOf({ id: 'hubspot:contact:503' }) }], [along(ADA), along(BEN)]);
  expect(await valuesOf(cache, [ADA, BEN])).toEqual([undefined, { id: BEN.key }]);
});
