// How the world's marketing profiles look as Klaviyo profiles, and what lists of them can be filtered by:
// https://developers.klaviyo.com/en/reference/get_profiles
import type { MarketingProfile } from '../../world/marketing-story';
import { fieldPaths, type Reference, type Resource, toInstant, toLinks, toRelationship } from './documents';
import { AFTER_OR_BEFORE, type FilterFields } from './filters';
import { changeProfile } from './profile-changes';
import type { SortKeys } from './sorting';
import { suppressionsOf, toSubscriptions } from './subscriptions';

/** `additional-fields[profile]`. */
export const ADDITIONAL_FIELDS = ['subscriptions', 'predictive_analytics'];

/** Groups whose members are answered in `relationships`, by the relationship's name. */
export type Included = Readonly<Partial<Record<'lists' | 'segments', readonly Reference[]>>>;

/** @param additional of `ADDITIONAL_FIELDS`; they come even where a fieldset does not name them. */
export function toKlaviyoProfile(
  profile: MarketingProfile,
  origin: string,
  additional: ReadonlySet<string>,
  included: Included = {},
): Resource {
  const links = toLinks(origin, 'profiles', profile.id);
  const grouped = (name: 'lists' | 'segments') => {
    const data = included[name];
    return toRelationship(links, name, data === undefined ? undefined : [...data]);
  };
  return {
    type: 'profile',
    id: profile.id,
    attributes: {
      ...toAttributes(profile),
      ...(additional.has('subscriptions') ? { subscriptions: toSubscriptions(profile) } : {}),
      ...(additional.has('predictive_analytics') ? { predictive_analytics: NO_PREDICTIONS } : {}),
    },
    relationships: {
      lists: grouped('lists'),
      segments: grouped('segments'),
      'push-tokens': toRelationship(links, 'push-tokens'),
    },
    links,
  };
}

/** A profile as it is read itself: only there, not among members or beside events, its conversations are named. */
export function withConversations(profile: Resource): Resource {
  const conversations = toRelationship(profile.links, 'conversations');
  return { ...profile, relationships: { ...profile.relationships, conversations } };
}

function toAttributes(profile: MarketingProfile): Record<string, unknown> {
  return {
    email: emailOf(profile),
    phone_number: profile.phone,
    external_id: profile.externalId,
    first_name: profile.firstName,
    last_name: profile.lastName,
    organization: profile.organization,
    locale: profile.locale,
    title: profile.title,
    image: null,
    created: toInstant(profile.createdAt),
    updated: toInstant(profile.updatedAt),
    last_event_date: profile.lastEventAt === null ? null : toInstant(profile.lastEventAt),
    location: {
      address1: null,
      address2: null,
      city: profile.city,
      country: profile.country,
      latitude: null,
      longitude: null,
      region: null,
      zip: profile.postalCode,
      timezone: null,
      ip: null,
    },
    properties: profile.custom,
  };
}

/** What Klaviyo answers of a profile with too few orders to predict anything of; the world tells it of none. */
const NO_PREDICTIONS: Record<string, unknown> = {
  historic_clv: null,
  predicted_clv: null,
  total_clv: null,
  historic_number_of_orders: null,
  predicted_number_of_orders: null,
  average_days_between_orders: null,
  average_order_value: null,
  churn_probability: null,
  expected_date_of_next_order: null,
  ranked_channel_affinity: null,
};

/** Klaviyo stores addresses in lower case. */
export function emailOf({ email }: MarketingProfile): string | null {
  return email === null ? null : email.toLowerCase();
}

/** The world does not tell when a profile joined its lists and segments: with its consent, else from the beginning. */
export function joinedAt({ emailConsent, createdAt }: MarketingProfile): string {
  return toInstant(emailConsent.at ?? createdAt);
}

/** `fields[profile]` beside an event: no additional ones. */
export const PROFILE_FIELDS = ['id', ...fieldPaths(toAttributes(changeProfile(null, { id: '0' }, '2000-01-01T00:00:00.000Z')))];

/** `fields[profile]` of profiles themselves. */
export const ALL_PROFILE_FIELDS = [
  ...PROFILE_FIELDS,
  ...fieldPaths({
    subscriptions: toSubscriptions(changeProfile(null, { id: '0' }, '2000-01-01T00:00:00.000Z')),
    predictive_analytics: NO_PREDICTIONS,
  }),
];

const SUPPRESSION = 'subscriptions.email.marketing.suppression';
const LIST_SUPPRESSIONS = 'subscriptions.email.marketing.list_suppressions';

/** Documented for `GET /api/profiles`. A profile without a value, or of a kind the world does not tell of, is not found by it. */
export const PROFILE_FILTERS: FilterFields<MarketingProfile> = {
  id: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ id }) => id },
  email: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: emailOf },
  phone_number: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ phone }) => phone },
  external_id: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ externalId }) => externalId },
  _kx: { type: 'text', operators: ['equals'], read: () => null },
  created: { type: 'date', operators: ['greater-than', 'less-than'], read: ({ createdAt }) => toInstant(createdAt) },
  updated: { type: 'date', operators: ['greater-than', 'less-than'], read: ({ updatedAt }) => toInstant(updatedAt) },
  [`${LIST_SUPPRESSIONS}.reason`]: { type: 'text', operators: ['equals'], read: () => null },
  [`${LIST_SUPPRESSIONS}.timestamp`]: { type: 'date', operators: AFTER_OR_BEFORE, read: () => null },
  [`${LIST_SUPPRESSIONS}.list_id`]: { type: 'text', operators: ['equals'], read: () => null },
  [`${SUPPRESSION}.reason`]: {
    type: 'text',
    operators: ['equals'],
    read: (profile) => suppressionsOf(profile).map(({ reason }) => reason),
  },
  [`${SUPPRESSION}.timestamp`]: {
    type: 'date',
    operators: AFTER_OR_BEFORE,
    read: (profile) => suppressionsOf(profile).map(({ timestamp }) => timestamp),
  },
};

/** Documented for `GET /api/profiles`, but for the lists' own suppressions, of which the world does not tell. */
export const PROFILE_SORTS: SortKeys<MarketingProfile> = {
  id: ({ id }) => id,
  email: emailOf,
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
  [`${SUPPRESSION}.timestamp`]: (profile) => suppressionsOf(profile)[0]?.timestamp ?? null,
};

/** Documented for the members of a list or segment. */
export const MEMBER_SORTS: SortKeys<MarketingProfile> = { joined_group_at: joinedAt };

const LIST_MEMBER_FILTERS: FilterFields<MarketingProfile> = {
  email: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: emailOf },
  phone_number: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ phone }) => phone },
  push_token: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: () => null },
  _kx: { type: 'text', operators: ['equals'], read: () => null },
  joined_group_at: { type: 'date', operators: AFTER_OR_BEFORE, read: joinedAt },
};

/** Documented for the members of a list, and of a segment; only the latter by `profile_id`. */
export const MEMBER_FILTERS: Record<'lists' | 'segments', FilterFields<MarketingProfile>> = {
  lists: LIST_MEMBER_FILTERS,
  segments: {
    ...LIST_MEMBER_FILTERS,
    profile_id: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ id }) => id },
  },
};
