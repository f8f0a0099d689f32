// How `schema/crm.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { toConnection } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { exportRecords } from '../../platform/domain/export';
import { toRecordRef, toShownRecord } from '../../platform/domain/records';
import { valueAt } from '../../platform/record';
import type { Deal } from './contract';
import { toEvents } from './events';
import { relatedOf } from './export';
import type { Resolvers } from './types.gen';
import { activitiesOf, companyOf, dealsOf, ownerOf, readById, toView } from './view';

export const resolvers: Resolvers = {
  Query: {
    _crmRecords: (_, { query }, { session }) => session.records(query),
    _crmList: (_, { query }, { session }) => session.list(query),
    _crmSources: (_, { sample }, { session }) => session.reports(sample),
    _crmExport(_, { keys }, context) {
      const inquiry = context.session.inquiry(keys);
      return exportRecords('CRM', inquiry, relatedOf(inquiry, context));
    },
    _crmActions: (_, __, { session }) => session.offeredActions(),
  },
  Mutation: { _crmAction: (_, { request }, { session }) => session.act(request) },
  Customer: {
    __resolveReference: (reference) => reference,
    crm: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    crmEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    crmEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('CRM', inquiry, async () => {
        const [deals, activities] = await Promise.all([dealsOf(inquiry, context), activitiesOf(inquiry, context)]);
        return { events: toEvents(deals, activities), facts: [] };
      });
    },
    crmReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  CrmView: {
    records: ({ linked }) => linked.map(toShownRecord),
    missing: ({ inquiry }) => inquiry.missing(),
    owner: (view, _, context) => ownerOf(view, context),
    company: (view, _, context) => companyOf(view, context),
    lifecycleStage: ({ linked }) => linked.find(({ record }) => record.lifecycleStage !== null)?.record.lifecycleStage ?? null,
    leads: ({ linked }) =>
      linked.map(({ record }) => record).filter(({ lifecycleStage: stage }) => stage === 'LEAD' || stage === 'QUALIFIED_LEAD'),
    async opportunities({ inquiry }, { first, after, open }, context) {
      const deals = await dealsOf(inquiry, context);
      const asked = deals.filter(({ status }: Deal) => open === null || open === undefined || (status === 'OPEN') === open);
      return toConnection(
        asked.map((deal) => ({ ...deal, inquiry })),
        { first, after },
      );
    },
    async activities({ inquiry }, { first, after, kinds }, context) {
      const activities = await activitiesOf(inquiry, context);
      const asked = activities.filter(({ kind }) => kinds === null || kinds === undefined || kinds.includes(kind));
      return toConnection(
        asked.map((activity) => ({ ...activity, inquiry })),
        { first, after },
      );
    },
  },
  Lead: {
    status: ({ leadStatus }) => leadStatus,
    stage: ({ lifecycleStage }) => lifecycleStage ?? 'LEAD',
    sourceChannel: ({ leadSource }) => leadSource,
  },
  Opportunity: {
    amount: ({ amount, currency }) => (amount === null || currency === null ? null : { amount, currency }),
    owner: ({ inquiry, ownerId }, _, context) => readById(inquiry, context, ownerId, (reads) => reads.owners),
    record: ({ record }) => toRecordRef(record),
  },
  Activity: {
    owner: ({ inquiry, ownerId }, _, context) => readById(inquiry, context, ownerId, (reads) => reads.owners),
    record: ({ record }) => toRecordRef(record),
  },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
