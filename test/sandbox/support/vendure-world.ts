// A world in which only the house's own Vendure knows anybody, made by hand: for the tests of the emulator and of the connector.
import type { VendureCustomer, VendureOrder } from '../../../sandbox/world/vendure-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

/** A customer with the fields given; a guest without a name otherwise. */
export function aVendureCustomer(fields: Partial<VendureCustomer> & { id: string; emailAddress: string }): VendureCustomer {
  return {
    ...{ person: `person-${fields.id}`, title: null, firstName: '', lastName: '', phoneNumber: null, user: null, addresses: [] },
    ...{ crmId: null, loyaltyTier: null, createdAt: '2025-01-01T08:00:00.000Z', updatedAt: '2026-05-01T08:00:00.000Z' },
    ...fields,
  };
}

/** A paid order of one sensor, not sent, with the fields given. */
export function aVendureOrder(fields: Partial<VendureOrder> & { id: string; customerId: string }): VendureOrder {
  const orderPlacedAt = fields.orderPlacedAt === undefined ? '2026-05-10T10:00:00.000Z' : fields.orderPlacedAt;
  return {
    ...{
      code: `CODE${fields.id}`,
      state: 'PaymentSettled',
      type: 'Regular',
      currency: 'EUR',
      shipping: 500,
      fulfillments: [],
      salesPerson: null,
    },
    ...{ createdAt: orderPlacedAt ?? '2026-05-10T10:00:00.000Z', updatedAt: orderPlacedAt ?? '2026-05-10T10:00:00.000Z', orderPlacedAt },
    lines: [{ id: `${fields.id}1`, variantId: '1', sku: 'BCN-100', name: 'Beacon sensor', unitPrice: 7_900, quantity: 1 }],
    payments: [
      {
        id: `${fields.id}5`,
        method: 'card',
        amount: 8_400,
        state: 'Settled',
        createdAt: orderPlacedAt ?? '2026-05-10T10:00:00.000Z',
        refunds: [],
      },
    ],
    ...fields,
  };
}

/** The world. */
export function vendureWorld(customers: VendureCustomer[], orders: VendureOrder[]): World {
  return { ...smallWorld({ contacts: [], users: [], tickets: [] }), vendure: { customers, orders } };
}
