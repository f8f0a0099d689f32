// What callers have left, counted in a real Redis by several processes, and in each of them without it.
import { Redis } from 'ioredis';
import { createRates, type Rates } from '../../../gateway/limits/rates';
import { startRedis, type RedisServer } from '../../support/redis-server';
import { until } from '../../support/until';

let redis: RedisServer;
const open: Rates[] = [];
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => Promise.all(open.splice(0).map((rates) => rates.close())));
afterAll(() => redis.stop());

const SECONDS = 3;
function ratesOf(tenant: string, redisUrl?: string): Rates {
  const rates = createRates({ points: 100, seconds: SECONDS, tenant, secret: 'a secret', redisUrl });
  open.push(rates);
  return rates;
}
const outcome = (charged: Promise<void>): Promise<unknown> =>
  charged.then(
    () => 'taken',
    (error: unknown) => error,
  );

describe.each([['in one process'], ['in Redis']])('%s', (where) => {
  it('takes points until there are none, of each caller apart', async () => {
    const rates = ratesOf(`apart ${where}`, where === 'in Redis' ? redis.url : undefined);
    expect(await outcome(rates.charge('person ada', 60))).toBe('taken');
    expect(await outcome(rates.charge('person ada', 60))).toMatchObject({
      extensions: { code: 'REQUEST_RATE_LIMITED', http: { status: 429 } },
    });
    expect(await outcome(rates.charge('person bob', 60))).toBe('taken');
  });

  it('says when there is more, and gives it then', async () => {
    const rates = ratesOf(`later ${where}`, where === 'in Redis' ? redis.url : undefined);
    await rates.charge('person ada', 100);
    const refused = await outcome(rates.charge('person ada', 1));
    expect(refused).toMatchObject({ message: expect.stringMatching(/too soon/) });
    const seconds = Number(
      (refused as { extensions: { http: { headers: Map<string, string> } } }).extensions.http.headers.get('retry-after'),
    );
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(SECONDS);
    await until(async () => (await outcome(rates.charge('person ada', 1))) === 'taken', (SECONDS + 2) * 1_000);
  });

  it('refuses what nobody could pay without counting it', async () => {
    const rates = ratesOf(`dear ${where}`, where === 'in Redis' ? redis.url : undefined);
    expect(await outcome(rates.charge('person ada', 101))).toMatchObject({ message: expect.stringMatching(/more than the 100/) });
    expect(await outcome(rates.charge('person ada', 100))).toBe('taken');
  });
});

it('are one for all processes, and none of another tenant', async () => {
  const [a, b, other] = [ratesOf('one', redis.url), ratesOf('one', redis.url), ratesOf('two', redis.url)];
  // Until they are connected each counts for itself.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await a?.charge('service billing', 90);
  expect(await outcome(b?.charge('service billing', 20) ?? Promise.reject(new Error()))).toMatchObject({
    extensions: { code: 'REQUEST_RATE_LIMITED' },
  });
  expect(await outcome(other?.charge('service billing', 20) ?? Promise.reject(new Error()))).toBe('taken');
});

it('names no caller in Redis', async () => {
  const rates = ratesOf('names', redis.url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await rates.charge('person ada@example.com', 1);
  const client = new Redis(redis.url);
  const keys = await client.keys('*');
  await client.quit();
  expect(keys.some((key) => key.startsWith('cg2:names:rates'))).toBe(true);
  expect(keys.join()).not.toContain('ada');
});

it('go on in each process while Redis stalls, and wait for it no longer than a moment', async () => {
  const rates = ratesOf('stalled', redis.url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  redis.pause();
  try {
    const begun = performance.now();
    expect(await outcome(rates.charge('person ada', 60))).toBe('taken');
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(await outcome(rates.charge('person ada', 60))).toMatchObject({ extensions: { code: 'REQUEST_RATE_LIMITED' } });
  } finally {
    redis.resume();
  }
});
