import { setTimeout as sleep } from 'node:timers/promises';
import { createPatience, ENDLESS, within } from '../../../platform/request/patience';

test('tells all who wait when the time is up, each once', async () => {
  const patience = createPatience(20);
  const told: string[] = [];
  const tell = (): void => void told.push('twice');
  patience.onceOver(() => told.push('first'));
  patience.onceOver(tell);
  patience.onceOver(tell);
  expect(patience.isOver).toBe(false);
  await sleep(60);
  expect(patience.isOver).toBe(true);
  patience.end();
  expect(told).toEqual(['first', 'twice', 'twice']);
});

test('tells nobody who has taken it back, and at once whoever comes later', () => {
  const patience = createPatience(60_000);
  const told: string[] = [];
  const takeBack = patience.onceOver(() => told.push('gone'));
  takeBack();
  patience.end();
  expect(told).toEqual([]);
  patience.onceOver(() => told.push('late'))();
  expect(told).toEqual(['late']);
});

test('one who is told may take back another', () => {
  const patience = createPatience(60_000);
  const told: string[] = [];
  let takeBack = (): void => undefined;
  patience.onceOver(() => takeBack());
  takeBack = patience.onceOver(() => told.push('second'));
  patience.end();
  expect(told).toEqual([]);
});

test('leaves no timer once it is released, and tells nobody', async () => {
  const patience = createPatience(20);
  const told = jest.fn();
  patience.onceOver(told);
  patience.release();
  await sleep(60);
  expect(told).not.toHaveBeenCalled();
  expect(patience.isOver).toBe(false);
});

test('is over with the answer of whoever asks with one of its own', async () => {
  const told = jest.fn();
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const answer = await within(60_000, (patience) => Promise.resolve(patience.onceOver(told)).then(() => 'answer'));
  expect(answer).toBe('answer');
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(timers);
  expect(told).not.toHaveBeenCalled();
  await within(10, (patience) => new Promise<void>((resolve) => patience.onceOver(resolve)));
});

it('waits for its end alone where no time is given, and the endless one for nothing', () => {
  jest.useFakeTimers();
  const patience = createPatience();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
  let told = 0;
  patience.onceOver(() => (told += 1));
  ENDLESS.onceOver(() => (told += 1))();
  patience.end();
  expect({ told, isOver: ENDLESS.isOver }).toEqual({ told: 1, isOver: false });
});
