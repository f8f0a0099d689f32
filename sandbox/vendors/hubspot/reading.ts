// What every read of HubSpot objects shares: picking the properties asked for, and the frame of a batch answer.
import type { VendorAnswer } from '../../http/message';
import type { HubspotObject, Properties } from './contacts';
import { DEFAULT_PROPERTIES, type ObjectType } from './objects';

/** HubSpot's singular, as its error messages and contexts have it. */
const SINGULAR: Record<ObjectType | 'contacts', string> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  calls: 'call',
  emails: 'email',
  meetings: 'meeting',
  notes: 'note',
  tasks: 'task',
};

export function toSingular(type: ObjectType | 'contacts'): string {
  return SINGULAR[type];
}

/** These come with every record of the type, asked for or not. */
const ALWAYS = ['hs_object_id', 'createdate', 'lastmodifieddate', 'hs_createdate', 'hs_lastmodifieddate'];

/** @param asked property names; unknown ones are left out silently, none = the type's defaults. */
export function toAnswer(object: HubspotObject, type: ObjectType | 'contacts', asked: readonly string[]): HubspotObject {
  const names = asked.length === 0 ? DEFAULT_PROPERTIES[type] : [...asked, ...ALWAYS];
  const properties: Record<string, string | null> = {};
  for (const name of names) {
    const value = object.properties[name];
    if (value !== undefined) properties[name] = value;
  }
  return {
    id: object.id,
    properties: properties satisfies Properties,
    createdAt: object.createdAt,
    updatedAt: object.updatedAt,
    archived: object.archived,
  };
}

export interface BatchError {
  status: 'error';
  category: 'OBJECT_NOT_FOUND';
  subCategory?: string;
  message: string;
  context: Record<string, string[]>;
  links: Record<string, string>;
  errors: { message: string }[];
}

/**
 * 200, or 207 when something was not found.
 * https://developers.hubspot.com/docs/api/error-handling
 *
 */
export function toBatchAnswer(results: readonly object[], errors: readonly BatchError[]): VendorAnswer {
  const now = new Date().toISOString();
  const body = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
  if (errors.length === 0) return { status: 200, body };
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}
