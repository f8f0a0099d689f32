// One question to one source, asked by many requests at once: keys gather for a few milliseconds over all of them, what the
// cache knows is taken from there, equal keys are asked once, and the rest goes to the connector.
// The only home of `dataloader`.
import DataLoader from 'dataloader';
import { onBehalfOf, type Asker } from '../request/asker';
import { inFlight } from '../request/in-flight';
import { createWaiters, type Waiters } from '../request/waiters';
import { whenQuiet } from './quiet';

/** A value, and how old it is. */
export interface Loaded<Value> {
  value: Value;
  /** Epoch milliseconds. */
  fetchedAt: number;
  fromCache: boolean;
  /** The source failed with this code, and what is past its time stands in. */
  standsInFor?: string;
}

/** What the request's ledger is told of an answer: its age, and the failure that it stands in for. */
export function toldOf({ fetchedAt, standsInFor }: Loaded<unknown>): { ageSeconds: number; stoodInFor: string | null } {
  return { ageSeconds: Math.round((Date.now() - fetchedAt) / 1_000), stoodInFor: standsInFor ?? null };
}

/**
 * Reads what the cache does not have; an answer a key in their order, Errors in their slots. Told who asks first, with the patience of all
 * who do: it is over when the last of them has gone.
 */
export type ReadThrough<Value> = (keys: readonly string[], asker: Asker) => Promise<readonly (Loaded<Value> | Error)[]>;

export interface SharedRead<Value> {
  /** Rejects with what the source failed with. */
  load(key: string, asker: Asker): Promise<Loaded<Value>>;
}

export interface SharedReadOptions<Value> {
  read: ReadThrough<Value>;
  /** How long keys gather where several requests ask at once; of one alone, until the process has nothing else to do. */
  windowMs: number;
}

/**
 * A reading that began longer ago may be of before an invalidation that has been acknowledged since: who comes later asks the cache, which
 * knows, and waits there for the same reading where nothing has changed.
 */
const JOIN_MS = 100;

interface UnderWay<Value> {
  promise: Promise<Loaded<Value>>;
  /** When its batch went out; Infinity before. */
  beganAt: number;
  waiters: Waiters;
}

interface Ask {
  key: string;
  asker: Asker;
  waiters: Waiters;
}

/** Gathers keys over requests. Every ask for the same key within a window, or just after, shares one answer; live ones within a window. */
export function createSharedRead<Value>({ read, windowMs }: SharedReadOptions<Value>): SharedRead<Value> {
  const underWay = new Map<string, UnderWay<Value>>();
  const loader = new DataLoader<Ask, Loaded<Value>>(
    async (asks) => {
      // Who wants it live joins nobody's reading that has begun: from here on the next one begins their own.
      for (const { key, asker } of asks) {
        const running = underWay.get(nameOf(key, asker));
        if (running !== undefined) running.beganAt = performance.now();
        if (isLive(asker)) underWay.delete(nameOf(key, asker));
      }
      const settled = await Promise.all(byFreshness(asks).map(({ keys, asker }) => readGroup(keys, asker)));
      const answers = new Map(settled.flatMap((group) => [...group]));
      return asks.map(({ key, asker }) => answers.get(nameOf(key, asker)) ?? new Error(`no answer for a key`));
    },
    { cache: false, batchScheduleFn: (run) => void (inFlight.count() > 1 ? setTimeout(run, windowMs) : whenQuiet(run, windowMs)) },
  );

  async function readGroup(keys: readonly string[], asker: Asker): Promise<Map<string, Loaded<Value> | Error>> {
    const answers = await read(keys, asker).catch((error: unknown) => keys.map(() => toError(error)));
    return new Map(keys.map((key, index) => [nameOf(key, asker), answers[index] ?? new Error('a batch answered too few keys')]));
  }

  return {
    load(key, asker) {
      const name = nameOf(key, asker);
      const running = underWay.get(name);
      if (running !== undefined && performance.now() - running.beganAt <= JOIN_MS && !running.waiters.patience.isOver) {
        running.waiters.join(asker);
        return running.promise;
      }
      const waiters = createWaiters([asker]);
      const promise = loader.load({ key, asker, waiters }).finally(() => {
        if (underWay.get(name)?.promise === promise) underWay.delete(name);
      });
      underWay.set(name, { promise, beganAt: Infinity, waiters });
      return promise;
    },
  };
}

/** A reader who wants it live must not be answered by one who takes it from the cache. */
function nameOf(key: string, asker: Asker): string {
  return `${asker.maxAgeSeconds ?? ''}|${key}`;
}

function isLive({ maxAgeSeconds }: Asker): boolean {
  return maxAgeSeconds !== null && maxAgeSeconds <= 0;
}

function byFreshness(asks: readonly Ask[]): { keys: string[]; asker: Asker }[] {
  const groups = new Map<number | null, { keys: Set<string>; first: Asker; waiters: Waiters }>();
  for (const { key, asker, waiters } of asks) {
    const group = groups.get(asker.maxAgeSeconds);
    if (group === undefined) groups.set(asker.maxAgeSeconds, { keys: new Set([key]), first: asker, waiters: createWaiters([waiters]) });
    else {
      group.keys.add(key);
      group.waiters.join(waiters);
    }
  }
  return [...groups.values()].map(({ keys, first, waiters }) => ({ keys: [...keys], asker: onBehalfOf(first, waiters) }));
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('a batch rejected with no error');
}
