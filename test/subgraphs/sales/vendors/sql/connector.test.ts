// What is the SQL connector's own as a shop: how many orders, who sold them, faulty rows, and what a mapping may leave out.
import { ConfigError, UpstreamError } from '../../../../../platform/errors';
import type { Order, SalesConnector } from '../../../../../subgraphs/sales/contract';
import { testCall } from '../../../../support/call';
import { MAPPING, startHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

async function reading<T>(mapping: string, read: (connector: SalesConnector) => Promise<T>): Promise<T> {
  const connector = await house.connect({ mapping });
  try {
    return await read(connector);
  } finally {
    await connector.close?.();
  }
}

async function ordersOf(customer: number, mapping = MAPPING): Promise<readonly Order[]> {
  const [orders] = await reading(mapping, (connector) => connector.orders([`sql:customer:${customer}`], testCall()));
  if (orders === undefined || orders instanceof Error) throw orders ?? new Error('no answer');
  return orders;
}

describe('orders', () => {
  it('are the newest hundred of each customer, in one statement', async () => {
    await house.run(`insert into sale (no, person, state, cur, cents, "at")
      select 1000 + n, 3 + n % 2, 'new', 'EUR', n, timestamptz '2026-01-01Z' + n * interval '1 minute' from generate_series(1, 301) as n`);
    try {
      const call = testCall();
      const answers = await reading(MAPPING, (connector) => connector.orders(['sql:customer:3', 'sql:customer:4', 'sql:customer:2'], call));
      const ids = answers.map((orders) => (orders instanceof Error ? [] : orders.map(({ id }) => Number(id.split(':')[2]))));
      const newest = (odd: number) => Array.from({ length: 100 }, (_, index) => 1_300 + odd - 2 * index);
      expect(ids).toEqual([newest(0), newest(1), [12]]);
      expect(call.sentCount).toBe(1);
    } finally {
      await house.run('delete from sale where no > 1000');
    }
  });

  it.each([
    ['both', MAPPING, ['sql:staff:8', 'sql:staff:7', 'sql:staff:99']],
    ['the order alone', MAPPING.replace('  salesPerson: rep\n', ''), ['sql:staff:8', undefined, 'sql:staff:99']],
    ['the customer alone', MAPPING.replace('  salesPerson: seller\n', ''), ['sql:staff:7', 'sql:staff:7', 'sql:staff:7']],
    ['neither', MAPPING.replace(/ {2}salesPerson: .*\n/g, ''), [undefined, undefined, undefined]],
  ])('are sold by whom the mapping says: %s', async (_name, mapping, ids) => {
    expect((await ordersOf(1, mapping)).map(({ salesPerson }) => salesPerson?.id)).toEqual(ids);
  });

  it('are placed some days after a day, where the mapping says so', async () => {
    const [order] = await ordersOf(1, MAPPING.replace(`placedAt: 'at'`, `placedAt: { column: 'at', plusDays: 30 }`));
    expect(order?.placedAt).toBe('2026-03-03T04:30:00.000Z');
  });

  it('have no contents where the mapping has no items, and cost nothing then', async () => {
    const call = testCall();
    const mapping = MAPPING.slice(0, MAPPING.indexOf('items:'));
    expect(await reading(mapping, (connector) => connector.contents(['sql:order:10', 'sql:order:12'], call))).toEqual([null, null]);
    expect(call.sentCount).toBe(0);
  });

  it('are parcels under way with their carrier alone', async () => {
    const mapping = MAPPING.replace(/ {4}(shippedAt|deliveredAt|trackingNumber): .*\n/g, '');
    const parcel = { trackingNumber: null, shippedAt: null, deliveredAt: null };
    expect((await ordersOf(1, mapping)).map(({ shipments }) => shipments)).toEqual([[{ carrier: 'DHL', ...parcel }], [], []]);
  });
});

describe('a row that breaks the contract', () => {
  let connector: SalesConnector;
  beforeAll(async () => {
    await house.run(`
      create table odd_sale (no text, person integer, state text, cur text, total numeric, back numeric, "at" timestamptz);
      insert into odd_sale values ('nan', 1, 'PENDING', 'EUR', 'NaN', 0, now()), ('null', 2, 'PENDING', 'EUR', null, 0, now()),
        ('state', 3, 'who knows', 'EUR', 1, 0, now()), ('currency', 4, 'PENDING', 'Euros', 1, 0, now()), (null, 5, 'PENDING', 'EUR', 1, 0, now()),
        ('back', 6, 'PENDING', 'EUR', 1, -1, now()), ('never', 7, 'PENDING', 'EUR', 1, 0, null), ('late', 8, 'PENDING', 'EUR', 1, 0, 'infinity'),
        ('good', 9, 'PENDING', 'EUR', -1, null, now());
      insert into odd_sale select 'n' || n, 7, 'PENDING', 'EUR', 1, 0, now() from generate_series(1, 200) as n;
      create table odd_line (id text, sale text, pieces numeric, price numeric);
      insert into odd_line values ('half', '1', 0.5, 1), ('none', '2', null, 1), ('minus', '3', 1, -1), (null, '4', 1, 1), ('good', '5', -2, 1);
      grant select on odd_sale, odd_line to reader`);
    connector = await house.connect({
      mapping: `
customers: { table: person, id: no, fields: {} }
orders:
  table: odd_sale
  id: no
  customer: person
  fields: { status: state, currency: cur, total: total, refunded: back, placedAt: 'at' }
items: { table: odd_line, id: id, order: sale, fields: { quantity: pieces, unitPrice: price } }`,
    });
  });
  afterAll(() => connector.close?.());

  it.each([
    ['an amount that is no number', 1],
    ['no amount', 2],
    ['a state that is none', 3],
    ['a currency that is none', 4],
    ['no id', 5],
    ['less than nothing paid back', 6],
    ['no date, behind two hundred others', 7],
    ['a date at the end of time', 8],
  ])('is an error of its customer, and of nobody else: %s', async (_name, customer) => {
    const [answer, good] = await connector.orders([`sql:customer:${customer}`, 'sql:customer:9'], testCall());
    expect(answer).toBeInstanceOf(UpstreamError);
    expect(answer).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    expect(good).toMatchObject([{ id: 'sql:order:good', total: '-1', refunded: '0' }]);
  });

  it.each([
    ['half a piece', 1],
    ['no word on how many', 2],
    ['a price below nothing', 3],
    ['no id', 4],
  ])('is an error of its order, and of no other: %s', async (_name, order) => {
    const [answer, good] = await connector.contents([`sql:order:${order}`, 'sql:order:5'], testCall());
    expect(answer).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    expect(good).toMatchObject({ items: [{ id: 'sql:item:good', quantity: -2 }] });
  });
});

describe('starting', () => {
  async function faultsOf(mapping: string): Promise<readonly string[]> {
    try {
      await (await house.connect({ mapping })).close?.();
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  }

  it('needs the section that it reads', async () => {
    const orders = MAPPING.slice(MAPPING.indexOf('orders:'), MAPPING.indexOf('items:'));
    expect(await faultsOf(MAPPING.replace(orders, ''))).toEqual([
      'SQL_MAPPING: orders: is missing: SALES_SOURCES names this source, and reads it there',
    ]);
  });

  it('needs staff where somebody is named', async () => {
    const staff = MAPPING.slice(MAPPING.indexOf('staff:'), MAPPING.indexOf('orders:'));
    expect(await faultsOf(MAPPING.replace(staff, ''))).toEqual([
      'SQL_MAPPING: orders.salesPerson: there is no section `staff` to look the id up in',
      'SQL_MAPPING: customers.salesPerson: there is no section `staff` to look the id up in',
    ]);
  });

  it('names every fault of file and tables at once', async () => {
    const faults = await faultsOf(
      MAPPING.replace('stopped: CANCELLED', 'stopped: GONE')
        .replace('email: mail }', 'mail: mail }')
        .replace(`placedAt: 'at'`, 'placedAt: state')
        .replace('order: sale', 'order: sail'),
    );
    expect(faults).toEqual([
      'SQL_MAPPING: orders.fields.status.values.stopped: expected one of PENDING, PROCESSING, IN_TRANSIT, DELIVERED, CANCELLED, RETURNED, PROBLEM',
      'SQL_MAPPING: staff.fields.mail: is not a word of the mapping',
      'SQL_MAPPING: orders.fields.placedAt: table "sale" has "state" as text, which is not a date or timestamp',
      'SQL_MAPPING: items.order: table "sale_line" has no column "sail"; it has id, sale, code, label, pieces, price',
    ]);
  });

  it('does not look into sections of other domains', async () => {
    expect(await faultsOf(`${MAPPING}\ntickets: { table: nowhere }\ninvoices: 7\n`)).toEqual([]);
    expect(await faultsOf(`${MAPPING}\nparcels: { table: nowhere }\n`)).toEqual(['SQL_MAPPING: parcels: is not a word of the mapping']);
  });
});
