// Makes batch reads out of single vendor requests: each key once, chunks side by side, a failed chunk costing its own keys
// only. Connectors are built on it; it knows no vendor and sends nothing itself.
import { inChunks, type BatchRead, type Identifier, type LookupBy, type LookupDeclaration } from './connector';
import type { Call } from './http/call';

/** Reads a few keys at once: the answers by key, an Error where one could not be read. Keys left out are absent, others ignored. */
export type ReadSome<Value> = (keys: readonly string[], call: Call) => Promise<ReadonlyMap<string, Value | Error>>;

/** How keys become requests. */
export interface ChunkedRead<Value> {
  /** The answer for a key that `read` leaves out. */
  absent: Value;
  /** At most this many keys a request. */
  keysPerCall: number;
  /** At most this many requests side by side; not given = all. */
  atOnce?: number;
  read: ReadSome<Value>;
}

/** A way to look records up: what it can do, and the request that does it. */
export interface Lookup<R> extends LookupDeclaration {
  /** Records by the value that they hold; at most `keysPerCall` values, each once. */
  read: ReadSome<readonly R[]>;
  /** Cuts values into requests where more than their number counts, such as the length of an address. */
  split?(values: readonly string[]): string[][];
}

interface Part<Value> {
  keys: readonly string[];
  read(): Promise<ReadonlyMap<string, Value | Error>>;
}

/** Makes a batch read of string keys. */
export function chunked<Value>({ absent, keysPerCall, atOnce, read }: ChunkedRead<Value>): BatchRead<string, Value> {
  return (keys, call) => {
    const parts = inChunks(once(keys), keysPerCall).map((chunk) => ({ keys: chunk, read: () => read(chunk, call) }));
    return answer(keys, parts, absent, atOnce);
  };
}

/** Makes `find` of a source's ways to look up. A way that is not among them finds nothing, without a request. */
export function findWith<R>(lookups: readonly Lookup<R>[]): BatchRead<Identifier, readonly R[]> {
  return (identifiers, call) => {
    const parts = lookups.flatMap(({ by, keysPerCall, read, split }) => {
      const values = once(identifiers.filter((identifier) => identifier.by === by).map(({ value }) => value));
      const chunks = split === undefined ? inChunks(values, keysPerCall) : split(values);
      return chunks.map((chunk) => ({
        keys: chunk.map((value) => keyOf({ by, value })),
        read: async () => {
          const found = await read(chunk, call);
          const keys = chunk.map((value) => keyOf({ by, value }));
          return answersTo(keys, new Map([...found].map(([value, records]) => [keyOf({ by, value }), records])), call);
        },
      }));
    });
    return answer<readonly R[]>(identifiers.map(keyOf), parts, []);
  };
}

/** How identifiers of several kinds become requests. */
export interface MixedFind<R> {
  /** The ways to look up that the requests know. Others find nothing, without a request. */
  ways: readonly LookupBy[];
  /** At most this many identifiers a request, whatever their kinds. */
  keysPerCall: number;
  /** Records that hold some of the identifiers, in any order; others among them do no harm. */
  read(identifiers: readonly Identifier[], call: Call): Promise<readonly R[]>;
  /** All that a record can be found by. */
  heldBy(record: R): readonly Identifier[];
}

/**
 * Makes `find` where one request takes identifiers of every kind. A record answers an identifier only if it holds that very
 * value: what a vendor's search finds besides stays out.
 */
export function findMixed<R>({ ways, keysPerCall, read, heldBy }: MixedFind<R>): BatchRead<Identifier, readonly R[]> {
  return (identifiers, call) => {
    const known = identifiers.filter(({ by }) => ways.includes(by));
    const asked = [...new Map(known.map((identifier) => [keyOf(identifier), identifier])).values()];
    const parts = inChunks(asked, keysPerCall).map((chunk) => ({
      keys: chunk.map(keyOf),
      async read() {
        const found = new Map<string, R[]>();
        for (const record of await read(chunk, call)) {
          for (const key of new Set(heldBy(record).map(keyOf))) found.set(key, [...(found.get(key) ?? []), record]);
        }
        return answersTo(chunk.map(keyOf), found, call);
      },
    }));
    return answer<readonly R[]>(identifiers.map(keyOf), parts, []);
  };
}

/**
 * The records under the keys that were asked: an address in another case than the normal one is the same address. Those under none
 * of them are told to the call.
 */
function answersTo<R>(
  keys: readonly string[],
  found: ReadonlyMap<string, readonly R[] | Error>,
  { unasked }: Call,
): Map<string, readonly R[] | Error> {
  const answers = new Map(
    keys.map((key) => [key, found.get(key) ?? (key.startsWith('email ') ? found.get(key.toLowerCase()) : undefined) ?? []]),
  );
  if (unasked !== undefined) {
    const recordsIn = (map: ReadonlyMap<string, readonly R[] | Error>) =>
      new Set([...map.values()].flatMap((records) => (records instanceof Error ? [] : records)));
    const answered = recordsIn(answers);
    const others = [...recordsIn(found)].filter((record) => !answered.has(record)).length;
    if (others > 0) unasked(others);
  }
  return answers;
}

/**
 * Like Promise.all, but rejects only when none is under way any more: what a failed read has sent is then counted, and nothing
 * of it goes on behind the caller's back.
 */
export async function allOf<T>(reads: readonly Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(reads);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw asError(outcome.reason);
    return outcome.value;
  });
}

async function answer<Value>(
  keys: readonly string[],
  parts: readonly Part<Value>[],
  absent: Value,
  atOnce = Infinity,
): Promise<readonly (Value | Error)[]> {
  const answers = new Map<string, Value | Error>();
  const outcomes: PromiseSettledResult<ReadonlyMap<string, Value | Error>>[] = [];
  for (const group of inChunks(parts, atOnce)) outcomes.push(...(await Promise.allSettled(group.map(({ read }) => read()))));
  outcomes.forEach((outcome, index) => {
    const part = parts[index];
    for (const key of part?.keys ?? []) {
      answers.set(key, outcome.status === 'fulfilled' ? (outcome.value.get(key) ?? absent) : asError(outcome.reason));
    }
  });
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
  const [first] = failures;
  if (first !== undefined && failures.length === outcomes.length) throw asError(first.reason);
  return keys.map((key) => answers.get(key) ?? absent);
}

function once(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}

function keyOf({ by, value }: Identifier): string {
  return `${by} ${value}`;
}

/** What was thrown, as an Error. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('A read failed', { cause: reason });
}
