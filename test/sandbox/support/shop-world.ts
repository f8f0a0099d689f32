// A shop of a few customers and orders, made by hand, for the tests of the pretend Shopify.
import type { ShopCustomer, ShopOrder } from '../../../sandbox/world/shop-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

/** A customer with the fields given; the rest empty. */
export function aShopCustomer(fields: Partial<ShopCustomer> & { id: string }): ShopCustomer {
  return {
    person: `person-${fields.id}`,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    hasAccount: false,
    company: null,
    street: null,
    city: null,
    postalCode: null,
    countryCode: null,
    locale: null,
    tags: [],
    note: null,
    emailConsent: { state: 'NOT_SUBSCRIBED', at: null },
    smsConsent: null,
    createdAt: '2025-01-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    ...fields,
  };
}

/** An order of one sensor with the fields given; paid, not sent yet. */
export function anOrder(fields: Partial<ShopOrder> & { id: string; customerId: string }): ShopOrder {
  return {
    name: `#${fields.id}`,
    createdAt: '2026-05-10T10:00:00.000Z',
    updatedAt: '2026-05-10T10:00:00.000Z',
    cancelledAt: null,
    cancelReason: null,
    currency: 'EUR',
    total: '50.00',
    refunded: '0.00',
    financialStatus: 'PAID',
    fulfillmentStatus: 'UNFULFILLED',
    fulfillments: [],
    lines: [{ id: `${fields.id}1`, sku: 'S-1', title: 'Sensor', quantity: 1, unitPrice: '50.00' }],
    returns: [],
    staffId: null,
    tags: [],
    ...fields,
  };
}

/** The world; parts given replace its own. */
export function shopWorld(parts: { customers?: ShopCustomer[]; orders?: ShopOrder[] } = {}): World {
  const staff = [{ id: '71', firstName: 'Olga', lastName: 'Owner', email: 'olga@sandbox.example' }];
  return { ...smallWorld(), shop: { customers: parts.customers ?? customers, orders: parts.orders ?? orders, staff } };
}

const customers = [
  aShopCustomer({
    id: '501',
    firstName: 'Anna',
    lastName: 'Muster',
    email: 'anna@example.com',
    phone: '+4930901820',
    hasAccount: true,
    company: 'Acme GmbH',
    street: 'Hauptstr. 1',
    city: 'Berlin',
    postalCode: '10115',
    countryCode: 'DE',
    locale: 'de',
    tags: ['wholesale', 'VIP'],
    note: 'Rings twice',
    emailConsent: { state: 'SUBSCRIBED', at: '2025-02-01T09:00:00.000Z' },
  }),
  // Shares every word of Anna's address.
  aShopCustomer({
    id: '502',
    firstName: 'Anna',
    lastName: 'Brown',
    email: 'brown.anna@example.com',
    updatedAt: '2026-05-20T08:00:00.000Z',
  }),
  aShopCustomer({ id: '503', firstName: 'Bert', email: 'bert@example.org', countryCode: 'US', createdAt: '2026-03-01T08:00:00.000Z' }),
  aShopCustomer({ id: '504', phone: '+14155552671' }),
];

const orders = [
  anOrder({
    id: '901',
    customerId: '501',
    name: '#1042',
    total: '120.50',
    refunded: '20.50',
    financialStatus: 'PARTIALLY_REFUNDED',
    fulfillmentStatus: 'FULFILLED',
    staffId: '71',
    tags: ['sales:olga@sandbox.example'],
    lines: [
      { id: '9011', sku: 'S-1', title: 'Sensor', quantity: 2, unitPrice: '50.00' },
      { id: '9012', sku: null, title: 'Cable', quantity: 1, unitPrice: '20.50' },
    ],
    fulfillments: [
      {
        id: '7001',
        createdAt: '2026-05-11T10:00:00.000Z',
        status: 'SUCCESS',
        displayStatus: 'DELIVERED',
        deliveredAt: '2026-05-13T10:00:00.000Z',
        trackingCompany: 'DHL',
        trackingNumber: '00340',
      },
    ],
    returns: [{ id: '8001', name: '#1042-R1', status: 'OPEN', createdAt: '2026-05-15T10:00:00.000Z', reason: 'DEFECTIVE', quantity: 1 }],
  }),
  anOrder({
    id: '902',
    customerId: '501',
    name: '#1043',
    createdAt: '2026-05-12T10:00:00.000Z',
    cancelledAt: '2026-05-12T11:00:00.000Z',
    cancelReason: 'CUSTOMER',
    financialStatus: 'VOIDED',
  }),
  anOrder({ id: '903', customerId: '503', name: '#1044', createdAt: '2026-04-01T10:00:00.000Z', financialStatus: 'PENDING' }),
];
