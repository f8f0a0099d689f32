import type { CacheMode } from '../../../platform/cache/cache';
import { createRecordFinder, recordKeyOf } from '../../../platform/loader/record-finder';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import type { Asker } from '../../../platform/request/asker';
import { anAsker } from '../../support/asker';
import { person } from '../identity/people';
import { fakeConnector, memoryCache, type FakeConnector } from './fake-source';

const ADA = person('hubspot:contact:1', { email: 'ada@example.com', phone: '+4930901820', externalIds: ['zendesk:user:7'] });
const BOB = person('hubspot:contact:2', { email: 'bob@example.com' });

const asker = (maxAgeSeconds: number | null = null): Asker => anAsker({ maxAgeSeconds });

function finderOf(connector: FakeConnector, mode: CacheMode = 'full') {
  const watch = createSourceWatch('hubspot', () => null);
  const seen = (): void => undefined;
  const own = { source: 'hubspot', connector, watch, seen, recordKey: recordKeyOf('hubspot') };
  const find = createRecordFinder({ ...own, cache: memoryCache(mode), ttlSeconds: 30, windowMs: 0 });
  return { find, watch };
}

const ids = ({ value }: { value: readonly { value: { id: string } }[] }): string[] => value.map((found) => found.value.id);

describe('a record finder', () => {
  it('asks for many identifiers in one call', async () => {
    const connector = fakeConnector([ADA, BOB]);
    const { find } = finderOf(connector);
    const keys = [
      'id:hubspot:contact:1',
      'email:bob@example.com',
      'phone:+4930901820',
      'externalId:zendesk:user:7',
      'email:nobody@example.com',
    ];
    const found = await Promise.all(keys.map((key) => find.load(key, asker())));
    expect(found.map(ids)).toEqual([[ADA.id], [BOB.id], [ADA.id], [ADA.id], []]);
    expect(connector.asked).toHaveLength(1);
  });

  it('answers from the cache, absent ones too, and counts hits', async () => {
    const connector = fakeConnector([ADA]);
    const { find } = finderOf(connector);
    await find.load('email:ada@example.com', asker());
    await find.load('email:nobody@example.com', asker());
    const second = asker();
    const [hit, absent] = await Promise.all([find.load('email:ada@example.com', second), find.load('email:nobody@example.com', second)]);
    expect(hit).toMatchObject({ fromCache: true, value: [{ value: ADA, fromCache: true }] });
    expect(ids(absent)).toEqual([]);
    expect(connector.asked).toHaveLength(2);
    expect(second.ledger.drain()['hubspot']).toMatchObject({ keys: 2, cacheHits: 2, calls: 0 });
  });

  it('lets one cached record serve every way of asking', async () => {
    const connector = fakeConnector([ADA]);
    const { find } = finderOf(connector);
    await Promise.all(['email:ada@example.com', 'phone:+4930901820'].map((key) => find.load(key, asker())));
    connector.records = [{ ...ADA, company: 'Acme' }];
    // One call renews the record, and the other identifier's link leads to it.
    await find.load('email:ada@example.com', asker(0));
    await expect(find.load('phone:+4930901820', asker())).resolves.toMatchObject({
      fromCache: true,
      value: [{ value: { company: 'Acme' } }],
    });
    expect(connector.asked).toHaveLength(2);
  });

  it('never asks in a way that is not declared', async () => {
    const connector = fakeConnector([ADA], ['email']);
    const { find } = finderOf(connector, 'links');
    const one = asker();
    expect(ids(await find.load('phone:+4930901820', one))).toEqual([]);
    expect(one.ledger.drain()['hubspot']).toMatchObject({ keys: 0, cacheHits: 0 });
    await find.load('email:ada@example.com', asker());
    expect(ids(await find.load('email:ada@example.com', asker()))).toEqual([ADA.id]);
    expect(connector.asked.flat().map(({ by }) => by)).toEqual(['email', 'email']);
  });

  it('keeps only ids in mode `links`, and then reads records by id', async () => {
    const connector = fakeConnector([ADA]);
    const { find } = finderOf(connector, 'links');
    await find.load('email:ada@example.com', asker());
    const second = asker();
    await expect(find.load('email:ada@example.com', second)).resolves.toMatchObject({ fromCache: false, value: [{ value: ADA }] });
    expect(connector.asked).toEqual([[{ by: 'email', value: 'ada@example.com' }], [{ by: 'id', value: ADA.id }]]);
    expect(second.ledger.drain()['hubspot']).toMatchObject({ keys: 1, cacheHits: 0, calls: 1 });
  });

  it('notices a link that no longer holds, and asks again', async () => {
    const connector = fakeConnector([ADA]);
    const { find } = finderOf(connector, 'links');
    await find.load('email:ada@example.com', asker());
    connector.records = [person(ADA.id, { email: 'ada@new.example' }), person('hubspot:contact:3', { email: 'ada@example.com' })];
    expect(ids(await find.load('email:ada@example.com', asker()))).toEqual(['hubspot:contact:3']);
    connector.records = [];
    expect(ids(await find.load('email:ada@example.com', asker()))).toEqual([]);
  });

  it('takes nothing from the cache for those who want it live', async () => {
    const connector = fakeConnector([ADA]);
    const { find } = finderOf(connector);
    await find.load('email:ada@example.com', asker());
    await expect(find.load('email:ada@example.com', asker(0))).resolves.toMatchObject({ fromCache: false });
    expect(connector.asked).toHaveLength(2);
  });

  it('never keeps errors, and costs a failing key itself only', async () => {
    const connector = fakeConnector([ADA, BOB]);
    const { find, watch } = finderOf(connector);
    connector.failure = ({ value }) => (value === 'ada@example.com' ? new Error('broken') : undefined);
    const both = (): Promise<PromiseSettledResult<unknown>[]> =>
      Promise.allSettled([find.load('email:ada@example.com', asker()), find.load('email:bob@example.com', asker())]);
    expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(watch.health()).toBe('DOWN');
    connector.failure = undefined;
    expect((await both()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(connector.asked[1]).toEqual([{ by: 'email', value: 'ada@example.com' }]);
    expect(watch.health()).toBe('UP');
  });

  it('fails every key when the source does', async () => {
    const connector = fakeConnector([ADA]);
    connector.failure = new Error('down');
    await expect(finderOf(connector).find.load('email:ada@example.com', asker())).rejects.toThrow('down');
  });
});
