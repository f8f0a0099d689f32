// How Mailchimp's fields become ours, as lines that `sources` shows; wire.ts and touches.ts are the code that does it. Paths are of a
// member, of a member's activity, of a tag or segment.
import type { FieldMapping } from '../../../../platform/connector';
import type { CrosswalkField } from './settings';

const TRIMMED = 'trimmed, empty → null';
const TIME = 'ISO 8601 in UTC';
const MOMENTS = [
  ['sentAt', 'sent'],
  ['openedAt', 'open'],
  ['clickedAt', 'click'],
  ['bouncedAt', 'bounce'],
  ['unsubscribedAt', 'unsub, abuse'],
] as const;

/** The lines of an account; merge fields that hold other sources' ids are those configured. */
export function mailchimpMapping(crosswalk: readonly CrosswalkField[]): readonly FieldMapping[] {
  return [
    ...linesOf('MarketingRecord', [
      ['kind', 'email_address', 'isRoleMailbox → ORGANIZATION, else PERSON'],
      ['name', 'merge_fields.FNAME', TRIMMED],
      ['name', 'merge_fields.LNAME', TRIMMED],
      ['emails', 'email_address', 'normaliseEmail'],
      ['phones', 'merge_fields.PHONE', 'normalisePhone'],
      ['addresses', 'merge_fields.ADDRESS.addr1', TRIMMED],
      ['addresses', 'merge_fields.ADDRESS.city', TRIMMED],
      ['addresses', 'merge_fields.ADDRESS.zip', TRIMMED],
      ['addresses', 'merge_fields.ADDRESS.country', `${TRIMMED}; none where there is nothing else`],
      ['company', 'merge_fields.COMPANY', TRIMMED],
      ['language', 'language', 'fr_CA → fr-CA'],
      ['consents', 'email_address', 'the address it is about, normaliseEmail'],
      ['consents', 'status', 'subscribed → GRANTED, unsubscribed → REVOKED, any other → UNKNOWN'],
      ['consents', 'timestamp_opt', `${TIME}; of one that is granted`],
      ...crosswalk.map(({ records, tag }) => ['externalIds', `merge_fields.${tag}`, `${records}:…`] as const),
      ['createdAt', 'timestamp_signup', TIME],
      ['updatedAt', 'last_changed', TIME],
      ['bounce', 'status', 'cleaned → bounces, since when is not told'],
    ]),
    ...linesOf('CampaignTouch', [
      ['campaign', 'activity[].title', TRIMMED],
      ...MOMENTS.flatMap(([field, actions]) => [
        [field, 'activity[].action', actions] as const,
        [field, 'activity[].timestamp', `the first time, ${TIME}`] as const,
        [field, 'activity[].campaign_id', 'what is of no campaign is left out'] as const,
      ]),
    ]),
    ...linesOf('Audience', [
      ['name', 'name', TRIMMED],
      ['kind', 'type', 'static (a tag) → LIST, else SEGMENT; an audience is a LIST'],
    ]),
  ];
}

function linesOf(of: string, lines: readonly (readonly [field: string, from: string, by: string])[]): FieldMapping[] {
  return lines.map(([field, from, by]) => ({ of, field, from, by }));
}
