// Zendesk's custom fields of users: which there are, told by the users of the world that have one.
// https://developer.zendesk.com/api-reference/ticketing/users/user_fields/
import type { Route } from '../../http/message';
import { toListPage } from './pages';
import { userFieldsShape } from './shapes';
import type { ZendeskStore } from './store';
import { toInstant, type UserFieldValue } from './users';

const FIRST_FIELD_ID = 70_001;

/** "Allowed for agents"; custom fields only. 100 a page, by cursor or by page. */
export function createUserFieldRoute(store: ZendeskStore): Route {
  return {
    method: 'GET',
    path: '/api/v2/user_fields',
    shape: userFieldsShape,
    handle(request) {
      const fields = store.userFields().map(({ key, example }, index) => {
        const id = FIRST_FIELD_ID + index;
        return {
          ...{ id, url: `${request.origin}/api/v2/user_fields/${id}.json`, key, type: typeOf(example), title: key.replaceAll('_', ' ') },
          ...{ description: '', active: true, system: false, position: index, regexp_for_validation: null },
          ...{ created_at: toInstant(store.now), updated_at: toInstant(store.now) },
        };
      });
      const page = toListPage(fields, request);
      return 'status' in page ? page : { status: 200, body: { user_fields: page.items, ...page.frame } };
    },
  };
}

function typeOf(value: UserFieldValue): string {
  if (typeof value === 'boolean') return 'checkbox';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'decimal') : 'text';
}
