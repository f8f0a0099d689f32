// The people of the pretend Vendure that the connector's tests ask for.
import type { Identifier } from '../../../../../platform/connector';
import type { VendureFulfillment, VendureOrder } from '../../../../../sandbox/world/vendure-story';
import { by } from '../../../../support/identifiers';
import { aVendureCustomer, aVendureOrder, vendureWorld } from '../../../../sandbox/support/vendure-world';

export const PASSWORD = 'a-test-password';

export const id = (customer: string) => `vendure:customer:${customer}`;
export const order = (number: string) => `vendure:order:${number}`;

/** What the product would be told of an emulator at this address, with every setting in use. */
export function settingsOf(server: { env: Record<string, string> }): Record<string, string> {
  return {
    ...{ URL: server.env['VENDURE_URL'] ?? '', USERNAME: 'superadmin', PASSWORD, DASHBOARD: 'https://shop.example.com/dashboard/' },
    ...{ CUSTOM_FIELDS: 'loyaltyTier', EXTERNAL_ID: 'crmId=hubspot:contact', SALES_PERSON_FIELD: 'salesPerson' },
  };
}

/** Customers with this many orders each, one a day. */
export const BUSY: Readonly<Record<string, number>> = { '611': 130, '612': 100, '613': 20 };
/** Fifty customers with two orders each: what one query takes. */
export const CROWD = Array.from({ length: 50 }, (_, index) => String(700 + index));

export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('501')), recordIds: [id('501')] },
  { identifier: by('id', id('502')), recordIds: [id('502')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('501')] },
  // Two guests gave one address.
  { identifier: by('email', 'bert+shop@example.com'), recordIds: [id('502'), id('504')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('501')] },
  { identifier: by('externalId', 'hubspot:contact:77'), recordIds: [id('501')] },
];

function parcel(parts: Partial<VendureFulfillment> & { id: string }): VendureFulfillment {
  return {
    ...{ state: 'Shipped', method: 'DHL', trackingCode: '00340' },
    ...{ createdAt: '2026-05-11T10:00:00.000Z', updatedAt: '2026-05-12T10:00:00.000Z' },
    ...parts,
  };
}

function daily(customerId: string, count: number): VendureOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const orderPlacedAt = new Date(Date.UTC(2025, 0, 1) + index * 86_400_000).toISOString();
    return aVendureOrder({ id: `${customerId}${String(index).padStart(3, '0')}`, customerId, orderPlacedAt });
  });
}

const customers = [
  aVendureCustomer({
    ...{ id: '501', title: 'Dr.', firstName: 'Anna', lastName: 'Muster', emailAddress: 'anna@example.com', phoneNumber: '(030) 901-820' },
    ...{ user: { id: '31', verified: true }, crmId: '77', loyaltyTier: 'gold', updatedAt: '2026-05-02T08:00:00.000Z' },
    addresses: [
      {
        ...{ id: '41', company: '', streetLine1: 'Lagerweg 9', city: 'Bremen', postalCode: '28195', countryCode: 'DE' },
        ...{ defaultShippingAddress: true, defaultBillingAddress: false },
      },
      {
        ...{ id: '42', company: 'Acme GmbH', streetLine1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' },
        ...{ defaultShippingAddress: false, defaultBillingAddress: true },
      },
    ],
  }),
  aVendureCustomer({ id: '502', firstName: 'Bert', lastName: 'Brown', emailAddress: 'bert+shop@example.com' }),
  // Ends in the digits of Anna's number, and is another.
  aVendureCustomer({
    id: '503',
    firstName: 'Anna',
    lastName: 'Other',
    emailAddress: 'hanna.anna@example.com.example.org',
    phoneNumber: '+49 40 0901820',
  }),
  aVendureCustomer({ id: '504', emailAddress: 'bert+shop@example.com' }),
  aVendureCustomer({ id: '505', emailAddress: 'nobody-else@example.com' }),
  ...[...Object.keys(BUSY), ...CROWD].map((customer) =>
    aVendureCustomer({ id: customer, firstName: 'Carla', emailAddress: `c${customer}@example.net` }),
  ),
];

const orders = [
  aVendureOrder({
    ...{
      id: '901',
      customerId: '501',
      code: 'T3D2',
      state: 'Delivered',
      salesPerson: 'Olga@Sandbox.Example',
      updatedAt: '2026-05-14T10:00:00.000Z',
    },
    lines: [
      { id: '9011', variantId: '1', sku: 'S-1', name: 'Sensor', unitPrice: 5_000, quantity: 2 },
      { id: '9012', variantId: '2', sku: '', name: 'Cable', unitPrice: 2_050, quantity: 1 },
    ],
    fulfillments: [
      parcel({ id: '7002', state: 'Delivered', createdAt: '2026-05-12T10:00:00.000Z', updatedAt: '2026-05-14T10:00:00.000Z' }),
      parcel({ id: '7001', state: 'Delivered', updatedAt: '2026-05-13T10:00:00.000Z', method: '', trackingCode: '' }),
      parcel({ id: '7003', state: 'Cancelled' }),
    ],
    payments: [
      {
        ...{ id: '8001', method: 'card', amount: 12_550, state: 'Settled', createdAt: '2026-05-10T10:00:00.000Z' },
        refunds: [
          {
            id: '8101',
            total: 5_000,
            state: 'Settled',
            reason: 'Damaged',
            lines: [{ lineId: '9011', quantity: 1 }],
            createdAt: '2026-05-15T10:00:00.000Z',
          },
          {
            id: '8102',
            total: 2_050,
            state: 'Pending',
            reason: null,
            lines: [{ lineId: '9012', quantity: 1 }],
            createdAt: '2026-05-16T10:00:00.000Z',
          },
          { id: '8103', total: 100, state: 'Settled', reason: 'Came late', lines: [], createdAt: '2026-05-17T10:00:00.000Z' },
        ],
      },
    ],
  }),
  aVendureOrder({
    ...{
      id: '902',
      customerId: '501',
      state: 'Cancelled',
      orderPlacedAt: '2026-05-11T10:00:00.000Z',
      updatedAt: '2026-05-12T11:00:00.000Z',
    },
    payments: [
      {
        ...{ id: '8002', method: 'card', amount: 8_400, state: 'Settled', createdAt: '2026-05-11T10:00:00.000Z' },
        refunds: [{ id: '8104', total: 8_400, state: 'Settled', reason: null, lines: [], createdAt: '2026-05-12T11:00:00.000Z' }],
      },
    ],
  }),
  // A cart is no order, and what one of several sellers sends is a part of one.
  aVendureOrder({ id: '904', customerId: '501', state: 'AddingItems', orderPlacedAt: null, payments: [] }),
  aVendureOrder({ id: '905', customerId: '501', type: 'Seller', payments: [] }),
  aVendureOrder({ id: '903', customerId: '502', state: 'PaymentAuthorized', salesPerson: 'Olga' }),
  ...Object.entries(BUSY).flatMap(([customer, count]) => daily(customer, count)),
  ...CROWD.flatMap((customer) => daily(customer, 2)),
];

export const world = vendureWorld(customers, orders);
