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

/** A job: what it is called, what it takes, and that it is taken without a body. */
const klaviyoJob = (type: string, attributes: Json): Json => ({
  post: {
    parameters: [{ name: 'revision', in: 'header', required: true, schema: text }],
    requestBody: {
      required: true,
      content: {
        'application/vnd.api+json': {
          schema: object({ data: object({ type: { type: 'string', enum: [type] }, attributes }, ['type', 'attributes']) }, ['data']),
        },
      },
    },
    responses: {
      202: { description: '', content: {} },
      '4XX': { $ref: '#/components/responses/ClientError' },
      '5XX': { $ref: '#/components/responses/ServerError' },
    },
  },
});
const klaviyoConsents = (consent: string, more: Readonly<Record<string, Json>>): Json => {
  const channel = object({ marketing: object({ consent: { type: 'string', enum: [consent] }, ...more }, ['consent']) });
  return object({ email: text, phone_number: text, subscriptions: object({ email: channel, sms: channel }) }, ['subscriptions']);
};
const klaviyoProfiles = (attributes: Json): Json =>
  object(
    {
      data: listOf(object({ type: { type: 'string', enum: ['profile'] }, id: text, attributes }, ['type', 'attributes'])),
    },
    ['data'],
  );
const addresses = klaviyoProfiles(object({ email: text }, ['email']));

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
    reason:
      'Left out here: jobs that change profiles are in the whole description (bulk_subscribe_profiles, bulk_unsubscribe_profiles, ' +
      'bulk_suppress_profiles, bulk_unsuppress_profiles, request_profile_deletion).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/api/profile-subscription-bulk-create-jobs': klaviyoJob(
            'profile-subscription-bulk-create-job',
            object(
              {
                custom_source: text,
                historical_import: { type: 'boolean' },
                profiles: klaviyoProfiles(klaviyoConsents('SUBSCRIBED', { consented_at: { type: 'string', format: 'date-time' } })),
              },
              ['profiles'],
            ),
          ),
          '/api/profile-subscription-bulk-delete-jobs': klaviyoJob(
            'profile-subscription-bulk-delete-job',
            object({ profiles: klaviyoProfiles(klaviyoConsents('UNSUBSCRIBED', {})) }, ['profiles']),
          ),
          '/api/profile-suppression-bulk-create-jobs': klaviyoJob('profile-suppression-bulk-create-job', object({ profiles: addresses })),
          '/api/profile-suppression-bulk-delete-jobs': klaviyoJob('profile-suppression-bulk-delete-job', object({ profiles: addresses })),
          '/api/data-privacy-deletion-jobs': klaviyoJob(
            'data-privacy-deletion-job',
            object(
              { profile: object({ data: object({ type: { type: 'string', enum: ['profile'] }, id: text }, ['type', 'id']) }, ['data']) },
              ['profile'],
            ),
          ),
        },
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
