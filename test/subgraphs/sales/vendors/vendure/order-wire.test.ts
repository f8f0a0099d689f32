import fc from 'fast-check';
import { toDecimal, toOrder, VendureOrder } from '../../../../../subgraphs/sales/vendors/vendure/order-wire';
import type { Account } from '../../../../../subgraphs/sales/vendors/vendure/wire';

const account: Account = {
  ...{ source: 'vendure', dashboard: undefined, phoneRegion: undefined, crosswalk: undefined, ofChannel: false },
  salesPersonField: 'soldBy',
};
const wire = {
  ...{ id: '9', code: 'T3D2', state: 'PaymentSettled', orderPlacedAt: '2026-05-10T10:00:00.000Z', updatedAt: '2026-05-12T10:00:00.000Z' },
  ...{ currencyCode: 'EUR', totalWithTax: 8_400, fulfillments: [], payments: [] },
};
const parcel = (state: string) => ({
  ...{ id: '1', state, method: 'DHL', trackingCode: '', createdAt: '2026-05-11T10:00:00.000Z', updatedAt: '2026-05-13T10:00:00.000Z' },
});
const refund = (total: number, quantity: number, state = 'Settled') => ({
  id: '5',
  state,
  total,
  lines: quantity === 0 ? [] : [{ quantity }],
});
const paid = (amount: number, ...refunds: object[]) => [{ state: 'Settled', amount, refunds }];
const orderOf = (fields: object, precision = 2) =>
  toOrder(VendureOrder.parse({ ...wire, ...fields }), 'vendure:customer:7', account, precision);

describe('the status of an order', () => {
  it.each([
    ['ArrangingAdditionalPayment', 'PENDING'],
    ['PaymentAuthorized', 'PROCESSING'],
    ['PaymentSettled', 'PROCESSING'],
    ['Modifying', 'PROCESSING'],
    ['PartiallyShipped', 'IN_TRANSIT'],
    ['Shipped', 'IN_TRANSIT'],
    ['PartiallyDelivered', 'IN_TRANSIT'],
    ['Delivered', 'DELIVERED'],
    ['Cancelled', 'CANCELLED'],
  ])('%s is %s', (state, status) => expect(orderOf({ state }).status).toBe(status));

  it('is told by the parcels in a state of the shop’s own', () => {
    expect(orderOf({ state: 'Engraving' }).status).toBe('PROCESSING');
    expect(orderOf({ state: 'Engraving', fulfillments: [parcel('Pending')] }).status).toBe('PROCESSING');
    expect(orderOf({ state: 'Reviewing', fulfillments: [parcel('Shipped'), parcel('Delivered')] }).status).toBe('IN_TRANSIT');
    expect(orderOf({ state: 'Reviewing', fulfillments: [parcel('Cancelled'), parcel('Delivered')] }).status).toBe('DELIVERED');
  });

  it('is returned where goods came back and all of the money went back', () => {
    const sent = { state: 'Delivered', fulfillments: [parcel('Delivered')] };
    expect(orderOf({ ...sent, payments: paid(8_400, refund(8_400, 1)) })).toMatchObject({ status: 'RETURNED', hasReturns: true });
    expect(orderOf({ ...sent, payments: paid(8_400, refund(4_000, 1)) })).toMatchObject({ status: 'DELIVERED', hasReturns: true });
    expect(orderOf({ ...sent, payments: paid(8_400, refund(8_400, 0)) })).toMatchObject({ status: 'DELIVERED', hasReturns: false });
    expect(orderOf({ ...sent, payments: paid(8_400, refund(8_400, 1, 'Pending')) })).toMatchObject({
      status: 'DELIVERED',
      hasReturns: true,
    });
  });

  it('is called off where all of the money went back before anything was sent', () => {
    expect(orderOf({ payments: paid(8_400, refund(8_400, 1)) })).toMatchObject({
      status: 'CANCELLED',
      hasReturns: false,
      cancelledAt: null,
    });
    expect(orderOf({ totalWithTax: 0, payments: [] }).status).toBe('PROCESSING');
  });
});

describe('the money of an order', () => {
  it('has what was paid for where something was called off later, so that what is left is right', () => {
    expect(orderOf({ totalWithTax: 6_000, payments: paid(8_400, refund(2_400, 1)) })).toMatchObject({ total: '84.00', refunded: '24.00' });
    expect(orderOf({ totalWithTax: 8_400, payments: [{ state: 'Authorized', amount: 9_000, refunds: [] }] })).toMatchObject({
      total: '84.00',
    });
    expect(orderOf({ totalWithTax: 9_900, payments: [...paid(8_400), ...paid(1_500)] })).toMatchObject({ total: '99.00' });
  });

  it('counts as paid back what went, and not what is to go or failed', () => {
    const payments = paid(8_400, refund(100, 0), refund(200, 0, 'Pending'), refund(400, 0, 'Failed'));
    expect(orderOf({ payments }).refunded).toBe('1.00');
  });

  it('is written in the precision of the shop, exactly', () => {
    expect(orderOf({ totalWithTax: 12_345 }, 3).total).toBe('12.345');
    expect(orderOf({ totalWithTax: 12_345 }, 0).total).toBe('12345');
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (amount, precision) => {
        const [whole = '', fraction = ''] = toDecimal(amount, precision).replace('-', '').split('.');
        return fraction.length === precision && BigInt(whole + fraction) === BigInt(Math.abs(amount));
      }),
    );
  });
});

describe('the parcels of an order', () => {
  it('are dated by what is known: made up, on its way, arrived', () => {
    const shipmentsOf = (state: string) => orderOf({ fulfillments: [parcel(state)] }).shipments;
    expect(shipmentsOf('Pending')).toMatchObject([{ shippedAt: null, deliveredAt: null }]);
    expect(shipmentsOf('Shipped')).toMatchObject([{ shippedAt: '2026-05-13T10:00:00.000Z', deliveredAt: null }]);
    expect(shipmentsOf('Delivered')).toMatchObject([{ shippedAt: '2026-05-11T10:00:00.000Z', deliveredAt: '2026-05-13T10:00:00.000Z' }]);
    expect(shipmentsOf('Cancelled')).toEqual([]);
  });

  it('have their method as carrier, and no empty number', () => {
    expect(orderOf({ fulfillments: [parcel('Shipped')] }).shipments).toMatchObject([{ carrier: 'DHL', trackingNumber: null }]);
  });
});

describe('who sold an order', () => {
  it('is named by an address or a name, in an id that tells neither', () => {
    const soldBy = (value: unknown) => orderOf({ customFields: { soldBy: value } }).salesPerson;
    expect(soldBy('Olga@Example.com')).toMatchObject({ name: null, email: 'olga@example.com' });
    expect(soldBy('Olga Owner')).toMatchObject({ name: 'Olga Owner', email: null });
    expect(soldBy('Olga@Example.com')?.id).toBe(soldBy('olga@example.com')?.id);
    expect(soldBy('Olga@Example.com')?.id).toMatch(/^vendure:sales-person:[0-9a-f]{16}$/);
    expect(soldBy('  ')).toBeNull();
    expect(soldBy(null)).toBeNull();
    expect(orderOf({}).salesPerson).toBeNull();
  });
});
