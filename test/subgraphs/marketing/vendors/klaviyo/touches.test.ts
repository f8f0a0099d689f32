import { EventList, toEngagement } from '../../../../../subgraphs/marketing/vendors/klaviyo/touches';
import type { JsonValue } from '../../../../../platform/record';
import type { Account } from '../../../../../subgraphs/marketing/vendors/klaviyo/wire';

const account: Account = { source: 'mail-eu', phoneRegion: undefined, externalId: undefined };

interface Told {
  metric: string | null;
  at: string | null;
  properties?: Record<string, JsonValue> | null;
}

/** As Klaviyo answers: events newest first, and their metrics beside them. */
function listOf(told: readonly Told[]): EventList {
  return EventList.parse({
    data: told.map(({ at, properties }, index) => ({
      type: 'event',
      id: `e${index}`,
      attributes: { datetime: at, event_properties: properties },
      relationships: { metric: { data: { type: 'metric', id: `m${index}` } } },
    })),
    included: told.map(({ metric }, index) => ({ type: 'metric', id: `m${index}`, attributes: { name: metric } })),
  });
}

const engagementOf = (...told: Told[]) => toEngagement(listOf(told), '01H', account);
const SPRING = { $message: 'SPRING', 'Campaign Name': ' Spring sale ', Subject: 'Half off' };
const AT = '2026-05-10T09:00:00+00:00';

describe('messages', () => {
  it('are one touch each, whatever happened, with the first time of each', () => {
    const { touches } = engagementOf(
      { metric: 'Unsubscribed from Email Marketing', at: '2026-05-13T09:00:00+00:00', properties: SPRING },
      { metric: 'Clicked Email', at: '2026-05-12T09:00:00+00:00', properties: SPRING },
      { metric: 'Opened Email', at: '2026-05-12T08:59:00+00:00', properties: SPRING },
      { metric: 'Opened Email', at: '2026-05-11T09:00:00+00:00', properties: SPRING },
      { metric: 'Received Email', at: '2026-05-10T11:00:00+02:00', properties: SPRING },
    );
    expect(touches).toEqual([
      {
        id: 'mail-eu:message:SPRING:01H',
        campaign: 'Spring sale',
        channel: 'EMAIL',
        subject: 'Half off',
        sentAt: '2026-05-10T09:00:00.000Z',
        openedAt: '2026-05-11T09:00:00.000Z',
        clickedAt: '2026-05-12T09:00:00.000Z',
        bouncedAt: null,
        unsubscribedAt: '2026-05-13T09:00:00.000Z',
        record: 'mail-eu:profile:01H',
      },
    ]);
  });

  it('are known by what was done with them where their sending is too long ago', () => {
    const { touches } = engagementOf(
      { metric: 'Received SMS', at: '2026-05-12T00:00:00+00:00', properties: { $message: 'TEXT', 'Message Name': 'Flash' } },
      { metric: 'Clicked Email', at: '2026-05-13T00:00:00+00:00', properties: SPRING },
    );
    expect(touches).toMatchObject([
      { campaign: 'Spring sale', sentAt: null, clickedAt: '2026-05-13T00:00:00.000Z' },
      { campaign: 'Flash', channel: 'SMS', sentAt: '2026-05-12T00:00:00.000Z' },
    ]);
  });

  it('are not clicked by mail filters', () => {
    const clicked = { metric: 'Clicked Email', at: AT, properties: { ...SPRING, 'Bot Click': true } };
    expect(engagementOf(clicked, { metric: 'Received Email', at: AT, properties: SPRING }).touches).toMatchObject([{ clickedAt: null }]);
    expect(engagementOf({ ...clicked, properties: { ...SPRING, 'Bot Click': false } }).touches).toHaveLength(1);
  });

  it.each<[string, Told]>([
    ['a metric of other things', { metric: 'Placed Order', at: AT, properties: SPRING }],
    ['a metric without a name', { metric: null, at: AT, properties: SPRING }],
    ['an event of no message', { metric: 'Received Email', at: AT, properties: { Subject: 'Half off' } }],
    ['an event without properties', { metric: 'Received Email', at: AT, properties: null }],
    ['an event without a time', { metric: 'Received Email', at: null, properties: SPRING }],
    ['a message id that is no text', { metric: 'Received Email', at: AT, properties: { $message: 7 } }],
  ])('are not made of %s', (_name, told) => {
    expect(engagementOf(told)).toEqual({ touches: [], feedback: [] });
  });
});

describe('feedback', () => {
  const survey = (properties: Record<string, JsonValue>) => engagementOf({ metric: 'Submitted Survey', at: AT, properties }).feedback;

  it('is a survey’s score on its scale', () => {
    expect(survey({ Score: '4', 'Max Score': 5, Comment: ' Fine ' })).toEqual([
      {
        id: 'mail-eu:event:e0',
        kind: 'survey',
        score: 4,
        scaleMax: 5,
        comment: 'Fine',
        at: '2026-05-10T09:00:00.000Z',
        record: 'mail-eu:profile:01H',
      },
    ]);
  });

  it('is a review’s stars of five, however the metric is spelt', () => {
    const reviews = engagementOf({ metric: 'Submitted Review', at: AT, properties: { Rating: 3 } });
    expect(reviews.feedback).toMatchObject([{ kind: 'review', score: 3, scaleMax: 5, comment: null }]);
  });

  it.each([{}, { Score: 4 }, { Score: 'good', 'Max Score': 5 }, { Score: 6, 'Max Score': 5 }, { Score: -1, 'Max Score': 5 }])(
    'is nothing of %j',
    (properties) => {
      expect(survey(properties)).toEqual([]);
    },
  );
});

it('refuses events whose metrics are not named', () => {
  const list = listOf([{ metric: 'Received Email', at: AT, properties: SPRING }]);
  expect(EventList.safeParse({ ...list, included: [] }).success).toBe(false);
  expect(EventList.safeParse({ data: list.data }).success).toBe(false);
  expect(EventList.safeParse({ data: [] }).success).toBe(true);
});
