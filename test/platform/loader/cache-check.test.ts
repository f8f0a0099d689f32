import { UpstreamError } from '../../../platform/errors';
import { createCacheChecker, differenceOf } from '../../../platform/loader/cache-check';
import { createRecordFinder, recordKeyOf } from '../../../platform/loader/record-finder';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import type { CacheMode } from '../../../platform/cache/cache';
import { anAsker } from '../../support/asker';
import { person } from '../identity/people';
import { fakeConnector, memoryCache } from './fake-source';

const ADA = person('hubspot:contact:1', { email: 'ada@example.com' });
const BOB = person('hubspot:contact:2', { email: 'bob@example.com' });

function checkerOf(mode: CacheMode = 'full') {
  const connector = fakeConnector([ADA, BOB]);
  const own = { source: 'hubspot', connector, cache: memoryCache(mode), watch: createSourceWatch('hubspot', () => null) };
  const checker = createCacheChecker({ ...own, recordKey: recordKeyOf('hubspot') });
  const find = createRecordFinder({ ...own, recordKey: recordKeyOf('hubspot'), seen: checker.seen, ttlSeconds: 30, windowMs: 0 });
  const load = (email: string) => find.load(`email:${email}`, anAsker());
  return { checker, connector, load };
}

it('finds nothing to check, then that all is well, then by how much a record has changed', async () => {
  const { checker, connector, load } = checkerOf();
  expect(await checker.check(10, anAsker())).toEqual({ checked: 0, differing: 0, meanAbsoluteDifference: null });
  await Promise.all([load('ada@example.com'), load('bob@example.com')]);
  expect(await checker.check(10, anAsker())).toEqual({ checked: 2, differing: 0, meanAbsoluteDifference: 0 });
  connector.records = [{ ...ADA, company: 'New' }, BOB];
  const fields = Object.keys(ADA).length;
  const found = await checker.check(10, anAsker());
  expect(found).toMatchObject({ checked: 2, differing: 1 });
  expect(found?.meanAbsoluteDifference).toBeCloseTo(1 / fields / 2);
  connector.records = [BOB];
  expect(await checker.check(10, anAsker())).toEqual({ checked: 2, differing: 1, meanAbsoluteDifference: 0.5 });
  expect((await checker.check(1, anAsker()))?.checked).toBe(1);
});

it('costs one look-up, booked on who asked, and tells what the source failed with', async () => {
  const { checker, connector, load } = checkerOf();
  await load('ada@example.com');
  const asker = anAsker();
  await checker.check(10, asker);
  expect(asker.ledger.drain()['hubspot']).toMatchObject({ calls: 1 });
  connector.failure = new UpstreamError('hubspot', 'UPSTREAM_TIMEOUT');
  await expect(checker.check(10, anAsker())).rejects.toThrow('did not answer in time');
});

it('says nothing where records are not kept', async () => {
  const { checker, load } = checkerOf('links');
  await load('ada@example.com');
  expect(await checker.check(10, anAsker())).toBeNull();
});

it('takes numbers by their distance, and no order of names for a difference', () => {
  expect(differenceOf({ a: 100, b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 }, a: 50 })).toBe(0.25);
  expect(differenceOf({ a: null }, {})).toBe(0);
  expect(differenceOf({ a: 1 }, null)).toBe(1);
});
