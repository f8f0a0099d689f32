// A subscription that is pulled: when there is an answer, how often, and how it ends.
import { createSubscriber } from '../../../gateway/subscriptions/subscriber';

function subscribe(since: number | null) {
  const asked: number[] = [];
  let ended = 0;
  const subscriber = createSubscriber({
    since,
    answer(after) {
      asked.push(after);
      return Promise.resolve({ data: { after } });
    },
    ended: () => void (ended += 1),
  });
  return { subscriber, asked, ended: () => ended };
}

it('holds of a thousand events the last, and asks when it is pulled', async () => {
  const { subscriber, asked } = subscribe(null);
  for (let at = 1; at <= 1_000; at += 1) subscriber.heard(at);
  expect(asked).toEqual([]);
  expect(await subscriber.next()).toEqual({ done: false, value: { data: { after: 1_000 } } });
  expect(asked).toEqual([1_000]);
});

it('rests between two answers', async () => {
  const { subscriber } = subscribe(0);
  await subscriber.next();
  const start = performance.now();
  subscriber.heard(1);
  await subscriber.next();
  expect(performance.now() - start).toBeGreaterThan(90);
});

it('ends while it waits, once, with a last word where there is one', async () => {
  const { subscriber, ended } = subscribe(null);
  const waiting = subscriber.next();
  subscriber.end({ errors: [] });
  subscriber.end();
  await subscriber.return();
  expect(await waiting).toEqual({ done: false, value: { errors: [] } });
  expect(await subscriber.next()).toEqual({ done: true, value: undefined });
  expect(ended()).toBe(1);
});
