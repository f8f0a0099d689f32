// Klaviyo's reads of profiles: many by filter, one by its id, and the lists and segments of one. Lists of profiles see a change
// after the lag, a profile by its id at once. Of what can be included, only lists and segments: the world knows of no others.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { MarketingProfile } from '../../world/marketing-story';
import { answerMany, answerOne, type Resource, withFields } from './documents';
import { recordNotFound, Refused } from './errors';
import { countKeys, readFilter, toPredicate } from './filters';
import { GROUP_FIELDS, type GroupKind, KINDS, toKlaviyoGroup, TYPES } from './groups';
import { toOnlyPage, toPage } from './pages';
import { type Accepted, type Parameters, readParameters } from './parameters';
import {
  ADDITIONAL_FIELDS,
  ALL_PROFILE_FIELDS,
  type Included,
  PROFILE_FILTERS,
  PROFILE_SORTS,
  toKlaviyoProfile,
  withConversations,
} from './profiles';
import { groupsShape, profileShape, profilesShape } from './shapes';
import { inOrder } from './sorting';
import type { KlaviyoStore } from './store';

const PAGE = { default: 20, max: 100 };
const ADDITIONAL = { type: 'profile', names: ADDITIONAL_FIELDS };
const MANY: Accepted = {
  filter: true,
  fields: { profile: ALL_PROFILE_FIELDS },
  additional: ADDITIONAL,
  sort: Object.keys(PROFILE_SORTS),
  page: { size: PAGE },
};
const ONE: Accepted = {
  fields: { profile: ALL_PROFILE_FIELDS, list: GROUP_FIELDS.lists, segment: GROUP_FIELDS.segments },
  include: KINDS,
  additional: ADDITIONAL,
};

export function createProfileRoutes(store: KlaviyoStore): Route[] {
  return [
    {
      // https://developers.klaviyo.com/en/reference/get_profiles (100 a page, 20 by default; 75/s, 750/min)
      method: 'GET',
      path: '/api/profiles',
      shape: profilesShape,
      keys: countKeys,
      handle(request) {
        const { query, origin } = request;
        const { fieldsOf, additional, sort } = readParameters(query, MANY);
        const found = store.listedProfiles().filter(toPredicate(readFilter(query), PROFILE_FILTERS));
        const { items, links } = toPage(inOrder(found, sort, PROFILE_SORTS), request, PAGE);
        const data = items.map((profile) =>
          withFields(withConversations(toKlaviyoProfile(profile, origin, additional)), fieldsOf('profile')),
        );
        return answerMany(data, links, null);
      },
    },
    {
      // https://developers.klaviyo.com/en/reference/get_profile (75/s, 750/min; 1/s, 15/min with include=lists or segments)
      method: 'GET',
      path: '/api/profiles/:id',
      shape: profileShape,
      handle: (request) => showProfile(store, request),
    },
    ...KINDS.map((kind): Route => ({
      // https://developers.klaviyo.com/en/reference/get_lists_for_profile, .../get_segments_for_profile (not paged; 3/s, 60/min)
      method: 'GET',
      path: `/api/profiles/:id/${kind}`,
      shape: groupsShape,
      handle(request) {
        const parameters = readParameters(request.query, { fields: { [TYPES[kind]]: GROUP_FIELDS[kind] } });
        const profile = profileOf(store, request);
        return answerMany(groupsOf(store, kind, profile, request.origin, parameters), toOnlyPage(request), null);
      },
    })),
  ];
}

function showProfile(store: KlaviyoStore, request: VendorRequest): VendorAnswer {
  const parameters = readParameters(request.query, ONE);
  const profile = profileOf(store, request);
  const groups = KINDS.filter((kind) => parameters.include?.has(kind)).map((kind): [GroupKind, Resource[]] => [
    kind,
    groupsOf(store, kind, profile, request.origin, parameters),
  ]);
  const references: Included = Object.fromEntries(groups.map(([kind, all]) => [kind, all.map(({ type, id }) => ({ type, id }))]));
  const resource = withConversations(toKlaviyoProfile(profile, request.origin, parameters.additional, references));
  const included = parameters.include === null ? null : groups.flatMap(([, all]) => all);
  return answerOne(withFields(resource, parameters.fieldsOf('profile')), included);
}

/** @throws Refused when there is none of the path's id. */
function profileOf(store: KlaviyoStore, { params }: VendorRequest): MarketingProfile {
  const id = params['id'] ?? '';
  const profile = store.profileById(id);
  if (profile === null) throw new Refused(recordNotFound('profile', id));
  return profile;
}

function groupsOf(store: KlaviyoStore, kind: GroupKind, profile: MarketingProfile, origin: string, { fieldsOf }: Parameters): Resource[] {
  const ids = new Set(kind === 'lists' ? profile.listIds : profile.segmentIds);
  const groups = store.groups[kind].filter(({ id }) => ids.has(id));
  return groups.map((group) => withFields(toKlaviyoGroup(kind, group, origin), fieldsOf(TYPES[kind])));
}
