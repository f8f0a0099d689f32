import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from '../../support/redis-server';
import { until } from '../../support/until';
import { closeCaches, fillOf, fillShared, keyOf, openCache, openReadyCache } from './redis-fixture';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedis();
}, 120_000);
afterEach(closeCaches);
afterAll(() => server.stop());

const canary = 'canary.person@example.com';
const canaryKeys = [keyOf(`email:${canary}`), keyOf(`email:${canary}`, { kind: 'link' })];
/** In the forms a careless encoding would leave it in. */
const traces = [
  canary,
  canary.slice(0, 6),
  Buffer.from(canary).toString('base64').slice(0, 20),
  Buffer.from(canary).toString('hex'),
  encodeURIComponent(canary),
];

test('neither a full dump nor MONITOR shows anything of a person', async () => {
  const raw = new Redis(server.url);
  const monitor = await raw.monitor();
  const commands: string[] = [];
  monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));

  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  await fillShared(
    writer,
    reader,
    canaryKeys.map((key) => fillOf(key, { email: canary, note: `call ${canary}` })),
  );
  await until(async () => (await raw.dbsize()) === canaryKeys.length, 1_000);
  const dump: string[] = [];
  for (const name of await raw.keys('*')) dump.push(name, (await raw.getBuffer(name))?.toString('latin1') ?? '');
  await writer.invalidate(canaryKeys);
  await until(() => commands.some((command) => /^publish/i.test(command)), 1_000);

  expect(dump).toHaveLength(2 * canaryKeys.length);
  for (const verb of [/^set cg1/i, /^mget cg1/i, /^del cg1/i, /^publish cg1/i])
    expect(commands.some((command) => verb.test(command))).toBe(true);
  const seen = [...dump, ...commands].join('\n');
  expect(traces.filter((trace) => seen.includes(trace))).toEqual([]);
  monitor.disconnect();
  raw.disconnect();
});

test('the log names neither address, password nor person, and once a minute', async () => {
  const raw = new Redis(server.url);
  await raw.config('SET', 'maxmemory', '1');
  const warnings: string[] = [];
  const cache = await openReadyCache(server.url, { log: { warn: (message) => warnings.push(message) } });
  cache.fill(canaryKeys.map((key) => fillOf(key, canary)));
  cache.fill(canaryKeys.map((key) => fillOf(key, canary)));
  await until(() => warnings.length > 0, 1_000);
  expect(await cache.read([keyOf('other')], null)).toEqual([undefined]);
  expect(cache.state()).toBe('redis');
  expect(warnings).toEqual(['Redis refused a write (OOM): the cache does without it meanwhile']);
  await raw.config('SET', 'maxmemory', '0');
  raw.disconnect();

  const denied: string[] = [];
  openCache(server.url.replace('//', '//nobody:hunter2@'), { log: { warn: (message) => denied.push(message) } });
  await until(() => denied.length === 2, 2_000);
  expect(denied.join()).toMatch(/WRONGPASS/);
  expect(denied.join()).not.toMatch(/hunter2|nobody|127\.0\.0\.1/);
});
