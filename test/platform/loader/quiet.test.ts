import { performance } from 'node:perf_hooks';
import { whenQuiet } from '../../../platform/loader/quiet';
import { until } from '../../support/until';

/** Something to do in every turn of the event loop, for more than a moment, until it is told to stop. */
function keepBusy(): () => void {
  let isOn = true;
  const work = (): void => {
    const end = performance.now() + 0.5;
    while (performance.now() < end);
    if (isOn) setImmediate(work);
  };
  setImmediate(work);
  return () => (isOn = false);
}

it('runs it soon where there is nothing else to do, and not at once', async () => {
  const ran: string[] = [];
  whenQuiet(() => ran.push('a'), 60_000);
  whenQuiet(() => ran.push('b'), 60_000);
  expect(ran).toEqual([]);
  await until(() => ran.length === 2, 5_000);
  expect(ran).toEqual(['a', 'b']);
});

it('waits for what is being done, and no longer than it may', async () => {
  const ran: string[] = [];
  const stop = keepBusy();
  try {
    whenQuiet(() => ran.push('patient'), 60_000);
    const began = performance.now();
    let took = 0;
    whenQuiet(() => {
      took = performance.now() - began;
      ran.push('not patient');
    }, 30);
    await until(() => ran.length > 0, 5_000);
    expect(ran).toEqual(['not patient']);
    expect(took).toBeGreaterThanOrEqual(30);
  } finally {
    stop();
  }
  await until(() => ran.length === 2, 5_000);
});

it('takes what is asked for meanwhile in a later turn', async () => {
  const ran: string[] = [];
  whenQuiet(() => {
    whenQuiet(() => ran.push('second'), 60_000);
    ran.push('first');
  }, 60_000);
  await until(() => ran.length === 2, 5_000);
  expect(ran).toEqual(['first', 'second']);
});
