// What is known to be wrong with, or left out of, Klaviyo's published description, each with its reason.
import type { Json } from '../json';
import type { FaultOfVendor } from '../patch';
import { text, whole, inQuery, listOf, object, reference } from './pieces';

const klaviyoOne = (type: string, resource: string): Json => ({
  parameters: [
    { name: 'id', in: 'path', required: true, schema: text },
    { name: 'revision', in: 'header', required: true, schema: text },
    ...[`additional-fields[${type}]`, `fields[${type}]`, 'fields[flow]', 'fields[tag]', 'include'].map((name) =>
      inQuery(name, listOf(text), { explode: false }),
    ),
  ],
  responses: {
    200: {
      description: '',
      content: {
        'application/vnd.api+json': {
          schema: object(
            {
              data: { allOf: [object({ attributes: object({ profile_count: { ...whole, nullable: true } }) }), reference(resource)] },
              included: listOf({ type: 'object' }),
              links: reference('ObjectLinks'),
            },
            ['data'],
          ),
        },
      },
    },
    '4XX': { $ref: '#/components/responses/ClientError' },
    '5XX': { $ref: '#/components/responses/ServerError' },
  },
});

export const KLAVIYO: readonly FaultOfVendor[] = [
  {
    reason: 'There is null where no page follows or goes before: https://developers.klaviyo.com/en/reference/api_overview#pagination',
    changes: ['prev', 'next'].map((name) => ({ at: `/components/schemas/CollectionLinks/properties/${name}`, merge: { nullable: true } })),
  },
  {
    reason: 'Errors have a status, links and meta: https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling',
    changes: ['ClientError', 'ServerError'].map((name) => ({
      at: `/components/responses/${name}/content/application~1vnd.api+json/schema/properties/errors/items/properties`,
      merge: { status: whole, links: { type: 'object' }, meta: { type: 'object' } },
    })),
  },
  {
    reason: 'With fields[…] only the attributes asked for are sent: https://developers.klaviyo.com/en/docs/sparse_fieldsets',
    changes: [
      { at: '/components/schemas/*/properties/attributes', remove: ['required'] },
      ...['EmailMarketing', 'SMSMarketing'].map((name) => ({ at: `/components/schemas/${name}`, remove: ['required'] })),
    ],
  },
  {
    reason: 'The ways to send a campaign are described three times alike, so that "one of" them can never hold.',
    changes: [
      {
        at: '/components/schemas/CampaignResponseObjectResource/properties/attributes/properties/send_options',
        remove: ['oneOf'],
        merge: reference('EmailSendOptions'),
      },
    ],
  },
  {
    reason: 'Left out here: single lists, segments and metrics are in the whole description (get_list, get_segment, get_metric).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/api/lists/{id}': { get: klaviyoOne('list', 'ListListResponseObjectResource') },
          '/api/segments/{id}': { get: klaviyoOne('segment', 'SegmentListResponseObjectResource') },
          '/api/metrics/{id}': { get: klaviyoOne('metric', 'MetricResponseObjectResource') },
        },
      },
    ],
  },
];
