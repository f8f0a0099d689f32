// The shop's part of the world, indexed the ways Shopify's API looks things up. Built once at start; only
// customers change, and whose the orders are.
import { createLag, type Lag } from '../../http/lag';
import type { ShopCustomer, ShopFulfillment, ShopOrder, ShopReturn, ShopStaff } from '../../world/shop-story';
import type { World } from '../../world/story';
import { changeCustomer } from './customer-changes';
import { keptOf, toMergedCustomer } from './merging';

export interface ShopifyStore {
  /** The instant the world is told at. */
  now: string;
  customerById(id: string): ShopCustomer | null;
  /** In any case. */
  customerByEmail(email: string): ShopCustomer | null;
  /** E.164. */
  customerByPhone(phone: string): ShopCustomer | null;
  /** As the search index knows them now. */
  searchableCustomers(): readonly ShopCustomer[];
  orders(): readonly ShopOrder[];
  orderById(id: string): ShopOrder | null;
  /** Oldest first, as told. */
  ordersOf(customerId: string): readonly ShopOrder[];
  lineById(id: string): { order: ShopOrder; line: OrderLine } | null;
  fulfillmentById(id: string): { order: ShopOrder; fulfillment: ShopFulfillment } | null;
  returnById(id: string): { order: ShopOrder; told: ShopReturn } | null;
  staffById(id: string): ShopStaff | null;
  lag: Lag<ShopCustomer>;
  /** Adds or alters a customer. @throws ZodError */
  putCustomer(change: object & { id: string }): ShopCustomer;
  deleteCustomer(id: string): void;
  /** Merges two customers and answers the id of the one that is kept. Throws RangeError where one of them does not exist. */
  mergeCustomers(oneId: string, twoId: string): string;
}

export type OrderLine = ShopOrder['lines'][number];

export function createShopifyStore(world: World, lagSeconds: number): ShopifyStore {
  const { orders, staff } = world.shop;
  const byId = new Map<string, ShopCustomer>();
  const idsByEmail = new Map<string, string>();
  const idsByPhone = new Map<string, string>();
  const lag = createLag<ShopCustomer>(lagSeconds);
  let customers: readonly ShopCustomer[] = [];

  function add(customer: ShopCustomer): void {
    byId.set(customer.id, customer);
    if (customer.email !== null) idsByEmail.set(customer.email.toLowerCase(), customer.id);
    if (customer.phone !== null) idsByPhone.set(customer.phone, customer.id);
  }
  world.shop.customers.forEach(add);
  customers = [...byId.values()];

  const ordersById = new Map(orders.map((order) => [order.id, order]));
  const ordersByCustomer = new Map<string, ShopOrder[]>();
  for (const order of orders) file(order);

  function file(order: ShopOrder): void {
    const earlier = ordersByCustomer.get(order.customerId);
    if (earlier === undefined) ordersByCustomer.set(order.customerId, [order]);
    else earlier.push(order);
  }

  function putCustomer(change: object & { id: string }): ShopCustomer {
    const before = byId.get(change.id) ?? null;
    const after = changeCustomer(before, change, new Date().toISOString());
    if (before !== null) unindex(before);
    add(after);
    customers = [...byId.values()];
    lag.changed(change.id, before);
    return after;
  }

  function unindex({ id, email, phone }: ShopCustomer): void {
    if (email !== null && idsByEmail.get(email.toLowerCase()) === id) idsByEmail.delete(email.toLowerCase());
    if (phone !== null && idsByPhone.get(phone) === id) idsByPhone.delete(phone);
  }

  const lines = new Map(orders.flatMap((order) => order.lines.map((line) => [line.id, { order, line }] as const)));
  const fulfillments = new Map(
    orders.flatMap((order) => order.fulfillments.map((fulfillment) => [fulfillment.id, { order, fulfillment }] as const)),
  );
  const returns = new Map(orders.flatMap((order) => order.returns.map((told) => [told.id, { order, told }] as const)));
  const staffById = new Map(staff.map((member) => [member.id, member]));

  return {
    now: world.now,
    customerById: (id) => byId.get(id) ?? null,
    customerByEmail: (email) => byId.get(idsByEmail.get(email.toLowerCase()) ?? '') ?? null,
    customerByPhone: (phone) => byId.get(idsByPhone.get(phone) ?? '') ?? null,
    searchableCustomers: () => lag.indexed(customers, ({ id }) => id),
    orders: () => [...ordersById.values()],
    orderById: (id) => ordersById.get(id) ?? null,
    ordersOf: (customerId) => ordersByCustomer.get(customerId) ?? [],
    lineById: (id) => lines.get(id) ?? null,
    fulfillmentById: (id) => fulfillments.get(id) ?? null,
    returnById: (id) => returns.get(id) ?? null,
    staffById: (id) => staffById.get(id) ?? null,
    lag,
    putCustomer,
    deleteCustomer(id) {
      const before = byId.get(id);
      if (before === undefined) return;
      byId.delete(id);
      unindex(before);
      customers = [...byId.values()];
    },
    mergeCustomers(oneId, twoId) {
      const [one, two] = [oneId, twoId].map((id) => byId.get(id));
      if (one === undefined || two === undefined || one === two) throw new RangeError('two customers that exist make one');
      const kept = keptOf(one, two);
      const gone = kept === one ? two : one;
      byId.delete(gone.id);
      unindex(gone);
      const moved = (ordersByCustomer.get(gone.id) ?? []).map((order) => ({ ...order, customerId: kept.id }));
      ordersByCustomer.delete(gone.id);
      const all = [...(ordersByCustomer.get(kept.id) ?? []), ...moved].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
      ordersByCustomer.set(kept.id, all);
      for (const order of moved) ordersById.set(order.id, order);
      putCustomer(toMergedCustomer(kept, gone));
      return kept.id;
    },
  };
}
