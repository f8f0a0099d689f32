import { inFlight } from '../../../platform/request/in-flight';

it('counts what has begun and has not settled, whether it is answered or fails', async () => {
  const ends: ((error?: Error) => void)[] = [];
  const begin = (): Promise<void> =>
    inFlight.during(() => new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error)))));
  const [first, second] = [begin(), begin()];
  expect(inFlight.count()).toBe(2);
  ends[0]?.();
  await first;
  expect(inFlight.count()).toBe(1);
  ends[1]?.(new Error('down'));
  await expect(second).rejects.toThrow('down');
  expect(inFlight.count()).toBe(0);
});
