// How `schema/marketing.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { checkFirst } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { exportRecords } from '../../platform/domain/export';
import { toRecordRef, toShownRecord } from '../../platform/domain/records';
import { valueAt } from '../../platform/record';
import { toEvents } from './events';
import { relatedOf } from './export';
import type { Resolvers } from './types.gen';
import { allAudiences, consentsOf, engagementOf, isBouncing, lastEngagedAt, membershipsOf, toView } from './view';

export const resolvers: Resolvers = {
  Query: {
    audiences: (_, __, context) => allAudiences(context),
    _marketingRecords: (_, { query }, { session }) => session.records(query),
    _marketingList: (_, { query }, { session }) => session.list(query),
    _marketingSources: (_, { sample }, { session }) => session.reports(sample),
    _marketingExport(_, { keys }, context) {
      const inquiry = context.session.inquiry(keys);
      return exportRecords('MARKETING', inquiry, relatedOf(inquiry, context));
    },
    _marketingActions: (_, __, { session }) => session.offeredActions(),
  },
  Mutation: { _marketingAction: (_, { request }, { session }) => session.act(request) },
  Customer: {
    __resolveReference: (reference) => reference,
    marketing: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    marketingEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    marketingEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('MARKETING', inquiry, async () => {
        const [{ linked }, engagement] = await Promise.all([inquiry.records(), engagementOf(inquiry, context)]);
        return toEvents(
          linked.map(({ record }) => record),
          engagement,
        );
      });
    },
    marketingReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  MarketingView: {
    records: ({ linked }) => linked.map(toShownRecord),
    missing: ({ inquiry }) => inquiry.missing(),
    consents: (view) => consentsOf(view),
    segments: ({ inquiry }, _, context) => membershipsOf(inquiry, 'segments', context),
    lists: ({ inquiry }, _, context) => membershipsOf(inquiry, 'lists', context),
    async campaigns({ inquiry }, { first }, context) {
      checkFirst(first);
      return (await engagementOf(inquiry, context)).touches.slice(0, first);
    },
    lastEngagedAt: (view) => lastEngagedAt(view),
    emailBouncing: (view) => isBouncing(view),
    feedback: async ({ inquiry }, _, context) => (await engagementOf(inquiry, context)).feedback,
  },
  Consent: {
    lastUpdate: ({ at }) => at,
    record: ({ holder }) => toRecordRef(holder.id, holder.url),
  },
  CampaignTouch: { record: ({ record }) => toRecordRef(record) },
  Feedback: { record: ({ record }) => toRecordRef(record) },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
