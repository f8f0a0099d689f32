// Mailchimp's members: the part of them we read, and how they become our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import type { AddressPoint, ConsentPoint, JsonValue } from '../../../../platform/record';
import type { MarketingRecord } from '../../contract';
import { memberId } from './ids';
import type { CrosswalkField } from './settings';

const Text = z.string().nullish();
const Id = z.string().regex(/^[A-Za-z0-9]+$/);
/** `2022-11-08T00:00:00+00:00`; an empty text where there is none. */
export const Instant = z.union([z.literal(''), z.iso.datetime({ offset: true })]).nullish();

const MemberShape = z.object({
  contact_id: Id,
  list_id: Id,
  email_address: Text,
  status: z.string(),
  merge_fields: z.record(z.string(), z.json()).nullish(),
  language: Text,
  web_id: z.int().nullish(),
  timestamp_signup: Instant,
  timestamp_opt: Instant,
  last_changed: Instant,
});

/** A member twice over: what we understand of it, and the whole but for `id`, which is a hash of the address and tells nothing else. */
export const MailchimpMember = z.preprocess(
  (told) => ({
    raw: told instanceof Object ? Object.fromEntries(Object.entries(told).filter(([name]) => name !== 'id')) : told,
    known: told,
  }),
  z.object({ raw: z.json(), known: MemberShape }),
);
export type MailchimpMember = z.infer<typeof MailchimpMember>;

/**
 * What becomes a record, and merge fields, groups and ratings for the raw one. Left out is what nobody here needs to know: IP
 * addresses, coordinates, the mail program, notes. https://mailchimp.com/developer/marketing/docs/methods-parameters/#partial-responses
 */
export const MEMBER_FIELDS = [
  ...['contact_id', 'list_id', 'email_address', 'status', 'unsubscribe_reason', 'merge_fields', 'language', 'web_id', 'vip'],
  ...['member_rating', 'source', 'timestamp_signup', 'timestamp_opt', 'last_changed', 'tags', 'tags_count'],
];

/** Asked for where a custom field is in one of them. */
export const FURTHER_FIELDS = [
  ...['full_name', 'unique_email_id', 'email_type', 'interests', 'stats', 'marketing_permissions'],
  'consents_to_one_to_one_messaging',
];

/** The account that the answers are of. */
export interface Account {
  source: string;
  /** `us6`. */
  dataCentre: string;
  phoneRegion: string | undefined;
  crosswalk: readonly CrosswalkField[];
  /** Of `FURTHER_FIELDS`, those that are shown; left out = none. */
  further?: readonly string[];
}

/** What is asked of a member. */
export function memberFields({ further = [] }: Pick<Account, 'further'>): string[] {
  return [...MEMBER_FIELDS, ...further];
}

export function toMarketingRecord({ raw, known }: MailchimpMember, account: Account): MarketingRecord {
  const { merge_fields: merged, web_id: webId } = known;
  const email = normaliseEmail(known.email_address);
  const phone = normalisePhone(field(merged, 'PHONE'), account.phoneRegion)?.e164 ?? null;
  const given = field(merged, 'FNAME');
  const family = field(merged, 'LNAME');
  return {
    id: memberId(account.source, { list: known.list_id, contact: known.contact_id }),
    url: webId == null ? null : `https://${account.dataCentre}.admin.mailchimp.com/lists/members/view?id=${webId}`,
    kind: email !== null && isRoleMailbox(email) ? 'ORGANIZATION' : 'PERSON',
    name: { full: [given, family].filter((part) => part !== null).join(' ') || null, given, family },
    emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
    phones: phone === null ? [] : [{ value: phone, primary: true, shared: false }],
    addresses: toAddresses(merged?.['ADDRESS']),
    company: field(merged, 'COMPANY'),
    jobTitle: null,
    language: text(known.language)?.replaceAll('_', '-') ?? null,
    taxId: null,
    // A birthday is a month and a day.
    birthDate: null,
    employees: null,
    consents: toConsents(known, email),
    externalIds: account.crosswalk.flatMap(({ records, tag }) => {
      const id = field(merged, tag);
      return id === null ? [] : [`${records}:${id}`];
    }),
    // Of those whom staff or another program added, no such time is told.
    createdAt: toInstant(known.timestamp_signup),
    updatedAt: toInstant(known.last_changed),
    movedTo: null,
    raw,
    bounce: known.status === 'cleaned' ? { at: null } : null,
    lastEngagedAt: null,
  };
}

/**
 * A status is the one thing a member says of consent. Cleaned, pending, archived and transactional addresses may not be sent
 * campaigns, and nobody says what their owners want: such a status, and one that we do not know, grants nothing.
 */
const STATUSES: Readonly<Record<string, ConsentPoint['status']>> = { subscribed: 'GRANTED', unsubscribed: 'REVOKED' };

/** What a member's status says of consent to mail. */
export function toConsent(status: string): ConsentPoint['status'] {
  return STATUSES[status] ?? 'UNKNOWN';
}

/** When a consent was given is told, when it was taken back is not: the last change may have been another one. */
function toConsents({ status, timestamp_opt }: MailchimpMember['known'], address: string | null): ConsentPoint[] {
  if (address === null) return [];
  const said = toConsent(status);
  return [{ channel: 'EMAIL', purpose: 'marketing', status: said, address, at: said === 'GRANTED' ? toInstant(timestamp_opt) : null }];
}

/** A merge field of the type "address"; an empty text where there is none. */
const Address = z.object({ addr1: Text, city: Text, zip: Text, country: Text });

function toAddresses(told: JsonValue | undefined): AddressPoint[] {
  const { data } = Address.safeParse(told);
  const address = { line1: text(data?.addr1), city: text(data?.city), postalCode: text(data?.zip), country: text(data?.country) };
  // The form fills in a country by itself: alone it says nothing.
  return address.line1 === null && address.city === null && address.postalCode === null ? [] : [{ purpose: 'main', ...address }];
}

/** A merge field as text; numbers are told as numbers. */
function field(merged: MailchimpMember['known']['merge_fields'], tag: string): string | null {
  const value = merged?.[tag];
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? text(value) : null;
}

/** null where there is none. */
export function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

/** null where there is none, an empty text being none. */
export function toInstant(value: string | null | undefined): string | null {
  return value == null || value === '' ? null : new Date(value).toISOString();
}
