// Klaviyo's mapping, held to its mappers.
import type { JsonValue } from '../../../../../platform/record';
import { klaviyoMapping } from '../../../../../subgraphs/marketing/vendors/klaviyo/mapping';
import { EventList, toEngagement } from '../../../../../subgraphs/marketing/vendors/klaviyo/touches';
import {
  KlaviyoAudience,
  KlaviyoProfile,
  toAudience,
  toMarketingRecord,
  type Account,
} from '../../../../../subgraphs/marketing/vendors/klaviyo/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = { source: 'mail', phoneRegion: 'DE', externalId: 'hubspot:contact' };

const ATTRIBUTES = {
  ...{ email: 'anna@example.com', phone_number: '+4930901820', external_id: '501', first_name: 'Anna', last_name: 'Muster' },
  ...{ organization: 'Lamps', title: 'Buyer', locale: 'de-DE' },
  location: { address1: '1 Long Lane', city: 'London', zip: 'E1 6AN', country: 'GB' },
  ...{ created: '2025-01-02T03:04:05+00:00', updated: '2025-02-03T04:05:06+00:00', last_event_date: '2026-05-01T00:00:00+00:00' },
};
const consent = (consent_timestamp: string | null) => ({
  ...{ consent: 'SUBSCRIBED', consent_timestamp, last_updated: '2025-05-01T00:00:00+00:00' },
});
const bounced = { reason: 'HARD_BOUNCE', timestamp: '2026-04-01T00:00:00+00:00' };
const profile = (subscriptions: JsonValue) => ({ type: 'profile', id: '01H', attributes: { ...ATTRIBUTES, subscriptions } });

/** As Klaviyo answers: events, and their metrics beside them. */
function eventsOf(told: readonly { metric: string; at: string; properties: Record<string, JsonValue> }[]) {
  return {
    data: told.map(({ at, properties }, index) => ({
      ...{ type: 'event', id: `e${index}`, attributes: { datetime: at, event_properties: properties } },
      relationships: { metric: { data: { id: `m${index}` } } },
    })),
    included: told.map(({ metric }, index) => ({ type: 'metric', id: `m${index}`, attributes: { name: metric } })),
  };
}
const SPRING = { $message: 'SPRING', 'Campaign Name': 'Spring sale', Subject: 'Half off' };
const FLASH = { $message: 'FLASH', 'Message Name': 'Flash' };
const day = (number: number) => `2026-05-${10 + number}T09:00:00+00:00`;
/** An event's metric must be among the included ones. */
const ONLY_THIS = { 'data[].type': [], 'included[].type': [], 'included[].id': [], 'data[].relationships.metric.data.id': [] };

describeMapping({
  name: 'klaviyo',
  mapping: klaviyoMapping(account),
  objects: [
    {
      of: 'MarketingRecord',
      samples: [
        profile({
          email: { marketing: { ...consent('2025-04-01T00:00:00+00:00'), suppression: [bounced] } },
          sms: { marketing: consent('2025-04-01T00:00:00+00:00') },
        }),
        profile({ email: { marketing: consent(null) }, sms: { marketing: consent(null) } }),
        profile({ email: { marketing: { ...consent(null), suppression: [{ ...bounced, reason: 'SPAM_COMPLAINT' }] } } }),
      ],
      map: (wire) => toMarketingRecord(KlaviyoProfile.parse(wire), account),
      instead: { type: [] },
      never: ['taxId', 'birthDate', 'employees', 'movedTo'],
    },
    {
      of: 'CampaignTouch',
      samples: [
        eventsOf([
          { metric: 'Received Email', at: day(0), properties: SPRING },
          { metric: 'Opened Email', at: day(1), properties: SPRING },
          { metric: 'Clicked Email', at: day(2), properties: { ...SPRING, 'Bot Click': false } },
          { metric: 'Bounced Email', at: day(3), properties: SPRING },
          { metric: 'Unsubscribed from Email Marketing', at: day(4), properties: SPRING },
        ]),
        eventsOf([{ metric: 'Received Email', at: day(0), properties: SPRING }]),
        eventsOf([{ metric: 'Received SMS', at: day(0), properties: FLASH }]),
      ],
      map: (wire) => toEngagement(EventList.parse(wire), '01H', account).touches,
      instead: {
        ...ONLY_THIS,
        'data[].relationships.metric.data.id': ['m0', 'm1'],
        'included[].attributes.name': ['Received Email', 'Received SMS'],
      },
    },
    {
      of: 'MarketingFeedback',
      samples: [
        eventsOf([{ metric: 'Submitted Survey', at: day(1), properties: { Score: 4, 'Max Score': 10, Comment: 'fine', Rating: 3 } }]),
        eventsOf([{ metric: 'Submitted Review', at: day(0), properties: { Rating: '4' } }]),
      ],
      map: (wire) => toEngagement(EventList.parse(wire), '01H', account).feedback,
      instead: { ...ONLY_THIS, 'included[].attributes.name': ['Submitted Review'] },
    },
    {
      of: 'Audience',
      samples: [{ type: 'segment', id: 'Y6n', attributes: { name: 'Fans' } }],
      map: (wire) => toAudience(KlaviyoAudience.parse(wire), account),
      instead: { type: ['list'] },
    },
  ],
});

it('has no line for external ids that nobody said whose they are', () => {
  const fields = (externalId?: string) => klaviyoMapping({ externalId }).map(({ field }) => field);
  expect(fields('hubspot:contact')).toContain('externalIds');
  expect(fields()).not.toContain('externalIds');
});
