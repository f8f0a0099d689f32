// RT's users, and the groups by which they can be had by their ids: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Users
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { TrackerUser } from '../../world/request-tracker-story';
import { notFound } from './errors';
import { countValues, meets, toConditions } from './json-search';
import { toPage } from './pages';
import type { Rights } from './rights';
import { pageShape, userShape, versionShape } from './shapes';
import type { RequestTrackerStore } from './store';
import { searchableValues, toUserEntity, toWholeUser } from './users';

export function createUserRoutes(store: RequestTrackerStore, rights: Rights): Route[] {
  const search = (request: VendorRequest) => searchUsers(store, rights, request);
  const keys = ({ body }: VendorRequest) => (Array.isArray(body) ? body.length : 1);
  return [
    { method: 'GET', path: '/REST/2.0/rt', shape: versionShape, handle: () => ({ status: 200, body: { Version: '5.0.3' } }) },
    { method: 'GET', path: '/REST/2.0/users', shape: pageShape, handle: search },
    { method: 'POST', path: '/REST/2.0/users', shape: pageShape, keys, handle: search },
    {
      // By number, or by RT's name of the user. Disabled ones too.
      method: 'GET',
      path: '/REST/2.0/user/:id',
      shape: userShape,
      handle({ params, origin }) {
        const id = params['id'] ?? '';
        const user = /^\d+$/.test(id) ? store.userById(id) : store.userByName(id);
        return user === null ? notFound() : { status: 200, body: toWholeUser(user, rights, store.customFields, origin) };
      },
    },
    {
      // Of RT's groups only those are pretended that each user has of their own; they stay when the user is disabled.
      method: 'POST',
      path: '/REST/2.0/groups',
      shape: pageShape,
      keys: ({ body }) => countValues(body, 'Instance'),
      handle: (request) => searchGroups(store, rights, request),
    },
  ];
}

function searchUsers(store: RequestTrackerStore, rights: Rights, request: VendorRequest): VendorAnswer {
  const conditions = toConditions(request);
  if (!Array.isArray(conditions)) return conditions;
  const disabledToo = !['', '0'].includes(request.query.get('find_disabled_rows') ?? '');
  const found = store
    .users()
    .filter(
      (user) => (disabledToo || !user.disabled) && meets(conditions, (field) => searchableValues(user, rights, store.customFields, field)),
    );
  return toPage(
    found.map((user) => toUserEntity(user, rights, store.customFields)),
    request,
  );
}

/** The group's number is the one behind the user's. */
function searchGroups(store: RequestTrackerStore, rights: Rights, request: VendorRequest): VendorAnswer {
  const conditions = toConditions(request);
  if (!Array.isArray(conditions)) return conditions;
  const valuesOf = ({ id }: TrackerUser, field: string) =>
    ({ Domain: ['ACLEquivalence'], Instance: [id], Name: ['UserEquiv'] })[field] ?? null;
  const found = store
    .users()
    .filter((user) => meets(conditions, (field) => valuesOf(user, field)))
    .sort((a, b) => Number(a.id) - Number(b.id));
  const groups = found.map((user) => ({
    type: 'group' as const,
    ref: String(Number(user.id) + 1),
    fields: {
      id: Number(user.id) + 1,
      Domain: 'ACLEquivalence',
      Name: 'UserEquiv',
      Instance: toUserEntity(user, rights, store.customFields),
    },
  }));
  return toPage(groups, request, rights.seeGroups ? null : () => true);
}
