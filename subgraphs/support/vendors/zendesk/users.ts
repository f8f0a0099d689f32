// Zendesk's two requests for users: by their ids, and by a search.
import type { Call } from '../../../../platform/http/call';
import { PAGE, type ZendeskApi } from './api';
import { UserList, type ZendeskUser } from './wire';

/** At most 100 ids; unknown and merged ones are left out. https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users */
export async function showMany(
  api: ZendeskApi,
  parameter: 'ids' | 'external_ids',
  ids: readonly string[],
  call: Call,
): Promise<ZendeskUser[]> {
  if (ids.length === 0) return [];
  const { body } = await api.http.send({
    method: 'GET',
    path: '/api/v2/users/show_many',
    query: { [parameter]: ids.join(',') },
    reply: UserList,
    call,
  });
  return body.users;
}

/**
 * The first `most` users that a query finds, each once; not `complete` = there are more. Of several terms with one keyword, one
 * is enough; words must all be there. At most 64 words: https://support.zendesk.com/hc/en-us/articles/4408886879258
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users: 100 a page, 10,000 in all.
 */
export async function searchUsers(
  api: ZendeskApi,
  query: string,
  most: number,
  call: Call,
): Promise<{ users: ZendeskUser[]; complete: boolean }> {
  const found = new Map<number, ZendeskUser>();
  let more = true;
  for (let page = 1; more && found.size < most; page += 1) {
    const { body } = await api.http.send({
      method: 'GET',
      path: '/api/v2/users/search',
      query: { query, per_page: PAGE, page },
      reply: UserList,
      call,
    });
    for (const user of body.users) found.set(user.id, user);
    more = typeof body.next_page === 'string';
  }
  const users = [...found.values()];
  return { users: users.slice(0, most), complete: !more && users.length <= most };
}
