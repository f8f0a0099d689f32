import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { BatchRead } from '../../../platform/connector';
import { gathered, type GatheredRead, type Gathering } from '../../../platform/loader/gathered-read';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import { createPatience } from '../../../platform/request/patience';
import { anAsker } from '../../support/asker';
import { until } from '../../support/until';

const WATCH = createSourceWatch('crm', () => null);
const NOW = performance.eventLoopUtilization();
/** How busy the process of the tests is must not matter. */
const IDLE = { isSaturated: () => false, now: () => NOW, pausedSince: () => true };
const A_FEW = 10;

function gathering(read: BatchRead<string, string>, given: Partial<Gathering>): GatheredRead<string, string> {
  return gathered(read, WATCH, { pulse: IDLE, answering: () => A_FEW, ...given });
}

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
  const answer = gathering(read, { atOnce: 2, holdMs: 10_000 })(['a', 'b'], anAsker());
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  batches[0]?.answer();
  expect(await answer).toEqual(['a!', 'b!']);
});

it('makes one batch of what comes while enough are under way, and hands everybody their own', async () => {
  const { batches, read } = slowSource();
  const ask = gathering(read, { atOnce: 2, holdMs: 10_000 });
  const answers = ['a', 'b', 'c', 'd', 'e'].map((key) => ask([key, `${key}2`], anAsker()));
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
  const ask = gathering(read, { atOnce: 1, holdMs: 5 });
  void ask(['hangs'], anAsker());
  const answers = [ask(['a'], anAsker()), ask(['b'], anAsker())];
  await until(() => batches.length === 2, 5_000);
  expect(batches[1]?.keys).toEqual(['a', 'b']);
  batches[1]?.answer();
  expect(await Promise.all(answers)).toEqual([['a!'], ['b!']]);
});

it('holds up nobody who is alone', async () => {
  const { batches, read } = slowSource();
  const ask = gathering(read, { atOnce: 1, holdMs: 10_000, answering: () => 1 });
  const answers = [ask(['a'], anAsker()), ask(['b'], anAsker())];
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
  for (const { answer } of batches) answer();
  expect(await Promise.all(answers)).toEqual([['a!'], ['b!']]);
});

it('takes a moment without a new key for no pause while a crowd is answered', async () => {
  const { batches, read } = slowSource();
  const ask = gathering(read, { answering: () => 1_000 });
  const begun = performance.now();
  const answers = [ask(['a'], anAsker()), ask(['b'], anAsker())];
  expect(batches).toEqual([]);
  await until(() => batches.length > 0, 5_000);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(20);
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  batches[0]?.answer();
  await Promise.all(answers);
});

describe('in a process that has more to do than it can', () => {
  function pulseOf({ pauses }: { pauses: boolean }) {
    const state = { pauses };
    return { state, pulse: { isSaturated: () => true, now: () => NOW, pausedSince: () => state.pauses } };
  }

  it('gathers until there is a pause', async () => {
    const { batches, read } = slowSource();
    const { state, pulse } = pulseOf({ pauses: false });
    const ask = gathering(read, { pulse, saturatedMs: 60_000 });
    void ask(['a'], anAsker());
    await pause(30);
    void ask(['b'], anAsker());
    expect(batches).toEqual([]);
    state.pauses = true;
    await until(() => batches.length > 0, 5_000);
    expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    batches[0]?.answer();
  });

  it('or until enough have come, or for so long', async () => {
    const { batches, read } = slowSource();
    const { pulse } = pulseOf({ pauses: false });
    const few = gathering(read, { pulse, saturatedMs: 60_000, enough: 3 });
    const [one, two] = [few(['a', 'b'], anAsker()), few(['c'], anAsker())];
    await until(() => batches.length === 1, 5_000);
    expect(batches[0]?.keys).toEqual(['a', 'b', 'c']);
    batches[0]?.answer();
    expect(await Promise.all([one, two])).toEqual([['a!', 'b!'], ['c!']]);
    const short = gathering(read, { pulse, saturatedMs: 20 });
    void short(['d'], anAsker());
    await until(() => batches.length === 2, 5_000);
    batches[1]?.answer();
  });

  it('holds up nobody for more than a tenth of what they wait', async () => {
    const { batches, read } = slowSource();
    const { pulse } = pulseOf({ pauses: false });
    const ask = gathering(read, { pulse, saturatedMs: 60_000 });
    const patience = createPatience(1_000);
    try {
      void ask(['a'], anAsker());
      await pause(20);
      expect(batches).toEqual([]);
      void ask(['b'], anAsker({ patience }));
      await until(() => batches.length === 1, 900);
      expect(patience.isOver).toBe(false);
      expect(batches[0]?.keys).toEqual(['a', 'b']);
    } finally {
      patience.release();
    }
  });

  it('holds up what comes behind a source that hangs no longer than that', async () => {
    const { batches, read } = slowSource();
    const { pulse } = pulseOf({ pauses: false });
    const ask = gathering(read, { pulse, atOnce: 1, holdMs: 5, saturatedMs: 20 });
    void ask(['hangs'], anAsker());
    await until(() => batches.length === 1, 5_000);
    void ask(['a'], anAsker());
    await until(() => batches.length === 2, 5_000);
    expect(batches[1]?.keys).toEqual(['a']);
  });
});

it('fails its own askers only, and goes on', async () => {
  const { batches, read } = slowSource();
  const ask = gathering(read, { atOnce: 1, holdMs: 10_000 });
  const [first, second, third] = [ask(['a'], anAsker()), ask(['b'], anAsker()), ask(['c', 'd'], anAsker())];
  batches[0]?.fail();
  expect(await first).toEqual([new Error('down')]);
  await until(() => batches.length === 2, 5_000);
  batches[1]?.answer();
  expect(await Promise.all([second, third])).toEqual([['b!'], ['c!', 'd!']]);
});

it('books a batch on the call that waited for it first', async () => {
  const [first, second] = [anAsker(), anAsker()];
  const ask = gathering(
    async (keys, call) => {
      call.sent(1, false);
      return [...keys];
    },
    { atOnce: 1, holdMs: 10_000 },
  );
  await Promise.all([ask(['busy'], anAsker()), ask(['a'], first), ask(['b'], second)]);
  expect([first, second].map(({ ledger }) => ledger.drain()['crm']?.calls)).toEqual([1, undefined]);
});

it('answers too few where the source does, so that whoever asked for more notices', async () => {
  const ask = gathering(() => Promise.resolve(['only one']), { atOnce: 1, holdMs: 1 });
  expect(await ask(['a', 'b'], anAsker())).toEqual(['only one']);
});

it('aborts a batch when the last of those who wait for it has gone, and asks for nobody who has gone before', async () => {
  const patiences = [createPatience(), createPatience(), createPatience()] as const;
  const signals: AbortSignal[] = [];
  const asked: (readonly string[])[] = [];
  const ask = gathering(
    (keys, { signal }) => {
      signals.push(signal);
      asked.push(keys);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }));
    },
    { atOnce: 1, holdMs: 5 },
  );
  void ask(['busy'], anAsker());
  const [a, b, c] = patiences.map((patience, index) => ask([`${index}`], anAsker({ patience })));
  patiences[2].end();
  await until(() => signals.length === 2, 5_000);
  expect(asked).toEqual([['busy'], ['0', '1']]);
  expect(await c).toMatchObject([{ code: 'UPSTREAM_TIMEOUT' }]);
  patiences[0].end();
  expect(signals[1]?.aborted).toBe(false);
  patiences[1].end();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  expect(await Promise.all([a, b])).toEqual([[new Error('aborted')], [new Error('aborted')]]);
});

it('is as urgent as the most urgent of those who wait', async () => {
  const patience = createPatience();
  const priorities: unknown[] = [];
  let told = (): void => undefined;
  const ask = gathering(
    async (keys, call) => {
      priorities.push(call.priority);
      await new Promise<void>((resolve) => (told = resolve));
      priorities.push(call.priority);
      return [...keys];
    },
    { atOnce: 1, holdMs: 5 },
  );
  const busy = ask(['busy'], anAsker({ priority: 'batch' }));
  const together = [ask(['a'], anAsker({ priority: 'service' })), ask(['b'], anAsker({ priority: 'interactive', patience }))];
  told();
  await busy;
  patience.end();
  await until(() => priorities.length === 3, 5_000);
  told();
  await Promise.all(together);
  expect(priorities).toEqual(['batch', 'batch', 'interactive', 'service']);
});
