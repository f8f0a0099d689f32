// What is known to be wrong with, or left out of, Zendesk's published description, each with its reason.
import type { Json } from '../json';
import type { FaultOfVendor } from '../patch';
import { each, text, whole, flag, inQuery, answer, listOf, object, nothing, instant, reference } from './pieces';

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

export const ZENDESK: readonly FaultOfVendor[] = [
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
    reason:
      'Bodies of identities, and which one is the main one, are in words: ' +
      'https://developer.zendesk.com/api-reference/ticketing/users/user_identities/',
    changes: [
      {
        at: '/paths/~1api~1v2~1users~1{user_id}~1identities/post',
        merge: {
          requestBody: {
            content: {
              'application/json': { schema: object({ identity: object({ type: text, value: text }, ['type', 'value']) }, ['identity']) },
            },
          },
        },
      },
      {
        at: '/paths',
        merge: {
          '/api/v2/users/{user_id}/identities/{identity_id}/make_primary': {
            put: {
              parameters: ['user_id', 'identity_id'].map((name) => ({ name, in: 'path', required: true, schema: whole })),
              requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
              responses: { 200: answer(reference('UserIdentitiesResponse')) },
            },
          },
        },
      },
    ],
  },
  {
    reason: 'Left out here: deleted users, by https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user',
    changes: [
      {
        at: '/paths',
        merge: {
          '/api/v2/deleted_users/{deleted_user_id}': {
            delete: {
              parameters: [{ name: 'deleted_user_id', in: 'path', required: true, schema: whole }],
              responses: { 200: answer(object({ deleted_user: { type: 'object', additionalProperties: true } }, ['deleted_user'])) },
            },
          },
        },
      },
    ],
  },
  {
    reason:
      'An update of a user takes single fields, the number too: https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user',
    changes: [
      { at: '/components/schemas/UserCreateInput', remove: ['required'] },
      { at: '/components/schemas/UserCreateInput/properties', merge: { phone: nothing } },
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
