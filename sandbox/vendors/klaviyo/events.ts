// How the world's marketing events look as Klaviyo events, and what they can be filtered by:
// https://developers.klaviyo.com/en/reference/get_events
import { createHash } from 'node:crypto';
import type { MarketingCampaign, MarketingEvent, MarketingProfile } from '../../world/marketing-story';
import { type Resource, toInstant, toLinks, toRelationship } from './documents';
import { AFTER_OR_BEFORE, type FilterFields } from './filters';
import { metricOf } from './metrics';
import { emailOf } from './profiles';
import type { SortKeys } from './sorting';

/** @param profile whose event it is; null = the profile is gone. */
export function toKlaviyoEvent(
  event: MarketingEvent,
  profile: MarketingProfile | null,
  campaign: MarketingCampaign | null,
  origin: string,
): Resource {
  const links = toLinks(origin, 'events', event.id);
  return {
    type: 'event',
    id: event.id,
    attributes: {
      timestamp: secondsOf(event),
      event_properties: toProperties(event, profile, campaign),
      datetime: toInstant(event.at),
      uuid: toUuid(event.id),
    },
    relationships: {
      profile: toRelationship(links, 'profile', { type: 'profile', id: event.profileId }),
      metric: toRelationship(links, 'metric', { type: 'metric', id: metricOf(event.metric).id }),
      // Only what a customer did because of a message is attributed to one; the world tells of no such events.
      attributions: toRelationship(links, 'attributions', []),
    },
    links,
  };
}

/** Properties of the message's metrics as Klaviyo writes them; `$message` is the campaign's id. A survey's are the sender's own. */
function toProperties(event: MarketingEvent, profile: MarketingProfile | null, campaign: MarketingCampaign | null) {
  const domain = profile === null ? undefined : emailOf(profile)?.split('@')[1];
  const isEmail = event.metric.includes('Email');
  return {
    ...(campaign === null
      ? {}
      : {
          'Campaign Name': campaign.name,
          ...(isEmail && campaign.subject !== null ? { Subject: campaign.subject } : {}),
          $message: campaign.id,
          $_cohort$message_send_cohort: `${Math.floor(Date.parse(campaign.sentAt) / 1000)}:${campaign.id}`,
        }),
    ...(isEmail && domain !== undefined ? { 'Email Domain': domain } : {}),
    ...(event.metric === 'Bounced Email' ? { 'Bounce Type': 'Hard' } : {}),
    ...(event.rating === null
      ? {}
      : {
          Score: event.rating.score,
          'Max Score': event.rating.scaleMax,
          ...(event.rating.comment === null ? {} : { Comment: event.rating.comment }),
        }),
    $event_id: event.id,
  };
}

function secondsOf({ at }: MarketingEvent): number {
  return Math.floor(Date.parse(at) / 1000);
}

/** One that stays the same from start to start. */
function toUuid(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `1${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** `fields[event]`. */
export const EVENT_FIELDS = ['datetime', 'event_properties', 'id', 'timestamp', 'uuid'];

/** Documented for `GET /api/events`: there is no `any`, so events are asked for profile by profile. */
export const EVENT_FILTERS: FilterFields<MarketingEvent> = {
  metric_id: { type: 'text', operators: ['equals'], equalsList: true, read: ({ metric }) => metricOf(metric).id },
  profile_id: { type: 'text', operators: ['equals'], read: ({ profileId }) => profileId },
  profile: { type: 'flag', operators: ['has'], read: () => true },
  metric: { type: 'flag', operators: ['has'], read: () => true },
  datetime: { type: 'date', operators: AFTER_OR_BEFORE, read: ({ at }) => toInstant(at) },
  timestamp: { type: 'number', operators: AFTER_OR_BEFORE, read: secondsOf },
};

/** Documented for `GET /api/events`. */
export const EVENT_SORTS: SortKeys<MarketingEvent> = { datetime: secondsOf, timestamp: secondsOf };
