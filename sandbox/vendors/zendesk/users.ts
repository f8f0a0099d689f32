// How the world's helpdesk users look as Zendesk users and identities:
// https://developer.zendesk.com/api-reference/ticketing/users/users/ and .../users/user_identities/
import { z } from 'zod';
import type { HelpdeskUser } from '../../world/story';

/** Zendesk writes instants without fractions of a second. */
export function toInstant(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** A search compares every user's addresses; records are never altered in place, so they are worked out once. */
const emailsByUser = new WeakMap<HelpdeskUser, readonly string[]>();

/** Primary first, lower case. */
export function emailsOf(user: HelpdeskUser): readonly string[] {
  const known = emailsByUser.get(user);
  if (known !== undefined) return known;
  const emails = [...(user.email === null ? [] : [user.email]), ...user.additionalEmails].map((email) => email.toLowerCase());
  emailsByUser.set(user, emails);
  return emails;
}

export type UserFieldValue = NonNullable<HelpdeskUser['userFields']>[string];

/** A custom field of the account: its key, and a value that some user has. */
export interface UserField {
  key: string;
  example: UserFieldValue;
}

/** As a user object has them: every field of the account, null where the user has none. */
export function toUserFields(user: HelpdeskUser, fields: readonly UserField[]): Record<string, UserFieldValue | null> {
  return Object.fromEntries(fields.map(({ key }) => [key, user.userFields?.[key] ?? null]));
}

/**
 * @param organisationId Zendesk's id of the user's organisation.
 * @param userFields the values of all custom fields of the account.
 */
export function toZendeskUser(
  user: HelpdeskUser,
  { organisationId, userFields }: { organisationId: number | null; userFields: object },
  origin: string,
) {
  return {
    id: Number(user.id),
    url: `${origin}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: toInstant(user.createdAt),
    updated_at: toInstant(user.updatedAt),
    time_zone: 'UTC',
    iana_time_zone: 'Etc/UTC',
    phone: user.phone,
    // Documented: null without a phone, true when several users have the number.
    shared_phone_number: user.phone === null ? null : !user.phoneIsDirect,
    photo: null,
    locale: user.locale,
    organization_id: organisationId,
    role: 'end-user',
    verified: user.verified,
    external_id: user.externalId,
    tags: [],
    alias: '',
    active: !user.deleted,
    shared: false,
    shared_agent: false,
    last_login_at: toInstant(user.updatedAt),
    signature: '',
    details: '',
    notes: '',
    suspended: false,
    restricted_agent: true,
    user_fields: userFields,
  };
}

/** Primary address, further addresses, and the number where it is the user's alone; ids ascend. */
export function toZendeskIdentities(user: HelpdeskUser, origin: string) {
  const primary = user.email === null ? [] : [user.email];
  const direct = user.phone !== null && user.phoneIsDirect ? [user.phone] : [];
  const values = [
    ...primary.map((value) => ({ type: 'email', value, primary: true, verified: user.verified })),
    ...user.additionalEmails.map((value) => ({ type: 'email', value, primary: false, verified: user.verified })),
    ...direct.map((value) => ({ type: 'phone_number', value, primary: user.email === null, verified: true })),
  ];
  return values.map(({ type, value, primary: isPrimary, verified }, index) => {
    const id = Number(user.id) * 100 + index;
    return {
      id,
      url: `${origin}/api/v2/users/${user.id}/identities/${id}.json`,
      user_id: Number(user.id),
      type,
      value,
      verified,
      primary: isPrimary,
      verification_method: verified ? 'full' : 'none',
      created_at: toInstant(user.createdAt),
      updated_at: toInstant(user.updatedAt),
      ...(type === 'email' ? { undeliverable_count: 0, deliverable_state: 'deliverable' } : {}),
    };
  });
}

const text = z.string().nullable();
const userSchema: z.ZodType<HelpdeskUser> = z.strictObject({
  id: z.string().regex(/^\d+$/),
  person: z.string(),
  name: z.string(),
  email: text,
  additionalEmails: z.array(z.string()),
  phone: text,
  phoneIsDirect: z.boolean(),
  externalId: text,
  verified: z.boolean(),
  organisation: text,
  locale: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  mergedIds: z.array(z.string()),
  deleted: z.boolean(),
  userFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
});

/**
 * The user after a change.
 *
 * @param change an `id` and the fields to set.
 * @param now becomes `updatedAt` unless the change gives one.
 * @throws ZodError when the outcome is no user.
 */
export function changeUser(before: HelpdeskUser | null, change: object, now: string): HelpdeskUser {
  return userSchema.parse({ ...(before ?? blankUser(now)), updatedAt: now, ...change });
}

/**
 * What a user says after another one was merged into them: their own name, external id and primary address, the other's addresses
 * beside it. https://developer.zendesk.com/api-reference/ticketing/users/users/#merge-end-users
 */
export function toMergedUser(from: HelpdeskUser, into: HelpdeskUser): Partial<HelpdeskUser> & { id: string } {
  const [email = null, ...additionalEmails] = new Set([...emailsOf(into), ...emailsOf(from)]);
  return {
    ...{ id: into.id, email, additionalEmails, mergedIds: [...into.mergedIds, from.id, ...from.mergedIds] },
    ...(into.phone === null ? { phone: from.phone, phoneIsDirect: from.phoneIsDirect } : {}),
  };
}

function blankUser(now: string): Omit<HelpdeskUser, 'id'> {
  return {
    person: '',
    name: '',
    email: null,
    additionalEmails: [],
    phone: null,
    phoneIsDirect: false,
    externalId: null,
    verified: false,
    organisation: null,
    locale: 'en-GB',
    createdAt: now,
    updatedAt: now,
    mergedIds: [],
    deleted: false,
  };
}
