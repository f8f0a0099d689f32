// The marketing part of a small world, made by hand, for the tests of the pretend Klaviyo: each record stands for one thing it does.
import type { MarketingEvent, MarketingProfile } from '../../../sandbox/world/marketing-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

/** A profile with the fields given; the rest empty. */
export function aProfile(fields: Partial<MarketingProfile> & { id: string }): MarketingProfile {
  return {
    person: `person-${fields.id}`,
    email: null,
    phone: null,
    externalId: null,
    firstName: null,
    lastName: null,
    organization: null,
    title: null,
    city: null,
    postalCode: null,
    country: null,
    locale: null,
    emailConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
    smsConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
    suppressed: null,
    listIds: [],
    segmentIds: [],
    createdAt: '2025-01-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    lastEventAt: null,
    custom: {},
    ...fields,
  };
}

/** An event of a profile with the fields given; of no campaign, unrated. */
export function anEvent(fields: Partial<MarketingEvent> & { id: string; profileId: string }): MarketingEvent {
  return { metric: 'Received Email', at: '2026-05-10T09:00:00.000Z', campaignId: null, rating: null, ...fields };
}

/** The world; parts given replace its own. */
export function marketingWorld(parts: Partial<World['marketing']> = {}): World {
  return {
    ...smallWorld(),
    marketing: {
      profiles,
      events,
      lists: [
        { id: 'LstAa1', name: 'Newsletter' },
        { id: 'LstBb2', name: 'VIP' },
      ],
      segments: [
        { id: 'SegAa1', name: 'Engaged 30 days' },
        { id: 'SegBb2', name: 'Lapsed' },
      ],
      campaigns: [
        {
          id: '01CAMPAIGNSPRING0000000001',
          name: 'Spring sale',
          channel: 'email',
          subject: 'Up to half off',
          sentAt: '2026-05-10T08:00:00.000Z',
        },
        { id: '01CAMPAIGNTEXT000000000002', name: 'Flash text', channel: 'sms', subject: null, sentAt: '2026-05-11T08:00:00.000Z' },
      ],
      ...parts,
    },
  };
}

export const ANNA = '01PROFILEANNA0000000000001';
/** Anna once more, with another consent. */
export const ANNA_AGAIN = '01PROFILEANNA0000000000002';
export const BERT = '01PROFILEBERT0000000000003';
/** Known by phone alone. */
export const CARL = '01PROFILECARL0000000000004';

const profiles = [
  aProfile({
    id: ANNA,
    email: 'Anna@Example.com',
    phone: '+4930901820',
    externalId: 'CRM-501',
    firstName: 'Anna',
    lastName: 'Muster',
    city: 'Berlin',
    country: 'Germany',
    emailConsent: { state: 'SUBSCRIBED', at: '2025-03-01T10:00:00.000Z', method: 'PREFERENCE_PAGE' },
    listIds: ['LstAa1', 'LstBb2'],
    segmentIds: ['SegAa1'],
    lastEventAt: '2026-05-12T09:00:00.000Z',
    custom: { loyalty_tier: 'gold' },
  }),
  aProfile({
    id: ANNA_AGAIN,
    email: 'anna.work@acme.example',
    firstName: 'Anna',
    emailConsent: { state: 'UNSUBSCRIBED', at: '2026-01-05T10:00:00.000Z', method: 'PREFERENCE_PAGE' },
    updatedAt: '2026-05-20T08:00:00.000Z',
  }),
  aProfile({
    id: BERT,
    email: 'bert@example.com',
    phone: '+14155552671',
    smsConsent: { state: 'SUBSCRIBED', at: '2025-06-01T10:00:00.000Z', method: 'TEXT' },
    suppressed: { reason: 'HARD_BOUNCE', at: '2026-02-01T10:00:00.000Z' },
    listIds: ['LstAa1'],
    segmentIds: ['SegAa1', 'SegBb2'],
    createdAt: '2025-02-01T08:00:00.000Z',
  }),
  aProfile({ id: CARL, phone: '+436641234567', externalId: 'a "quoted" one', createdAt: '2025-02-02T08:00:00.000Z' }),
];

const events = [
  anEvent({ id: 'EventAaaaa1', profileId: ANNA, campaignId: '01CAMPAIGNSPRING0000000001' }),
  anEvent({
    id: 'EventAaaaa2',
    profileId: ANNA,
    metric: 'Opened Email',
    at: '2026-05-10T09:30:00.000Z',
    campaignId: '01CAMPAIGNSPRING0000000001',
  }),
  anEvent({
    id: 'EventAaaaa3',
    profileId: ANNA,
    metric: 'Submitted Survey',
    at: '2026-05-12T09:00:00.000Z',
    rating: { score: 4, scaleMax: 5, comment: 'Quick' },
  }),
  anEvent({ id: 'EventBbbbb1', profileId: BERT, metric: 'Bounced Email', campaignId: '01CAMPAIGNSPRING0000000001' }),
];
