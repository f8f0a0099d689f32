// The lists on a real PostgreSQL: that the statement leaves out what is paid, whatever way a mapping says so, and that rows which
// cannot be judged are never passed over in silence.
import type { RecordList } from '../../../../../platform/connector';
import type { BillingConnector, BillingRecord } from '../../../../../subgraphs/billing/contract';
import { testCall } from '../../../../support/call';
import { MAPPING, startHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await startHouse();
  await house.run(`
    create table firm (no text, name text, mail text);
    insert into firm values ('1', '100 % GmbH', 'a@firm.example'), ('2', 'A_B', 'b@firm.example'), ('3', 'C\\D', 'c@firm.example'), ('4', 'AxB', null);
    create table slip (no text, firm integer, state text, sum numeric, paid numeric, left_over bigint, due timestamptz);
    grant select on firm, slip to reader`);
});
afterAll(() => house.stop());
beforeEach(() => house.run('truncate slip'));

const SLIPS = `
customers: { table: firm, id: no, fields: { company: name, email: mail } }
invoices:
  table: slip
  id: no
  customer: firm
  fields: { dueDate: due, total: { column: sum, default: 0 }, paid: paid, currency: { constant: EUR }, status: { constant: OPEN } }
`;

async function reading<T>(mapping: string, read: (connector: BillingConnector) => Promise<T>): Promise<T> {
  const connector = await house.connect({ mapping });
  try {
    return await read(connector);
  } finally {
    await connector.close?.();
  }
}

function overdue(mapping: string, { minDays = 1, most = 100 } = {}): Promise<RecordList<BillingRecord>> {
  return reading(mapping, (connector) => connector.overdue({ minDays }, most, testCall()));
}

function idsOf({ records }: RecordList<BillingRecord>): string[][] {
  return records.map(({ record, items }) => [record.id, ...items.map(({ id }) => id)]);
}

describe('overdue invoices', () => {
  it('are those with something left to pay, the longest overdue first, of customers whose key is of another type', async () => {
    await house.run(`
      insert into slip values
        ('new', 1, null, 10, 4, null, '2026-02-01'), ('old', 2, null, 10, 0, null, '2026-01-01'), ('older', 1, null, 10, 9.99, null, '2025-01-01'),
        ('paid', 3, null, 10, 10, null, '2025-01-01'), ('credit', 3, null, 10, 12, null, '2025-01-01'), ('nobody', 9, null, 10, 0, null, '2025-01-01'),
        ('dateless', 3, null, 10, 0, null, null), ('gift', 3, null, null, 0, null, '2025-01-01')`);
    const list = await overdue(SLIPS);
    expect(idsOf(list)).toEqual([
      ['sql:customer:1', 'sql:invoice:older', 'sql:invoice:new'],
      ['sql:customer:2', 'sql:invoice:old'],
    ]);
    expect(list.complete).toBe(true);
    expect(list.records[0]?.items[0]).toEqual({
      ...{ id: 'sql:invoice:older', url: null, title: null, at: '2025-01-01' },
      amount: { amount: '0.01', currency: 'EUR' },
    });
  });

  it('fell due some days ago at least, by the calendar of UTC and the days that the mapping adds', async () => {
    const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);
    await house.run(`
      insert into slip values ('today', 1, null, 1, 0, null, '${day(0)} 00:00+00'), ('one', 1, null, 1, 0, null, '${day(1)} 23:59:59+00'),
        ('two', 1, null, 1, 0, null, '${day(2)} 00:00+00'), ('soon', 1, null, 1, 0, null, now() + interval '9 days')`);
    const found = async (minDays: number, mapping = SLIPS) => idsOf(await overdue(mapping, { minDays })).flatMap(([, ...ids]) => ids);
    expect(await found(0)).toEqual(['sql:invoice:two', 'sql:invoice:one']);
    expect(await found(1)).toEqual(['sql:invoice:two', 'sql:invoice:one']);
    expect(await found(2)).toEqual(['sql:invoice:two']);
    expect(await found(3)).toEqual([]);
    expect(await found(1, SLIPS.replace('dueDate: due', 'dueDate: { column: due, plusDays: 1 }'))).toEqual(['sql:invoice:two']);
    expect(await found(1, SLIPS.replace('dueDate: due', 'dueDate: { column: due, plusDays: -10 }'))).toHaveLength(4);
    expect(await found(1, SLIPS.replace('dueDate: due, ', ''))).toEqual([]);
  });

  it.each([
    ['{ constant: PAID }', []],
    ['{ constant: PARTIALLY_PAID }', ['blank', 'null', 'settled', 'spaced', 'void', 'open']],
    ['{ column: state, values: { open: OPEN, settled: PAID, void: VOID }, default: OPEN }', ['blank', 'null', 'open']],
    ['{ column: state, values: { open: OPEN }, default: PAID }', ['open']],
    ['{ column: state, values: { void: VOID }, default: OPEN }', ['blank', 'null', 'settled', 'spaced', 'open']],
  ])('are not those whose status, %s, says that nothing is due', async (status, ids) => {
    await house.run(`
      insert into slip values ('open', 1, 'open', 1, 0, null, '2025-02-01'), ('settled', 1, 'settled', 1, 0, null, '2025-01-03'),
        ('spaced', 1, ' settled', 1, 0, null, '2025-01-04'), ('void', 1, E'void\\t', 1, 0, null, '2025-01-05'),
        ('null', 1, null, 1, 0, null, '2025-01-02'), ('blank', 1, ' ', 1, 0, null, '2025-01-01')`);
    const list = await overdue(SLIPS.replace('{ constant: OPEN }', status));
    expect(idsOf(list).flatMap(([, ...found]) => found)).toEqual(ids.map((id) => `sql:invoice:${id}`));
    expect(list.complete).toBe(true);
  });

  it('are judged by the mapping in the end, which trims what the database does not', async () => {
    await house.run(`insert into slip values ('nbsp', 1, E'settled\\u00A0', 1, 0, null, '2025-01-01')`);
    const status = '{ column: state, values: { settled: PAID }, default: OPEN }';
    expect(await overdue(SLIPS.replace('{ constant: OPEN }', status))).toEqual({ records: [], complete: true });
  });

  it('are known by a balance of their own, in cents', async () => {
    await house.run(`insert into slip values ('left', 1, null, 10, 0, 250, '2025-01-01'), ('done', 1, null, 10, 0, 0, '2025-01-01')`);
    const mapping = SLIPS.replace('paid: paid', 'balance: { column: left_over, divideBy: 100 }');
    expect((await overdue(mapping)).records[0]?.items).toMatchObject([{ id: 'sql:invoice:left', amount: { amount: '2.50' } }]);
  });

  it('that cannot be judged make the list incomplete', async () => {
    await house.run(`insert into slip values ('good', 1, null, 10, 0, null, '2025-01-01'), ('odd', 2, null, 10, null, null, '2025-01-01')`);
    const list = await overdue(SLIPS);
    expect(idsOf(list)).toEqual([['sql:customer:1', 'sql:invoice:good']]);
    expect(list.complete).toBe(false);
  });

  it('of one customer all come, however few customers are asked for', async () => {
    await house.run(`
      insert into slip values ('a', 1, null, 1, 0, null, '2025-01-01'), ('b', 2, null, 1, 0, null, '2025-01-02'), ('c', 1, null, 1, 0, null, '2025-01-03')`);
    expect(idsOf(await overdue(SLIPS, { most: 1 }))).toEqual([['sql:customer:1', 'sql:invoice:a', 'sql:invoice:c']]);
  });
});

describe('a search by text', () => {
  const found = async (text: string, mapping = MAPPING) =>
    idsOf(await reading(mapping, (connector) => connector.search?.({ text }, 100, testCall()) ?? Promise.reject(new Error('none')))).flat();

  it.each([
    ['lovelace', ['1']],
    ['Ada Love', ['1']],
    ['ENGINES', ['1']],
    ['@example.org', ['1']],
    [' firm.example ', ['5']],
    ['London', []],
    ['never shown', []],
  ])('for %j finds names, companies and addresses, and nothing else', async (text, ids) => {
    expect(await found(text)).toEqual(ids.map((id) => `sql:customer:${id}`));
  });

  it.each([
    ['%', ['1']],
    ['0 %', ['1']],
    ['_', ['2']],
    ['A_B', ['2']],
    ['\\', ['3']],
    [`'; drop table firm; --`, []],
  ])('takes %j for what it is', async (text, ids) => {
    expect(await found(text, SLIPS)).toEqual(ids.map((id) => `sql:customer:${id}`));
  });

  it('finds nobody where nothing is mapped that could be searched', async () => {
    expect(await found('firm', SLIPS.replace('{ company: name, email: mail }', '{ taxId: mail }'))).toEqual([]);
  });
});
