// HubSpot's definitions of properties: which there are of a type of objects, those of the account's own among them.
// https://developers.hubspot.com/docs/api-reference/legacy/crm/properties/get-properties
import type { Route } from '../../http/message';
import { invalid } from './errors';
import { toObjectType } from './objects';
import { propertiesShape } from './shapes';
import type { HubspotStore } from './store';

/** All at once: the endpoint has no pages. */
export function createPropertyRoute(store: HubspotStore): Route {
  return {
    method: 'GET',
    path: '/crm/v3/properties/:type',
    shape: propertiesShape,
    handle({ params, query }) {
      const type = toObjectType(params['type'] ?? '');
      if (type === null) return invalid(`Unable to infer object type from: ${params['type']}`);
      const archived = query.get('archived') ?? 'false';
      if (archived !== 'true' && archived !== 'false') return invalid('archived must be true or false');
      const groupName = `${type === 'contacts' ? 'contact' : type}information`;
      const results = store.propertiesOf(type).map(({ name, own }) => ({
        ...{ name, label: name.replaceAll('_', ' '), description: '', groupName, type: 'string', fieldType: 'text', options: [] },
        ...{ displayOrder: -1, hasUniqueValue: name === 'hs_object_id', hidden: false, formField: false, hubspotDefined: !own },
        modificationMetadata: { archivable: own, readOnlyDefinition: !own, readOnlyValue: false },
        archived: false,
      }));
      // Nobody has thrown one away.
      return { status: 200, body: { results: archived === 'true' ? [] : results } };
    },
  };
}
