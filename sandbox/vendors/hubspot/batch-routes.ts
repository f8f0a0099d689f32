// HubSpot's reads by id: batch read of any object type, and one contact. They see every change at once; only search lags.
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { HubspotObject } from './contacts';
import { invalid, notFound } from './errors';
import { type ObjectType, toObjectType } from './objects';
import { type BatchError, toAnswer, toBatchAnswer, toSingular } from './reading';
import { batchShape, objectShape } from './shapes';
import type { HubspotStore } from './store';

const MAX_INPUTS = 100;

const batchBody = z.object({
  idProperty: z.string().nullish(),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  inputs: z.array(z.object({ id: z.string() })),
});

export function createBatchRoutes(store: HubspotStore): Route[] {
  return [
    {
      // https://developers.hubspot.com/docs/api/crm/contacts (100 inputs; likewise for
      // each other object type). Unknown ids: 207 with one OBJECT_NOT_FOUND naming all of them.
      method: 'POST',
      path: '/crm/v3/objects/:type/batch/read',
      shape: batchShape,
      keys: countInputs,
      handle: (request) => readBatch(store, request),
    },
    {
      // https://developers.hubspot.com/docs/api/crm/contacts
      method: 'GET',
      path: '/crm/v3/objects/contacts/:id',
      shape: objectShape,
      handle({ params, query }) {
        const found = toContactFinder(store, query.get('idProperty'))?.(params['id'] ?? '') ?? null;
        if (found === null || found.archived !== wantsArchived(query)) return notFound();
        const properties = query.getAll('properties').flatMap((names) => names.split(','));
        return { status: 200, body: toAnswer(found, 'contacts', properties) };
      },
    },
  ];
}

function readBatch(store: HubspotStore, { params, body, query }: VendorRequest): VendorAnswer {
  const type = toObjectType(params['type'] ?? '');
  if (type === null) return invalid(`Unable to infer object type from: ${params['type']}`);
  const parsed = batchBody.safeParse(body);
  if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const { inputs, idProperty, properties, propertiesWithHistory } = parsed.data;
  const most = propertiesWithHistory.length > 0 ? MAX_INPUTS / 2 : MAX_INPUTS;
  if (inputs.length > most) {
    const what = propertiesWithHistory.length > 0 ? ' for property histories' : '';
    return invalid(
      `The maximum number of inputs supported in a batch request${what} is ${most}. Please reduce the number of items and try again`,
    );
  }
  const find = toFinder(store, type, idProperty ?? null);
  if (find === null) return invalid(`Property ${idProperty} is not a unique identifier property for ${toSingular(type)}`);

  const found = new Map<string, HubspotObject>();
  const missing: string[] = [];
  for (const { id } of inputs) {
    const object = find(id);
    // A record is answered once, however many of its ids and addresses were asked for.
    if (object !== null && object.archived === wantsArchived(query)) found.set(object.id, object);
    else missing.push(id);
  }
  const results = [...found.values()].map((object) => toAnswer(object, type, properties));
  return toBatchAnswer(results, missing.length === 0 ? [] : [toMissing(type, missing)]);
}

type Finder = (id: string) => HubspotObject | null;

/** null = no such unique property. */
function toFinder(store: HubspotStore, type: ObjectType | 'contacts', idProperty: string | null): Finder | null {
  if (type === 'contacts') return toContactFinder(store, idProperty);
  return idProperty === null || idProperty === 'hs_object_id' ? (id) => store.objectById(type, id) : null;
}

/** Additional addresses find a contact "in the same way primary email addresses can": https://integrate.hubspot.com/t/email-or-pk-for-contact-api/11846 */
function toContactFinder(store: HubspotStore, idProperty: string | null): Finder | null {
  if (idProperty === null || idProperty === 'hs_object_id') return store.contactById;
  return idProperty === 'email' ? store.contactByEmail : null;
}

function wantsArchived(query: URLSearchParams): boolean {
  return query.get('archived') === 'true';
}

function toMissing(type: ObjectType | 'contacts', ids: string[]): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${toSingular(type).toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
    links: {},
    errors: [],
  };
}

/** How many inputs a body holds, whatever else is wrong with it. */
export function countInputs({ body }: VendorRequest): number {
  const parsed = z.object({ inputs: z.array(z.unknown()) }).safeParse(body);
  return parsed.success ? parsed.data.inputs.length : 0;
}
