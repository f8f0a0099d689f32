// How Klaviyo's fields become ours, as lines that `sources` shows; wire.ts and touches.ts are the code that does it. Paths are of a
// profile, of a page of events with their metrics, of a segment or list.
import type { FieldMapping } from '../../../../platform/connector';
import { CLEANED, mappingOf } from '../../../../platform/field-mapping';
import type { Audience, CampaignTouch, MarketingFeedback, MarketingRecord } from '../../contract';
import type { Account } from './wire';

const CONSENT = 'SUBSCRIBED → GRANTED, UNSUBSCRIBED → REVOKED, else UNKNOWN';
const SUPPRESSED = 'HARD_BOUNCE and INVALID_EMAIL tell of no will; any other → REVOKED';
const BOUNCED = 'HARD_BOUNCE, INVALID_EMAIL: since the first one';
/** Of what an event tells; a message is what events with one `$message` tell together. */
const EVENT = 'data[].attributes.event_properties';
const MOMENTS = [
  ['sentAt', 'Received Email, Received SMS'],
  ['openedAt', 'Opened Email'],
  ['clickedAt', 'Clicked Email, Clicked SMS, but by no Bot Click'],
  ['bouncedAt', 'Bounced Email'],
  ['unsubscribedAt', 'Unsubscribed from Email Marketing, from SMS Marketing'],
] as const;

/** The lines of an account: `external_id` is read only where it is configured whose ids those are. */
export function klaviyoMapping({ externalId }: Pick<Account, 'externalId'>): FieldMapping[] {
  return [
    ...mappingOf<MarketingRecord>('MarketingRecord', [
      ['kind', 'attributes.email', CLEANED.mailbox],
      ['name', 'attributes.first_name', CLEANED.text],
      ['name', 'attributes.last_name', CLEANED.text],
      ['emails', 'attributes.email', CLEANED.email],
      ['phones', 'attributes.phone_number', CLEANED.phone],
      ['addresses', 'attributes.location.address1', CLEANED.text],
      ['addresses', 'attributes.location.city', CLEANED.text],
      ['addresses', 'attributes.location.zip', CLEANED.text],
      ['addresses', 'attributes.location.country', CLEANED.text],
      ['company', 'attributes.organization', CLEANED.text],
      ['jobTitle', 'attributes.title', CLEANED.text],
      ['language', 'attributes.locale', CLEANED.text],
      ['consents', 'attributes.email', `the address it is about, ${CLEANED.email}`],
      ['consents', 'attributes.phone_number', `the number it is about, ${CLEANED.phone}`],
      ...(['email', 'sms'] as const).flatMap((channel) => [
        ['consents', `attributes.subscriptions.${channel}.marketing.consent`, CONSENT] as const,
        ['consents', `attributes.subscriptions.${channel}.marketing.consent_timestamp`, CLEANED.time] as const,
        ['consents', `attributes.subscriptions.${channel}.marketing.last_updated`, 'where there is no consent_timestamp'] as const,
      ]),
      ['consents', 'attributes.subscriptions.email.marketing.suppression[].reason', SUPPRESSED],
      ['consents', 'attributes.subscriptions.email.marketing.suppression[].timestamp', 'the last one'],
      ['bounce', 'attributes.subscriptions.email.marketing.suppression[].reason', BOUNCED],
      ['bounce', 'attributes.subscriptions.email.marketing.suppression[].timestamp', CLEANED.time],
      ...(externalId === undefined ? [] : [['externalIds', 'attributes.external_id', `${externalId}:…`] as const]),
      ['createdAt', 'attributes.created', CLEANED.time],
      ['updatedAt', 'attributes.updated', CLEANED.time],
      ['lastEngagedAt', 'attributes.last_event_date', CLEANED.time],
    ]),
    ...mappingOf<CampaignTouch>('CampaignTouch', [
      ['campaign', `${EVENT}.Campaign Name`, CLEANED.text],
      ['campaign', `${EVENT}.Message Name`, 'of an SMS'],
      ['subject', `${EVENT}.Subject`, CLEANED.text],
      ['channel', 'included[].attributes.name', 'the metric: … SMS → SMS, else EMAIL'],
      ...MOMENTS.flatMap(([field, metrics]) => [
        [field, 'included[].attributes.name', metrics] as const,
        [field, 'data[].attributes.datetime', `the first time, ${CLEANED.time}`] as const,
        [field, 'data[].relationships.metric.data.id', 'the event’s metric'] as const,
        [field, `${EVENT}.$message`, 'events of one message make one touch'] as const,
      ]),
      ['clickedAt', `${EVENT}.Bot Click`, 'true: mail filters follow every link'],
    ]),
    ...mappingOf<MarketingFeedback>('MarketingFeedback', [
      ['kind', 'included[].attributes.name', 'Submitted Survey → survey, Submitted Review → review'],
      ...(['score', 'scaleMax', 'comment'] as const).map((field) => [field, 'included[].attributes.name', 'as said of kind'] as const),
      ['score', `${EVENT}.Score`, 'a number; of a survey'],
      ['score', `${EVENT}.Rating`, 'a number; of a review'],
      ['scaleMax', `${EVENT}.Max Score`, 'a number; 5 of a review'],
      ['comment', `${EVENT}.Comment`, 'of a survey'],
      ['at', 'data[].attributes.datetime', CLEANED.time],
    ]),
    ...mappingOf<Audience>('Audience', [
      ['name', 'attributes.name', CLEANED.text],
      ['kind', 'type', 'in capitals'],
    ]),
  ];
}
