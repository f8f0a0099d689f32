// The payment system's part of the story: customers, invoices, subscriptions and charges, answered by the pretend Stripe.

/** A customer of the payment system, where subscriptions are billed. Several for one address are normal there. */
export interface PaymentCustomer {
  /** `cus_…`. */
  id: string;
  person: string;
  /** As typed: capitals stay. */
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  currency: string | null;
  /** A past payment failed. */
  delinquent: boolean;
  /** Values such as `hubspot_contact: '501'`, where somebody joined the systems. */
  metadata: Record<string, string>;
  preferredLocale: string | null;
  /** Of a company. */
  taxId: string | null;
  createdAt: string;
  /** Answered as `deleted: true`, found by no list or search. */
  deleted: boolean;
}

export interface PaymentInvoice {
  /** `in_…`. */
  id: string;
  customerId: string;
  number: string | null;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  /** Lower case, as Stripe writes it. */
  currency: string;
  /** In the currency's smallest unit. */
  total: number;
  amountPaid: number;
  amountRemaining: number;
  createdAt: string;
  /** null where it is charged at once. */
  dueAt: string | null;
  paidAt: string | null;
  subscriptionId: string | null;
}

export interface PaymentSubscription {
  /** `sub_…`. */
  id: string;
  customerId: string;
  status: 'active' | 'trialing' | 'past_due' | 'canceled' | 'unpaid' | 'incomplete' | 'paused';
  /** Of its price. */
  plan: string;
  interval: 'month' | 'year';
  currency: string;
  /** Of one unit, in the smallest unit of the currency. */
  unitAmount: number;
  quantity: number;
  startedAt: string;
  currentPeriodStart: string;
  currentPeriodEnd: string;
  cancelAtPeriodEnd: boolean;
  cancelAt: string | null;
  canceledAt: string | null;
}

export interface PaymentCharge {
  /** `ch_…`. */
  id: string;
  customerId: string;
  invoiceId: string | null;
  status: 'succeeded' | 'pending' | 'failed';
  currency: string;
  amount: number;
  amountRefunded: number;
  createdAt: string;
  failureMessage: string | null;
  disputed: boolean;
  refunds: { id: string; amount: number; createdAt: string; reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null }[];
}
