// What a Zendesk user can say, as paths of its raw record: the attributes that every account has, and the account's own fields.
import { z } from 'zod';
import type { RecordSource } from '../../../../platform/connector';
import { PAGE, type ZendeskApi } from './api';

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format; `user_fields` is told field by field. */
const ATTRIBUTES = [
  ...['active', 'alias', 'chat_only', 'created_at', 'custom_role_id', 'default_group_id', 'details', 'email', 'external_id'],
  ...['iana_time_zone', 'id', 'last_login_at', 'locale', 'locale_id', 'moderator', 'name', 'notes', 'only_private_comments'],
  ...['organization_id', 'phone', 'photo', 'remote_photo_url', 'report_csv', 'restricted_agent', 'role', 'role_type', 'shared'],
  ...['shared_agent', 'shared_phone_number', 'signature', 'suspended', 'tags', 'ticket_restriction', 'time_zone'],
  ...['two_factor_auth_enabled', 'updated_at', 'url', 'verified'],
];

const UserFields = z.object({ user_fields: z.array(z.object({ key: z.string() })), next_page: z.string().nullish() });

/**
 * All of them, paged to the end. https://developer.zendesk.com/api-reference/ticketing/users/user_fields/#list-user-fields: 100 a page;
 * for agents and admins, as the token's owner is one.
 */
export function fieldsOf({ http }: ZendeskApi): NonNullable<RecordSource['fields']> {
  return async (call) => {
    const keys: string[] = [];
    let more = true;
    for (let page = 1; more; page += 1) {
      const { body } = await http.send({
        method: 'GET',
        path: '/api/v2/user_fields',
        query: { per_page: PAGE, page },
        reply: UserFields,
        call,
      });
      keys.push(...body.user_fields.map(({ key }) => key));
      more = typeof body.next_page === 'string';
    }
    return [...ATTRIBUTES, ...keys.map((key) => `user_fields.${key}`)];
  };
}
