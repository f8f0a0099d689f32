// The people of the pretend Klaviyo that the connector's tests ask for.
import type { Identifier } from '../../../../../platform/connector';
import type { MarketingEvent } from '../../../../../sandbox/world/marketing-story';
import type { World } from '../../../../../sandbox/world/story';
import { anEvent, aProfile, marketingWorld } from '../../../../sandbox/support/marketing-world';
import { by } from '../../../../support/identifiers';

export const KEY = 'pk_test';
export const ANNA = '01H0000000000000000000ANNA';
export const BERT = '01H0000000000000000000BERT';
/** Known by a number alone. */
export const CARL = '01H0000000000000000000CARL';
/** Has nothing at all. */
export const EMPTY = '01H00000000000000000000NIL';
/** A function's mailbox. */
export const OFFICE = '01H000000000000000000ROLE0';
/** Did more than a page tells. */
export const BUSY = '01H0000000000000000000BUSY';

export const SPRING = '01CAMPAIGNSPRING0000000001';
export const FLASH = '01CAMPAIGNTEXT000000000002';

/** How many are in the segment `SegBig`, and on the list of everybody. */
export const CROWD = 230;

export const id = (profile: string) => `klaviyo:profile:${profile}`;

function events(): MarketingEvent[] {
  const ofAnna = (eventId: string, metric: MarketingEvent['metric'], at: string, more: Partial<MarketingEvent> = {}) =>
    anEvent({ id: eventId, profileId: ANNA, metric, at, campaignId: SPRING, ...more });
  return [
    ofAnna('a1', 'Received Email', '2026-05-10T09:00:00.000Z'),
    ofAnna('a2', 'Opened Email', '2026-05-10T10:00:00.000Z'),
    ofAnna('a3', 'Opened Email', '2026-05-11T10:00:00.000Z'),
    ofAnna('a4', 'Clicked Email', '2026-05-11T10:01:00.000Z'),
    ofAnna('a5', 'Received SMS', '2026-05-12T09:00:00.000Z', { campaignId: FLASH }),
    ofAnna('a6', 'Submitted Survey', '2026-05-13T09:00:00.000Z', {
      campaignId: null,
      rating: { score: 2, scaleMax: 5, comment: 'Too slow' },
    }),
    ofAnna('a7', 'Submitted Survey', '2026-05-14T09:00:00.000Z', { campaignId: null, rating: { score: 9, scaleMax: 10, comment: null } }),
    anEvent({ id: 'b1', profileId: BERT, metric: 'Received Email', at: '2026-05-10T09:00:01.000Z', campaignId: SPRING }),
    anEvent({ id: 'b2', profileId: BERT, metric: 'Bounced Email', at: '2026-05-10T09:00:02.000Z', campaignId: SPRING }),
    anEvent({ id: 'b3', profileId: BERT, metric: 'Unsubscribed from Email Marketing', at: '2026-05-10T11:00:00.000Z', campaignId: SPRING }),
    // On the preference page, of no message.
    anEvent({ id: 'c1', profileId: CARL, metric: 'Unsubscribed from Email Marketing', at: '2026-05-10T11:00:00.000Z' }),
    ...SERIES.map(({ id: campaignId, sentAt: at }) =>
      anEvent({ id: `e${campaignId}`, profileId: BUSY, metric: 'Received Email', at, campaignId }),
    ),
  ];
}

const joined = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();

/** Messages to one profile, more than a page of events tells. */
const SERIES = Array.from({ length: 260 }, (_, index) => ({
  ...{ id: `01MESSAGE${index}`, name: `Message ${index}`, channel: 'email' as const, subject: null },
  sentAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
}));

export const world: World = marketingWorld({
  campaigns: [
    { id: SPRING, name: 'Spring sale', channel: 'email', subject: 'Up to half off', sentAt: '2026-05-10T08:00:00.000Z' },
    { id: FLASH, name: 'Flash text', channel: 'sms', subject: null, sentAt: '2026-05-11T08:00:00.000Z' },
    ...SERIES,
  ],
  profiles: [
    aProfile({
      id: ANNA,
      email: 'Anna@Example.com',
      phone: '+4930901820',
      externalId: '501',
      firstName: 'Anna',
      lastName: 'Muster',
      organization: 'Acme GmbH',
      title: 'Buyer',
      city: 'Berlin',
      postalCode: '10115',
      country: 'Germany',
      locale: 'de-DE',
      emailConsent: { state: 'SUBSCRIBED', at: '2025-03-01T10:00:00.000Z', method: 'PREFERENCE_PAGE' },
      smsConsent: { state: 'UNSUBSCRIBED', at: '2025-04-01T10:00:00.000Z', method: 'TEXT' },
      listIds: ['LstBb2', 'LstAa1'],
      segmentIds: ['SegAa1'],
      createdAt: '2024-03-01T08:00:00.000Z',
      updatedAt: '2026-05-14T09:00:00.000Z',
      lastEventAt: '2026-05-14T09:00:00.000Z',
      custom: { loyalty_tier: 'gold' },
    }),
    aProfile({
      id: BERT,
      email: 'bert@example.com',
      emailConsent: { state: 'SUBSCRIBED', at: '2025-05-01T10:00:00.000Z', method: null },
      suppressed: { reason: 'HARD_BOUNCE', at: '2026-05-10T09:00:02.000Z' },
      listIds: ['LstAa1'],
      segmentIds: ['SegAa1', 'SegBb2'],
    }),
    aProfile({ id: CARL, phone: '+491712345678', smsConsent: { state: 'SUBSCRIBED', at: '2025-01-05T10:00:00.000Z', method: null } }),
    aProfile({ id: EMPTY }),
    aProfile({ id: OFFICE, email: 'info@acme.example' }),
    aProfile({ id: BUSY, email: 'busy@example.com' }),
    ...Array.from({ length: CROWD }, (_, index) =>
      aProfile({
        id: `01H00000000000000000CROWD${index}`,
        email: `crowd${index}@example.com`,
        emailConsent: { state: 'SUBSCRIBED', at: joined(index), method: null },
        segmentIds: ['SegBig'],
      }),
    ),
  ],
  events: events(),
  lists: [
    { id: 'LstAa1', name: 'Newsletter' },
    { id: 'LstBb2', name: 'VIP' },
    // More than a page.
    ...Array.from({ length: 21 }, (_, index) => ({ id: `LstX${index}`, name: `Workshop ${String(index).padStart(2, '0')}` })),
  ],
  segments: [
    { id: 'SegAa1', name: 'Engaged 30 days' },
    { id: 'SegBb2', name: 'Lapsed' },
    { id: 'SegBig', name: 'Crowd' },
  ],
});

export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id(ANNA)), recordIds: [id(ANNA)] },
  { identifier: by('id', id(BERT)), recordIds: [id(BERT)] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id(ANNA)] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id(BERT)] },
  { identifier: by('phone', '+4930901820'), recordIds: [id(ANNA)] },
  { identifier: by('phone', '+491712345678'), recordIds: [id(CARL)] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id(ANNA)] },
];
