// What is known to be wrong with, or left out of, the published descriptions, each with its reason: the one place where the judge
// departs from them. Whatever else differs is a finding. A fault belongs here only where the vendor's own documentation, or its
// own SDK, says otherwise than its description.
import type { Json } from './json';
import type { KnownFault } from './patch';

const text: Json = { type: 'string' };
const whole: Json = { type: 'integer' };
const inQuery = (name: string, schema: Json, more: Json = {}): Json => ({ name, in: 'query', schema, ...more });
const answer = (schema: Json): Json => ({ description: '', content: { 'application/json': { schema } } });
const listOf = (items: Json): Json => ({ type: 'array', items });
const object = (properties: Json, required: readonly string[] = []): Json => ({ type: 'object', properties, required });
const instant: Json = { type: 'string', format: 'date-time' };
const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const HUBSPOT: readonly Omit<KnownFault, 'vendor'>[] = [
  {
    reason: 'A search needs no field: https://developers.hubspot.com/docs/api-reference/search/guide shows {} and single fields.',
    changes: [{ at: '/components/schemas/PublicObjectSearchRequest', remove: ['required'] }],
  },
  {
    reason: 'Sorts are objects in the same guide; as texts they are the form of an earlier version.',
    changes: [
      {
        at: '/components/schemas/PublicObjectSearchRequest/properties/sorts/items',
        remove: ['type'],
        merge: {
          oneOf: [
            text,
            {
              type: 'object',
              required: ['propertyName'],
              properties: { propertyName: text, direction: { type: 'string', enum: ['ASCENDING', 'DESCENDING'] } },
            },
          ],
        },
      },
    ],
  },
  {
    reason: 'A property without a value is null: the type of the vendor’s SDK (@hubspot/api-client, SimplePublicObject.properties).',
    changes: ['SimplePublicObject', 'SimplePublicObjectWithAssociations'].map((name) => ({
      at: `/components/schemas/${name}/properties/properties/additionalProperties`,
      merge: { nullable: true },
    })),
  },
  {
    reason:
      'Types of association that have no label have null: https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide',
    changes: [{ at: '/components/schemas/AssociationSpecWithLabel/properties/label', merge: { nullable: true } }],
  },
  {
    reason: 'A sub-category is a text, as in Error: the same guide, answer of a batch with errors.',
    changes: [{ at: '/components/schemas/StandardError/properties/subCategory', merge: { type: 'string' } }],
  },
  {
    reason:
      'Refusals say status, those for limits also which one: https://developers.hubspot.com/docs/api/error-handling and ' +
      'https://developers.hubspot.com/docs/api/usage-details',
    changes: [
      {
        at: '/components/schemas/Error/properties',
        merge: {
          status: { type: 'string', enum: ['error'] },
          errorType: text,
          policyName: text,
          groupName: text,
          requestId: { type: 'string', format: 'uuid' },
        },
      },
    ],
  },
  {
    reason: 'Left out here: owners have a description of their own ("Crm Owners" v3 of the vendor’s collection).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/crm/v3/owners': {
            get: {
              parameters: [
                inQuery('after', text),
                inQuery('archived', { type: 'boolean' }),
                inQuery('email', text),
                inQuery('limit', whole),
              ],
              responses: {
                200: answer({
                  type: 'object',
                  required: ['results'],
                  properties: { paging: reference('ForwardPaging'), results: listOf(reference('PublicOwner')) },
                }),
                default: answer(reference('Error')),
              },
            },
          },
          '/crm/v3/owners/{ownerId}': {
            get: {
              parameters: [
                { name: 'ownerId', in: 'path', required: true, schema: whole },
                inQuery('archived', { type: 'boolean' }),
                inQuery('idProperty', { type: 'string', enum: ['id', 'userId'] }),
              ],
              responses: { 200: answer(reference('PublicOwner')), default: answer(reference('Error')) },
            },
          },
        },
      },
      {
        at: '/components/schemas',
        merge: {
          PublicOwner: object(
            {
              id: text,
              type: { type: 'string', enum: ['PERSON', 'QUEUE'] },
              email: text,
              firstName: text,
              lastName: text,
              userId: whole,
              userIdIncludingInactive: whole,
              teams: listOf(object({ id: text, name: text, primary: { type: 'boolean' } }, ['id', 'name', 'primary'])),
              createdAt: instant,
              updatedAt: instant,
              archived: { type: 'boolean' },
            },
            ['archived', 'createdAt', 'id', 'type', 'updatedAt'],
          ),
        },
      },
    ],
  },
];

const minutes = object({ calendar: { ...whole, nullable: true }, business: { ...whole, nullable: true } });
const zendeskList = (path: string): string => `/paths/${path.replaceAll('/', '~1')}/get/parameters`;
const pageOf = (name: string): string => `/components/schemas/${name}/properties`;

const ZENDESK: readonly Omit<KnownFault, 'vendor'>[] = [
  {
    reason: 'Paging is described once for all lists, in words: https://developer.zendesk.com/api-reference/introduction/pagination/',
    changes: [
      ...['/api/v2/search', '/api/v2/users/search'].map((path) => ({
        at: zendeskList(path),
        append: [inQuery('page', whole), inQuery('per_page', whole)],
      })),
      ...['/api/v2/tickets/{ticket_id}/comments', '/api/v2/users/{user_id}/identities'].map((path) => ({
        at: zendeskList(path),
        append: [inQuery('page[size]', whole), inQuery('page[after]', text), inQuery('page[before]', text)],
      })),
      ...['UsersResponse', 'TicketsResponse', 'TicketCommentsResponse', 'UserIdentitiesResponse', 'SatisfactionRatingsResponse'].map(
        (name) => ({
          at: pageOf(name),
          merge: {
            count: whole,
            next_page: { ...text, nullable: true },
            previous_page: { ...text, nullable: true },
            meta: object({
              has_more: { type: 'boolean' },
              after_cursor: { ...text, nullable: true },
              before_cursor: { ...text, nullable: true },
            }),
            links: object({ next: { ...text, nullable: true }, prev: { ...text, nullable: true } }),
          },
        }),
      ),
    ],
  },
  {
    reason:
      'What may be asked for beside a ticket is described in words: ' +
      'https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/',
    changes: [
      { at: zendeskList('/api/v2/tickets/show_many'), append: [inQuery('include', text)] },
      { at: pageOf('TicketsResponse'), merge: { users: listOf(reference('UserObject')) } },
      {
        at: '/components/schemas/TicketObject/properties',
        merge: {
          metric_set: reference('TicketMetricObject'),
          slas: object({
            policy_metrics: listOf(
              object({
                breach_at: { ...instant, nullable: true },
                stage: { type: 'string', enum: ['active', 'paused', 'achieved'] },
                metric: text,
                days: { type: 'number' },
                hours: { type: 'number' },
                minutes: { type: 'number' },
              }),
            ),
          }),
        },
      },
    ],
  },
  {
    reason: 'A search finds the records themselves: https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/',
    changes: [
      {
        at: '/components/schemas/SearchResponse/properties/results/items',
        remove: ['$ref'],
        merge: {
          oneOf: ['Ticket', 'User', 'Organization'].map((name) => ({
            allOf: [
              reference(name === 'User' ? 'UserForAdmin' : `${name}Object`),
              object({ result_type: { type: 'string', enum: [name.toLowerCase()] } }, ['result_type']),
            ],
          })),
        },
      },
    ],
  },
  {
    reason: 'No operation says how it refuses: https://developer.zendesk.com/api-reference/introduction/requests/#response-format',
    changes: [
      {
        at: '/paths/*/*/responses',
        merge: {
          default: answer({
            oneOf: [
              object({ error: text, description: text, details: { type: 'object' } }, ['error']),
              object({ error: object({ title: text, message: text }, ['title', 'message']) }, ['error']),
            ],
          }),
        },
      },
    ],
  },
  {
    reason:
      'Who is known by a number alone has no address, who belongs to no organisation none, a ticket need have no priority, and what has not happened has no time: null.',
    changes: [
      { at: '/components/schemas/UserForAdmin/properties/email', merge: { nullable: true } },
      { at: '/components/schemas/TicketObject/properties/organization_id', merge: { nullable: true } },
      { at: '/components/schemas/TicketObject/properties/priority', merge: { nullable: true } },
      { at: '/components/schemas/TicketMetricObject/properties/solved_at', merge: { nullable: true } },
      {
        at: '/components/schemas/TicketMetricObject/properties',
        merge: { reply_time_in_minutes: minutes, first_resolution_time_in_minutes: minutes, full_resolution_time_in_minutes: minutes },
      },
    ],
  },
];

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

const KLAVIYO: readonly Omit<KnownFault, 'vendor'>[] = [
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

/** All of them. */
export const KNOWN_FAULTS: readonly KnownFault[] = Object.entries({ hubspot: HUBSPOT, zendesk: ZENDESK, klaviyo: KLAVIYO }).flatMap(
  ([vendor, faults]) => faults.map((fault) => ({ vendor, ...fault })),
);

/** Fields that a GraphQL schema marks as deprecated although nothing takes their place. */
export const WRONGLY_DEPRECATED: readonly { vendor: string; reason: string; fields: readonly string[] }[] = [
  {
    vendor: 'shopify',
    reason:
      'Admin 2026-07 sends from CustomerPhoneNumber to its smsMarketingConsent, which it does not have, and from that of Customer, ' +
      'also deprecated, back to CustomerPhoneNumber.',
    fields: ['CustomerPhoneNumber.marketingState', 'CustomerPhoneNumber.marketingUpdatedAt'],
  },
];

/** Ends of paths that are taken with and without, by the documentation of the vendor. */
export const OPTIONAL_ENDINGS: Readonly<Record<string, { reason: string; ending: RegExp }>> = {
  zendesk: { reason: 'The documentation writes paths with .json in its tables and without in its examples.', ending: /\.json$/ },
  klaviyo: { reason: 'Paths end in a slash in the older revisions of the documentation.', ending: /\/$/ },
  hubspot: { reason: 'Owners are listed with a slash at the end in https://developers.hubspot.com/docs/api/crm/owners', ending: /\/$/ },
};

/** Fields of Stripe's fixtures that its present API does not send. */
export const OLD_FIXTURE_FIELDS: readonly { resource: string; field: string; reason: string }[] = [
  {
    resource: 'invoice',
    field: 'subscription',
    reason: 'Moved to parent.subscription_details in 2025-03-31.basil; the type Stripe.Invoice does not have it.',
  },
  {
    resource: 'charge',
    field: 'refunds',
    reason: 'Sent only where it is asked for with expand since 2022-11-15; the type Stripe.Charge has it as optional.',
  },
];
