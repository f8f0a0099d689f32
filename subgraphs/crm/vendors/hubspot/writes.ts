// HubSpot's writes of one object. None is ever sent twice by itself: HubSpot documents no idempotency keys.
import { z } from 'zod';
import { notThere, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { HubspotApi } from './objects';
import { HubspotObject } from './wire';

/** What it was that HubSpot refused, for the words about it. */
export interface Asked {
  action: string;
  input: object;
}

const Refusal = z.object({ status: z.literal('error'), category: z.string() });
const Written = z.union([HubspotObject, Refusal]);

export type Properties = Readonly<Record<string, string>>;

/** What a new object hangs on: HubSpot's own kinds of association. */
export interface Association {
  to: string;
  typeId: number;
}

/**
 * Its id. Throws `InputError` where HubSpot refuses what is written; 409 = somebody has the address already.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/objects/create-object; in the limit of all calls (index.ts).
 */
export async function createObject(
  { source, http }: HubspotApi,
  { type, properties, associations }: { type: string; properties: Properties; associations: readonly Association[] },
  { action, input }: Asked,
  call: Call,
): Promise<string> {
  const { body } = await http.send({
    method: 'POST',
    path: `/crm/v3/objects/${type}`,
    body: {
      properties,
      associations: associations.map(({ to, typeId }) => ({
        to: { id: to },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
      })),
    },
    reply: Written,
    accept: [400, 409],
    retry: false,
    call,
  });
  if (!('id' in body)) throw refusedInput(source, action, input);
  return body.id;
}

/**
 * Sets properties of a contact; '' empties one. Throws `InputError` where HubSpot refuses them, or has no such contact.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/update-contact; in the limit of all calls (index.ts).
 */
export async function updateContact(
  { source, http }: HubspotApi,
  id: string,
  properties: Properties,
  { action, input }: Asked,
  call: Call,
): Promise<void> {
  const { status, body } = await http.send({
    method: 'PATCH',
    path: `/crm/v3/objects/contacts/${id}`,
    body: { properties },
    reply: Written,
    accept: [400, 404, 409],
    retry: false,
    call,
  });
  if (status === 404) throw notThere(source, action);
  if (!('id' in body)) throw refusedInput(source, action, input);
}

/**
 * Puts an object into the recycling bin; one that is there already, too.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/objects/archive-object; in the limit of all calls (index.ts).
 */
export async function archiveObject({ http }: HubspotApi, type: string, id: string, call: Call): Promise<void> {
  await http.send({ method: 'DELETE', path: `/crm/v3/objects/${type}/${id}`, reply: z.undefined(), retry: false, call });
}

/**
 * Deletes a contact for good, with what hangs on it, and bars its address from being added again by an import.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/gdpr-delete; in the limit of all calls (index.ts).
 */
export async function purgeContact({ http }: HubspotApi, id: string, call: Call): Promise<void> {
  await http.send({
    method: 'POST',
    path: '/crm/v3/objects/contacts/gdpr-delete',
    body: { objectId: id },
    reply: z.undefined(),
    retry: false,
    call,
  });
}
