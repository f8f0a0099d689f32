// How `schema/billing.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { toConnection } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { toRecordRef, toShownRecord, valueAt } from '../../platform/domain/records';
import { toEvents } from './events';
import { sumByCurrency } from './money';
import type { Resolvers } from './types.gen';
import { counts, daysOverdue, invoicesOf, toView } from './view';

export const resolvers: Resolvers = {
  Query: {
    _billingRecords: (_, { query }, { session }) => session.records(query),
    _billingSources: (_, __, { session }) => session.reports(),
  },
  Customer: {
    __resolveReference: (reference) => reference,
    billing: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    billingEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    billingEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('BILLING', inquiry, async () => toEvents(await invoicesOf(inquiry, context), new Date()));
    },
    billingReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  BillingView: {
    records: ({ linked }) => linked.map(toShownRecord),
    async invoices({ inquiry }, { first, after, status, overdue }, context) {
      const now = new Date();
      const invoices = await invoicesOf(inquiry, context);
      const asked = invoices
        .filter((invoice) => status === null || status === undefined || status.includes(invoice.status))
        .filter((invoice) => overdue === null || overdue === undefined || daysOverdue(invoice, now) > 0 === overdue);
      return toConnection(asked, { first, after });
    },
    invoicedTotal: async ({ inquiry }, _, context) =>
      sumByCurrency((await invoicesOf(inquiry, context)).filter(counts).map(({ total, currency }) => ({ amount: total, currency }))),
    balance: async ({ inquiry }, _, context) =>
      sumByCurrency((await invoicesOf(inquiry, context)).filter(counts).map(({ balance, currency }) => ({ amount: balance, currency }))),
    async overdueBalance({ inquiry }, _, context) {
      const now = new Date();
      const overdue = (await invoicesOf(inquiry, context)).filter((invoice) => counts(invoice) && daysOverdue(invoice, now) > 0);
      return sumByCurrency(overdue.map(({ balance, currency }) => ({ amount: balance, currency })));
    },
  },
  Invoice: {
    total: ({ total, currency }) => ({ amount: total, currency }),
    balance: ({ balance, currency }) => ({ amount: balance, currency }),
    daysOverdue: (invoice) => daysOverdue(invoice, new Date()),
    record: ({ record }) => toRecordRef(record),
  },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
