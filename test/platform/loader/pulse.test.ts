// Whether a process has pauses, by its own clock: a busy loop is none, a timer that is waited for is one.
import { setTimeout as pause } from 'node:timers/promises';
import { createPulse } from '../../../platform/loader/pulse';

function keepBusy(forMs: number): void {
  for (const until = performance.now() + forMs; performance.now() < until;);
}

it('a process without a pause is saturated, until it has one', async () => {
  const pulse = createPulse();
  // Utilization is told from one turn of the loop to another.
  for (let turn = 0; turn < 6; turn += 1) {
    keepBusy(40);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(pulse.isSaturated()).toBe(true);
  const reading = pulse.now();
  keepBusy(20);
  await new Promise((resolve) => setImmediate(resolve));
  expect(pulse.pausedSince(reading)).toBe(false);
  await pause(150);
  expect(pulse.pausedSince(reading)).toBe(true);
  expect(pulse.isSaturated()).toBe(false);
});

it('a moment of work is no load', async () => {
  const pulse = createPulse();
  await pause(120);
  keepBusy(30);
  expect(pulse.isSaturated()).toBe(false);
  // Less than a tenth of a second later nothing is read anew.
  keepBusy(30);
  expect(pulse.isSaturated()).toBe(false);
});
