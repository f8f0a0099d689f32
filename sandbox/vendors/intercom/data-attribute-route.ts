// Intercom's attributes of contacts: those that every workspace has, as far as they are pretended, and the house's own, told by the
// contacts of the world that have one.
// https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/data-attributes
import type { Route } from '../../http/message';
import { invalidParameter, Refused } from './errors';
import { toUnix } from './instants';
import { dataAttributesShape } from './shapes';
import type { IntercomStore } from './store';

const MODELS = ['contact', 'company', 'conversation'];
const FIRST_ID = 70_001;

/** Some are called otherwise than in a contact, as their documentation shows it. */
const STANDARD: readonly (readonly [fullName: string, label: string, type: string, writable?: boolean])[] = [
  ['name', 'Name', 'string', true],
  ['email', 'Email', 'string', true],
  ['phone', 'Phone', 'string', true],
  ['external_id', 'User ID', 'string', true],
  ['signed_up_at', 'Signed up', 'date', true],
  ['last_seen_at', 'Last seen', 'date'],
  ['unsubscribed_from_emails', 'Unsubscribed from Emails', 'boolean', true],
  ['location_data.region_name', 'Region', 'string'],
  ['location_data.country_name', 'Country', 'string'],
];

/** All at once: the endpoint has no pages. Nothing was archived. */
export function createDataAttributeRoute(store: IntercomStore, now: string): Route {
  return {
    // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/data-attributes/lisdataattributes
    method: 'GET',
    path: '/data_attributes',
    shape: dataAttributesShape,
    handle({ query }) {
      const model = query.get('model');
      if (model !== null && !MODELS.includes(model)) throw new Refused(invalidParameter(`model must be one of ${MODELS.join(', ')}`));
      if (!['true', 'false', null].includes(query.get('include_archived')))
        throw new Refused(invalidParameter('include_archived must be true or false'));
      // The world's companies and conversations have none.
      const data = model === null || model === 'contact' ? [...STANDARD.map(toStandard), ...ownAttributes(store, now)] : [];
      return { status: 200, body: { type: 'list', data } };
    },
  };
}

const common = { type: 'data_attribute', model: 'contact', description: '', archived: false };

function toStandard([fullName, label, data_type, api_writable = false]: (typeof STANDARD)[number]) {
  const name = fullName.split('.').at(-1) ?? fullName;
  return {
    ...common,
    name,
    full_name: fullName,
    label,
    data_type,
    api_writable,
    messenger_writable: false,
    ui_writable: false,
    custom: false,
  };
}

function ownAttributes(store: IntercomStore, now: string) {
  const examples = new Map(store.contacts().flatMap(({ custom }) => Object.entries(custom)));
  return [...examples].map(([name, example], index) => ({
    ...{ ...common, id: FIRST_ID + index, name, full_name: `custom_attributes.${name}`, label: name, data_type: typeOf(example) },
    ...{ api_writable: true, messenger_writable: false, ui_writable: true, custom: true },
    ...{ created_at: toUnix(now), updated_at: toUnix(now), admin_id: '9001' },
  }));
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'float') : 'string';
}
