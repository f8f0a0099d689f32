// A queue on RabbitMQ: a quorum queue whose messages are confirmed when they are written, taken one at a time, and laid aside in a queue of
// their own. The client is a package that is installed by those who want it alone.
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { AsyncMessage, Channel, Connection, ConsumerStatus, SyncMessage } from 'rabbitmq-client';
import { ConfigError } from '../../platform/errors';
import {
  DEFAULT_AGAIN_MS,
  DEFAULT_ATTEMPTS,
  Poison,
  tooOften,
  type Consumer,
  type DeadMessage,
  type Queue,
  type QueueMessage,
  type QueueOptions,
} from './queue';

const PACKAGE = 'rabbitmq-client';
const CONTENT_TYPE = 'application/cloudevents+json';
const MOST_DEAD = 100;
/** A broker that takes a message and never says that it has it: whoever publishes must not wait for ever. */
const CONFIRM_WITHIN_MS = 10_000;

interface RabbitPackage {
  Connection: typeof Connection;
  ConsumerStatus: typeof ConsumerStatus;
}

/** Connects in the background. Throws a ConfigError where the client is not installed. */
export function createRabbitQueue(
  url: string,
  {
    name,
    attempts = DEFAULT_ATTEMPTS,
    againMs = DEFAULT_AGAIN_MS,
    confirmWithinMs = CONFIRM_WITHIN_MS,
  }: QueueOptions & { confirmWithinMs?: number },
  load: (name: string) => RabbitPackage = createRequire(__filename),
): Queue {
  const { Connection: Opened, ConsumerStatus: Status } = loadPackage(load);
  const deadName = `${name}.dead`;
  const queue = {
    queue: name,
    durable: true,
    arguments: {
      'x-queue-type': 'quorum' as const,
      // A consumer that dies each time has no say: then the broker lays it aside.
      'x-delivery-limit': attempts * 2,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadName,
      'x-single-active-consumer': true,
    },
  };
  const deadQueue = { queue: deadName, durable: true, arguments: { 'x-queue-type': 'quorum' as const } };
  const connection = new Opened({ url, connectionName: 'customer-graph', retryLow: 200, retryHigh: 2_000, acquireTimeout: 3_000 });
  // It connects again by itself; what it cannot do meanwhile is told by what was asked.
  connection.on('error', () => undefined);
  const publisher = connection.createPublisher({ confirm: true, queues: [deadQueue, queue] });

  const consumers = new Set<Consumer>();

  async function put(routingKey: string, { id, body }: QueueMessage, headers: Record<string, string> = {}): Promise<void> {
    const envelope = { routingKey, durable: true, mandatory: true, messageId: id, contentType: CONTENT_TYPE, headers };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the broker has not confirmed it in time')), confirmWithinMs);
    });
    await Promise.race([publisher.send(envelope, Buffer.from(body)), late]).finally(() => clearTimeout(timer));
  }

  return {
    publish: (message) => put(name, message),
    consume(handle) {
      const consumer = connection.createConsumer(
        { queue: name, queueOptions: queue, qos: { prefetchCount: 1 }, concurrency: 1 },
        async (received) => {
          const message = toMessage(received);
          const tries = Number(received.headers?.['x-delivery-count'] ?? 0) + 1;
          try {
            await handle(message);
            return Status.ACK;
          } catch (error) {
            const reason = error instanceof Poison ? error.reason : tries >= attempts ? tooOften(tries) : null;
            // Those behind it wait as long: they may not overtake it.
            if (reason === null) {
              await pause(againMs, undefined, { ref: false });
              return Status.REQUEUE;
            }
            await put(deadName, message, { reason });
            return Status.ACK;
          }
        },
      );
      consumer.on('error', () => undefined);
      const closing = {
        async close() {
          consumers.delete(closing);
          await consumer.close();
        },
      };
      consumers.add(closing);
      return closing;
    },
    async dead() {
      const dead: DeadMessage[] = [];
      await withChannel(async (channel) => {
        while (dead.length < MOST_DEAD) {
          const one = await channel.basicGet({ queue: deadName });
          if (one === undefined) break;
          dead.push({ ...toMessage(one), reason: reasonOf(one) });
        }
      });
      // What was not acknowledged is back with the end of the channel.
      return dead;
    },
    async replay() {
      let count = 0;
      await withChannel(async (channel) => {
        for (let one = await channel.basicGet({ queue: deadName }); one !== undefined; one = await channel.basicGet({ queue: deadName })) {
          await put(name, toMessage(one));
          channel.basicAck({ deliveryTag: one.deliveryTag });
          count += 1;
        }
      });
      return count;
    },
    async close() {
      // It waits for everything that is open on it.
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      await publisher.close().catch(() => undefined);
      await connection.close();
    },
  };

  async function withChannel(work: (channel: Channel) => Promise<void>): Promise<void> {
    const channel = await connection.acquire();
    try {
      await channel.queueDeclare(deadQueue);
      await work(channel);
    } finally {
      await channel.close();
    }
  }
}

function toMessage({ messageId, body }: AsyncMessage | SyncMessage): QueueMessage {
  const text: unknown = body;
  return {
    id: messageId ?? '',
    body: Buffer.isBuffer(text) ? text.toString('utf8') : typeof text === 'string' ? text : JSON.stringify(text),
  };
}

/** Ours, or the broker's own word. */
function reasonOf({ headers }: SyncMessage): string {
  const own: unknown = headers?.['reason'];
  const brokers: unknown = headers?.['x-first-death-reason'];
  return typeof own === 'string' ? own : typeof brokers === 'string' ? brokers : 'unknown';
}

function loadPackage(load: (name: string) => RabbitPackage): RabbitPackage {
  try {
    return load(PACKAGE);
  } catch {
    throw new ConfigError([`EVENTS: rabbitmq needs a package that is not installed; run npm install --no-save --save-prod ${PACKAGE}@5`]);
  }
}
