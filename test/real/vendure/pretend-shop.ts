// The same people as a pretend Vendure has them, as a real one is filled with them: so that the two can be asked the same.
import type { VendureCustomer, VendureOrder, VendureShop } from '../../../sandbox/world/vendure-story';
import type { ShopArticle, ShopOrder, ShopPeople, ShopPerson } from './people';

/** Of `server/catalogue.ts`: what a parcel costs. */
const SHIPPING = 500;
const CREATED = '2025-01-01T00:00:00.000Z';

/** Ids count up as a real Vendure's do; dates are not its. */
export function pretendShop({ articles, people }: ShopPeople): VendureShop {
  // The first user is the administrator.
  let [addressId, userId, orderId] = [0, 1, 0];
  const customers = people.map((person, index) =>
    toCustomer(person, index, { address: () => String((addressId += 1)), user: () => String((userId += 1)) }),
  );
  const orders = people.flatMap((person, index) =>
    person.orders.map((order) => toOrder(String((orderId += 1)), String(index + 1), order, articles)),
  );
  return { customers, orders };
}

function toCustomer(person: ShopPerson, index: number, next: { address(): string; user(): string }): VendureCustomer {
  const { firstName, lastName, emailAddress, phoneNumber, hasAccount, customFields, addresses } = person;
  return {
    ...{
      id: String(index + 1),
      person: `person-${index}`,
      title: null,
      firstName,
      lastName,
      phoneNumber,
      createdAt: CREATED,
      updatedAt: CREATED,
    },
    emailAddress: emailAddress.toLowerCase(),
    user: hasAccount ? { id: next.user(), verified: true } : null,
    crmId: customFields.crmId ?? null,
    loyaltyTier: customFields.loyaltyTier ?? null,
    addresses: addresses.map(({ company, ...address }, place) => ({
      ...{ id: next.address(), ...address, company: company ?? '' },
      ...{ defaultShippingAddress: place === 0, defaultBillingAddress: place === 0 },
    })),
  };
}

function toOrder(id: string, customerId: string, told: ShopOrder, articles: readonly ShopArticle[]): VendureOrder {
  const { state, placedAt, parcel, refund, salesPerson } = told;
  const lines = told.lines.map(({ sku, quantity }, index) => {
    const article = articles.find((one) => one.sku === sku);
    if (article === undefined) throw new Error(`${sku} is no article of the shop`);
    return { id: `${id}-${index}`, variantId: sku, sku, name: article.name, unitPrice: article.price, quantity };
  });
  const amount = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, SHIPPING);
  const [first] = lines;
  const goods = refund === null || refund.pieces === 0 || first === undefined ? null : { lineId: first.id, quantity: refund.pieces };
  const isCart = state === 'AddingItems';
  return {
    ...{ id, customerId, code: id, state, type: 'Regular', currency: 'EUR', shipping: SHIPPING, lines, salesPerson },
    ...{ createdAt: placedAt, updatedAt: placedAt, orderPlacedAt: isCart ? null : placedAt },
    fulfillments:
      parcel === null || !['PartiallyShipped', 'Shipped', 'Delivered'].includes(state)
        ? []
        : [{ id, ...parcel, state: state === 'Delivered' ? 'Delivered' : 'Shipped', createdAt: placedAt, updatedAt: placedAt }],
    payments: isCart
      ? []
      : [
          {
            ...{ id, method: 'card', amount, state: state === 'PaymentAuthorized' ? 'Authorized' : 'Settled', createdAt: placedAt },
            refunds:
              refund === null
                ? []
                : [
                    {
                      ...{ id, state: refund.settled ? 'Settled' : 'Pending', reason: refund.reason, createdAt: placedAt },
                      total: goods === null || first === undefined ? amount : first.unitPrice * goods.quantity,
                      lines: goods === null ? [] : [goods],
                    },
                  ],
          },
        ],
  };
}
