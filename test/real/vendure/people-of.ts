// The people of a pretend Vendure as a real one is filled with them. Prices become those of one shop, in one currency.
import { ARTICLES } from '../../../sandbox/world/shop/catalogue';
import type { VendureCustomer, VendureOrder, VendureShop } from '../../../sandbox/world/vendure-story';
import type { ShopOrder, ShopOrderState, ShopPeople, ShopPerson } from './people';

/** A real Vendure makes no second customer of one address on its own: the first one has the orders of all. */
export function peopleOf({ customers, orders }: VendureShop): ShopPeople {
  const byAddress = new Map<string, VendureCustomer[]>();
  for (const customer of customers) byAddress.set(customer.emailAddress, [...(byAddress.get(customer.emailAddress) ?? []), customer]);
  return {
    articles: ARTICLES.map(({ sku, title, price }) => ({ sku, name: title, price: price * 100 })),
    people: [...byAddress.values()].flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const ids = [first, ...others].map(({ id }) => id);
      return [
        toPerson(
          first,
          orders.filter(({ customerId }) => ids.includes(customerId)),
        ),
      ];
    }),
  };
}

function toPerson(customer: VendureCustomer, orders: readonly VendureOrder[]): ShopPerson {
  const { firstName, lastName, emailAddress, phoneNumber, user, crmId, loyaltyTier } = customer;
  return {
    ...{ firstName, lastName, emailAddress, phoneNumber, hasAccount: user !== null },
    customFields: { ...(crmId === null ? {} : { crmId }), ...(loyaltyTier === null ? {} : { loyaltyTier }) },
    addresses: customer.addresses.map(({ company, streetLine1, city, postalCode, countryCode }) => ({
      ...{ company: company === '' ? null : company, streetLine1, city, postalCode, countryCode },
    })),
    // A cart is an account's own.
    orders: orders.filter(({ state }) => state !== 'AddingItems' || user !== null).map(toOrder),
  };
}

function toOrder({ state, createdAt, orderPlacedAt, lines, fulfillments, payments, salesPerson }: VendureOrder): ShopOrder {
  const [parcel] = fulfillments;
  const [refund] = payments.flatMap(({ refunds }) => refunds);
  return {
    placedAt: orderPlacedAt ?? createdAt,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    state: STATES[state],
    parcel: parcel === undefined ? null : { method: parcel.method, trackingCode: parcel.trackingCode },
    refund: refund === undefined ? null : { pieces: refund.lines.length, reason: refund.reason ?? '', settled: refund.state === 'Settled' },
    salesPerson,
  };
}

const STATES: Readonly<Record<VendureOrder['state'], ShopOrderState>> = {
  ...{
    AddingItems: 'AddingItems',
    ArrangingPayment: 'AddingItems',
    PaymentAuthorized: 'PaymentAuthorized',
    PaymentSettled: 'PaymentSettled',
  },
  ...{
    PartiallyShipped: 'PartiallyShipped',
    Shipped: 'Shipped',
    PartiallyDelivered: 'Shipped',
    Delivered: 'Delivered',
    Cancelled: 'Cancelled',
  },
};
