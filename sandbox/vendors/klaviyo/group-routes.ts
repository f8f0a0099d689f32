// Klaviyo's reads of lists and segments, which differ in a few attributes only, and of the profiles in them.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { MarketingProfile } from '../../world/marketing-story';
import { answerMany, answerOne, withFields } from './documents';
import { recordNotFound, Refused } from './errors';
import { countKeys, readFilter, toPredicate } from './filters';
import { GROUP_FIELDS, GROUP_FILTERS, GROUP_SORTS, type GroupKind, KINDS, toKlaviyoGroup, TYPES } from './groups';
import { toPage } from './pages';
import { readParameters } from './parameters';
import { ADDITIONAL_FIELDS, ALL_PROFILE_FIELDS, joinedAt, MEMBER_FILTERS, MEMBER_SORTS, toKlaviyoProfile } from './profiles';
import { groupShape, groupsShape, membersShape } from './shapes';
import { inOrder } from './sorting';
import type { Group, KlaviyoStore } from './store';

const PAGE = { default: 10, max: 10 };
const MEMBER_PAGE = { default: 20, max: 100 };

export function createGroupRoutes(store: KlaviyoStore): Route[] {
  return KINDS.flatMap((kind): Route[] => [
    {
      // https://developers.klaviyo.com/en/reference/get_lists, .../get_segments (10 a page; 75/s, 750/min)
      method: 'GET',
      path: `/api/${kind}`,
      shape: groupsShape,
      keys: countKeys,
      handle: (request) => listGroups(store, kind, request),
    },
    {
      // https://developers.klaviyo.com/en/reference/get_list, .../get_segment (75/s, 750/min; 1/s, 15/min with profile_count)
      method: 'GET',
      path: `/api/${kind}/:id`,
      shape: groupShape,
      handle: (request) => showGroup(store, kind, request),
    },
    {
      // https://developers.klaviyo.com/en/reference/get_profiles_for_list, .../get_profiles_for_segment (100 a page, 20 by default;
      // 75/s, 750/min)
      method: 'GET',
      path: `/api/${kind}/:id/profiles`,
      shape: membersShape,
      keys: countKeys,
      handle: (request) => listMembers(store, kind, request),
    },
  ]);
}

function listGroups(store: KlaviyoStore, kind: GroupKind, request: VendorRequest): VendorAnswer {
  const { query, origin } = request;
  const { fieldsOf, sort } = readParameters(query, {
    filter: true,
    fields: { [TYPES[kind]]: GROUP_FIELDS[kind] },
    sort: Object.keys(GROUP_SORTS),
    page: { size: PAGE },
  });
  const found = store.groups[kind].filter(toPredicate(readFilter(query), GROUP_FILTERS[kind]));
  const { items, links } = toPage(inOrder(found, sort, GROUP_SORTS), request, PAGE);
  const data = items.map((group) => withFields(toKlaviyoGroup(kind, group, origin), fieldsOf(TYPES[kind])));
  return answerMany(data, links, null);
}

function showGroup(store: KlaviyoStore, kind: GroupKind, request: VendorRequest): VendorAnswer {
  const type = TYPES[kind];
  const { fieldsOf, additional } = readParameters(request.query, {
    fields: { [type]: [...GROUP_FIELDS[kind], 'profile_count'] },
    additional: { type, names: ['profile_count'] },
  });
  const group = groupOf(store, kind, request);
  const count = additional.has('profile_count') ? membersOf(store, kind, group).length : null;
  return answerOne(withFields(toKlaviyoGroup(kind, group, request.origin, count), fieldsOf(type)), null);
}

function listMembers(store: KlaviyoStore, kind: GroupKind, request: VendorRequest): VendorAnswer {
  const { query, origin } = request;
  const { fieldsOf, additional, sort } = readParameters(query, {
    filter: true,
    fields: { profile: [...ALL_PROFILE_FIELDS, 'joined_group_at'] },
    additional: { type: 'profile', names: ADDITIONAL_FIELDS },
    sort: Object.keys(MEMBER_SORTS),
    page: { size: MEMBER_PAGE },
  });
  const members = membersOf(store, kind, groupOf(store, kind, request));
  const found = members.filter(toPredicate(readFilter(query), MEMBER_FILTERS[kind]));
  const { items, links } = toPage(inOrder(found, sort, MEMBER_SORTS), request, MEMBER_PAGE);
  const data = items.map((profile) => {
    const { attributes, ...resource } = toKlaviyoProfile(profile, origin, additional);
    const member = { ...resource, attributes: { ...attributes, joined_group_at: joinedAt(profile) } };
    return withFields(member, fieldsOf('profile'));
  });
  return answerMany(data, links, null);
}

/** @throws Refused when there is none of the path's id. */
function groupOf(store: KlaviyoStore, kind: GroupKind, { params }: VendorRequest): Group {
  const id = params['id'] ?? '';
  const group = store.groups[kind].find((one) => one.id === id);
  if (group === undefined) throw new Refused(recordNotFound(TYPES[kind], id));
  return group;
}

function membersOf(store: KlaviyoStore, kind: GroupKind, { id }: Group): MarketingProfile[] {
  return store.listedProfiles().filter(({ listIds, segmentIds }) => (kind === 'lists' ? listIds : segmentIds).includes(id));
}
