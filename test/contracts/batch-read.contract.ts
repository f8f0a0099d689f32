// What every batch read of every connector must keep: order, absence, chunks, cost and failure. The domains' suites call it
// once for each of their reads; it knows no domain and no vendor.
import type { BatchRead } from '../../platform/connector';
import { UpstreamError, type UpstreamCode } from '../../platform/errors';
import { testCall } from '../support/call';

/** A way to break the source, and what callers must then see. */
export interface SourceFault {
  /** In words, for the test's name: `rate limit`. */
  name: string;
  code: UpstreamCode;
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

    /** Reads, and checks that what the connector noted is what the source received. */
    async function read(keys: readonly Key[]): Promise<{ values: readonly (Value | Error)[]; requests: number }> {
      const call = testCall();
      source.counter?.resetCalls();
      const values = await expected.of(connector)(keys, call);
      if (source.counter !== undefined) expect(source.counter.calls()).toBe(call.sentCount);
      return { values, requests: call.sentCount };
    }

    function check(key: Key, value: Value | Error | undefined): void {
      if (value instanceof Error) throw value;
      if (value === undefined) throw new Error('A slot is missing');
      expected.always?.(value);
      const sample = expected.known.find((known) => known.key === key);
      if (sample === undefined) expect(value).toEqual(expected.absent);
      else sample.check(value);
    }

    const keys = expected.known.map(({ key }) => key);

    it('answers in the order of its keys, unknown ones among them', async () => {
      const asked = [...expected.unknown, ...keys.slice().reverse(), ...expected.unknown];
      const { values } = await read(asked);
      expect(values).toHaveLength(asked.length);
      asked.forEach((key, index) => check(key, values[index]));
    });

    it('answers a key asked twice in both places, and sends it once', async () => {
      const once = await read(keys);
      const twice = await read([...keys, ...keys]);
      expect(twice.requests).toBe(once.requests);
      [...keys, ...keys].forEach((key, index) => check(key, twice.values[index]));
    });

    it('answers nothing to nobody, without a request', async () => {
      expect(await read([])).toEqual({ values: [], requests: 0 });
    });

    it('answers nothing but unknown keys', async () => {
      const { values } = await read(expected.unknown);
      expect(values).toEqual(expected.unknown.map(() => expected.absent));
    });

    const { overLimit } = expected;
    if (overLimit !== undefined) {
      it(`sends ${overLimit.keys.length} keys in ${overLimit.requests} requests`, async () => {
        const { values, requests } = await read(overLimit.keys);
        expect(values).toHaveLength(overLimit.keys.length);
        overLimit.keys.forEach((key, index) => check(key, values[index]));
        expect(requests).toBe(overLimit.requests);
      });
    }

    it.each(source.faults.map((fault) => [fault.name, fault] as const))('says what went wrong: %s', async (_name, fault) => {
      await fault.begin();
      const call = testCall();
      const outcome = await expected
        .of(connector)(keys, call)
        .then(
          (values) => values,
          (error: unknown) => [error],
        );
      for (const failure of outcome) {
        expect(failure).toBeInstanceOf(UpstreamError);
        expect(failure).toMatchObject({ code: fault.code });
      }
      expect(outcome.length).toBeGreaterThan(0);
      if (fault.code !== 'UPSTREAM_CONTRACT') expect(call.failedCount).toBeGreaterThan(0);
    });

    it('works again after every fault', async () => {
      const { values } = await read(keys);
      keys.forEach((key, index) => check(key, values[index]));
    });
  });
}
