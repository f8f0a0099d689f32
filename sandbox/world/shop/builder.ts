// Collects the shop's records and gives each its number. It knows the shop's own rules: an address and a number belong to one
// customer at most, and an order names its lines, parcels and returns after itself. It knows nothing of people or plots.
import type { Blank, Book } from '../book';
import type { ShopCustomer, ShopFulfillment, ShopOrder, ShopReturn, ShopStaff } from '../shop-story';
import type { World } from '../story';

export interface ShopBuilder {
  staff(staff: Omit<ShopStaff, 'id'>): ShopStaff;
  /** Whether a customer has this address (in any case) or this number (E.164) already. */
  isTaken(contactPoint: string): boolean;
  /** The address is kept in lower case; an address or a number that another customer has is left out, as Shopify would refuse it. */
  customer(customer: Blank<ShopCustomer, 'person' | 'createdAt'>): ShopCustomer;
  /** `total` is the sum of the lines, in as many decimals as `decimals`. The customer counts as updated when the order was. */
  order(order: OrderToTell, decimals: 0 | 2): ShopOrder;
}

export type OrderToTell = Blank<
  Omit<ShopOrder, 'name' | 'total' | 'lines' | 'fulfillments' | 'returns'>,
  'customerId' | 'createdAt' | 'currency' | 'financialStatus' | 'fulfillmentStatus'
> & {
  lines: readonly Omit<ShopOrder['lines'][number], 'id'>[];
  fulfillments?: readonly Omit<ShopFulfillment, 'id'>[];
  returns?: readonly Omit<ShopReturn, 'id' | 'name'>[];
};

export function createShopBuilder(book: Book, shop: World['shop']): ShopBuilder {
  const taken = new Set<string>();
  const customers = new Map<string, ShopCustomer>();
  const claim = (contactPoint: string | null | undefined): string | null => {
    const point = contactPoint?.toLowerCase() ?? '';
    if (point === '' || taken.has(point)) return null;
    taken.add(point);
    return point;
  };
  return {
    isTaken: (contactPoint) => taken.has(contactPoint.toLowerCase()),
    staff: (staff) => {
      const hired = { ...staff, id: book.nextId('shopStaff') };
      shop.staff.push(hired);
      return hired;
    },
    customer: (told) => {
      const id = book.nextId('shopCustomer');
      book.know(told.person, `shopify:customer:${id}`, false);
      const customer: ShopCustomer = {
        ...{ firstName: null, lastName: null, hasAccount: true, company: null },
        ...{ street: null, city: null, postalCode: null, countryCode: null, locale: null },
        ...{ tags: [], note: null, emailConsent: { state: 'NOT_SUBSCRIBED', at: null }, smsConsent: null, updatedAt: told.createdAt },
        ...told,
        ...{ id, email: claim(told.email), phone: claim(told.phone) },
      };
      shop.customers.push(customer);
      customers.set(id, customer);
      return customer;
    },
    order: ({ lines, fulfillments = [], returns = [], ...told }, decimals) => {
      const name = `#${book.nextId('shopOrderName')}`;
      const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * Number(unitPrice), 0);
      const order: ShopOrder = {
        ...{ updatedAt: told.createdAt, cancelledAt: null, cancelReason: null, staffId: null, tags: [] },
        refunded: (0).toFixed(decimals),
        ...told,
        ...{ id: book.nextId('shopOrder'), name, total: total.toFixed(decimals) },
        lines: lines.map((line) => ({ ...line, id: book.nextId('shopLine') })),
        fulfillments: fulfillments.map((parcel) => ({ ...parcel, id: book.nextId('shopFulfillment') })),
        returns: returns.map((one, index) => ({ ...one, id: book.nextId('shopReturn'), name: `${name}-R${index + 1}` })),
      };
      shop.orders.push(order);
      const customer = customers.get(order.customerId);
      if (customer === undefined) throw new Error(`${name} is of ${order.customerId}, whom the shop does not know`);
      if (customer.updatedAt < order.updatedAt) customer.updatedAt = order.updatedAt;
      return order;
    },
  };
}
