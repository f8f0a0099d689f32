// How the world's members look as Mailchimp's: https://mailchimp.com/developer/marketing/api/list-members/
import { createHash } from 'node:crypto';
import type { MailchimpMember, MailchimpSegment } from '../../world/mailchimp-story';
import { hashOf, type MailchimpStore } from './store';

const MOST_TAGS = 50;
/** Where the mail was opened; the world tells of no places. */
const NOWHERE = { latitude: 0, longitude: 0, gmtoff: 0, dstoff: 0, country_code: '', timezone: '' };

/** `2026-05-01T08:00:00+00:00`. */
export function toInstant(instant: string): string {
  return `${instant.slice(0, 19)}+00:00`;
}

export function toMailchimpMember(store: MailchimpStore, member: MailchimpMember, origin: string): object {
  const tags = tagsOf(member, store.segmentsOf(member.audienceId));
  return {
    ...shared(store, member, origin),
    ...{ contact_id: member.contactId, full_name: fullNameOf(member), web_id: member.webId, status: member.status },
    ...(member.unsubscribeReason === null ? {} : { unsubscribe_reason: member.unsubscribeReason }),
    ...{ consents_to_one_to_one_messaging: true, source: member.source },
    ...{ tags_count: tags.length, tags: tags.slice(0, MOST_TAGS).map(({ id, name }) => ({ id, name })) },
  };
}

/** The same person in the answer of a segment, which tells less. */
export function toSegmentMember(store: MailchimpStore, member: MailchimpMember, origin: string): object {
  return { ...shared(store, member, origin), status: member.status };
}

/** By the order in which the account got them. */
export function tagsOf({ segmentIds }: MailchimpMember, segments: readonly MailchimpSegment[]): readonly MailchimpSegment[] {
  return segments.filter(({ id, type }) => type === 'static' && segmentIds.includes(id));
}

export function fullNameOf({ mergeFields: { FNAME = '', LNAME = '' } }: MailchimpMember): string {
  return [FNAME, LNAME].flatMap((part) => (typeof part === 'string' && part !== '' ? [part] : [])).join(' ');
}

/** The same for an address in whatever audience. */
export function uniqueEmailId(hash: string): string {
  return createHash('md5').update(`address ${hash}`).digest('hex').slice(0, 10);
}

function shared(store: MailchimpStore, member: MailchimpMember, origin: string): object {
  const { audienceId, email, mergeFields, signedUpAt, optedInAt } = member;
  const hash = hashOf(member);
  const path = `${origin}/3.0/lists/${audienceId}/members`;
  return {
    ...{ id: hash, email_address: email, unique_email_id: uniqueEmailId(hash) },
    email_type: 'html',
    // A field that is empty is answered as an empty text, an address too.
    merge_fields: { ...Object.fromEntries(store.mergeFieldsOf(audienceId).map(({ tag }) => [tag, ''])), ...mergeFields },
    // The world's audiences have no groups.
    interests: {},
    stats: { avg_open_rate: 0, avg_click_rate: 0 },
    ...{ ip_signup: '', ip_opt: '' },
    // The real one answers an empty text for a time that there is not; its description has times only, so that it is left out here.
    ...(signedUpAt === null ? {} : { timestamp_signup: toInstant(signedUpAt) }),
    ...(optedInAt === null ? {} : { timestamp_opt: toInstant(optedInAt) }),
    ...{ member_rating: member.rating, last_changed: toInstant(member.changedAt), language: member.language, vip: member.vip },
    ...{ email_client: '', location: NOWHERE, list_id: audienceId },
    _links: [
      { rel: 'self', href: `${path}/${hash}`, method: 'GET' },
      { rel: 'parent', href: path, method: 'GET' },
    ],
  };
}
