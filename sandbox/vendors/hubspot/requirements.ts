// What HubSpot requires of properties that are written: known names, values of their type, and those without which there is no object.
// https://developers.hubspot.com/docs/api-reference/latest/crm/objects/tasks/guide, .../notes/guide, .../contacts/guide
import type { VendorAnswer } from '../../http/message';
import { invalid } from './errors';
import type { ObjectType } from './objects';
import { toSingular } from './reading';
import type { HubspotStore } from './store';

/** What the world's contacts have of those, and a caller may set. */
export const WRITABLE_OF_CONTACTS = ['email', 'phone', 'mobilephone', 'firstname', 'lastname', 'hubspot_owner_id', 'jobtitle'] as const;

const WRITABLE: Partial<Record<ObjectType, readonly string[]>> = {
  tasks: ['hs_timestamp', 'hs_task_subject', 'hs_task_body', 'hs_task_status', 'hs_task_priority', 'hs_task_type', 'hubspot_owner_id'],
  notes: ['hs_timestamp', 'hs_note_body', 'hubspot_owner_id'],
};
const TASK_STATES = ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'];
const LONGEST_NOTE = 65_536;
const EMAIL = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;

/** null = they may be written. */
export function faultOfContact(store: HubspotStore, properties: Readonly<Record<string, string>>): VendorAnswer | null {
  const unknown = Object.keys(properties).find((name) => !(WRITABLE_OF_CONTACTS as readonly string[]).includes(name));
  if (unknown !== undefined) return wrong(unknown, `Property "${unknown}" does not exist`);
  const { email } = properties;
  if (email !== undefined && email !== '' && !EMAIL.test(email)) return wrong('email', `Email address ${email} is invalid`);
  return faultOfOwner(store, properties);
}

/** null = they may be written. */
export function faultOfEngagement(
  store: HubspotStore,
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
): VendorAnswer | null {
  const writable = WRITABLE[type];
  if (writable === undefined) return invalid(`The sandbox makes no ${toSingular(type)}`);
  const unknown = Object.keys(properties).find((name) => !writable.includes(name));
  if (unknown !== undefined) return wrong(unknown, `Property "${unknown}" does not exist`);
  const { hs_timestamp: at, hs_task_status: status, hs_note_body: note = '' } = properties;
  if (at === undefined)
    return wrong('hs_timestamp', `Error creating ${toSingular(type).toUpperCase()}. Some required properties were not set.`);
  if (Number.isNaN(/^\d+$/.test(at) ? Number(at) : Date.parse(at))) return wrong('hs_timestamp', `${at} was not a valid long.`);
  if (status !== undefined && !TASK_STATES.includes(status)) return wrong('hs_task_status', `${status} was not one of the allowed options`);
  if (note.length > LONGEST_NOTE) return wrong('hs_note_body', `is longer than ${LONGEST_NOTE} characters`);
  return faultOfOwner(store, properties);
}

function faultOfOwner(store: HubspotStore, { hubspot_owner_id: owner = '' }: Readonly<Record<string, string>>): VendorAnswer | null {
  if (owner === '' || store.owners.some(({ id }) => id === owner)) return null;
  return wrong('hubspot_owner_id', `Owner ${owner} does not exist`);
}

function wrong(property: string, message: string): VendorAnswer {
  return invalid('Property values were not valid', { errors: [{ message, context: { propertyName: [property] } }] });
}
