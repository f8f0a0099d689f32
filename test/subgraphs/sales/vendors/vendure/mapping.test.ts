// Vendure's mapping, held to its mappers.
import { OrderInside, toContents } from '../../../../../subgraphs/sales/vendors/vendure/contents';
import { vendureMapping } from '../../../../../subgraphs/sales/vendors/vendure/mapping';
import { toOrder, VendureOrder } from '../../../../../subgraphs/sales/vendors/vendure/order-wire';
import { Customer, toSalesRecord, type Account } from '../../../../../subgraphs/sales/vendors/vendure/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = {
  ...{ source: 'shop', dashboard: 'https://shop.example.com/dashboard', phoneRegion: 'DE', ofChannel: false },
  ...{ crosswalk: { field: 'crmId', prefix: 'hubspot:contact:' }, salesPersonField: 'soldBy' },
};

const BILLING = {
  ...{ id: '1', company: 'Lamps', streetLine1: '1 Long Lane', streetLine2: 'Yard', city: 'London', province: 'LND', postalCode: 'E1 6AN' },
  ...{ country: { code: 'GB' }, defaultBillingAddress: true, defaultShippingAddress: false },
};
const SHIPPING = {
  ...{ id: '2', company: 'Depot', streetLine1: 'Lagerweg 9', streetLine2: '', city: 'Bremen', province: '', postalCode: '28195' },
  ...{ country: { code: 'DE' }, defaultBillingAddress: false, defaultShippingAddress: true },
};
const CUSTOMER = {
  ...{ id: '7', title: 'Dr.', firstName: 'Anna', lastName: 'Muster', emailAddress: 'anna@example.com', phoneNumber: '020 7946 0501' },
  ...{ createdAt: '2025-01-02T03:04:05.000Z', updatedAt: '2025-02-03T04:05:06.000Z', user: { id: '3', verified: false } },
  ...{ addresses: [SHIPPING, BILLING], orders: { totalItems: 3 }, customFields: { crmId: '501', loyaltyTier: 'gold' } },
};
const OTHER_ADDRESS = { ...SHIPPING, company: 'Other', country: { code: 'FR' }, defaultShippingAddress: false };

const REFUND = { id: '5', state: 'Settled', total: 8_400, lines: [{ quantity: 1 }] };
const PARCEL = {
  id: '4',
  state: 'Delivered',
  method: 'DHL',
  trackingCode: '00340',
  createdAt: '2026-05-11T10:00:00.000Z',
  updatedAt: '2026-05-13T10:00:00.000Z',
};
const ORDER = {
  ...{ id: '9', code: 'T3D2', state: 'Delivered', orderPlacedAt: '2026-05-10T10:00:00.000Z', updatedAt: '2026-05-13T10:00:00.000Z' },
  ...{ currencyCode: 'EUR', totalWithTax: 6_000, fulfillments: [PARCEL], customFields: { soldBy: 'sam@example.com' } },
  payments: [{ state: 'Settled', amount: 8_400, refunds: [REFUND] }],
};
const INSIDE = {
  id: '9',
  lines: [
    { id: '91', quantity: 1, orderPlacedQuantity: 2, unitPriceWithTax: 1_000, productVariant: { sku: 'L-1', name: 'Lamp' } },
    { id: '92', quantity: 3, orderPlacedQuantity: 1, unitPriceWithTax: 500, productVariant: { sku: 'L-2', name: 'Bulb' } },
  ],
  fulfillments: [{ state: 'Shipped' }],
  payments: [{ refunds: [{ ...REFUND, createdAt: '2026-05-20T10:00:00.000Z', reason: 'Came too late' }] }],
};

describeMapping({
  name: 'vendure',
  mapping: vendureMapping(account),
  objects: [
    {
      of: 'SalesRecord',
      samples: [
        CUSTOMER,
        { ...CUSTOMER, addresses: [OTHER_ADDRESS, SHIPPING] },
        ...['firstName', 'lastName'].map((name) => ({ ...CUSTOMER, firstName: '', lastName: '', [name]: 'Muster' })),
        { ...CUSTOMER, firstName: '', lastName: '', addresses: [BILLING] },
      ],
      map: (wire) => toSalesRecord(Customer.parse(wire), account),
      never: ['jobTitle', 'language', 'taxId', 'birthDate', 'employees', 'consents', 'movedTo'],
    },
    {
      of: 'Order',
      samples: [
        ORDER,
        { ...ORDER, state: 'Cancelled' },
        { ...ORDER, state: 'Shipped', fulfillments: [{ ...PARCEL, state: 'Shipped' }] },
        { ...ORDER, payments: [], totalWithTax: 8_400 },
        // Everything was called off.
        { ...ORDER, totalWithTax: 0 },
      ],
      map: (wire) => toOrder(VendureOrder.parse(wire), 'shop:customer:7', account, 2),
      instead: {
        state: ['Cancelled', 'Shipped'],
        'fulfillments[].state': ['Cancelled', 'Pending'],
        'payments[].state': ['Declined'],
        'payments[].refunds[].state': ['Pending'],
      },
    },
    {
      of: 'OrderItem',
      samples: [INSIDE],
      map: (wire) => toContents(OrderInside.parse(wire), 'shop', 2).items,
    },
    {
      of: 'OrderReturn',
      samples: [INSIDE],
      map: (wire) => toContents(OrderInside.parse(wire), 'shop', 2).returns,
      instead: { 'payments[].refunds[].state': ['Pending'], 'fulfillments[].state': ['Pending'] },
      never: ['number'],
    },
  ],
});
