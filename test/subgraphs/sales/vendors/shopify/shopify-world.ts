// The people of the pretend Shopify that the connector's tests ask for.
import type { Identifier } from '../../../../../platform/connector';
import type { ShopFulfillment, ShopOrder } from '../../../../../sandbox/world/shop-story';
import type { World } from '../../../../../sandbox/world/story';
import { by } from '../../../../support/identifiers';
import { anOrder, aShopCustomer, shopWorld } from '../../../../sandbox/support/shop-world';

export const TOKEN = 'shpat_test';

export const id = (customer: string) => `shopify:customer:${customer}`;
export const order = (number: string) => `shopify:order:${number}`;

/** Customers with this many orders each, one a day. */
export const BUSY: Readonly<Record<string, number>> = { '611': 130, '612': 100, '613': 45 };
/** Fifty-five customers with two orders each: what one query takes. */
export const CROWD = Array.from({ length: 55 }, (_, index) => String(700 + index));

/** Customers in whose address a phrase finds `dora@example.com`, who comes after all of them. */
export const LIKE_DORA = Array.from({ length: 260 }, (_, index) => String(1_000 + index));
export const DORA = '1999';

export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('501')), recordIds: [id('501')] },
  { identifier: by('id', id('502')), recordIds: [id('502')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('501')] },
  { identifier: by('email', 'bert+shop@example.com'), recordIds: [id('502')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('501')] },
];

function parcel(parts: Partial<ShopFulfillment> & { id: string }): ShopFulfillment {
  return {
    ...{ createdAt: '2026-05-11T10:00:00.000Z', status: 'SUCCESS', displayStatus: 'IN_TRANSIT', deliveredAt: null },
    ...{ trackingCompany: 'DHL', trackingNumber: '00340' },
    ...parts,
  };
}

function daily(customerId: string, count: number): ShopOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(Date.UTC(2025, 0, 1) + index * 86_400_000).toISOString();
    return anOrder({ id: `${customerId}${String(index).padStart(3, '0')}`, customerId, createdAt, updatedAt: createdAt });
  });
}

const customers = [
  aShopCustomer({
    ...{ id: '501', firstName: 'Anna', lastName: 'Muster', email: 'anna@example.com', phone: '+4930901820', hasAccount: true },
    ...{ company: 'Acme GmbH', street: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE', locale: 'de' },
    ...{ tags: ['VIP'], note: 'Rings twice', emailConsent: { state: 'SUBSCRIBED', at: '2025-02-01T09:00:00.000Z' } },
    smsConsent: { state: 'UNSUBSCRIBED', at: '2025-03-01T09:00:00.000Z' },
  }),
  aShopCustomer({ id: '502', firstName: 'Bert', lastName: 'Brown', email: 'bert+shop@example.com', locale: 'en' }),
  // Every word of Anna's address, and of Bert's, in this order and side by side: a phrase finds it, equality does not.
  aShopCustomer({ id: '503', firstName: 'Anna', email: 'hanna.anna@example.com.example.org' }),
  aShopCustomer({ id: '504', email: 'bert.shop@example.com' }),
  aShopCustomer({ id: '505', phone: '+14155552671' }),
  aShopCustomer({ id: '506', email: 'orders@acme.example', company: 'Acme GmbH' }),
  ...[...Object.keys(BUSY), ...CROWD].map((customer) =>
    aShopCustomer({ id: customer, firstName: 'Carla', email: `c${customer}@example.net` }),
  ),
  ...LIKE_DORA.map((customer) => aShopCustomer({ id: customer, email: `${customer}.dora@example.com.example.org` })),
  aShopCustomer({ id: DORA, email: 'dora@example.com' }),
];

const orders = [
  anOrder({
    ...{ id: '901', customerId: '501', name: '#1042', total: '120.50', refunded: '20.50', financialStatus: 'PARTIALLY_REFUNDED' },
    ...{ fulfillmentStatus: 'FULFILLED', staffId: '71', tags: ['sales:olga@sandbox.example', 'wholesale'] },
    lines: [
      { id: '9011', sku: 'S-1', title: 'Sensor', quantity: 2, unitPrice: '50.00' },
      { id: '9012', sku: null, title: 'Cable', quantity: 1, unitPrice: '20.50' },
    ],
    fulfillments: [
      parcel({ id: '7002', createdAt: '2026-05-12T10:00:00.000Z', displayStatus: 'DELIVERED', deliveredAt: '2026-05-14T10:00:00.000Z' }),
      parcel({
        id: '7001',
        displayStatus: 'DELIVERED',
        deliveredAt: '2026-05-13T10:00:00.000Z',
        trackingCompany: null,
        trackingNumber: null,
      }),
      parcel({ id: '7000', status: 'CANCELLED', displayStatus: null }),
    ],
    returns: [
      { id: '8001', name: '#1042-R1', status: 'OPEN', createdAt: '2026-05-15T10:00:00.000Z', reason: 'DEFECTIVE', quantity: 1 },
      { id: '8002', name: '#1042-R2', status: 'CANCELED', createdAt: '2026-05-16T10:00:00.000Z', reason: 'UNWANTED', quantity: 2 },
    ],
  }),
  anOrder({
    ...{ id: '902', customerId: '501', name: '#1043', createdAt: '2026-05-12T10:00:00.000Z', updatedAt: '2026-05-12T11:00:00.000Z' },
    ...{ cancelledAt: '2026-05-12T11:00:00.000Z', cancelReason: 'CUSTOMER', financialStatus: 'VOIDED' },
  }),
  anOrder({
    ...{ id: '903', customerId: '502', name: '#1044', createdAt: '2026-04-01T10:00:00.000Z', financialStatus: 'PENDING' },
    tags: ['Sales:Olga'],
  }),
  anOrder({
    ...{ id: '904', customerId: '506', createdAt: '2026-03-01T10:00:00.000Z' },
    lines: Array.from({ length: 120 }, (_, index) => ({
      id: String(30_000 + index),
      sku: null,
      title: 'Screw',
      quantity: 1,
      unitPrice: '1',
    })),
    returns: Array.from({ length: 25 }, (_, index) => ({
      ...{ id: String(40_000 + index), name: `#904-R${index}`, status: 'CLOSED', reason: 'OTHER', quantity: 1 },
      createdAt: new Date(Date.UTC(2026, 3, 1 + index)).toISOString(),
    })),
  }),
  ...Object.entries(BUSY).flatMap(([customer, count]) => daily(customer, count)),
  ...CROWD.flatMap((customer) => daily(customer, 2)),
];

export const world: World = { ...shopWorld({ customers, orders }), now: new Date().toISOString() };
