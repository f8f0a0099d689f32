// What every batch read of every connector must keep: order, absence, chunks, cost and failure. The domains' suites call it
// once for each of their reads; it knows no domain and no vendor.
import { isDeepStrictEqual } from 'node:util';
import type { BatchRead } from '../../platform/connector';
import type { UpstreamCode } from '../../platform/errors';
import { testCall } from '../support/call';
import { checked, expectCounted, expectFailure, refuseUnsupported, shown } from './words';

/** A way to break the source, and what callers must then see. */
export interface SourceFault {
  /** In words, for the test's name: `rate limit`. */
  name: string;
  code: UpstreamCode;
  /** For how long whoever asks waits, where the source would never answer. */
  patienceMs?: number;
  /** Breaks every read until `heal`. */
  begin(): void | Promise<void>;
}

/** The source under test, as every suite needs it. */
export interface SourceUnderTest<Connector> {
  /** Shown as the title of the suite: `hubspot`. */
  name: string;
  /** Called once before the tests of each block; `release` is called after them. */
  connect(): Promise<Connector>;
  /** Ends what `connect` began, the connector included. */
  release(connector: Connector): Promise<void>;
  /** Ways to break the source; at least one. */
  faults: readonly SourceFault[];
  /** Ends every fault. */
  heal(): void | Promise<void>;
  /** Where the source can count the requests it received, it must agree with what connectors note in `Call.sent`. */
  counter?: { calls(): number; resetCalls(): void };
}

/** What one read must answer. */
export interface BatchReadExpectation<Connector, Key, Value> {
  /** Name of the read, such as `deals`. */
  read: string;
  of(connector: Connector): BatchRead<Key, Value>;
  /** At least two keys with different answers; `check` sees the answer and throws where it is wrong. */
  known: readonly { key: Key; check(value: Value): void }[];
  /** Keys of the right form that the source does not have, one for each way to ask. */
  unknown: readonly Key[];
  /** The answer to an unknown key: null or an empty list. */
  absent: Value;
  /** More keys than one request takes, known or not, and the number of requests that must cost. */
  overLimit?: { keys: readonly Key[]; requests: number };
  /** Checks what must hold of every answer, such as its shape. */
  always?(value: Value): void;
}

/** Runs the checks as one describe block. */
export function describeBatchRead<Connector, Key, Value>(
  source: SourceUnderTest<Connector>,
  expected: BatchReadExpectation<Connector, Key, Value>,
): void {
  describe(expected.read, () => {
    let connector: Connector;
    beforeAll(async () => {
      connector = await source.connect();
    });
    afterAll(() => source.release(connector));
    afterEach(() => source.heal());

    const name = expected.read;

    /** Reads, and checks that what the connector noted is what the source received. */
    async function read(asked: readonly Key[]): Promise<{ values: readonly (Value | Error)[]; requests: number }> {
      const call = testCall();
      source.counter?.resetCalls();
      const values = await expected.of(connector)(asked, call);
      expectCounted(name, source.counter?.calls(), call.sentCount);
      if (values.length !== asked.length) {
        throw new Error(`${name}: ${asked.length} keys, ${values.length} answers. Answer every key, in the order of the keys.`);
      }
      return { values, requests: call.sentCount };
    }

    function check(asked: readonly Key[], values: readonly (Value | Error)[]): void {
      values.forEach((value, index) => {
        const key = asked[index];
        const place = `${name}: key ${index + 1} of ${asked.length}, ${shown(key)},`;
        refuseUnsupported(name, value);
        if (value instanceof Error) throw new Error(`${place} was answered with an error: ${value.message}`, { cause: value });
        const sample = expected.known.find((known) => known.key === key);
        if (sample === undefined) {
          if (!isDeepStrictEqual(value, expected.absent)) {
            throw new Error(
              `${place} is unknown to the source, as far as the test says in \`held\`, and must be answered with ${shown(expected.absent)}, not with ${shown(value)}`,
            );
          }
          return;
        }
        expected.always?.(value);
        if (isRight(sample, value)) return;
        const other = expected.known.findIndex((known) => isRight(known, value));
        if (other !== -1) {
          const whose = asked.indexOf(expected.known[other]?.key ?? sample.key);
          throw new Error(
            `${place} was answered with what belongs to key ${whose + 1}: keep the order of the keys, whatever order the vendor answers in.`,
          );
        }
        checked(place, () => sample.check(value));
      });
    }

    const keys = expected.known.map(({ key }) => key);

    it('answers in the order of its keys, unknown ones among them', async () => {
      // Not the same from behind, whatever the samples are.
      const asked = [...expected.unknown, ...keys.toReversed(), ...expected.unknown, ...keys.slice(0, 1)];
      check(asked, (await read(asked)).values);
    });

    it('answers a key asked twice in both places, and sends it once', async () => {
      const once = await read(keys);
      const asked = [...keys, ...keys];
      const twice = await read(asked);
      check(asked, twice.values);
      if (twice.requests !== once.requests) {
        throw new Error(`${name}: keys asked twice cost ${twice.requests} requests, once ${once.requests}: send each key once.`);
      }
    });

    it('answers nothing to nobody, without a request', async () => {
      const { requests } = await read([]);
      if (requests > 0) throw new Error(`${name}: no keys cost ${requests} requests: send nothing where nothing is asked.`);
    });

    it('answers nothing but unknown keys', async () => {
      check(expected.unknown, (await read(expected.unknown)).values);
    });

    const { overLimit } = expected;
    if (overLimit !== undefined) {
      it(`sends ${overLimit.keys.length} keys in ${overLimit.requests} requests`, async () => {
        const { values, requests } = await read(overLimit.keys);
        check(overLimit.keys, values);
        if (requests !== overLimit.requests) {
          throw new Error(
            `${name}: ${overLimit.keys.length} keys cost ${requests} requests, not ${overLimit.requests}: cut them into calls of as many as the vendor takes, and page to the end.`,
          );
        }
      });
    }

    it.each(source.faults.map((fault) => [fault.name, fault] as const))('says what went wrong: %s', async (_name, fault) => {
      await fault.begin();
      const call = testCall(fault.patienceMs);
      const outcome = await expected
        .of(connector)(keys, call)
        .then(
          (values): readonly unknown[] => values,
          (error: unknown) => [error],
        );
      expectFailure(`${name} beside ${fault.name}`, outcome, fault.code);
      if (fault.code !== 'UPSTREAM_CONTRACT') expect(call.failedCount).toBeGreaterThan(0);
    });

    it('works again after every fault', async () => {
      check(keys, (await read(keys)).values);
    });
  });
}

function isRight<Key, Value>({ check }: { key: Key; check(value: Value): void }, value: Value): boolean {
  try {
    check(value);
    return true;
  } catch {
    return false;
  }
}
