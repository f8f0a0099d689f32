// What is known to be wrong with, or left out of, HubSpot's published description, each with its reason.
import type { FaultOfVendor } from '../patch';
import { each, text, whole, flag, inQuery, answer, listOf, object, instant, reference } from './pieces';

export const HUBSPOT: readonly FaultOfVendor[] = [
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
