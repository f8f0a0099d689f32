// Answers that are shared: with whom, and when not.
import { createExecutions } from '../../../gateway/subscriptions/executions';

const result = (text: string) => Promise.resolve({ data: { text } });

it('gives one answer to all who ask the same after the same event, and to nobody who heard of more', async () => {
  const executions = createExecutions();
  const heard = executions.now();
  const first = executions.answer('a', heard, () => result('one'));
  expect(executions.answer('a', heard, () => result('never'))).toBe(first);
  expect(await first).toEqual({ data: { text: 'one' } });
  expect(await executions.answer('b', heard, () => result('of another'))).toEqual({ data: { text: 'of another' } });
  // It was begun before this was heard.
  expect(await executions.answer('a', executions.now(), () => result('two'))).toEqual({ data: { text: 'two' } });
  expect(executions.made()).toBe(3);
});

it('makes eight at a time, and one that waits serves those who hear of more meanwhile', async () => {
  const executions = createExecutions();
  const ends: (() => void)[] = [];
  const slow = () => new Promise<{ data: null }>((resolve) => ends.push(() => resolve({ data: null })));
  const all = Array.from({ length: 9 }, (_, n) => executions.answer(String(n), executions.now(), slow));
  expect(ends).toHaveLength(8);
  expect(executions.answer('8', executions.now(), slow)).toBe(all[8]);
  ends[0]?.();
  await all[0];
  expect(ends).toHaveLength(9);
  ends.forEach((end) => end());
  await Promise.all(all);
});

it('goes on after one that failed', async () => {
  const executions = createExecutions();
  const failing = Array.from({ length: 20 }, (_, n) => executions.answer(String(n), 0, () => Promise.reject(new Error('broken'))));
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await executions.answer('20', 0, () => result('well'))).toEqual({ data: { text: 'well' } });
});
