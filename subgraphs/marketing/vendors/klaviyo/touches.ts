// Klaviyo's events as what a profile did with a message, and what it thought. An event tells its metric and free properties;
// which of them we read stands here, and why in docs/decisions/klaviyo.md. Pure, sends nothing.
import { z } from 'zod';
import { newestFirst } from '../../../../platform/newest-first';
import { recordId, type JsonValue } from '../../../../platform/record';
import { touchedAt, type CampaignTouch, type Engagement, type MarketingFeedback } from '../../contract';
import { Instant, text, toInstant, type Account } from './wire';

/** `include=metric`: an event names its metric by id, and the metric its name. Without the names, events would say nothing. */
export const EventList = z
  .object({
    data: z.array(
      z.object({
        type: z.literal('event'),
        id: z.string(),
        attributes: z.object({ datetime: Instant.nullish(), event_properties: z.record(z.string(), z.json()).nullish() }),
        relationships: z.object({ metric: z.object({ data: z.object({ id: z.string() }) }) }),
      }),
    ),
    included: z
      .array(z.object({ type: z.literal('metric'), id: z.string(), attributes: z.object({ name: z.string().nullish() }) }))
      .nullish(),
  })
  .refine(({ data, included }) => {
    const named = new Set(included?.map(({ id }) => id));
    return data.every(({ relationships }) => named.has(relationships.metric.data.id));
  }, 'an event of a metric that is not included');
export type EventList = z.infer<typeof EventList>;

type Moment = 'sentAt' | 'openedAt' | 'clickedAt' | 'bouncedAt' | 'unsubscribedAt';

/** Metrics of messages, by name in lower case. https://help.klaviyo.com/hc/en-us/articles/360036974872 (email metrics reference) */
const MESSAGE_METRICS: Readonly<Record<string, { channel: CampaignTouch['channel']; moment: Moment }>> = {
  'received email': { channel: 'EMAIL', moment: 'sentAt' },
  'opened email': { channel: 'EMAIL', moment: 'openedAt' },
  'clicked email': { channel: 'EMAIL', moment: 'clickedAt' },
  'bounced email': { channel: 'EMAIL', moment: 'bouncedAt' },
  'unsubscribed from email marketing': { channel: 'EMAIL', moment: 'unsubscribedAt' },
  'received sms': { channel: 'SMS', moment: 'sentAt' },
  'clicked sms': { channel: 'SMS', moment: 'clickedAt' },
  'unsubscribed from sms marketing': { channel: 'SMS', moment: 'unsubscribedAt' },
};

/** Properties of a message's events; published as dimensions of https://developers.klaviyo.com/en/reference/query_metric_aggregates */
const MESSAGE = { id: '$message', campaign: 'Campaign Name', smsName: 'Message Name', subject: 'Subject', bot: 'Bot Click' };

/** Metrics that hold a score, by name in lower case, and the properties in which they hold it. */
const FEEDBACK_METRICS: Readonly<Record<string, { kind: string; score: string; scaleMax: string | number; comment: string | null }>> = {
  'submitted survey': { kind: 'survey', score: 'Score', scaleMax: 'Max Score', comment: 'Comment' },
  'submitted review': { kind: 'review', score: 'Rating', scaleMax: 5, comment: null },
};

/** One event, with its metric's name. */
interface Happening {
  id: string;
  metric: string;
  at: string;
  properties: Readonly<Record<string, JsonValue>>;
}

/** What one profile, by Klaviyo's id, did. Events of other metrics, without a time, or of no message are left out. */
export function toEngagement({ data, included }: EventList, profile: string, account: Account): Engagement {
  const names = new Map(included?.map(({ id, attributes }) => [id, attributes.name?.toLowerCase()]));
  const happenings = data.flatMap(({ id, attributes, relationships }): Happening[] => {
    const metric = names.get(relationships.metric.data.id);
    const at = toInstant(attributes.datetime);
    return metric === undefined || at === null ? [] : [{ id, metric, at, properties: attributes.event_properties ?? {} }];
  });
  const feedback = happenings.flatMap((happening) => toFeedback(happening, profile, account));
  return { touches: newestFirst(toTouches(happenings, profile, account), touchedAt), feedback: newestFirst(feedback, ({ at }) => at) };
}

/** One touch a message; of what happened several times (an email is opened again and again) the first counts. */
function toTouches(happenings: readonly Happening[], profile: string, account: Account): CampaignTouch[] {
  const touches = new Map<string, CampaignTouch>();
  for (const { metric, at, properties } of newestFirst(happenings, (happening) => happening.at).toReversed()) {
    const told = MESSAGE_METRICS[metric];
    const message = textOf(properties[MESSAGE.id]);
    // Mail filters follow every link.
    if (told === undefined || message === null || properties[MESSAGE.bot] === true) continue;
    const touch = touches.get(message) ?? blankTouch(message, told.channel, profile, account);
    touch.campaign ??= textOf(properties[MESSAGE.campaign]) ?? textOf(properties[MESSAGE.smsName]);
    touch.subject ??= textOf(properties[MESSAGE.subject]);
    touch[told.moment] ??= at;
    touches.set(message, touch);
  }
  return [...touches.values()];
}

/** A message goes to many profiles: its id alone names no touch. */
function blankTouch(message: string, channel: CampaignTouch['channel'], profile: string, { source }: Account): CampaignTouch {
  return {
    ...{ id: recordId(source, 'message', `${message}:${profile}`), campaign: null, channel, subject: null },
    ...{ sentAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null },
    record: recordId(source, 'profile', profile),
  };
}

/** Nothing where the event lacks a score within its scale. */
function toFeedback({ id, metric, at, properties }: Happening, profile: string, { source }: Account): MarketingFeedback[] {
  const told = FEEDBACK_METRICS[metric];
  if (told === undefined) return [];
  const score = numberOf(properties[told.score]);
  const scaleMax = typeof told.scaleMax === 'number' ? told.scaleMax : numberOf(properties[told.scaleMax]);
  if (score === null || scaleMax === null || scaleMax <= 0 || score < 0 || score > scaleMax) return [];
  const comment = told.comment === null ? null : textOf(properties[told.comment]);
  const record = recordId(source, 'profile', profile);
  return [{ id: recordId(source, 'event', id), kind: told.kind, score, scaleMax, comment, at, record }];
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? text(value) : null;
}

/** Forms send numbers as text. */
function numberOf(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
