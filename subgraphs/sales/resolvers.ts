// How `schema/sales.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { toConnection } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { exportRecords } from '../../platform/domain/export';
import { toRecordRef, toShownRecord } from '../../platform/domain/records';
import { valueAt } from '../../platform/record';
import { toEvents } from './events';
import { relatedOf } from './export';
import type { Resolvers } from './types.gen';
import { itemsOf, lifetimeValueOf, orderCountOf, ordersOf, returnsOf, returnsOfOrder, salesPersonOf, toView } from './view';

export const resolvers: Resolvers = {
  Query: {
    _salesRecords: (_, { query }, { session }) => session.records(query),
    _salesList: (_, { query }, { session }) => session.list(query),
    _salesSources: (_, { sample }, { session }) => session.reports(sample),
    _salesExport(_, { keys }, context) {
      const inquiry = context.session.inquiry(keys);
      return exportRecords('SALES', inquiry, relatedOf(inquiry, context));
    },
    _salesActions: (_, __, { session }) => session.offeredActions(),
  },
  Mutation: { _salesAction: (_, { request }, { session }) => session.act(request) },
  Customer: {
    __resolveReference: (reference) => reference,
    sales: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    salesEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    salesEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('SALES', inquiry, async () => ({ events: toEvents(await ordersOf(inquiry, context)), facts: [] }));
    },
    salesReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  SalesView: {
    records: ({ linked }) => linked.map(toShownRecord),
    missing: ({ inquiry }) => inquiry.missing(),
    async orders({ inquiry }, { first, after, status }, context) {
      const orders = await ordersOf(inquiry, context);
      const asked = orders.filter((order) => status === null || status === undefined || status.includes(order.status));
      return toConnection(
        asked.map((order) => ({ ...order, inquiry })),
        { first, after },
      );
    },
    orderCount: (view, _, context) => orderCountOf(view, context),
    lifetimeValue: (view, _, context) => lifetimeValueOf(view, context),
    salesPerson: async ({ inquiry }, _, context) => salesPersonOf(await ordersOf(inquiry, context)),
    returns: ({ inquiry }, _, context) => returnsOf(inquiry, context),
  },
  Order: {
    total: ({ total, currency }) => ({ amount: total, currency }),
    refunded: ({ refunded, currency }) => ({ amount: refunded, currency }),
    items: (order, _, context) => itemsOf(order, context),
    returns: (order, _, context) => returnsOfOrder(order, context),
    record: ({ record }) => toRecordRef(record),
  },
  OrderItem: {
    unitPrice: ({ unitPrice, currency }) => (unitPrice === null ? null : { amount: unitPrice, currency }),
  },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
