import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from '../../../support/redis-server';
import { until } from '../../../support/until';
import { closeCaches, fill, fillShared, keyOf, openCache, openReadyCache, valueOf, valuesOf } from '../fixture';

let server: RedisServer;
let raw: Redis;
let monitor: Redis | undefined;

beforeAll(async () => {
  server = await startRedis();
}, 120_000);
beforeEach(() => {
  raw = new Redis(server.url);
});
afterEach(async () => {
  monitor?.disconnect();
  raw.disconnect();
  await closeCaches();
});
afterAll(() => server.stop());

const canary = 'canary.person@example.com';
const canaryKeys = [
  keyOf('', { key: `email:${canary}` }),
  keyOf('', { key: `email:${canary}`, kind: 'link', question: 'find' }),
  keyOf('', { key: `{"text":"${canary}"}`, kind: 'list', question: 'search' }),
];
/** In the forms a careless encoding would leave it in. */
const traces = [
  canary,
  canary.slice(0, 6),
  Buffer.from(canary).toString('base64').slice(0, 20),
  Buffer.from(canary).toString('hex'),
  encodeURIComponent(canary),
];

test('neither a full dump nor MONITOR shows anything of a person', async () => {
  monitor = await raw.monitor();
  const commands: string[] = [];
  monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));

  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  await fillShared(
    writer,
    reader,
    canaryKeys.map((key) => [key, valueOf({ email: canary, note: `call ${canary}` })] as const),
  );
  const dump: string[] = [];
  for (const name of await raw.keys('*')) {
    dump.push(name);
    for (const [field, value] of Object.entries(await raw.hgetallBuffer(name))) dump.push(field, value.toString('latin1'));
  }
  await writer.invalidate({ records: [`hubspot:contact:${canary}`] });
  const failing = await writer.read([keyOf('', { key: `email:${canary} again` })], null);
  writer.fail(
    failing.flatMap((turn) => (turn.kind === 'load' ? [turn.lease] : [])),
    'UPSTREAM_TIMEOUT',
  );
  await until(() => commands.some((command) => command.includes('UPSTREAM_TIMEOUT')), 1_000);

  // Both epochs and entries were seen, and commands of every kind.
  expect(dump.filter((text) => text.startsWith('cg2:acme:'))).toHaveLength(3);
  expect(commands.filter((command) => /^eval/i.test(command)).length).toBeGreaterThan(5);
  expect(commands.some((command) => /^publish cg2/i.test(command))).toBe(true);
  const seen = [...dump, ...commands].join('\n');
  expect(traces.filter((trace) => seen.includes(trace))).toEqual([]);
});

test('the log names neither address, password nor person, and once a minute', async () => {
  await raw.config('SET', 'maxmemory', '1');
  const warnings: string[] = [];
  const cache = await openReadyCache(server.url, { log: { warn: (message) => warnings.push(message) } });
  await fill(
    cache,
    canaryKeys.map((key) => [key, valueOf(canary)] as const),
  );
  expect(await valuesOf(cache, [keyOf('other')])).toEqual([undefined]);
  expect(cache.state()).toBe('redis');
  expect(warnings).toEqual([]);
  await raw.config('SET', 'maxmemory', '0');

  const denied: string[] = [];
  openCache(server.url.replace('//', '//nobody:hunter2@'), { log: { warn: (message) => denied.push(message) } });
  await until(() => denied.length === 2, 2_000);
  expect(denied.join()).toMatch(/WRONGPASS/);
  expect(denied.join()).not.toMatch(/hunter2|nobody|127\.0\.0\.1/);
});
