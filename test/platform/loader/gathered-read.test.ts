import { gathered } from '../../../platform/loader/gathered-read';
import { testCall } from '../../support/call';
import { until } from '../../support/until';

/** A source whose answers come when they are let go, in the order they were asked for. */
function slowSource() {
  const batches: { keys: readonly string[]; answer(): void; fail(): void }[] = [];
  const read = (keys: readonly string[]): Promise<string[]> =>
    new Promise((resolve, reject) =>
      batches.push({ keys, answer: () => resolve(keys.map((key) => `${key}!`)), fail: () => reject(new Error('down')) }),
    );
  return { batches, read };
}

it('sends at once what comes while the source is idle', async () => {
  const { batches, read } = slowSource();
  const answer = gathered(read, { atOnce: 2, holdMs: 10_000 })(['a', 'b'], testCall());
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  batches[0]?.answer();
  expect(await answer).toEqual(['a!', 'b!']);
});

it('makes one batch of what comes while enough are under way, and hands everybody their own', async () => {
  const { batches, read } = slowSource();
  const ask = gathered(read, { atOnce: 2, holdMs: 10_000 });
  const answers = ['a', 'b', 'c', 'd', 'e'].map((key) => ask([key, `${key}2`], testCall()));
  expect(batches.map(({ keys }) => keys)).toEqual([
    ['a', 'a2'],
    ['b', 'b2'],
  ]);
  batches[0]?.answer();
  await until(() => batches.length === 3, 5_000);
  expect(batches[2]?.keys).toEqual(['c', 'c2', 'd', 'd2', 'e', 'e2']);
  batches[2]?.answer();
  batches[1]?.answer();
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e'].map((key) => [`${key}!`, `${key}2!`]));
});

it('holds nobody up for long behind a source that hangs', async () => {
  const { batches, read } = slowSource();
  const ask = gathered(read, { atOnce: 1, holdMs: 5 });
  void ask(['hangs'], testCall());
  const answers = [ask(['a'], testCall()), ask(['b'], testCall())];
  await until(() => batches.length === 2, 5_000);
  expect(batches[1]?.keys).toEqual(['a', 'b']);
  batches[1]?.answer();
  expect(await Promise.all(answers)).toEqual([['a!'], ['b!']]);
});

it('fails its own askers only, and goes on', async () => {
  const { batches, read } = slowSource();
  const ask = gathered(read, { atOnce: 1, holdMs: 10_000 });
  const [first, second, third] = [ask(['a'], testCall()), ask(['b'], testCall()), ask(['c', 'd'], testCall())];
  batches[0]?.fail();
  expect(await first).toEqual([new Error('down')]);
  await until(() => batches.length === 2, 5_000);
  batches[1]?.answer();
  expect(await Promise.all([second, third])).toEqual([['b!'], ['c!', 'd!']]);
});

it('books a batch on the call that waited for it first', async () => {
  const [first, second] = [testCall(), testCall()];
  const ask = gathered<string, string>(
    async (keys, call) => {
      call.sent(1, false);
      return [...keys];
    },
    { atOnce: 1, holdMs: 10_000 },
  );
  await Promise.all([ask(['busy'], testCall()), ask(['a'], first), ask(['b'], second)]);
  expect([first.sentCount, second.sentCount]).toEqual([1, 0]);
});

it('answers too few where the source does, so that whoever asked for more notices', async () => {
  const ask = gathered<string, string>(() => Promise.resolve(['only one']), { atOnce: 1, holdMs: 1 });
  expect(await ask(['a', 'b'], testCall())).toEqual(['only one']);
});
