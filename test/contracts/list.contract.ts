// What every list of every connector must keep: order, limit, each record once, cost and failure. The domains' suites call it
// once for each of their lists; it knows no domain and no vendor.
import { z } from 'zod';
import type { ListedItem, ListRead, RecordList, RecordSource } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import { testCall } from '../support/call';
import type { SourceUnderTest } from './batch-read.contract';
import { expectCounted, expectFailure, expectShape, refuseUnsupported } from './words';

/** What is on a list. */
export interface KnownList<Filter> {
  filter: Filter;
  /** At least two, in the order of the list; fields left out of an item are not compared. */
  records: readonly { id: RecordId; items: readonly Partial<ListedItem>[] }[];
  /** What the whole list must cost; left out where the source cannot count. */
  requests?: number;
  /** Filters that find nobody, one for each way to miss. */
  nobody: readonly Filter[];
}

const Text = z.string().min(1);

const ListedItemShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  title: Text.nullable(),
  at: z.union([z.iso.datetime({ offset: false }), z.iso.date()]).nullable(),
  amount: z.strictObject({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
});

/** Runs the checks as one describe block; `shape` is the domain's own record shape. */
export function describeList<R extends PersonRecord, Connector extends RecordSource<R>, Filter>(
  source: SourceUnderTest<Connector>,
  name: string,
  of: (connector: Connector) => ListRead<Filter, R> | undefined,
  known: KnownList<Filter>,
  shape: z.ZodType,
): void {
  describe(name, () => {
    let connector: Connector;
    beforeAll(async () => {
      connector = await source.connect();
    });
    afterAll(() => source.release(connector));
    afterEach(() => source.heal());

    const count = known.records.length;
    const ids = known.records.map(({ id }) => id);

    /** Reads, and checks that what the connector noted is what the source received. */
    async function read(filter: Filter, most: number, call = testCall()): Promise<RecordList<R>> {
      const list = of(connector);
      if (list === undefined) throw new Error(`The connector has no ${name}`);
      source.counter?.resetCalls();
      const answer = await list(filter, most, call).catch((error: unknown) => {
        refuseUnsupported(name, error);
        throw error;
      });
      expectCounted(name, source.counter?.calls(), call.sentCount);
      return answer;
    }

    it('has each record once, in its order, with all that put it there', async () => {
      const { records, complete } = await read(known.filter, 1_000);
      expect(records.map(({ record }) => record.id)).toEqual(ids);
      records.forEach(({ items }, index) => {
        expect(items).toHaveLength(known.records[index]?.items.length ?? 0);
        expect(items).toMatchObject(known.records[index]?.items ?? []);
      });
      expect(complete).toBe(true);
    });

    it('has records and items of the one shape', async () => {
      const { records } = await read(known.filter, 1_000);
      for (const { record, items } of records) {
        expectShape(`${name}: a record`, shape, record);
        for (const item of items) expectShape(`${name}: an item`, ListedItemShape, item);
      }
    });

    // They are remembered under their ids, and never read again in the request.
    it('has the very records that a look-up by id finds', async () => {
      const { records } = await read(known.filter, 1_000);
      const found = await connector.find(
        ids.map((value) => ({ by: 'id', value })),
        testCall(),
      );
      expect(records.map(({ record }) => [record])).toEqual(found);
    });

    it('ends after as many records as asked for, and says that there are more', async () => {
      for (let most = 1; most < count; most += 1) {
        const { records, complete } = await read(known.filter, most);
        expect(records.map(({ record }) => record.id)).toEqual(ids.slice(0, most));
        expect(complete).toBe(false);
      }
    });

    it('is complete when exactly as many were asked for', async () => {
      const { records, complete } = await read(known.filter, count);
      expect(records).toHaveLength(count);
      expect(complete).toBe(true);
    });

    it('is empty and complete where nobody is found', async () => {
      for (const filter of known.nobody) expect(await read(filter, 1_000)).toEqual({ records: [], complete: true });
    });

    if (known.requests !== undefined) {
      it(`costs ${known.requests} requests`, async () => {
        const call = testCall();
        await read(known.filter, 1_000, call);
        expect(call.sentCount).toBe(known.requests);
      });
    }

    it.each(source.faults.map((fault) => [fault.name, fault] as const))('says what went wrong: %s', async (_name, fault) => {
      await fault.begin();
      const call = testCall(fault.patienceMs);
      const failure: unknown = await of(connector)?.(known.filter, 1_000, call).catch((error: unknown) => error);
      expectFailure(`${name} beside ${fault.name}`, [failure], fault.code);
      if (fault.code !== 'UPSTREAM_CONTRACT') expect(call.failedCount).toBeGreaterThan(0);
    });

    it('works again after every fault', async () => {
      expect((await read(known.filter, 1_000)).records).toHaveLength(count);
    });
  });
}
