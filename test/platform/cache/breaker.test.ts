import { setTimeout as pause } from 'node:timers/promises';
import { createBreaker } from '../../../platform/cache/breaker';

test('opens after failures in a row only, then lets one try at a time', async () => {
  const breaker = createBreaker({ failures: 2, pauseMs: 20 });
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  expect([breaker.isOpen(), breaker.allows()]).toEqual([false, true]);
  breaker.failed();
  expect([breaker.isOpen(), breaker.allows()]).toEqual([true, false]);
  await pause(25);
  expect([breaker.isOpen(), breaker.allows(), breaker.allows()]).toEqual([false, true, false]);
  breaker.failed();
  expect(breaker.allows()).toBe(false);
  await pause(25);
  expect(breaker.allows()).toBe(true);
  breaker.succeeded();
  expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
});
