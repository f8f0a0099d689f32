// What is known to be wrong with, or left out of, Mailchimp's published description, each with its reason.
import type { FaultOfVendor } from '../patch';
import { text, listOf, object } from './pieces';

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
];
