// What is known to be wrong with, or left out of, the published descriptions, each with its reason: the one place where the judge
// departs from them. Whatever else differs is a finding. A fault belongs here only where the vendor's own documentation, or its
// own SDK, says otherwise than its description.
import type { Json } from './json';
import type { KnownFault } from './patch';

const text: Json = { type: 'string' };
const whole: Json = { type: 'integer' };
const flag: Json = { type: 'boolean' };
const inQuery = (name: string, schema: Json, more: Json = {}): Json => ({ name, in: 'query', schema, ...more });
const answer = (schema: Json): Json => ({ description: '', content: { 'application/json': { schema } } });
const listOf = (items: Json): Json => ({ type: 'array', items });
const object = (properties: Json, required: readonly string[] = []): Json => ({ type: 'object', properties, required });
const each = (names: readonly string[], schema: Json): Json => Object.fromEntries(names.map((name) => [name, schema]));
const nothing: Json = { type: 'string', nullable: true };
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
              parameters: [inQuery('after', text), inQuery('archived', flag), inQuery('email', text), inQuery('limit', whole)],
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
                inQuery('archived', flag),
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
  {
    reason: 'Left out here: properties have a description of their own ("Properties" v3 of the vendor’s collection).',
    changes: [
      {
        at: '/paths',
        merge: {
          '/crm/v3/properties/{objectType}': {
            get: {
              parameters: [
                { name: 'objectType', in: 'path', required: true, schema: text },
                inQuery('archived', flag),
                inQuery('dataSensitivity', { type: 'string', enum: ['highly_sensitive', 'non_sensitive', 'sensitive'] }),
                inQuery('locale', text),
                inQuery('properties', text),
              ],
              responses: {
                200: answer(object({ results: listOf(reference('Property')) }, ['results'])),
                default: answer(reference('Error')),
              },
            },
          },
        },
      },
      {
        at: '/components/schemas',
        merge: {
          Property: object(
            {
              ...each(['name', 'label', 'description', 'groupName', 'type', 'fieldType'], text),
              ...each(['archived', 'calculated', 'externalOptions', 'formField', 'hasUniqueValue', 'hidden', 'hubspotDefined'], flag),
              options: listOf(object({ label: text, value: text, hidden: flag, displayOrder: whole }, ['hidden', 'label', 'value'])),
              displayOrder: whole,
              modificationMetadata: object({ archivable: flag, readOnlyDefinition: flag, readOnlyOptions: flag, readOnlyValue: flag }, [
                'archivable',
                'readOnlyDefinition',
                'readOnlyValue',
              ]),
              createdAt: instant,
              updatedAt: instant,
            },
            ['description', 'fieldType', 'groupName', 'label', 'name', 'options', 'type'],
          ),
        },
      },
    ],
  },
];

const minutes = object({ calendar: { ...whole, nullable: true }, business: { ...whole, nullable: true } });
const zendeskPaging: Json = {
  count: whole,
  next_page: nothing,
  previous_page: nothing,
  meta: object({ has_more: flag, after_cursor: nothing, before_cursor: nothing }),
  links: object({ next: nothing, prev: nothing }),
};
const userField = object(
  {
    ...each(['url', 'key', 'type', 'title', 'raw_title', 'description', 'raw_description', 'tag'], text),
    ...{ id: whole, position: whole, active: flag, system: flag, created_at: instant, updated_at: instant },
    regexp_for_validation: nothing,
    custom_field_options: listOf({ type: 'object' }),
  },
  ['key', 'title', 'type'],
);
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
          merge: zendeskPaging,
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
    reason: 'Left out here: fields of users, by https://developer.zendesk.com/api-reference/ticketing/users/user_fields/',
    changes: [
      {
        at: '/paths',
        merge: {
          '/api/v2/user_fields': {
            get: {
              parameters: [inQuery('page', whole), inQuery('per_page', whole), inQuery('page[size]', whole), inQuery('page[after]', text)],
              responses: { 200: answer(object({ user_fields: listOf(userField), ...zendeskPaging }, ['user_fields'])) },
            },
          },
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

const INTERCOM: readonly Omit<KnownFault, 'vendor'>[] = [
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
];

const MAILCHIMP: readonly Omit<KnownFault, 'vendor'>[] = [
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

/** All of them. */
export const KNOWN_FAULTS: readonly KnownFault[] = Object.entries({
  hubspot: HUBSPOT,
  zendesk: ZENDESK,
  klaviyo: KLAVIYO,
  intercom: INTERCOM,
  mailchimp: MAILCHIMP,
}).flatMap(([vendor, faults]) => faults.map((fault) => ({ vendor, ...fault })));

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
