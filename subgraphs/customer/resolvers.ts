// How `schema/customer.graphql` is answered: roots by the finder, everything else by pure functions of what the domains said.
import { checkFirst } from '../../platform/connection';
import { DeniedError, InputError } from '../../platform/errors';
import { isOurselves } from '../../platform/request/caller';
import { checkLookUps, wordOf } from './allowed';
import { toCompleteness } from './completeness';
import { toConsistency } from './consistency';
import { toCustom } from './custom';
import { anchorOf, displayNameOf, fromReference, primaryFirst, toCustomer, type Customer } from './customer';
import { explainLink } from './explain';
import { exportCustomer } from './export';
import { forgetCustomer } from './forget';
import { toIdentity } from './identity';
import { united } from './found-customer';
import { listCustomers, type ListedCustomer } from './list-customers';
import { toClosingQuery, toMembersQuery, toOverdueQuery, toPeopleQuery, toSearchQuery, toTicketQuery } from './list-input';
import { toIdentifier, toIdentifiers, toViewOptions } from './lookup-input';
import { manualLinkOf, say, toManualLink } from './manual-links';
import { matchesOf } from './matches';
import { toProfile } from './profile';
import { toRecords } from './records';
import { toSignals } from './signals';
import { toTimeline } from './timeline';
import type { Resolvers } from './types.gen';

export const resolvers: Resolvers = {
  Query: {
    async customer(_, { id, email, phone, options }, { finder, phoneRegion, caller }) {
      const identifier = toIdentifier({ id, email, phone }, phoneRegion);
      checkLookUps([identifier], caller);
      const found = await finder.one(identifier, toViewOptions(options));
      return found === null ? null : toCustomer(found.keys);
    },
    customers(_, { ids, emails, phones, options }, { finder, phoneRegion, caller }) {
      const identifiers = toIdentifiers({ ids, emails, phones }, phoneRegion);
      checkLookUps(identifiers, caller);
      const viewOptions = toViewOptions(options);
      return identifiers.map(async (identifier) => {
        const found = await finder.one(identifier, viewOptions);
        return found === null ? null : toCustomer(found.keys);
      });
    },
    customerMatches(_, { email, phone }, { directory, finder, phoneRegion }) {
      const { by, value } = toIdentifier({ email, phone }, phoneRegion);
      if (by !== 'email' && by !== 'phone') throw new InputError('Give exactly one of "email", "phone".');
      return matchesOf({ by, value }, directory, finder);
    },
    searchCustomers(_, { text, in: domains, first, after, options: given }, { directory, finder }) {
      const options = toViewOptions(given);
      return listCustomers({ domains, queryFor: toSearchQuery(text, options), first, after: after ?? null, options }, directory, finder);
    },
    overdueCustomers(_, { minDays, first, after, options: given }, { directory, finder }) {
      const options = toViewOptions(given);
      const queryFor = toOverdueQuery(minDays, options);
      return listCustomers({ domains: ['BILLING'], queryFor, first, after: after ?? null, options }, directory, finder);
    },
    customersWithOpenTickets(_, { priorities, first, after, options: given }, { directory, finder }) {
      const options = toViewOptions(given);
      const queryFor = toTicketQuery(priorities, options);
      return listCustomers({ domains: ['SUPPORT'], queryFor, first, after: after ?? null, options }, directory, finder);
    },
    segmentMembers(_, { audience, first, after, options: given }, { directory, finder }) {
      const options = toViewOptions(given);
      const queryFor = toMembersQuery(audience, options);
      return listCustomers({ domains: ['MARKETING'], queryFor, first, after: after ?? null, options }, directory, finder);
    },
    opportunitiesClosing(_, { withinDays, first, after, options: given }, { directory, finder }) {
      const options = toViewOptions(given);
      const queryFor = toClosingQuery(withinDays, options, new Date());
      return listCustomers({ domains: ['CRM'], queryFor, first, after: after ?? null, options }, directory, finder);
    },
    async exportCustomer(_, { id }, { directory, finder }) {
      const found = await finder.one(toIdentifier({ id }, undefined), { ...toViewOptions(null), maxAgeSeconds: 0 });
      return found === null ? null : exportCustomer(found, directory, new Date());
    },
    explainLink: (_, { a, b }, { directory, finder }) => explainLink(a, b, directory, finder),
    sources: (_, __, { directory }) => directory.sources(),
    consistencyReport(_, { sample }, { directory }) {
      if (sample < 1 || sample > 1_000) throw new InputError('"sample" is 1 to 1000.');
      return directory.consistency(sample);
    },
  },
  Mutation: {
    linkRecords: (_, given, { constraints, newFinder, caller }) =>
      say({ kind: 'LINK', ...given, by: wordOf(caller, given.by) }, constraints, newFinder()),
    unlinkRecords: (_, given, { constraints, newFinder, caller }) =>
      say({ kind: 'UNLINK', ...given, by: wordOf(caller, given.by) }, constraints, newFinder()),
    releaseRecords: (_, given, { constraints, newFinder, caller }) =>
      say({ kind: 'NONE', ...given, by: wordOf(caller, given.by) }, constraints, newFinder()),
    async _forgetCustomer(_, { id }, { directory, finder, erasures, caller }) {
      if (!isOurselves(caller)) throw new DeniedError();
      const found = await finder.one(toIdentifier({ id }, undefined), { ...toViewOptions(null), maxAgeSeconds: 0 });
      return found === null ? null : { ...(await forgetCustomer(found, directory, erasures)) };
    },
  },
  // Asked anew: what was just said counts.
  LinkChange: {
    explanation: ({ a, b }, _, { directory, newFinder }) => explainLink(a, b, directory, newFinder()),
    async customers({ a, b }, _, { newFinder }) {
      const finder = newFinder();
      const found = await Promise.all([a, b].map((value) => finder.one({ by: 'id', value }, toViewOptions(null))));
      return united(found.flatMap((one) => one ?? [])).map(({ keys }) => toCustomer(keys));
    },
  },
  LinkExplanation: { manualLink: ({ a, b }, _, { constraints }) => manualLinkOf(a.id, b.id, constraints) },
  Identity: {
    async manualLinks({ records }, _, { constraints }) {
      return (await constraints.saidOf(records)).map(toManualLink);
    },
  },
  Customer: {
    async __resolveReference(reference, { finder }) {
      if ('matchKeys' in reference) return fromReference(reference);
      const { id }: { id?: unknown } = reference;
      if (typeof id !== 'string') return null;
      const found = await finder.one(toIdentifier({ id }, undefined), toViewOptions(null));
      return found === null ? null : toCustomer(found.keys);
    },
    id: ({ keys }) => keys.anchor,
    matchKeys: ({ keys }) => keys,
    kind: (customer) => anchorOf(customer).kind,
    displayName: (customer) => displayNameOf(anchorOf(customer)),
    emails: (customer) => primaryFirst(anchorOf(customer).emails),
    phones: (customer) => primaryFirst(anchorOf(customer).phones),
    people(customer, { first, after }, { directory, finder }) {
      if (anchorOf(customer).kind === 'PERSON') return null;
      const { options } = customer.keys;
      return listCustomers(
        { domains: ['CRM'], queryFor: toPeopleQuery(customer.keys), first, after: after ?? null, options },
        directory,
        finder,
      );
    },
    records: ({ keys, evidence }) => toRecords(keys, evidence),
    identity: ({ keys, evidence }) => toIdentity(keys, evidence),
    profile: ({ keys, evidence }) => toProfile(keys, evidence, new Date()),
    custom: ({ keys, evidence }, { key }) => toCustom(key, keys, evidence),
    consistency: ({ keys, evidence }) => toConsistency(keys, evidence),
    timeline(customer, { first, domains }) {
      checkFirst(first);
      return toTimeline(customer.events, { first, domains: domains ?? null });
    },
    signals: ({ keys, evidence, events }) => toSignals(keys, evidence, events, new Date()),
    completeness: ({ keys, reports }) => toCompleteness(reports, keys.said.asOf),
  },
  CustomerConnection: { nodes: ({ edges }) => edges.map(({ listed }) => nodeOf(listed)) },
  CustomerEdge: {
    node: ({ listed }) => nodeOf(listed),
    records: ({ listed }) => listed.records,
    items: ({ listed }) => listed.items,
  },
  // A calendar day begins at midnight, in UTC as everywhere here.
  ListedItem: { at: ({ at }) => (at === null || at.includes('T') ? at : `${at}T00:00:00.000Z`) },
  Profile: {
    provenance: ({ provenance }, { fields }) => (fields == null ? provenance : provenance.filter(({ field }) => fields.includes(field))),
  },
};

/** A list goes on behind a record that is nobody's in particular: that one is null, with its error. */
async function nodeOf({ found }: ListedCustomer): Promise<Customer> {
  if (found instanceof Error) throw found;
  return toCustomer(found.keys);
}
