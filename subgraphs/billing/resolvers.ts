// How `schema/billing.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { checkFirst, toConnection } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { exportRecords } from '../../platform/domain/export';
import { toRecordRef, toShownRecord } from '../../platform/domain/records';
import { sumByCurrency } from '../../platform/money';
import { valueAt } from '../../platform/record';
import { toEvents } from './events';
import { relatedOf } from './export';
import type { Resolvers } from './types.gen';
import {
  counts,
  currentSubscriptionsOf,
  daysOverdue,
  everyInvoiceOf,
  invoicesOf,
  isRunning,
  paymentsOf,
  subscriptionsOf,
  toView,
} from './view';

export const resolvers: Resolvers = {
  Query: {
    _billingRecords: (_, { query }, { session }) => session.records(query),
    _billingList: (_, { query }, { session }) => session.list(query),
    _billingSources: (_, { sample }, { session }) => session.reports(sample),
    _billingExport(_, { keys }, context) {
      const inquiry = context.session.inquiry(keys);
      return exportRecords('BILLING', inquiry, relatedOf(inquiry, context));
    },
    _billingActions: (_, __, { session }) => session.offeredActions(),
  },
  Mutation: { _billingAction: (_, { request }, { session }) => session.act(request) },
  Customer: {
    __resolveReference: (reference) => reference,
    billing: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    billingEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    billingEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('BILLING', inquiry, async () => {
        // What only enriches the timeline does not cost it: a source that fails is named in `missing` all the same. Why payments
        // are read here and ended subscriptions are not: docs/decisions/stripe.md.
        const [invoices, subscriptions, payments] = await Promise.all([
          invoicesOf(inquiry, context),
          currentSubscriptionsOf(inquiry, context).catch(() => []),
          paymentsOf(inquiry, context).catch(() => []),
        ]);
        return toEvents({ invoices, subscriptions, payments }, new Date());
      });
    },
    billingReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  BillingView: {
    records: ({ linked }) => linked.map(toShownRecord),
    missing: ({ inquiry }) => inquiry.missing(),
    async invoices({ inquiry }, { first, after, status, overdue }, context) {
      const now = new Date();
      const invoices = await invoicesOf(inquiry, context);
      const asked = invoices
        .filter((invoice) => status === null || status === undefined || status.includes(invoice.status))
        .filter((invoice) => overdue === null || overdue === undefined || daysOverdue(invoice, now) > 0 === overdue);
      return toConnection(asked, { first, after });
    },
    invoicedTotal: async ({ inquiry }, _, context) =>
      sumByCurrency((await everyInvoiceOf(inquiry, context)).filter(counts).map(({ total, currency }) => ({ amount: total, currency }))),
    balance: async ({ inquiry }, _, context) =>
      sumByCurrency(
        (await everyInvoiceOf(inquiry, context)).filter(counts).map(({ balance, currency }) => ({ amount: balance, currency })),
      ),
    async overdueBalance({ inquiry }, _, context) {
      const now = new Date();
      const overdue = (await everyInvoiceOf(inquiry, context)).filter((invoice) => counts(invoice) && daysOverdue(invoice, now) > 0);
      return sumByCurrency(overdue.map(({ balance, currency }) => ({ amount: balance, currency })));
    },
    async subscriptions({ inquiry }, { status }, context) {
      const ended = status === null || status === undefined || status.includes('CANCELLED');
      const subscriptions = await (ended ? subscriptionsOf : currentSubscriptionsOf)(inquiry, context);
      return subscriptions.filter((subscription) => status === null || status === undefined || status.includes(subscription.status));
    },
    async monthlyRecurring({ inquiry }, _, context) {
      const running = (await currentSubscriptionsOf(inquiry, context, { every: true })).filter(isRunning);
      return sumByCurrency(
        running.flatMap(({ monthlyAmount, currency }) => (monthlyAmount === null ? [] : [{ amount: monthlyAmount, currency }])),
      );
    },
    async payments({ inquiry }, { first, status }, context) {
      checkFirst(first);
      const payments = await paymentsOf(inquiry, context);
      return payments.filter((payment) => status === null || status === undefined || status.includes(payment.status)).slice(0, first);
    },
  },
  Invoice: {
    total: ({ total, currency }) => ({ amount: total, currency }),
    balance: ({ balance, currency }) => ({ amount: balance, currency }),
    daysOverdue: (invoice) => daysOverdue(invoice, new Date()),
    record: ({ record }) => toRecordRef(record),
  },
  CustomerSubscription: {
    monthlyAmount: ({ monthlyAmount, currency }) => (monthlyAmount === null ? null : { amount: monthlyAmount, currency }),
    record: ({ record }) => toRecordRef(record),
  },
  Payment: {
    amount: ({ amount, currency }) => ({ amount, currency }),
    refunded: ({ refunded, currency }) => ({ amount: refunded, currency }),
    refunds: ({ refunds, currency }) => refunds.map((refund) => ({ ...refund, currency })),
    record: ({ record }) => toRecordRef(record),
  },
  Refund: { amount: ({ amount, currency }) => ({ amount, currency }) },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
