import { setTimeout as pause } from 'node:timers/promises';
import { createPatience } from '../../../platform/request/patience';
import { whileWanted } from '../../../platform/loader/wanted';
import { anAsker } from '../../support/asker';
import { until } from '../../support/until';
import { memoryCache } from './fake-source';

const KEY = { source: 'crm', kind: 'record', question: 'record', key: '1' } as const;

async function begun() {
  const cache = memoryCache();
  const [turn] = await cache.read([KEY], null);
  if (turn?.kind !== 'load') throw new Error('no lease');
  const patience = createPatience();
  let finish = (): void => undefined;
  let isOver = (): boolean => false;
  const reading = whileWanted(cache, [turn.lease], anAsker({ patience, priority: 'batch' }), (asker) => {
    isOver = () => asker.patience.isOver;
    return new Promise<string>((resolve) => (finish = () => resolve(asker.priority)));
  });
  await pause(0);
  return { cache, patience, reading, lease: turn.lease, isOver: () => isOver(), finish: () => finish() };
}

it('is over with those who began it, where nobody else waits', async () => {
  const { cache, patience, reading, isOver, finish } = await begun();
  expect(isOver()).toBe(false);
  patience.end();
  await until(isOver, 100);
  finish();
  await expect(reading).resolves.toBe('batch');
  await cache.close();
});

it('goes on for whoever waits for its lease in the cache, until they have gone too', async () => {
  const { cache, patience, isOver, finish } = await begun();
  const other = createPatience();
  const [turn] = await cache.read([KEY], null, other);
  if (turn?.kind !== 'wait') throw new Error('not waiting');
  patience.end();
  await pause(400);
  expect(isOver()).toBe(false);
  other.end();
  await expect(turn.outcome).resolves.toMatchObject({ kind: 'failed', code: 'UPSTREAM_TIMEOUT' });
  await until(isOver, 1_000);
  finish();
  await cache.close();
});

it('is over from the start for whoever has gone before', async () => {
  const cache = memoryCache();
  const patience = createPatience();
  patience.end();
  expect(await whileWanted(cache, [], anAsker({ patience }), (asker) => Promise.resolve(asker.patience.isOver))).toBe(true);
  await cache.close();
});
