// Ada Mensah in the house's own Vendure, word for word the same in every world: under her old address and a local number, with an
// order half sent, one that she sent a part of back, and one that she called off.
import { FIRST_CUSTOMER } from '../showcase/ada';
import type { WorldBuilder } from '../world-builder';
import type { Ledger } from './ledger';

const CONTACT_ID = FIRST_CUSTOMER.id.slice(FIRST_CUSTOMER.id.lastIndexOf(':') + 1);

/** Call when her identity is booked. */
export function tellAdaInVendure(build: WorldBuilder, ledger: Ledger, salesPerson: string): void {
  const place = { city: 'London', postalCode: 'SE1 4TW', countryCode: 'GB' };
  const customer = ledger.customer({
    ...{ person: 'ada-mensah', title: 'Ms', firstName: 'Ada', lastName: 'Mensah', account: { verified: true } },
    ...{ emailAddress: 'a.mensah@harbour-catering.example.org', phoneNumber: '020 7946 0501', crmId: CONTACT_ID, loyaltyTier: 'gold' },
    ...{ createdAt: build.ago(420), updatedAt: build.ago(3) },
    addresses: [
      {
        ...place,
        company: 'Copperfield Foods Ltd',
        streetLine1: '14 Mill Lane',
        defaultShippingAddress: false,
        defaultBillingAddress: true,
      },
      { ...place, company: '', streetLine1: '3 Orchard Close', defaultShippingAddress: true, defaultBillingAddress: false },
    ],
  });
  const common = { customerId: customer.id, currency: 'GBP', salesPerson };
  const cable = { sku: 'ACC-CBL', name: 'Probe cable, 3 m', unitPrice: 1_390, quantity: 4 };
  const sensor = { sku: 'BCN-H20', name: 'Beacon Humidity', unitPrice: 8_590, quantity: 3 };
  const parcel = { method: 'DPD', trackingCode: '15501827760077' };
  ledger.order({
    ...{ ...common, state: 'Delivered', age: 150, changed: 146, lines: [sensor, cable] },
    parcels: [{ ...parcel, trackingCode: '15501827700012', state: 'Delivered', createdAt: build.ago(149), updatedAt: build.ago(146) }],
    refund: { amount: 8_590, state: 'Settled', reason: 'Measured nonsense from the first day', line: 0, age: 138 },
  });
  ledger.order({
    ...{ ...common, state: 'Cancelled', age: 60, changed: 59, lines: [cable], parcels: [] },
    refund: { amount: Infinity, state: 'Settled', reason: 'Ordered twice', line: null, age: 59 },
  });
  ledger.order({
    ...{ ...common, state: 'PartiallyShipped', age: 5, changed: 3, lines: [sensor, { ...cable, quantity: 10 }] },
    parcels: [{ ...parcel, state: 'Shipped', createdAt: build.ago(4), updatedAt: build.ago(3) }],
    refund: null,
  });
  ledger.order({ ...common, state: 'AddingItems', age: 0.4, changed: 0.3, lines: [sensor], parcels: [], refund: null });
}
