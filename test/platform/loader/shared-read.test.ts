import { createSharedRead, type Loaded } from '../../../platform/loader/shared-read';
import type { Asker } from '../../../platform/request/asker';
import { anAsker } from '../../support/asker';
import { until } from '../../support/until';

const asker = (maxAgeSeconds: number | null = null): Asker => anAsker({ maxAgeSeconds });

function loaded(value: string): Loaded<string> {
  return { value, fetchedAt: 1, fromCache: false };
}

/** A read that notes its batches and answers `key!`. */
function counting(answer: (key: string) => Loaded<string> | Error = (key) => loaded(`${key}!`)) {
  const batches: { keys: readonly string[]; maxAgeSeconds: number | null }[] = [];
  const shared = createSharedRead<string>({
    windowMs: 2,
    read: async (keys, { maxAgeSeconds }) => {
      batches.push({ keys, maxAgeSeconds });
      return keys.map(answer);
    },
  });
  return { batches, shared };
}

describe('a shared read', () => {
  it('makes one batch of what concurrent requests ask, each key once', async () => {
    const { batches, shared } = counting();
    const [first, second] = [asker(), asker()];
    const answers = await Promise.all([shared.load('a', first), shared.load('b', second), shared.load('a', second)]);
    expect(answers.map(({ value }) => value)).toEqual(['a!', 'b!', 'a!']);
    expect(batches).toEqual([{ keys: ['a', 'b'], maxAgeSeconds: null }]);
  });

  it('joins a read that is under way, and asks again once it is over', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let calls = 0;
    const shared = createSharedRead<string>({
      windowMs: 0,
      async read(keys) {
        calls += 1;
        await gate;
        return keys.map(loaded);
      },
    });
    const first = shared.load('a', asker());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = shared.load('a', asker());
    open();
    await Promise.all([first, second]);
    expect(calls).toBe(1);
    await shared.load('a', asker());
    expect(calls).toBe(2);
  });

  it('joins nothing that began more than 100 ms ago: it may be of before an invalidation', async () => {
    const opened: (() => void)[] = [];
    const shared = createSharedRead<string>({
      windowMs: 0,
      async read(keys) {
        const call = String(opened.length + 1);
        await new Promise<void>((resolve) => opened.push(resolve));
        return keys.map(() => loaded(call));
      },
    });
    const first = shared.load('a', asker());
    await until(() => opened.length === 1, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 120));
    const [later, latest] = [shared.load('a', asker()), shared.load('a', asker())];
    await until(() => opened.length === 2, 5_000);
    for (const open of opened) open();
    expect((await Promise.all([first, later, latest])).map(({ value }) => value)).toEqual(['1', '2', '2']);
  });

  it('joins nobody who wants it live once their reading has begun', async () => {
    let calls = 0;
    const shared = createSharedRead<string>({
      windowMs: 0,
      async read(keys) {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 60));
        return keys.map(loaded);
      },
    });
    const first = [shared.load('a', asker(0)), shared.load('a', asker(0))];
    await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all([...first, shared.load('a', asker(0))]);
    expect(calls).toBe(2);
  });

  it('keeps those who want it live apart from those who do not', async () => {
    const { batches, shared } = counting();
    await Promise.all([shared.load('a', asker()), shared.load('a', asker(0)), shared.load('a', asker(60))]);
    expect(batches.map(({ maxAgeSeconds }) => maxAgeSeconds)).toEqual([null, 0, 60]);
  });

  it('costs a failed key its own askers only, and is asked again afterwards', async () => {
    let broken = true;
    const { shared } = counting((key) => (key === 'bad' && broken ? new Error('broken') : loaded(key)));
    const [good, bad] = await Promise.allSettled([shared.load('good', asker()), shared.load('bad', asker())]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'broken' } });
    broken = false;
    await expect(shared.load('bad', asker())).resolves.toMatchObject({ value: 'bad' });
  });

  it('fails every key of a batch that rejects, and keys that a batch leaves out', async () => {
    const rejecting = createSharedRead<string>({ windowMs: 0, read: () => Promise.reject(new Error('down')) });
    await expect(rejecting.load('a', asker())).rejects.toThrow('down');
    const short = createSharedRead<string>({ windowMs: 0, read: () => Promise.resolve([loaded('a')]) });
    const [, missing] = await Promise.allSettled([short.load('a', asker()), short.load('b', asker())]);
    expect(missing).toMatchObject({ status: 'rejected', reason: { message: 'a batch answered too few keys' } });
  });
});
