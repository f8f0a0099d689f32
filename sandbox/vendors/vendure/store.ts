// Vendure's part of the world, indexed the ways its API looks things up. Built at start; customers and their notes change.
import { z } from 'zod';
import type { World } from '../../world/story';
import type { VendureCustomer, VendureOrder } from '../../world/vendure-story';

/** An entry of a customer's history that an administrator wrote. */
export interface VendureNote {
  id: string;
  note: string;
  isPublic: boolean;
  createdAt: string;
}

export interface VendureStore {
  /** Without deleted ones. */
  customers(): readonly VendureCustomer[];
  /** null for a deleted one, too. */
  customerById(id: string): VendureCustomer | null;
  /** Deleted ones as well: Vendure hides them, and their orders still tell of them. */
  buyerById(id: string): VendureCustomer | null;
  orders(): readonly VendureOrder[];
  orderById(id: string): VendureOrder | null;
  /** In the order they were made in. */
  ordersOf(customerId: string): readonly VendureOrder[];
  /** Adds or alters a customer. @throws ZodError */
  putCustomer(change: object & { id: string }): VendureCustomer;
  deleteCustomer(id: string): void;
  /** For a customer that is to be made. */
  nextCustomerId(): string;
  /** Oldest first. */
  notesOf(customerId: string): readonly VendureNote[];
  addNote(customerId: string, given: Pick<VendureNote, 'note' | 'isPublic'>): void;
  /** The customer it was of; null = there is no such note. */
  deleteNote(id: string): string | null;
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
  const deleted = new Set<string>();
  const notes = new Map<string, VendureNote[]>();
  let newestNote = 0;
  return {
    customers: () => [...byId.values()].filter(({ id }) => !deleted.has(id)),
    customerById: (id) => (deleted.has(id) ? null : (byId.get(id) ?? null)),
    buyerById: (id) => byId.get(id) ?? null,
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
    deleteCustomer: (id) => void deleted.add(id),
    nextCustomerId: () => String(Math.max(0, ...[...byId.keys()].map(Number)) + 1),
    notesOf: (customerId) => notes.get(customerId) ?? [],
    addNote(customerId, given) {
      const note = { id: String((newestNote += 1)), createdAt: new Date().toISOString(), ...given };
      notes.set(customerId, [...(notes.get(customerId) ?? []), note]);
    },
    deleteNote(id) {
      const [customerId, own = []] = [...notes].find(([, all]) => all.some((note) => note.id === id)) ?? [];
      if (customerId === undefined) return null;
      notes.set(
        customerId,
        own.filter((note) => note.id !== id),
      );
      return customerId;
    },
  };
}
