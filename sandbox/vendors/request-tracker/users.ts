// How the world's helpdesk users look as RT users: https://docs.bestpractical.com/rt/5.0.3/RT/User.html, REST 2 as a real RT 5.0.3
// answered it.
import { z } from 'zod';
import type { TrackerUser } from '../../world/request-tracker-story';
import { toCustomField, toW3c, type Entity, type ShownCustomField } from './entities';
import type { Rights } from './rights';

/** Searchable and visible to everybody on the staff ("public" in RT::User), the first three whatever the rights. */
const ALWAYS_SEARCHABLE = ['RealName', 'EmailAddress', 'Name'];
const PUBLIC = [...ALWAYS_SEARCHABLE, 'Organization', 'NickName', 'Lang', 'Gecos', 'City', 'Country', 'Timezone'];

/** A user as lists show it. */
export function toUserEntity(user: TrackerUser, rights: Rights, customFields: readonly string[]): Entity {
  const all = fieldsOf(user);
  const seen = rights.adminUsers || user.name === rights.self;
  const visible = Object.entries(all).map(([name, value]) => [name, seen || PUBLIC.includes(name) ? value : ''] as const);
  return {
    type: 'user',
    ref: user.name,
    fields: {
      ...Object.fromEntries(visible),
      id: Number(user.id),
      Created: toW3c(seen ? user.created : null),
      LastUpdated: toW3c(seen ? user.lastUpdated : null),
      CustomFields: seen && rights.seeCustomFields && customFields.length > 0 ? shownCustomFields(user, customFields) : '',
    },
  };
}

function fieldsOf(user: TrackerUser): Record<string, string> {
  return {
    ...{ Name: user.name, RealName: user.realName ?? '', EmailAddress: user.emailAddress ?? '', Organization: user.organization ?? '' },
    ...{ NickName: '', Lang: user.lang ?? '', Gecos: '', Timezone: '', City: user.city ?? '', Country: user.country ?? '' },
    ...{ WorkPhone: user.workPhone ?? '', MobilePhone: user.mobilePhone ?? '', HomePhone: user.homePhone ?? '', PagerPhone: '' },
    ...{
      Address1: user.address1 ?? '',
      Address2: '',
      State: '',
      Zip: user.zip ?? '',
      Comments: '',
      Signature: '',
      FreeformContactInfo: '',
    },
  };
}

/** The number of the custom field that stands there in the list of them. */
export function customFieldId(index: number): number {
  return index + 2;
}

function shownCustomFields(user: TrackerUser, names: readonly string[]): ShownCustomField[] {
  return names.map((customField, index) => ({
    customField,
    id: String(customFieldId(index)),
    values: user.customFields[customField] ?? [],
  }));
}

/** One user by its id: fields that are not set are left out, and for accounts without AdminUsers nearly all. */
export function toWholeUser(user: TrackerUser, rights: Rights, customFields: readonly string[], origin: string) {
  const self = { type: 'user', id: Number(user.id), ref: 'self', _url: `${origin}/REST/2.0/user/${user.id}` };
  const fields = fieldsOf(user);
  const common = { Privileged: user.privileged ? 1 : 0, _hyperlinks: [self] };
  if (!rights.adminUsers && user.name !== rights.self)
    return { ...Object.fromEntries(ALWAYS_SEARCHABLE.map((name) => [name, fields[name] ?? ''])), ...common };
  const by = { type: 'user', id: 'RT_System', _url: `${origin}/REST/2.0/user/RT_System` };
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
    ...common,
    id: Number(user.id),
    ...{ Disabled: user.disabled ? '1' : '0', Memberships: [], Creator: by, LastUpdatedBy: by },
    ...{ Created: toW3c(user.created), LastUpdated: toW3c(user.lastUpdated) },
    CustomFields: rights.seeCustomFields ? shownCustomFields(user, customFields).map((field) => toCustomField(field, origin)) : [],
  };
}

/** A searchable field's values; null = RT drops the condition. Numbers of phones are not searchable, nor is the id. */
export function searchableValues(
  user: TrackerUser,
  rights: Rights,
  customFields: readonly string[],
  field: string,
): readonly string[] | null {
  const customField = /^(?:CF|CustomField)\.\{(.*)\}$/i.exec(field)?.[1];
  if (customField !== undefined) {
    return rights.seeCustomFields && customFields.includes(customField) ? (user.customFields[customField] ?? []) : null;
  }
  if (!(rights.adminUsers ? PUBLIC : ALWAYS_SEARCHABLE).includes(field)) return null;
  return [fieldsOf(user)[field] ?? ''];
}

const text = z.string().nullable();
const userSchema: z.ZodType<TrackerUser> = z.strictObject({
  ...{ id: z.string().regex(/^\d+$/), person: z.string(), name: z.string().min(1), realName: text, emailAddress: text, organization: text },
  ...{ lang: text, workPhone: text, mobilePhone: text, homePhone: text, address1: text, city: text, zip: text, country: text },
  customFields: z.record(z.string(), z.array(z.string())),
  ...{ privileged: z.boolean(), disabled: z.boolean(), created: z.iso.datetime(), lastUpdated: z.iso.datetime() },
});

/**
 * The user after a change.
 *
 * @param change an `id` and the fields to set; a new user needs a `name`.
 * @param now becomes `lastUpdated` unless the change gives one. Throws ZodError when the outcome is no user.
 */
export function changeUser(before: TrackerUser | null, change: object, now: string): TrackerUser {
  return userSchema.parse({ ...(before ?? blankUser(now)), lastUpdated: now, ...change });
}

function blankUser(now: string): Omit<TrackerUser, 'id' | 'name'> {
  return {
    ...{
      person: '',
      realName: null,
      emailAddress: null,
      organization: null,
      lang: null,
      workPhone: null,
      mobilePhone: null,
      homePhone: null,
    },
    ...{
      address1: null,
      city: null,
      zip: null,
      country: null,
      customFields: {},
      privileged: false,
      disabled: false,
      created: now,
      lastUpdated: now,
    },
  };
}
