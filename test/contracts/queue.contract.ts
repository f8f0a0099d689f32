// What every queue promises, whichever broker keeps it: run against the real ones.
import { setTimeout as pause } from 'node:timers/promises';
import { Poison, type Queue, type QueueMessage, type QueueOptions } from '../../processes/queues/queue';
import { until } from '../support/until';

export interface Broker {
  /** A queue of this name, as one more process would open it. */
  open(options: QueueOptions): Queue;
  /** As a crash, and up again over what it had written. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const message = (n: number): QueueMessage => ({ id: `cause-${n}`, body: JSON.stringify({ n }) });

/** `broker()` is asked once the suite has started one. */
export function describeQueue(broker: () => Broker): void {
  let names = 0;
  const open: Queue[] = [];
  const queueOf = (name: string): Queue => {
    const queue = broker().open({ name, attempts: 3, againMs: 200 });
    open.push(queue);
    return queue;
  };
  const freshName = (): string => `contract.${(names += 1)}`;
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close()));
  });

  it('hands over what was published, each once it was confirmed, and nothing again that was done', async () => {
    const name = freshName();
    const queue = queueOf(name);
    for (let n = 0; n < 10; n += 1) await publish(queue, message(n));
    const seen: QueueMessage[] = [];
    const consumer = queue.consume((one) => Promise.resolve(void seen.push(one)));
    await until(() => seen.length === 10, 10_000);
    await consumer.close();
    expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => message(n)));
    const later: QueueMessage[] = [];
    queueOf(name).consume((one) => Promise.resolve(void later.push(one)));
    await pause(700);
    expect(later).toEqual([]);
  });

  it('brings a message again that was not done, to somebody else where its consumer is gone, with the same id', async () => {
    const name = freshName();
    const queue = queueOf(name);
    await publish(queue, message(1));
    const first: string[] = [];
    const consumer = queue.consume(({ id }) => {
      first.push(id);
      return Promise.reject(new Error('not now'));
    });
    await until(() => first.length > 0, 10_000);
    await consumer.close();
    const other: string[] = [];
    queueOf(name).consume(({ id }) => Promise.resolve(void other.push(id)));
    await until(() => other.length > 0, 10_000);
    expect(other).toEqual(['cause-1']);
  });

  it('lays poison aside at once with its reason, what fails too often after its tries, and goes on; what was laid aside comes back', async () => {
    const queue = queueOf(freshName());
    for (let n = 0; n < 4; n += 1) await publish(queue, message(n));
    const tries = new Map<string, number>();
    const done: string[] = [];
    let good = false;
    queue.consume(({ id }) => {
      tries.set(id, (tries.get(id) ?? 0) + 1);
      if (!good && id === 'cause-1') return Promise.reject(new Poison('no hint'));
      if (!good && id === 'cause-2') return Promise.reject(new Error('fails'));
      return Promise.resolve(void done.push(id));
    });
    await until(async () => (await queue.dead()).length === 2, 15_000);
    await until(() => done.length === 2, 10_000);
    expect(tries.get('cause-1')).toBe(1);
    expect(tries.get('cause-2')).toBe(3);
    const dead = (await queue.dead()).sort((one, other) => one.id.localeCompare(other.id));
    expect(dead).toEqual([
      { ...message(1), reason: 'no hint' },
      { ...message(2), reason: 'failed 3 times' },
    ]);
    good = true;
    expect(await queue.replay()).toBe(2);
    await until(() => done.length === 4, 10_000);
    expect([...done].sort()).toEqual(['cause-0', 'cause-1', 'cause-2', 'cause-3']);
    expect(await queue.dead()).toEqual([]);
  });

  it('takes one at a time, and finishes it before it ends', async () => {
    const queue = queueOf(freshName());
    for (let n = 0; n < 5; n += 1) await publish(queue, message(n));
    let atWork = 0;
    let most = 0;
    let finished = 0;
    const consumer = queue.consume(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await pause(100);
      atWork -= 1;
      finished += 1;
    });
    await until(() => atWork === 1, 10_000);
    await consumer.close();
    expect({ most, atWork }).toEqual({ most: 1, atWork: 0 });
    expect(finished).toBeGreaterThan(0);
  });

  it('rejects while the broker is away, loses nothing it confirmed, and goes on by itself when it is back', async () => {
    const queue = queueOf(freshName());
    const confirmed: string[] = [];
    const seen = new Set<string>();
    queue.consume(({ id }) => Promise.resolve(void seen.add(id)));
    let rejected = 0;
    let publishing = true;
    const publisher = (async () => {
      for (let n = 0; publishing; n += 1) {
        await queue.publish(message(n)).then(
          () => confirmed.push(`cause-${n}`),
          () => (rejected += 1),
        );
        await pause(5);
      }
    })();
    await until(() => confirmed.length > 20, 10_000);
    // RabbitMQ notes where it keeps a queue some time after it has made it: killed before that, it has the queue and cannot write to it.
    await pause(3_000);
    await broker().kill();
    await until(() => rejected > 0, 15_000);
    await broker().restart();
    const before = confirmed.length;
    await until(() => confirmed.length > before + 20, 30_000);
    publishing = false;
    await publisher;
    await until(() => confirmed.every((id) => seen.has(id)), 15_000);
  });
}

/** Right after the start a broker may not be connected yet. */
async function publish(queue: Queue, one: QueueMessage): Promise<void> {
  await until(
    () =>
      queue.publish(one).then(
        () => true,
        () => false,
      ),
    10_000,
  );
}
