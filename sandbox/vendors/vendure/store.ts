// Vendure's part of the world, indexed the ways its API looks things up. Built once at start; only customers change.
import { z } from 'zod';
import type { World } from '../../world/story';
import type { VendureCustomer, VendureOrder } from '../../world/vendure-story';

export interface VendureStore {
  customers(): readonly VendureCustomer[];
  customerById(id: string): VendureCustomer | null;
  orders(): readonly VendureOrder[];
  orderById(id: string): VendureOrder | null;
  /** In the order they were made in. */
  ordersOf(customerId: string): readonly VendureOrder[];
  /** Adds or alters a customer. @throws ZodError */
  putCustomer(change: object & { id: string }): VendureCustomer;
}

const text = z.string();
const addressSchema = z.strictObject({
  ...{ id: text, company: text, streetLine1: text, city: text, postalCode: text, countryCode: text },
  ...{ defaultShippingAddress: z.boolean(), defaultBillingAddress: z.boolean() },
});
const customerSchema: z.ZodType<VendureCustomer> = z.strictObject({
  ...{ id: z.string().regex(/^\d+$/), person: text, firstName: text, lastName: text },
  // Vendure does the same with every address that it is given.
  emailAddress: z.email().toLowerCase(),
  ...{ title: text.nullable(), phoneNumber: text.nullable(), crmId: text.nullable(), loyaltyTier: text.nullable() },
  user: z.strictObject({ id: text, verified: z.boolean() }).nullable(),
  addresses: z.array(addressSchema),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export function createVendureStore({ vendure }: World): VendureStore {
  const byId = new Map(vendure.customers.map((customer) => [customer.id, customer]));
  const ordersById = new Map(vendure.orders.map((order) => [order.id, order]));
  const ordersByCustomer = new Map<string, VendureOrder[]>(vendure.orders.map(({ customerId }) => [customerId, []]));
  for (const order of vendure.orders) ordersByCustomer.get(order.customerId)?.push(order);
  return {
    customers: () => [...byId.values()],
    customerById: (id) => byId.get(id) ?? null,
    orders: () => vendure.orders,
    orderById: (id) => ordersById.get(id) ?? null,
    ordersOf: (customerId) => ordersByCustomer.get(customerId) ?? [],
    putCustomer(change) {
      const now = new Date().toISOString();
      const blank = {
        ...{ person: '', title: null, firstName: '', lastName: '', phoneNumber: null, user: null, addresses: [] },
        ...{ crmId: null, loyaltyTier: null, createdAt: now },
      };
      const customer = customerSchema.parse({ ...blank, ...byId.get(change.id), updatedAt: now, ...change });
      byId.set(customer.id, customer);
      return customer;
    },
  };
}
