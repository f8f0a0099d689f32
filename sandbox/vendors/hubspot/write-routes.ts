// HubSpot's writes: a new task, note or contact, a changed or erased contact, an archived object. What each requires is in
// requirements.ts; every write tells of itself.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route, VendorAnswer } from '../../http/message';
import { invalid, notFound, toHubspotError } from './errors';
import { type ObjectType, toObjectType } from './objects';
import { toAnswer, toSingular } from './reading';
import { faultOfContact, faultOfEngagement } from './requirements';
import { objectShape } from './shapes';
import type { HubspotStore } from './store';

const values = z.record(z.string(), z.string());
const createBody = z.object({
  properties: values,
  associations: z.array(
    z.object({
      to: z.object({ id: z.string() }),
      types: z.array(z.object({ associationCategory: z.enum(['HUBSPOT_DEFINED']), associationTypeId: z.number().int() })).min(1),
    }),
  ),
});
const updateBody = z.object({ properties: values });
const purgeBody = z.object({ objectId: z.string(), idProperty: z.literal('email').optional() });

/** HubSpot-defined types: https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-v4/guide */
const ASSOCIATIONS: Readonly<Record<number, { of: ObjectType; to: 'contacts' | 'companies' }>> = {
  204: { of: 'tasks', to: 'contacts' },
  192: { of: 'tasks', to: 'companies' },
  202: { of: 'notes', to: 'contacts' },
  190: { of: 'notes', to: 'companies' },
};

export function createWriteRoutes(store: HubspotStore, changes: Changes): Route[] {
  function createContact(properties: Record<string, string>): VendorAnswer {
    const fault = faultOfContact(store, properties);
    if (fault !== null) return fault;
    if ((properties['email'] ?? properties['firstname'] ?? properties['lastname']) === undefined) {
      return invalid('At least one of email, firstname and lastname is required to create a contact');
    }
    const held = store.contactByEmail(properties['email'] ?? '');
    if (held !== null) return toHubspotError(409, 'CONFLICT', `Contact already exists. Existing ID: ${held.id}`);
    const contact = store.writeContact(null, properties);
    changes.tell({ type: 'contact', id: contact.id, what: 'created' });
    return { status: 201, body: toAnswer(contact, 'contacts', Object.keys(properties)) };
  }

  return [
    {
      // https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/gdpr-delete
      method: 'POST',
      path: '/crm/v3/objects/contacts/gdpr-delete',
      handle({ body }) {
        const parsed = purgeBody.safeParse(body);
        if (!parsed.success) return invalid('Invalid input JSON: objectId is required');
        const { objectId, idProperty } = parsed.data;
        const contact = idProperty === 'email' ? store.contactByEmail(objectId) : store.contactById(objectId);
        if (contact !== null) {
          store.purgeContact(contact.id);
          changes.tell({ type: 'contact', id: contact.id, what: 'deleted' });
        }
        return { status: 204, body: null };
      },
    },
    {
      // https://developers.hubspot.com/docs/api-reference/latest/crm/objects/objects/create-object
      method: 'POST',
      path: '/crm/v3/objects/:type',
      shape: objectShape,
      handle({ params, body }) {
        const type = toObjectType(params['type'] ?? '');
        if (type === null) return invalid(`Unable to infer object type from: ${params['type']}`);
        const parsed = createBody.safeParse(body);
        if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
        const { properties, associations } = parsed.data;
        if (type === 'contacts') return createContact(properties);
        const fault = faultOfEngagement(store, type, properties);
        if (fault !== null) return fault;
        const links = associations.map(({ to, types: [{ associationTypeId = 0 } = {}] }) => ({
          to,
          known: ASSOCIATIONS[associationTypeId],
        }));
        for (const { to, known } of links) {
          if (known?.of !== type) return invalid(`No association type exists from ${type} with that id`);
          const there = known.to === 'contacts' ? store.contactById(to.id) : store.objectById('companies', to.id);
          if (there === null) return invalid(`${toSingular(known.to)} with id ${to.id} does not exist`);
        }
        const made = store.createObject(
          type,
          properties,
          links.flatMap(({ to, known }) => (known === undefined ? [] : [{ type: known.to, id: to.id }])),
        );
        changes.tell({ type: toSingular(type), id: made.id, what: 'created' });
        return { status: 201, body: toAnswer(made, type, Object.keys(properties)) };
      },
    },
    {
      // https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/update-contact
      method: 'PATCH',
      path: '/crm/v3/objects/contacts/:id',
      shape: objectShape,
      handle({ params, body }) {
        const contact = store.contactById(params['id'] ?? '');
        if (contact === null || contact.archived) return notFound();
        const parsed = updateBody.safeParse(body);
        if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
        const { properties } = parsed.data;
        const fault = faultOfContact(store, properties);
        if (fault !== null) return fault;
        const holder = store.contactByEmail(properties['email'] ?? '');
        if (holder !== null && holder.id !== contact.id) {
          return toHubspotError(409, 'CONFLICT', `A contact with the email '${properties['email']}' already exists.`);
        }
        const changed = store.writeContact(contact.id, properties);
        changes.tell({ type: 'contact', id: changed.id, what: 'updated' });
        return { status: 200, body: toAnswer(changed, 'contacts', Object.keys(properties)) };
      },
    },
    {
      // https://developers.hubspot.com/docs/api-reference/latest/crm/objects/objects/archive-object: 204, whether it was there or not.
      method: 'DELETE',
      path: '/crm/v3/objects/:type/:id',
      handle({ params }) {
        const type = toObjectType(params['type'] ?? '');
        if (type === null || type === 'contacts') return invalid(`Unable to infer object type from: ${params['type']}`);
        const id = params['id'] ?? '';
        if (store.archiveObject(type, id)) changes.tell({ type: toSingular(type), id, what: 'deleted' });
        return { status: 204, body: null };
      },
    },
  ];
}
