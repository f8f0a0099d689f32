// What is known to be wrong with, or left out of, Intercom's published description, each with its reason.
import type { FaultOfVendor } from '../patch';
import { answer, each, flag, inQuery, listOf, nothing, object, reference, text, whole } from './pieces';

const dataAttribute = object({
  ...{ type: { type: 'string', enum: ['data_attribute'] }, id: whole, model: { type: 'string', enum: ['contact', 'company'] } },
  ...each(['name', 'full_name', 'label', 'description', 'admin_id'], text),
  ...{ data_type: { type: 'string', enum: ['string', 'integer', 'float', 'boolean', 'date'] }, options: listOf(text) },
  ...each(['api_writable', 'messenger_writable', 'ui_writable', 'custom', 'archived'], flag),
  ...each(['created_at', 'updated_at'], whole),
});

const adminReply = object(
  {
    ...{ message_type: { type: 'string', enum: ['comment', 'note', 'quick_reply'] }, type: { type: 'string', enum: ['admin'] } },
    ...{ ...each(['body', 'admin_id'], text), created_at: whole, skip_notifications: flag },
  },
  ['message_type', 'type', 'admin_id'],
);

export const INTERCOM: readonly FaultOfVendor[] = [
  {
    reason: 'Contacts have more in every example of the same description (showContact, listContacts) than in its schema.',
    changes: [
      {
        at: '/components/schemas/contact/properties',
        merge: {
          ...each(['utm_campaign', 'utm_content', 'utm_medium', 'utm_source', 'utm_term', 'referrer'], nothing),
          enabled_push_messaging: { ...flag, nullable: true },
          opted_in_subscription_types: reference('contact_tags'),
          opted_out_subscription_types: reference('contact_tags'),
        },
      },
      { at: '/components/schemas/contact_location/properties', merge: { country_code: nothing, continent_code: nothing } },
      ...['contact_companies', 'contact_notes', 'contact_tags', 'contact_social_profiles'].map((name) => ({
        at: `/components/schemas/${name}/properties`,
        merge: { type: { type: 'string', enum: ['list'] } },
      })),
    ],
  },
  {
    reason: 'The address of a list that belongs to a contact is relative in the same examples.',
    changes: ['contact_companies', 'contact_notes', 'contact_tags'].map((name) => ({
      at: `/components/schemas/${name}/properties/url`,
      merge: { format: 'uri-reference' },
    })),
  },
  {
    reason: 'A contact may be made of an external id or a role alone (createContact): then it has no address.',
    changes: [{ at: '/components/schemas/contact/properties/email', merge: { nullable: true } }],
  },
  {
    reason: 'Conversations and apps, too, have more in the examples of the same description.',
    changes: [
      ...['conversation', 'conversation_list_item'].map((name) => ({
        at: `/components/schemas/${name}/properties`,
        merge: { topics: { type: 'object' }, ticket: { type: 'object', nullable: true } },
      })),
      { at: '/components/schemas/app/properties', merge: { secure: flag } },
    ],
  },
  {
    reason: 'What follows has a number: https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination-cursor',
    changes: [{ at: '/components/schemas/starting_after_paging/properties', merge: { page: whole } }],
  },
  {
    reason: 'Few operations say how they refuse: https://developers.intercom.com/docs/references/rest-api/errors/error-objects',
    changes: [{ at: '/paths/*/*/responses', merge: { default: answer(reference('error')) } }],
  },
  {
    reason: 'The next version tells where a merged contact went (410): descriptions/2.16 of the vendor, showContact.',
    changes: [{ at: '/components/schemas/intercom_version/enum', append: ['2.16'] }],
  },
  {
    reason: 'Left out here: merging is in the whole description (mergeContact).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/contacts/merge': {
            post: {
              parameters: [{ name: 'Intercom-Version', in: 'header', schema: reference('intercom_version') }],
              requestBody: { content: { 'application/json': { schema: object({ from: text, into: text }) } } },
              responses: { 200: answer(reference('contact')), default: answer(reference('error')) },
            },
          },
        },
      },
    ],
  },
  {
    reason: 'Left out here: attributes are in the whole description (lisDataAttributes, schema data_attribute).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/data_attributes': {
            get: {
              parameters: [
                { name: 'Intercom-Version', in: 'header', schema: reference('intercom_version') },
                inQuery('model', { type: 'string', enum: ['contact', 'company', 'conversation'] }),
                inQuery('include_archived', flag),
              ],
              responses: {
                200: answer(object({ type: { type: 'string', enum: ['list'] }, data: listOf(dataAttribute) }, ['type', 'data'])),
                default: answer(reference('error')),
              },
            },
          },
        },
      },
    ],
  },
  {
    reason: 'Left out here: replies are in the whole description (replyConversation, schema admin_reply_conversation_request).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/conversations/{conversation_id}/reply': {
            post: {
              parameters: [
                { name: 'Intercom-Version', in: 'header', schema: reference('intercom_version') },
                { name: 'conversation_id', in: 'path', required: true, schema: text },
              ],
              requestBody: { content: { 'application/json': { schema: adminReply } } },
              responses: { 200: answer(reference('conversation')), default: answer(reference('error')) },
            },
          },
        },
      },
    ],
  },
];
