// Zendesk's reads of users: by ids, by external ids, one user, a user's identities. They see every change at once; search lags.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { HelpdeskUser } from '../../world/story';
import { invalidAttribute, recordNotFound } from './errors';
import { toListPage } from './pages';
import { identitiesShape, userShape, usersShape } from './shapes';
import type { ZendeskStore } from './store';
import { toZendeskIdentities, toZendeskUser } from './users';

/** Ids in one show_many. */
export const MAX_IDS = 100;

export function createUserRoutes(store: ZendeskStore): Route[] {
  const answer = (user: HelpdeskUser, origin: string) => toZendeskUser(user, store.detailsOf(user), origin);
  return [
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users (100 ids; unknown ones are left out)
      method: 'GET',
      path: '/api/v2/users/show_many',
      shape: usersShape,
      keys: ({ query }) => toIds(query, 'ids').length + toIds(query, 'external_ids').length,
      handle({ query, origin }) {
        const byExternalId = query.has('external_ids');
        const name = byExternalId ? 'external_ids' : 'ids';
        const ids = toIds(query, name);
        if (ids.length === 0) return invalidAttribute(name, 'must not be empty');
        if (ids.length > MAX_IDS) return invalidAttribute(name, `must have at most ${MAX_IDS} entries`);
        const find = byExternalId ? store.userByExternalId : store.userById;
        const users = distinct(ids.flatMap((id) => find(id) ?? []));
        return {
          status: 200,
          body: { users: users.map((user) => answer(user, origin)), next_page: null, previous_page: null, count: users.length },
        };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#list-identities (100 a page)
      method: 'GET',
      path: '/api/v2/users/:id/identities',
      shape: identitiesShape,
      handle: (request) => listIdentities(store, request),
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#show-user
      method: 'GET',
      path: '/api/v2/users/:id',
      shape: userShape,
      handle({ params, origin }) {
        if (!/^\d+$/.test(params['id'] ?? '')) return invalidAttribute('id', 'must be an integer from api/v2/users/show');
        const user = store.userById(params['id'] ?? '');
        return user === null ? recordNotFound() : { status: 200, body: { user: answer(user, origin) } };
      },
    },
  ];
}

function listIdentities(store: ZendeskStore, request: VendorRequest): VendorAnswer {
  const user = store.userById(request.params['id'] ?? '');
  if (user === null || user.deleted) return recordNotFound();
  const types = request.query.getAll('type[]');
  const identities = toZendeskIdentities(user, request.origin).filter(({ type }) => types.length === 0 || types.includes(type));
  const page = toListPage(identities, request);
  return 'status' in page ? page : { status: 200, body: { identities: page.items, ...page.frame } };
}

/** The comma-separated values of a parameter, without blanks. */
export function toIds(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** One of each, by ascending id as Zendesk lists them. */
export function distinct<T extends { id: string }>(records: readonly T[]): T[] {
  return [...new Map(records.map((record) => [record.id, record])).values()].sort((a, b) => Number(a.id) - Number(b.id));
}
