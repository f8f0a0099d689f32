// How the world's contacts look as Intercom's: https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/contact
import { z } from 'zod';
import type { IntercomContact } from '../../world/intercom-story';
import { toUnix, toUnixOrNull } from './instants';

/** The workspace's id, which is also part of links that people open. */
export const WORKSPACE_ID = 'sandbox1';

export function toIntercomContact(contact: IntercomContact) {
  const { id } = contact;
  const list = (name: string) => ({ type: 'list', data: [], url: `/contacts/${id}/${name}`, total_count: 0, has_more: false });
  return {
    type: 'contact',
    id,
    workspace_id: WORKSPACE_ID,
    external_id: contact.externalId,
    role: contact.role,
    email: contact.email,
    phone: contact.phone,
    name: contact.name,
    avatar: null,
    owner_id: null,
    social_profiles: { type: 'list', data: [] },
    has_hard_bounced: false,
    marked_email_as_spam: false,
    unsubscribed_from_emails: contact.unsubscribed,
    created_at: toUnix(contact.createdAt),
    updated_at: toUnix(contact.updatedAt),
    signed_up_at: contact.role === 'user' ? toUnix(contact.createdAt) : null,
    last_seen_at: toUnixOrNull(contact.lastSeenAt),
    last_replied_at: null,
    last_contacted_at: null,
    last_email_opened_at: null,
    last_email_clicked_at: null,
    language_override: contact.language,
    browser: null,
    browser_version: null,
    browser_language: null,
    os: null,
    location: { type: 'location', country: null, region: null, city: null, country_code: null, continent_code: null },
    android_app_name: null,
    android_app_version: null,
    android_device: null,
    android_os_version: null,
    android_sdk_version: null,
    android_last_seen_at: null,
    ios_app_name: null,
    ios_app_version: null,
    ios_device: null,
    ios_os_version: null,
    ios_sdk_version: null,
    ios_last_seen_at: null,
    custom_attributes: contact.custom,
    tags: list('tags'),
    notes: list('notes'),
    companies: list('companies'),
    opted_out_subscription_types: list('subscriptions'),
    opted_in_subscription_types: list('subscriptions'),
    utm_campaign: null,
    utm_content: null,
    utm_medium: null,
    utm_source: null,
    utm_term: null,
    referrer: null,
    enabled_push_messaging: null,
  };
}

const text = z.string().nullable();
const contactSchema: z.ZodType<IntercomContact> = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  person: z.string(),
  role: z.enum(['user', 'lead']),
  externalId: text,
  email: text,
  phone: text,
  name: text,
  language: text,
  unsubscribed: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  mergedInto: text,
});

/**
 * The contact after a change.
 *
 * @param change an `id` and the fields to set.
 * @param now becomes `updatedAt` unless the change gives one.
 * @throws ZodError when the outcome is no contact.
 */
export function changeContact(before: IntercomContact | null, change: object, now: string): IntercomContact {
  const blank = {
    ...{ person: '', role: 'user', externalId: null, email: null, phone: null, name: null, language: null, unsubscribed: false },
    ...{ createdAt: now, lastSeenAt: null, custom: {}, mergedInto: null },
  };
  return contactSchema.parse({ ...(before ?? blank), updatedAt: now, ...change });
}

/** What a user says after a lead was merged into them: "Attributes that don't exist on the contact specified as into will be copied over." */
export function toMergedContact(from: IntercomContact, into: IntercomContact): Partial<IntercomContact> & { id: string } {
  return {
    ...{ id: into.id, email: into.email ?? from.email, phone: into.phone ?? from.phone, name: into.name ?? from.name },
    ...{ language: into.language ?? from.language, custom: { ...from.custom, ...into.custom } },
  };
}
