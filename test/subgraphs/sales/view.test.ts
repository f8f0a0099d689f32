import { readsBySource } from '../../../platform/domain/reads';
import { UpstreamError } from '../../../platform/errors';
import type { SalesContext } from '../../../subgraphs/sales/context';
import type { Order, OrderContents, SalesConnector, SalesRecord } from '../../../subgraphs/sales/contract';
import { toEvents } from '../../../subgraphs/sales/events';
import {
  itemsOf,
  lifetimeValueOf,
  orderCountOf,
  ordersOf,
  returnsOf,
  returnsOfOrder,
  salesPersonOf,
  toView,
} from '../../../subgraphs/sales/view';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { by } from '../../support/identifiers';
import { sessionOf } from '../session-of';

function customer(id: string, parts: Partial<SalesRecord> = {}): SalesRecord {
  return { ...person(id, { fullName: 'Ada Lovelace', email: 'ada@example.com' }), orderCount: null, spent: null, ...parts };
}

function order(id: string, parts: Partial<Order> = {}): Order {
  return {
    ...{ id, url: null, number: '#1', status: 'DELIVERED', currency: 'EUR', total: '10.00', refunded: '0.00' },
    ...{ placedAt: '2026-01-01T00:00:00.000Z', updatedAt: null, cancelledAt: null, shipments: [], hasReturns: false, salesPerson: null },
    record: 'shop:customer:1',
    ...parts,
  };
}

const [FIRST, SECOND] = [customer('shop:customer:1'), customer('shop:customer:2')];
const ANNA = { id: 'shop:staff:1', name: 'Anna', email: null };

interface World {
  customers?: SalesRecord[];
  orders?: Order[];
  contents?: Record<string, OrderContents | Error>;
  /** Of a second shop; not given = there is none. */
  elsewhere?: SalesRecord[] | Error;
}

function ask({ customers = [FIRST], orders = [], contents = {}, elsewhere }: World) {
  const asked = { orders: [] as string[], contents: [] as string[] };
  const shop = (records: SalesRecord[] | Error): SalesConnector => ({
    lookups: (['id', 'email'] as const).map((way) => ({ by: way, keysPerCall: 100, caseSensitive: false, lagSeconds: null })),
    async find(identifiers) {
      if (records instanceof Error) throw records;
      return identifiers.map((identifier) =>
        records.filter(({ id, emails }) =>
          [by('id', id), ...emails.map(({ value }) => by('email', value))].some(
            (held) => held.by === identifier.by && held.value === identifier.value,
          ),
        ),
      );
    },
    async orders(keys) {
      asked.orders.push(...keys);
      return keys.map((key) => orders.filter(({ record }) => record === key));
    },
    async contents(keys) {
      asked.contents.push(...keys);
      return keys.map((key) => contents[key] ?? null);
    },
  });
  const connectors = { shop: shop(customers), ...(elsewhere === undefined ? {} : { elsewhere: shop(elsewhere) }) };
  const { session, sources } = sessionOf<SalesConnector, SalesRecord>('SALES', connectors);
  const readsOf = readsBySource(sources, ({ cached, connector }) => ({
    orders: cached('orders', connector.orders, 30),
    contents: cached('contents', connector.contents, 30),
  }));
  const context: SalesContext = { session, readsOf };
  return { asked, context, inquiry: session.inquiry(matchKeysOf([FIRST])) };
}

async function viewOf(world: World) {
  const { asked, context, inquiry } = ask(world);
  const view = await toView(inquiry);
  if (view === null) throw new Error('no view');
  return { asked, context, view };
}

describe('the view', () => {
  it('is null for a customer whom the shop does not know', async () => {
    await expect(toView(ask({ customers: [] }).inquiry)).resolves.toBeNull();
    await expect(toView(ask({}).inquiry)).resolves.toMatchObject({ linked: [{ decision: 'ANCHOR' }] });
  });

  it('has the orders of all records, newest first, each once', async () => {
    const { inquiry, context } = ask({
      customers: [FIRST, SECOND],
      orders: [
        order('shop:order:1'),
        order('shop:order:2', { record: SECOND.id, placedAt: '2026-02-01T00:00:00.000Z' }),
        order('shop:order:2', { placedAt: '2026-02-01T00:00:00.000Z' }),
      ],
    });
    expect((await ordersOf(inquiry, context)).map(({ id }) => id)).toEqual(['shop:order:2', 'shop:order:1']);
  });

  it('takes number and value from the records where the shop counts them, and reads no orders for it', async () => {
    const counted = { orderCount: 3, spent: { amount: '99.90', currency: 'EUR' } };
    const { asked, context, view } = await viewOf({
      customers: [
        { ...FIRST, ...counted },
        { ...SECOND, orderCount: 0, spent: { amount: '0.10', currency: 'EUR' } },
      ],
      orders: [order('shop:order:1')],
    });
    await expect(orderCountOf(view, context)).resolves.toBe(3);
    await expect(lifetimeValueOf(view, context)).resolves.toEqual([{ amount: '100.00', currency: 'EUR' }]);
    expect(asked.orders).toEqual([]);
  });

  it('counts and adds up the orders of those records only of which the shop does not, and none that was cancelled', async () => {
    const { asked, context, view } = await viewOf({
      customers: [{ ...FIRST, orderCount: 3, spent: { amount: '5', currency: 'CHF' } }, SECOND],
      orders: [
        order('shop:order:1', { total: '1000.00' }),
        order('shop:order:2', { record: SECOND.id, total: '20.05', refunded: '0.05' }),
        order('shop:order:3', { record: SECOND.id, status: 'CANCELLED', total: '7.00' }),
      ],
    });
    await expect(orderCountOf(view, context)).resolves.toBe(5);
    await expect(lifetimeValueOf(view, context)).resolves.toEqual([
      { amount: '5', currency: 'CHF' },
      { amount: '20.00', currency: 'EUR' },
    ]);
    expect(asked.orders).toEqual([SECOND.id]);
  });

  it('has no number and no value while a shop is missing, but has the orders of the others', async () => {
    const failure = new UpstreamError('elsewhere', 'UPSTREAM_TIMEOUT');
    const { context, view } = await viewOf({
      customers: [{ ...FIRST, orderCount: 1, spent: { amount: '5', currency: 'CHF' } }],
      orders: [order('shop:order:1')],
      elsewhere: failure,
    });
    await expect(orderCountOf(view, context)).rejects.toBe(failure);
    await expect(lifetimeValueOf(view, context)).rejects.toBe(failure);
    await expect(ordersOf(view.inquiry, context)).resolves.toHaveLength(1);
    await expect(view.inquiry.missing()).resolves.toEqual(['elsewhere']);
  });

  it('names who sold the newest order that names somebody', () => {
    expect(
      salesPersonOf([order('a:o:1'), order('a:o:2', { salesPerson: ANNA }), order('a:o:3', { salesPerson: { ...ANNA, id: 'x' } })]),
    ).toBe(ANNA);
    expect(salesPersonOf([order('a:o:1')])).toBeNull();
  });
});

describe('what is inside an order', () => {
  const returned = { number: 'R1', status: 'OPEN' as const, reason: null, quantity: 1 };
  const [early, late] = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
  const inside = (id: string, at: string | null): OrderContents => ({
    items: [{ id: `shop:line:${id}`, sku: null, name: 'Sensor', quantity: 2, unitPrice: '5.00' }],
    returns: [{ ...returned, id: `shop:return:${id}`, at }],
  });

  it('is read only of orders that have returns, for the returns of the customer', async () => {
    const { asked, inquiry, context } = ask({
      orders: [order('shop:order:1', { hasReturns: true }), order('shop:order:2'), order('shop:order:3', { hasReturns: true })],
      contents: { 'shop:order:1': inside('1', early), 'shop:order:2': inside('2', late), 'shop:order:3': inside('3', late) },
    });
    expect((await returnsOf(inquiry, context)).map(({ id, orderId }) => [id, orderId])).toEqual([
      ['shop:return:3', 'shop:order:3'],
      ['shop:return:1', 'shop:order:1'],
    ]);
    expect(asked.contents).toEqual(['shop:order:1', 'shop:order:3']);
    await expect(returnsOfOrder({ ...order('shop:order:2'), inquiry }, context)).resolves.toEqual([]);
    expect(asked.contents).toHaveLength(2);
  });

  it('leaves out what could not be read, and names its source; is missed when nothing could', async () => {
    const failure = new UpstreamError('shop', 'UPSTREAM_UNAVAILABLE');
    const orders = [order('shop:order:1', { hasReturns: true }), order('shop:order:2', { hasReturns: true })];
    const part = ask({ orders, contents: { 'shop:order:1': failure, 'shop:order:2': inside('2', null) } });
    await expect(returnsOf(part.inquiry, part.context)).resolves.toMatchObject([{ id: 'shop:return:2' }]);
    await expect(part.inquiry.missing()).resolves.toEqual(['shop']);
    const none = ask({ orders, contents: { 'shop:order:1': failure, 'shop:order:2': failure } });
    await expect(returnsOf(none.inquiry, none.context)).rejects.toBe(failure);
  });

  it('is priced in the currency of the order; an order that is gone has nothing in it', async () => {
    const { inquiry, context } = ask({ contents: { 'shop:order:1': inside('1', null) } });
    const items = await itemsOf({ ...order('shop:order:1', { currency: 'CHF' }), inquiry }, context);
    expect(items).toMatchObject([{ id: 'shop:line:1', unitPrice: '5.00', currency: 'CHF' }]);
    await expect(itemsOf({ ...order('shop:order:9'), inquiry }, context)).resolves.toEqual([]);
    await expect(itemsOf({ ...order('gone:order:1'), inquiry }, context)).resolves.toEqual([]);
  });
});

describe('events', () => {
  const kinds = (parts: Partial<Order>) => toEvents([order('a:o:1', parts)]).map(({ at, kind }) => `${at.slice(5, 10)} ${kind}`);
  const parcel = (shipped: string | null, delivered: string | null = null) => ({
    ...{ carrier: null, trackingNumber: null },
    ...{
      shippedAt: shipped === null ? null : `2026-${shipped}T00:00:00.000Z`,
      deliveredAt: delivered === null ? null : `2026-${delivered}T00:00:00.000Z`,
    },
  });

  it('tell of an order placed, by its number', () => {
    expect(toEvents([order('a:o:1', { url: 'https://shop.example/1' }), order('a:o:2', { number: null })])).toEqual([
      {
        at: '2026-01-01T00:00:00.000Z',
        kind: 'ORDER_PLACED',
        title: 'Order placed: #1',
        ref: { id: 'a:o:1', url: 'https://shop.example/1' },
      },
      { at: '2026-01-01T00:00:00.000Z', kind: 'ORDER_PLACED', title: 'Order placed: without a number', ref: { id: 'a:o:2', url: null } },
    ]);
  });

  it('tell of it sent with its first parcel and delivered with its last', () => {
    const both = [parcel('01-02', '01-05'), parcel('01-03', '01-04')];
    expect(kinds({ shipments: both })).toEqual(['01-01 ORDER_PLACED', '01-02 ORDER_SHIPPED', '01-05 ORDER_DELIVERED']);
    expect(kinds({ shipments: both, status: 'IN_TRANSIT' })).toEqual(['01-01 ORDER_PLACED', '01-02 ORDER_SHIPPED']);
    expect(kinds({ shipments: [...both, parcel('01-03')] })).toEqual(['01-01 ORDER_PLACED', '01-02 ORDER_SHIPPED']);
    expect(kinds({ shipments: [parcel(null)], status: 'PROCESSING' })).toEqual(['01-01 ORDER_PLACED']);
  });

  it('tell of it cancelled or in trouble', () => {
    expect(kinds({ status: 'CANCELLED', cancelledAt: '2026-01-02T00:00:00.000Z' })).toEqual([
      '01-01 ORDER_PLACED',
      '01-02 ORDER_CANCELLED',
    ]);
    expect(kinds({ status: 'PROBLEM', updatedAt: '2026-01-03T00:00:00.000Z' })).toEqual(['01-01 ORDER_PLACED', '01-03 ORDER_PROBLEM']);
    expect(kinds({ status: 'PROBLEM' })).toEqual(['01-01 ORDER_PLACED']);
  });
});
