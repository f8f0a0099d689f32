// What each question needs, by hand: the sources whose part is asked for, whose evidence a selected pure field requires, or that the
// search for the anchor goes through. A call to any other source is a fault.
import type { Source } from './counted';

export interface Need {
  sources: readonly Source[];
  /** SQL statements at least: customers, their invoices, who is overdue. */
  statements: number;
  /** True where the question asks for a live answer (`maxAgeSeconds: 0`): the cache may not serve it. */
  live?: true;
}

const ALL: readonly Source[] = ['hubspot', 'shopify', 'sql', 'stripe', 'klaviyo', 'zendesk'];

export const NEEDS: Readonly<Record<string, Need>> = {
  // `identity` rests on the evidence of all domains.
  WhoIsCalling: { sources: ALL, statements: 2 },
  AreTheyAtRisk: { sources: ALL, statements: 2 },
  WhatHappenedLately: { sources: ALL, statements: 2 },
  WorthAndOwner: { sources: ['hubspot', 'shopify', 'sql', 'stripe'], statements: 2 },
  WhereIsMyOrder: { sources: ['hubspot', 'shopify', 'zendesk'], statements: 0 },
  // `profile` rests on the evidence of all domains: anybody could have said no.
  MayWeContactThem: { sources: ALL, statements: 1, live: true },
  WhoOwesUs: { sources: ['hubspot', 'sql', 'stripe'], statements: 2 },
  CanITrustThisView: { sources: ALL, statements: 1 },
  WhatDoWeHoldOnThem: { sources: ALL, statements: 1 },
  MyListForToday: { sources: ['hubspot', 'sql', 'stripe', 'klaviyo', 'zendesk'], statements: 3 },
  WhoseTicketIsUrgent: { sources: ['zendesk', 'hubspot', 'shopify', 'sql', 'stripe'], statements: 1 },
  WhichDealsCloseSoon: { sources: ['hubspot', 'sql', 'stripe', 'zendesk'], statements: 2 },
  FindACustomer: { sources: ['hubspot', 'zendesk', 'sql', 'stripe', 'shopify'], statements: 0 },
  ManyAtOnce: { sources: ['hubspot', 'sql', 'stripe', 'zendesk'], statements: 2 },
  'ManyAtOnce, 50 customers': { sources: ['hubspot', 'sql', 'stripe', 'zendesk'], statements: 2 },
  'ManyAtOnce, 100 customers': { sources: ['hubspot', 'sql', 'stripe', 'zendesk'], statements: 2 },
  WhatDoTheyAskUs: { sources: ['hubspot', 'zendesk'], statements: 0 },
  // Members whom the CRM does not know are looked for in billing, shop and helpdesk before they stand for themselves.
  WhoIsInASegment: { sources: ALL, statements: 2 },
  WhichSegmentsAreThere: { sources: ['klaviyo'], statements: 0 },
  // The organisation's own records, then its people and theirs.
  WhoWorksThere: { sources: ['hubspot', 'sql', 'stripe', 'zendesk'], statements: 2 },
  WhichSystemsAreConnected: { sources: [], statements: 0 },
};
