// A queue on a Redis stream: what is taken stays pending until it is done, and is claimed again by whoever is there when it was not. It
// lasts as long as Redis keeps it: with `appendonly yes`, through a restart.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { RedisAddress } from '../../platform/cache/redis/address';
import { closeClient, openClient } from '../../platform/cache/redis/client';
import {
  DEFAULT_AGAIN_MS,
  DEFAULT_ATTEMPTS,
  Poison,
  tooOften,
  type DeadMessage,
  type Queue,
  type QueueMessage,
  type QueueOptions,
} from './queue';

const GROUP = 'customer-graph';
const COMMAND_TIMEOUT_MS = 2_000;
/** Shorter than the client's patience with a silent connection. */
const BLOCK_MS = 400;
const AWAY_MS = 300;
const MOST_DEAD = 100;
/** Readers of a stream may come and go: so many of the newest stay for them. */
const MOST_KEPT = 100_000;

const entry = z.tuple([z.string(), z.array(z.string())]);
const entries = z.array(entry);
/** By stream, of which there is one: as the protocol's second version has it, and as the client gives the third's. */
const read = z.union([
  z.array(z.tuple([z.string(), entries])).transform(([first]) => first?.[1] ?? []),
  z.tuple([z.string(), entries]).transform(([, own]) => own),
]);
const claimed = z.tuple([z.string(), z.array(entry.nullable())]).rest(z.unknown());
const pending = z.array(z.tuple([z.string(), z.string(), z.number(), z.number()]));

type Entry = z.infer<typeof entry>;

/** `prefix` begins the names of its keys. Connects in the background. */
export function createRedisQueue(
  address: RedisAddress,
  prefix: string,
  { name, attempts = DEFAULT_ATTEMPTS, againMs = DEFAULT_AGAIN_MS }: QueueOptions,
): Queue {
  // One slot of a Cluster for both.
  const stream = `{${prefix}:${name}}`;
  const deadStream = `${stream}:dead`;
  const client = openClient(address, COMMAND_TIMEOUT_MS);
  client.on('error', () => undefined);
  const consumers = new Set<{ close(): Promise<void> }>();

  const call = (on: typeof client, command: string, ...args: (string | number)[]): Promise<unknown> =>
    on.call(command, ...args.map(String));

  async function layAside(on: typeof client, [id, fields]: Entry, reason: string): Promise<void> {
    const message = toMessage(fields);
    // Written before it is taken away: killed in between, it is there twice, never nowhere.
    await call(on, 'XADD', deadStream, '*', 'id', message.id, 'body', message.body, 'reason', reason);
    await done(on, id);
  }

  async function done(on: typeof client, id: string): Promise<void> {
    await call(on, 'XACK', stream, GROUP, id);
    await call(on, 'XDEL', stream, id);
  }

  return {
    async publish({ id, body }) {
      await call(client, 'XADD', stream, 'MAXLEN', '~', MOST_KEPT, '*', 'id', id, 'body', body);
    },
    consume(handle) {
      // It waits on its connection, which nobody else may want meanwhile.
      const own = openClient(address, COMMAND_TIMEOUT_MS);
      own.on('error', () => undefined);
      const consumer = randomUUID();
      const stop = new AbortController();
      const { signal } = stop;
      let grouped = false;

      async function work(one: Entry, tries: number): Promise<void> {
        try {
          await handle(toMessage(one[1]));
        } catch (error) {
          if (error instanceof Poison) await layAside(own, one, error.reason);
          else if (tries >= attempts) await layAside(own, one, tooOften(tries));
          // Else it stays pending, and is claimed when its time has come.
          return;
        }
        await done(own, one[0]);
      }

      async function turn(): Promise<void> {
        if (!grouped) {
          await call(own, 'XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM').catch((error: unknown) => {
            if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error;
          });
          grouped = true;
        }
        const [, again] = claimed.parse(await call(own, 'XAUTOCLAIM', stream, GROUP, consumer, againMs, '0', 'COUNT', 10));
        for (const one of again) {
          if (one === null || signal.aborted) continue;
          const [known] = pending.parse(await call(own, 'XPENDING', stream, GROUP, one[0], one[0], 1));
          await work(one, known?.[3] ?? 1);
        }
        if (again.length > 0 || signal.aborted) return;
        const answer = await call(own, 'XREADGROUP', 'GROUP', GROUP, consumer, 'COUNT', 1, 'BLOCK', BLOCK_MS, 'STREAMS', stream, '>');
        for (const one of answer === null ? [] : read.parse(answer)) await work(one, 1);
      }

      /** What it has not done goes with a consumer that is deleted: it stays then, until that is done. */
      async function leave(): Promise<void> {
        const left = pending.parse(await call(own, 'XPENDING', stream, GROUP, '-', '+', 1, consumer));
        if (left.length === 0) await call(own, 'XGROUP', 'DELCONSUMER', stream, GROUP, consumer);
      }

      async function run(): Promise<void> {
        while (!signal.aborted) {
          await turn().catch(async () => {
            // Whatever it was, the group may be gone with it.
            grouped = false;
            await pause(AWAY_MS, undefined, { signal, ref: false }).catch(() => undefined);
          });
        }
        if (grouped) await leave().catch(() => undefined);
        await closeClient(own);
      }

      const running = run();
      const closing = {
        async close() {
          consumers.delete(closing);
          stop.abort();
          await running;
        },
      };
      consumers.add(closing);
      return closing;
    },
    async dead() {
      const all = entries.parse(await call(client, 'XRANGE', deadStream, '-', '+', 'COUNT', MOST_DEAD));
      return all.map(([, fields]): DeadMessage => ({ ...toMessage(fields), reason: fieldOf(fields, 'reason') }));
    },
    async replay() {
      let count = 0;
      for (;;) {
        const all = entries.parse(await call(client, 'XRANGE', deadStream, '-', '+', 'COUNT', MOST_DEAD));
        for (const [entryId, fields] of all) {
          const { id, body } = toMessage(fields);
          await call(client, 'XADD', stream, '*', 'id', id, 'body', body);
          await call(client, 'XDEL', deadStream, entryId);
          count += 1;
        }
        if (all.length < MOST_DEAD) return count;
      }
    },
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      await closeClient(client);
    },
  };
}

function toMessage(fields: readonly string[]): QueueMessage {
  return { id: fieldOf(fields, 'id'), body: fieldOf(fields, 'body') };
}

/** Names and values take turns. */
function fieldOf(fields: readonly string[], name: string): string {
  const index = fields.findIndex((field, at) => at % 2 === 0 && field === name);
  return index < 0 ? '' : (fields[index + 1] ?? '');
}
