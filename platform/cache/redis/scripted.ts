// The scripts called with what the store means: on one server a batch is one call; on a Cluster a call for each subject and one for
// the epochs, all in one turn of the event loop, so that every node is asked once and at the same time.
import { randomBytes } from 'node:crypto';
import { Redis, type Cluster } from 'ioredis';
import { LEASE_MS, TOMBSTONE_MS, type StoreAsk } from '../store';
import { listOf, numberOf, textOf } from './reply';

/** A turn as the script replies it; `null` = its node failed. */
export type RawTurn = readonly unknown[] | null;

export interface RawRead {
  turns: RawTurn[];
  now: number;
  sequence: number;
  /** In the order of the scopes asked. */
  tags: string[];
}

export interface Scripted {
  /** Rejects where nothing can be told. */
  read(asks: readonly StoreAsk[], token: string, scopes: readonly (readonly string[])[]): Promise<RawRead>;
  /** A reply for each key, `null` where its node failed; the rest of a key's arguments comes in groups of the same length. */
  each(
    command: 'cacheFill' | 'cacheRelease' | 'cacheExtend' | 'cacheAwaited',
    before: Argument,
    items: readonly Item[],
  ): Promise<(number | null)[]>;
  /** Resolves with the acknowledgement of all of it. */
  forget(names: readonly string[], scopes: readonly string[], channel: string, message: string): Promise<void>;
}

export type Argument = string | number | Buffer;
export type Item = { name: string; rest: readonly Argument[] };

export const newWord = (): string => randomBytes(6).toString('base64url');

function argumentsOf({ entry, maxAgeMs, eagerness, waitedFor }: StoreAsk, tagIndex: number): Argument[] {
  return [entry.question, tagIndex, maxAgeMs ?? -1, eagerness, waitedFor ?? ''];
}

/** Of the script's reply; on a Cluster the epochs come alone. */
function toRead(reply: unknown): RawRead {
  const [now, sequence, tags, turns] = listOf(reply);
  return { now: numberOf(now), sequence: numberOf(sequence), tags: listOf(tags).map(textOf), turns: listOf(turns).map(listOf) };
}

export function createScripted(client: Redis | Cluster, epochs: string): Scripted {
  return client instanceof Redis ? onServer(client, epochs) : onCluster(client, epochs);
}

/** The others only do as they are told. */
function replies(command: string): boolean {
  return command === 'cacheFill' || command === 'cacheAwaited';
}

function onServer(client: Redis, epochs: string): Scripted {
  return {
    async read(asks, token, scopes) {
      const names = asks.map(({ entry }) => entry.name);
      const indexes = new Map(scopes.map((one, index) => [one, index + 1]));
      const items = asks.flatMap((ask) => argumentsOf(ask, indexes.get(ask.entry.scopes) ?? 0));
      const tags = scopes.map((one) => one.join(' '));
      const before = ['1', token, LEASE_MS, newWord(), tags.length, ...tags];
      return toRead(await client.cacheReadBuffer(1 + names.length, epochs, ...names, ...before, ...items));
    },
    async each(command, before, items) {
      const names = items.map(({ name }) => name);
      const reply = await client[command](names.length, ...names, before, ...items.flatMap(({ rest }) => rest));
      return replies(command) ? listOf(reply).map(numberOf) : items.map(() => 1);
    },
    async forget(names, scopes, channel, message) {
      await client.cacheForget(1 + names.length, epochs, ...names, channel, message, newWord(), TOMBSTONE_MS, ...scopes);
    },
  };
}

function onCluster(client: Cluster, epochs: string): Scripted {
  /** As last read: a guess that is checked by every read. */
  const known = new Map<readonly string[], string>();

  async function readEpochs(scopes: readonly (readonly string[])[]): Promise<RawRead> {
    const tags = scopes.map((one) => one.join(' '));
    const read = toRead(await client.cacheReadBuffer(1, epochs, '1', '', LEASE_MS, newWord(), tags.length, ...tags));
    for (const [index, one] of scopes.entries()) known.set(one, read.tags[index] ?? '');
    return read;
  }

  async function readOne(ask: StoreAsk, token: string, tag: string): Promise<RawTurn> {
    try {
      const reply = await client.cacheReadBuffer(1, ask.entry.name, '0', token, LEASE_MS, '', 1, tag, ...argumentsOf(ask, 1));
      return toRead(reply).turns[0] ?? null;
    } catch {
      return null;
    }
  }

  return {
    async read(asks, token, scopes) {
      const guesses = asks.map(({ entry }) => known.get(entry.scopes));
      const readAll = (wanted: (index: number) => string | undefined): Promise<RawTurn>[] =>
        asks.map((ask, index) => {
          const tag = wanted(index);
          return tag === undefined ? Promise.resolve(null) : readOne(ask, token, tag);
        });
      const [read, turns] = await Promise.all([readEpochs(scopes), Promise.all(readAll((index) => guesses[index]))]);
      // What was asked with a wrong guess is asked again; leases given under it are worth nothing.
      const missed = asks.map(({ entry }, index) => {
        const now = known.get(entry.scopes);
        return now === guesses[index] ? undefined : now;
      });
      const again = await Promise.all(readAll((index) => missed[index]));
      return { ...read, turns: turns.map((turn, index) => (missed[index] === undefined ? turn : (again[index] ?? null))) };
    },
    each(command, before, items) {
      return Promise.all(
        items.map(async ({ name, rest }) => {
          try {
            const reply = await client[command](1, name, before, ...rest);
            return replies(command) ? numberOf(listOf(reply)[0]) : 1;
          } catch {
            return null;
          }
        }),
      );
    },
    async forget(names, scopes, channel, message) {
      const sequence = numberOf(await client.cacheForget(1, epochs, channel, message, newWord(), TOMBSTONE_MS, ...scopes));
      await Promise.all(names.map((name) => client.cacheBury(1, name, sequence, TOMBSTONE_MS)));
    },
  };
}
