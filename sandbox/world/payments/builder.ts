// Collects the records of the payment system and gives each its id. As the vendor does, it lets any number of customers have
// one address, as typed, and numbers invoices customer by customer. It knows nothing of people or plots.
import type { Blank, Book } from '../book';
import type { PaymentCharge, PaymentCustomer, PaymentInvoice, PaymentSubscription } from '../payment-story';
import type { World } from '../story';

export interface PaymentBuilder {
  customer(customer: Blank<PaymentCustomer, 'person' | 'createdAt'>): PaymentCustomer;
  subscription(
    subscription: Blank<
      PaymentSubscription,
      'customerId' | 'status' | 'plan' | 'interval' | 'currency' | 'unitAmount' | 'startedAt' | 'currentPeriodStart' | 'currentPeriodEnd'
    >,
  ): PaymentSubscription;
  /** A paid one is paid in full, any other not at all, unless told otherwise; the rest remains. A draft has no number. */
  invoice(
    invoice: Blank<Omit<PaymentInvoice, 'number' | 'amountRemaining'>, 'customerId' | 'status' | 'currency' | 'total' | 'createdAt'>,
  ): PaymentInvoice;
  /** `amountRefunded` is the sum of the refunds. */
  charge(
    charge: Blank<Omit<PaymentCharge, 'amountRefunded' | 'refunds'>, 'customerId' | 'status' | 'currency' | 'amount' | 'createdAt'>,
    refunds?: readonly Omit<PaymentCharge['refunds'][number], 'id'>[],
  ): PaymentCharge;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function createPaymentBuilder(book: Book, payments: World['payments']): PaymentBuilder {
  const idOf = (prefix: string): string => `${prefix}_${book.nextCode(prefix, LETTERS, prefix === 'cus' ? 14 : 24)}`;
  const numbering = new Map<string, { prefix: string; next: number }>();
  const numberFor = (customerId: string): string => {
    const series = numbering.get(customerId) ?? { prefix: book.nextCode('invoicePrefix', CAPITALS, 8), next: 1 };
    numbering.set(customerId, { ...series, next: series.next + 1 });
    return `${series.prefix}-${String(series.next).padStart(4, '0')}`;
  };
  return {
    customer: (told) => {
      const id = idOf('cus');
      const deleted = told.deleted ?? false;
      book.know(told.person, `stripe:customer:${id}`, deleted);
      const customer: PaymentCustomer = {
        ...{ email: null, name: null, phone: null, description: null, street: null, city: null, postalCode: null, country: null },
        ...{ currency: null, delinquent: false, metadata: {}, preferredLocale: null, taxId: null },
        ...told,
        ...{ id, deleted },
      };
      payments.customers.push(customer);
      return customer;
    },
    subscription: (told) => {
      const ending = { cancelAtPeriodEnd: false, cancelAt: null, canceledAt: null };
      const subscription = { quantity: 1, ...ending, ...told, id: idOf('sub') };
      payments.subscriptions.push(subscription);
      return subscription;
    },
    invoice: (told) => {
      const number = told.status === 'draft' ? null : numberFor(told.customerId);
      const amountPaid = told.amountPaid ?? (told.status === 'paid' ? told.total : 0);
      // Field by field, here and below: there are thousands of these, and spreading objects together takes its time.
      const invoice: PaymentInvoice = {
        id: idOf('in'),
        customerId: told.customerId,
        number,
        status: told.status,
        currency: told.currency,
        total: told.total,
        amountPaid,
        amountRemaining: told.total - amountPaid,
        createdAt: told.createdAt,
        dueAt: told.dueAt ?? null,
        paidAt: told.paidAt ?? null,
        subscriptionId: told.subscriptionId ?? null,
      };
      payments.invoices.push(invoice);
      return invoice;
    },
    charge: (told, refunds = []) => {
      const charge: PaymentCharge = {
        id: idOf('ch'),
        customerId: told.customerId,
        invoiceId: told.invoiceId ?? null,
        status: told.status,
        currency: told.currency,
        amount: told.amount,
        amountRefunded: refunds.reduce((sum, { amount }) => sum + amount, 0),
        createdAt: told.createdAt,
        failureMessage: told.failureMessage ?? null,
        disputed: told.disputed ?? false,
        refunds: refunds.map((refund) => ({ ...refund, id: idOf('re') })),
      };
      payments.charges.push(charge);
      return charge;
    },
  };
}
