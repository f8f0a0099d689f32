import type { CacheMode } from '../../../platform/cache/cache';
import { createCachedRead } from '../../../platform/loader/cached-read';
import { UpstreamError } from '../../../platform/errors';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import type { Asker } from '../../../platform/request/asker';
import { anAsker } from '../../support/asker';
import { until } from '../../support/until';
import { memoryCache } from './fake-source';

const asker = (maxAgeSeconds: number | null = null): Asker => anAsker({ maxAgeSeconds });

function cachedRead({ mode = 'full', ttlSeconds = 30 }: { mode?: CacheMode; ttlSeconds?: number } = {}) {
  const asked: (readonly string[])[] = [];
  const cache = memoryCache(mode);
  const answers: Record<string, readonly string[] | Error | undefined> = { a: ['a1', 'a2'], empty: [] };
  const shared = createCachedRead<readonly string[]>({
    source: 'zendesk',
    question: 'tickets',
    async read(keys, call) {
      asked.push(keys);
      call.sent(7, false);
      return keys.map((key) => answers[key] ?? []);
    },
    cache,
    ttlSeconds,
    windowMs: 0,
    watch: createSourceWatch('zendesk', () => 0.5),
  });
  return { asked, answers, cache, shared };
}

beforeAll(() =>
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }),
);
afterAll(() => jest.useRealTimers());

describe('a cached read', () => {
  it('asks for what the cache lacks, and counts both', async () => {
    const { asked, shared } = cachedRead();
    await shared.load('a', asker());
    const second = asker();
    const [hit, miss] = await Promise.all([shared.load('a', second), shared.load('b', second)]);
    expect(asked).toEqual([['a'], ['b']]);
    expect(hit).toMatchObject({ value: ['a1', 'a2'], fromCache: true });
    expect(miss).toMatchObject({ value: [], fromCache: false });
    expect(second.ledger.drain()['zendesk']).toMatchObject({ keys: 2, cacheHits: 1, calls: 1, ms: 7, budgetLeft: 0.5 });
  });

  it('keeps empty answers too', async () => {
    const { asked, shared } = cachedRead();
    await shared.load('empty', asker());
    await expect(shared.load('empty', asker())).resolves.toMatchObject({ value: [], fromCache: true });
    expect(asked).toHaveLength(1);
  });

  it('takes nothing that is too old, and nothing at all at 0', async () => {
    const { asked, shared } = cachedRead();
    await shared.load('a', asker());
    jest.setSystemTime(Date.now() + 10_000);
    await expect(shared.load('a', asker(20))).resolves.toMatchObject({ fromCache: true });
    await expect(shared.load('a', asker(5))).resolves.toMatchObject({ fromCache: false });
    await expect(shared.load('a', asker(0))).resolves.toMatchObject({ fromCache: false });
    expect(asked).toHaveLength(3);
  });

  it('keeps an answer for its time to live', async () => {
    const { asked, shared } = cachedRead({ ttlSeconds: 30 });
    await shared.load('a', asker());
    jest.setSystemTime(Date.now() + 31_000);
    await shared.load('a', asker());
    // Just past its time it may be answered with once more, and is asked for behind that.
    await until(() => asked.length === 2, 5_000);
  });

  it('never keeps errors', async () => {
    const { asked, answers, shared } = cachedRead();
    answers['a'] = new Error('broken');
    const failing = await Promise.allSettled([shared.load('a', asker()), shared.load('b', asker())]);
    expect(failing.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    answers['a'] = ['a1'];
    await expect(shared.load('a', asker())).resolves.toMatchObject({ value: ['a1'] });
    expect(asked).toEqual([['a', 'b'], ['a']]);
  });

  it.each(['links', 'off'] as const)('keeps no children in mode %s', async (mode) => {
    const { asked, shared } = cachedRead({ mode });
    await shared.load('a', asker());
    await shared.load('a', asker());
    expect(asked).toHaveLength(2);
  });
});

describe('a source that fails', () => {
  it('is stood in for by what is past its time, which says so, until it is invalidated', async () => {
    const { answers, cache, shared } = cachedRead({ ttlSeconds: 30 });
    await shared.load('zendesk:user:1', asker());
    jest.setSystemTime(Date.now() + 60_000);
    answers['zendesk:user:1'] = new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT');
    const loaded = await shared.load('zendesk:user:1', asker());
    expect(loaded).toMatchObject({ value: [], fromCache: true, standsInFor: 'UPSTREAM_TIMEOUT' });
    expect(Date.now() - loaded.fetchedAt).toBeGreaterThanOrEqual(60_000);
    expect(cache.counts()['zendesk']?.stale).toBe(1);
    // Whoever says how old it may be does not get it, and a source that refuses us is not stood in for.
    await expect(shared.load('zendesk:user:1', asker(120))).rejects.toThrow('did not answer in time');
    answers['zendesk:user:1'] = new UpstreamError('zendesk', 'UPSTREAM_DENIED');
    await expect(shared.load('zendesk:user:1', asker())).rejects.toThrow('refused our credentials');
    answers['zendesk:user:1'] = new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT');
    await cache.invalidate({ records: ['zendesk:user:1'] });
    await expect(shared.load('zendesk:user:1', asker())).rejects.toThrow('did not answer in time');
  });

  it('is asked once by many who want the same and cannot have it', async () => {
    const { asked, answers, shared } = cachedRead();
    answers['a'] = new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT');
    const all = await Promise.allSettled([null, 60, 90].map((age) => shared.load('a', asker(age))));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toEqual([['a']]);
  });

  it('is refreshed in the background, once, while what is just past its time is answered with', async () => {
    const { asked, answers, shared } = cachedRead({ ttlSeconds: 30 });
    await shared.load('a', asker());
    answers['a'] = ['new'];
    jest.setSystemTime(Date.now() + 32_000);
    const both = await Promise.all([shared.load('a', asker()), shared.load('a', asker())]);
    expect(both.map(({ value }) => value)).toEqual([
      ['a1', 'a2'],
      ['a1', 'a2'],
    ]);
    await expect(shared.load('a', asker())).resolves.toMatchObject({ value: ['new'], fromCache: true });
    expect(asked).toEqual([['a'], ['a']]);
  });
});
