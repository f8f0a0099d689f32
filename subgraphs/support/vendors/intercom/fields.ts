// What an Intercom contact can say, as paths of its raw record: the attributes that every workspace has, and the workspace's own.
import { z } from 'zod';
import type { RecordSource } from '../../../../platform/connector';
import type { IntercomApi } from './api';

/**
 * https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/contact; `custom_attributes` are told one by one.
 * The list of attributes names some of these otherwise than contacts do (`location_data.region_name`), so that it is not asked of them.
 */
const ATTRIBUTES = [
  ...['android_app_name', 'android_app_version', 'android_device', 'android_last_seen_at', 'android_os_version', 'android_sdk_version'],
  ...['avatar', 'browser', 'browser_language', 'browser_version', 'companies', 'created_at', 'email', 'email_domain'],
  ...['enabled_push_messaging', 'external_id', 'has_hard_bounced', 'id', 'ios_app_name', 'ios_app_version', 'ios_device'],
  ...['ios_last_seen_at', 'ios_os_version', 'ios_sdk_version', 'language_override', 'last_contacted_at', 'last_email_clicked_at'],
  ...[
    'last_email_opened_at',
    'last_replied_at',
    'last_seen_at',
    'location',
    'marked_email_as_spam',
    'name',
    'notes',
    'opted_in_subscription_types',
  ],
  ...['opted_out_subscription_types', 'os', 'owner_id', 'phone', 'referrer', 'role', 'signed_up_at', 'social_profiles', 'tags', 'type'],
  ...['unsubscribed_from_emails', 'updated_at', 'utm_campaign', 'utm_content', 'utm_medium', 'utm_source', 'utm_term', 'workspace_id'],
];

const OWN = /^custom_attributes\../;

const DataAttributes = z.object({ data: z.array(z.object({ full_name: z.string(), custom: z.boolean().optional() })) });

/**
 * One call. https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/data-attributes/lisdataattributes: of users and
 * leads, without those that were archived; it has no pages.
 */
export function fieldsOf({ http }: IntercomApi): NonNullable<RecordSource['fields']> {
  return async (call) => {
    const { body } = await http.send({
      method: 'GET',
      path: '/data_attributes',
      query: { model: 'contact' },
      reply: DataAttributes,
      call,
    });
    return [...ATTRIBUTES, ...body.data.flatMap(({ full_name, custom }) => (custom === true && OWN.test(full_name) ? [full_name] : []))];
  };
}
