// The payments part of the world, indexed the ways Stripe's endpoints look things up, each list newest first. Built once at
// start; only customers change.
import { createLag, type Lag } from '../../http/lag';
import type { PaymentCharge, PaymentCustomer, PaymentInvoice, PaymentSubscription } from '../../world/payment-story';
import type { World } from '../../world/story';
import { changeCustomer } from './customers';
import { newestFirst } from './pages';

/** Records of one kind. */
export interface Records<T> {
  all: readonly T[];
  byId(id: string): T | null;
  of(customerId: string): readonly T[];
}

/** A refund knows its charge, which the world keeps it in. */
export interface StripeRefund {
  id: string;
  createdAt: string;
  amount: number;
  reason: string | null;
  charge: PaymentCharge;
}

/** Stripe lists a subscription by the day it was made; the world makes it when it starts. */
export type StripeSubscription = PaymentSubscription & { createdAt: string };

export interface StripeStore {
  /** Deleted ones too. */
  customerById(id: string): PaymentCustomer | null;
  /** Without deleted ones; as they are at this moment. */
  customers(): readonly PaymentCustomer[];
  /** In exactly this spelling. */
  customersByEmail(email: string): readonly PaymentCustomer[];
  /** As the search index knows them now; deleted ones are not in it. */
  searchableCustomers(): readonly PaymentCustomer[];
  invoices: Records<PaymentInvoice>;
  subscriptions: Records<StripeSubscription>;
  charges: Records<PaymentCharge>;
  refunds: Records<StripeRefund>;
  /** The charges an invoice was, or was to be, paid with. */
  chargesOfInvoice(invoiceId: string): readonly PaymentCharge[];
  refundsOfCharge(chargeId: string): readonly StripeRefund[];
  /** A subscription's invoices. */
  invoicesOfSubscription(subscriptionId: string): readonly PaymentInvoice[];
  lag: Lag<PaymentCustomer>;
  /** Adds or alters a customer. @throws ZodError */
  putCustomer(change: object & { id: string }): PaymentCustomer;
}

export function createStripeStore(world: World, lagSeconds: number): StripeStore {
  const { payments } = world;
  const lag = createLag<PaymentCustomer>(lagSeconds);
  const byId = new Map(payments.customers.map((customer) => [customer.id, customer]));
  let customers: readonly PaymentCustomer[] = [];
  let byEmail: ReadonlyMap<string | null, readonly PaymentCustomer[]> = new Map();

  function index(): void {
    customers = [...byId.values()].sort(newestFirst);
    byEmail = groupBy(customers.filter(isThere), ({ email }) => email);
  }
  index();

  const charges = toRecords(payments.charges, ({ customerId }) => customerId);
  const invoices = toRecords(payments.invoices, ({ customerId }) => customerId);
  const refunds = toRecords(
    charges.all.flatMap((charge) => charge.refunds.map((refund) => ({ ...refund, charge }))),
    ({ charge }) => charge.customerId,
  );
  const refundsByCharge = groupBy(refunds.all, ({ charge }) => charge.id);
  const chargesByInvoice = groupBy(charges.all, ({ invoiceId }) => invoiceId);
  const invoicesBySubscription = groupBy(invoices.all, ({ subscriptionId }) => subscriptionId);

  return {
    customerById: (id) => byId.get(id) ?? null,
    customers: () => customers.filter(isThere),
    customersByEmail: (email) => byEmail.get(email) ?? [],
    searchableCustomers: () => lag.indexed(customers, ({ id }) => id).filter(isThere),
    invoices,
    subscriptions: toRecords(
      payments.subscriptions.map((subscription): StripeSubscription => ({ ...subscription, createdAt: subscription.startedAt })),
      ({ customerId }) => customerId,
    ),
    charges,
    refunds,
    refundsOfCharge: (id) => refundsByCharge.get(id) ?? [],
    chargesOfInvoice: (id) => chargesByInvoice.get(id) ?? [],
    invoicesOfSubscription: (id) => invoicesBySubscription.get(id) ?? [],
    lag,
    putCustomer(change) {
      const before = byId.get(change.id) ?? null;
      const after = changeCustomer(before, change, new Date().toISOString());
      byId.set(after.id, after);
      index();
      lag.changed(after.id, before);
      return after;
    },
  };
}

function isThere({ deleted }: PaymentCustomer): boolean {
  return !deleted;
}

function toRecords<T extends { id: string; createdAt: string }>(records: readonly T[], customerOf: (record: T) => string): Records<T> {
  const all = [...records].sort(newestFirst);
  const byId = new Map(all.map((record) => [record.id, record]));
  const byCustomer = groupBy(all, customerOf);
  return { all, byId: (id) => byId.get(id) ?? null, of: (customerId) => byCustomer.get(customerId) ?? [] };
}

function groupBy<K, T>(records: readonly T[], keyOf: (record: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}
