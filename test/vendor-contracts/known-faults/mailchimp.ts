// What is known to be wrong with, or left out of, Mailchimp's published description, each with its reason.
import type { FaultOfVendor } from '../patch';
import { answer, each, flag, inQuery, listOf, object, text, whole } from './pieces';

const MERGE_TYPES = ['text', 'number', 'address', 'phone', 'date', 'url', 'imageurl', 'radio', 'dropdown', 'birthday', 'zip'];
const links = listOf(object(each(['rel', 'href', 'method', 'targetSchema', 'schema'], text)));
const mergeField = object({
  ...{ merge_id: whole, tag: text, name: text, type: { type: 'string', enum: MERGE_TYPES }, required: flag, default_value: text },
  ...{ public: flag, display_order: whole, help_text: text, list_id: text, _links: links },
  options: object({ default_country: whole, phone_format: text, date_format: text, choices: listOf(text), size: whole }),
});
const problem = object({
  ...{ ...each(['type', 'title', 'detail', 'instance'], text), status: whole },
  errors: listOf(object({ field: text, message: text }, ['field', 'message'])),
});

export const MAILCHIMP: readonly FaultOfVendor[] = [
  {
    reason: 'A resource that is invalid says field by field why: https://mailchimp.com/developer/marketing/docs/errors/',
    changes: [
      {
        at: '/paths/*/*/responses/default/content/*/schema/properties',
        merge: { errors: listOf(object({ field: text, message: text }, ['field', 'message'])) },
      },
    ],
  },
  {
    reason: 'Far too many requests at once meet a bare 403 in front of the API, in the words of its support, quoted by others.',
    changes: [{ at: '/paths/~1ping/get/responses', merge: { 403: { description: '', content: { 'text/html': { schema: text } } } } }],
  },
  {
    reason: 'Left out here: merge fields, by https://mailchimp.com/developer/marketing/api/list-merges/list-merge-fields/',
    changes: [
      {
        at: '/paths',
        merge: {
          '/lists/{list_id}/merge-fields': {
            get: {
              parameters: [
                { name: 'list_id', in: 'path', required: true, schema: text },
                ...['fields', 'exclude_fields'].map((name) => inQuery(name, listOf(text), { explode: false, style: 'form' })),
                ...[inQuery('count', { type: 'integer', maximum: 1_000 }), inQuery('offset', whole)],
                ...[inQuery('type', { type: 'string', enum: MERGE_TYPES }), inQuery('required', flag)],
              ],
              responses: {
                200: answer(object({ merge_fields: listOf(mergeField), list_id: text, total_items: whole, _links: links })),
                default: { description: '', content: { 'application/problem+json': { schema: problem } } },
              },
            },
          },
        },
      },
    ],
  },
  {
    reason: 'Left out here: the deletion for good, by https://mailchimp.com/developer/marketing/api/list-members/delete-list-member/',
    changes: [
      {
        at: '/paths',
        merge: {
          '/lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent': {
            post: {
              parameters: ['list_id', 'subscriber_hash'].map((name) => ({ name, in: 'path', required: true, schema: text })),
              responses: {
                204: { description: '' },
                default: { description: '', content: { 'application/problem+json': { schema: problem } } },
              },
            },
          },
        },
      },
    ],
  },
];
