// What every source of person records must keep: `find` answers each identifier with the records that hold it, in the one
// shape of platform/record.ts. Each domain's suite begins with it.
import { z } from 'zod';
import type { Identifier, LookupBy, RecordSource } from '../../platform/connector';
import { hasField } from '../../platform/domain/custom-fields';
import { parseRecordId, type JsonValue, type PersonRecord, type RecordId } from '../../platform/record';
import { testCall } from '../support/call';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeList, type KnownList } from './list.contract';
import { checked, expectShape } from './words';

/** What is in the source, as far as the suite must know it. */
export interface KnownRecords<R extends PersonRecord> {
  /** At least two, and one for each declared look-up: which records hold the identifier, in any order. */
  held: readonly { identifier: Identifier; recordIds: readonly RecordId[] }[];
  /** One for each declared look-up. */
  unknown: readonly Identifier[];
  /** A record that says much, field by field as expected; fields left out are not compared. */
  full: { identifier: Identifier; record: Partial<R> };
  /** A record that says as little as the source allows: nothing may be invented for it. */
  sparse: { identifier: Identifier; record: Partial<R> };
  /** More identifiers than one request takes, and the requests they must cost. */
  overLimit: { identifiers: readonly Identifier[]; requests: number };
  /** Records that the source merged into another one, and answers with that; left out where it answers nothing: `unknown` has them. */
  merged?: readonly { oldId: RecordId; became: RecordId }[];
  /** Left out where the source has no search by text, and only there. */
  search?: KnownList<{ text: string }>;
}

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });
const GlobalId = z.string().refine((id) => parseRecordId(id) !== null);

/** The shape of platform/record.ts to the letter; domains extend it by their own fields. */
export const PersonRecordShape = z.strictObject({
  id: GlobalId,
  url: z.url().nullable(),
  kind: z.enum(['PERSON', 'ORGANIZATION']),
  name: z.strictObject({ full: Text.nullable(), given: Text.nullable(), family: Text.nullable() }),
  emails: z.array(
    z.strictObject({
      value: z.string().regex(/^[^\s@A-Z]+@[^\s@A-Z]+$/),
      primary: z.boolean(),
      verified: z.boolean().nullable(),
    }),
  ),
  phones: z.array(z.strictObject({ value: z.e164(), primary: z.boolean(), shared: z.boolean() })),
  addresses: z.array(
    z.strictObject({
      purpose: z.enum(['main', 'billing', 'shipping']),
      line1: Text.nullable(),
      city: Text.nullable(),
      postalCode: Text.nullable(),
      country: Text.nullable(),
    }),
  ),
  company: Text.nullable(),
  jobTitle: Text.nullable(),
  language: Text.nullable(),
  taxId: Text.nullable(),
  birthDate: z.iso.date().nullable(),
  employees: z.int().nullable(),
  consents: z.array(
    z.strictObject({
      channel: z.enum(['EMAIL', 'SMS', 'PHONE', 'POST']),
      purpose: Text,
      status: z.enum(['GRANTED', 'DENIED', 'REVOKED', 'UNKNOWN']),
      address: Text.nullable(),
      at: Time.nullable(),
    }),
  ),
  externalIds: z.array(GlobalId),
  createdAt: Time.nullable(),
  updatedAt: Time.nullable(),
  movedTo: GlobalId.nullable(),
  formerIds: z.array(GlobalId).min(1).optional(),
  raw: z.json(),
});

/** Every value of a raw record by its path; a list is one value. */
function pathsOf(raw: JsonValue, path = ''): string[] {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return [path];
  return Object.entries(raw).flatMap(([name, value]) => pathsOf(value, path === '' ? name : `${path}.${name}`));
}

/** Runs the checks of `find` and `search`; `shape` is the domain's own record shape where it adds fields. */
export function describeRecordSource<R extends PersonRecord, Connector extends RecordSource<R>>(
  source: SourceUnderTest<Connector>,
  known: KnownRecords<R>,
  shape: z.ZodType = PersonRecordShape,
): void {
  describeBatchRead<Connector, Identifier, readonly R[]>(source, {
    read: 'find',
    of: (connector) => connector.find,
    known: known.held.map(({ identifier, recordIds }) => ({
      key: identifier,
      check: (records) => expect(records.map(({ id }) => id).sort()).toEqual([...recordIds].sort()),
    })),
    unknown: known.unknown,
    absent: [],
    overLimit: { keys: known.overLimit.identifiers, requests: known.overLimit.requests },
    always: (records) => records.forEach((record) => expectShape('record', shape, record)),
  });

  const { search } = known;
  if (search !== undefined) describeList<R, Connector, { text: string }>(source, 'search', (connector) => connector.search, search, shape);

  describe('records', () => {
    let connector: Connector;
    beforeAll(async () => {
      connector = await source.connect();
    });
    afterAll(() => source.release(connector));

    async function only(identifier: Identifier): Promise<R> {
      const [records] = await connector.find([identifier], testCall());
      if (records === undefined || records instanceof Error) throw records ?? new Error('no answer');
      const [record, ...others] = records;
      if (record === undefined || others.length > 0) throw new Error(`${records.length} records instead of one`);
      return record;
    }

    it('have what the source says', async () => {
      expect(await only(known.full.identifier)).toMatchObject(known.full.record);
    });

    it('have null or nothing where the source says nothing', async () => {
      expect(await only(known.sparse.identifier)).toMatchObject(known.sparse.record);
    });

    it('are found by an address in another case where the look-up says that case does not matter', async () => {
      const byEmail = known.held.filter(({ identifier }) => identifier.by === 'email');
      const mindsCase = connector.lookups.some(({ by, caseSensitive }) => by === 'email' && caseSensitive);
      for (const { identifier, recordIds } of mindsCase ? [] : byEmail) {
        const at = identifier.value.lastIndexOf('@');
        const value = identifier.value.slice(0, at).toUpperCase() + identifier.value.slice(at);
        const [records = []] = await connector.find([{ by: 'email', value }], testCall());
        if (records instanceof Error) throw records;
        checked(`lookups: ${value}, of an address that is to be found in any case (\`caseSensitive: false\`),`, () =>
          expect(records.map(({ id }) => id).sort()).toEqual([...recordIds].sort()),
        );
      }
    });

    it('that were merged answer with what they became, which names them', async () => {
      for (const { oldId, became } of known.merged ?? []) {
        const record = await only({ by: 'id', value: oldId });
        expect(record).toEqual(await only({ by: 'id', value: became }));
        expect(record).toMatchObject({ id: became, movedTo: null });
        expect(record.formerIds).toContain(oldId);
      }
    });

    it('have no raw field that the source does not name, where it names them', async () => {
      const fields = (await connector.fields?.(testCall())) ?? null;
      const { raw } = await only(known.full.identifier);
      const unnamed = fields === null ? [] : pathsOf(raw).filter((path) => !hasField(fields, path));
      expect({ unnamed, anythingGoes: hasField(fields ?? [], 'no_such_field_anywhere') }).toEqual({ unnamed: [], anythingGoes: false });
    });

    it('are plain JSON', async () => {
      const record = await only(known.full.identifier);
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    });
  });

  it('names rights of reads that it has', async () => {
    const connector = await source.connect();
    const named = Object.entries(connector.scopes ?? {});
    await source.release(connector);
    const reads = new Map<string, unknown>(Object.entries(connector));
    expect(named.filter(([read, right]) => typeof reads.get(read) !== 'function' || right.trim() === '')).toEqual([]);
  });

  describe('lookups', () => {
    let connector: Connector;
    beforeAll(async () => {
      connector = await source.connect();
    });
    afterAll(() => source.release(connector));

    it('are declared once each, with a limit, and each is tried by this suite', () => {
      const declared = connector.lookups.map(({ by }) => by);
      const tried = (identifiers: readonly Identifier[]) => [...new Set<LookupBy>(identifiers.map(({ by }) => by))].sort();
      expect(new Set(declared).size).toBe(declared.length);
      const ways = [...declared].sort().join(', ');
      const inTest = { held: tried(known.held.map(({ identifier }) => identifier)), unknown: tried(known.unknown) };
      for (const [name, tries] of Object.entries(inTest)) {
        const said = tries.join(', ');
        if (said !== ways) {
          throw new Error(
            `lookups: the connector declares ${ways}, and \`${name}\` of the test has ${said}. Give the test one for each way to look up, and none for others.`,
          );
        }
      }
      for (const { keysPerCall, lagSeconds } of connector.lookups) {
        expect(keysPerCall).toBeGreaterThan(0);
        expect(lagSeconds === null || lagSeconds > 0).toBe(true);
      }
    });

    it('are joined by a search by text where this suite knows one, and only there', () => {
      if (known.search === undefined && connector.search !== undefined) {
        throw new Error('search: the connector has one, and the test does not say in `search` what it finds.');
      }
      if (known.search !== undefined && connector.search === undefined)
        throw new Error('search: the test has one, and the connector none.');
    });

    it('tell how much of the rate limit is left as a share, or not at all', () => {
      const left = connector.budgetLeft?.() ?? null;
      expect(left === null || (left >= 0 && left <= 1)).toBe(true);
    });
  });
}
