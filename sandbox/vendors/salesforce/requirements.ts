// What Salesforce requires of fields that are written: names that there are and may be written, values of their type, ids of records
// that are there, and those fields without which there is no record.
// https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm (status codes)
import { KEY_PREFIXES, toForceId, type ForceObject } from '../../world/salesforce/ids';
import { refuse, type Refused } from './errors';
import type { Row, Value } from './rows';
import { fieldOf, type Field } from './schema';
import type { SalesforceStore } from './store';
import { isWritable, isWritableField, requiredFields } from './writable';

/** Where it is not 255: https://developer.salesforce.com/docs/platform/field-reference/references/field-reference */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ FirstName: 40, LastName: 80, Email: 80, Phone: 40, MobilePhone: 40, HomePhone: 40, Title: 128, 'ContentNote.Title': 255 },
  ...{ Description: 32_000, Content: 50_000_000 },
};
const EMAIL = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;
/** Polymorphic look-ups: what they may name. */
const TARGETS: Readonly<Record<string, readonly ForceObject[]>> = {
  WhoId: ['Contact', 'Lead'],
  WhatId: ['Account', 'Opportunity', 'Case'],
  LinkedEntityId: ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'User'],
};
/** What a note may hold beside text: https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-contentnote.html */
const NOTE = /^(?:[^<>&"]|&(?:amp|lt|gt|quot|#\d+);|<\/?(?:p|br|b|i|u|s|strong|em|ul|ol|li)\s*\/?>)*$/;
const SHARE_TYPES = ['V', 'C', 'I'];

/**
 * The fields under their own names. Throws `Refused` for what Salesforce refuses.
 *
 * @param before the record that is changed; null = a new one.
 */
export function fieldsToWrite(store: SalesforceStore, object: ForceObject, body: unknown, before: Row | null): Row {
  if (!isWritable(object)) throw refuse('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `the sandbox writes no ${object}`, []);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse('JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.');
  }
  const written = Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    // Tells of what object it is, and is no field.
    if (name === 'attributes') return [];
    const field = writableField(object, name);
    return [[field.name, checked(store, object, field, value)] as const];
  });
  const fields: Row = Object.fromEntries(written);
  const missing = requiredFields(object).filter((name) => isBlank(name in fields ? fields[name] : before?.[name]));
  if (missing.length > 0) throw refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  return fields;
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function writableField(object: ForceObject, name: string): Field {
  if (name.toLowerCase() === 'id') throw refuse('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  const field = fieldOf(object, name);
  if (field === null) throw refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
  if (isWritableField(object, field.name)) return field;
  throw refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    [field.name],
  );
}

function checked(store: SalesforceStore, object: ForceObject, field: Field, value: unknown): Value {
  if (value === null || value === '') {
    if (field.name === 'OwnerId') throw refuse('INVALID_CROSS_REFERENCE_KEY', 'Owner ID: owner cannot be blank', ['OwnerId']);
    return null;
  }
  const wanted = field.type === 'boolean' ? 'boolean' : ['double', 'currency', 'int'].includes(field.type) ? 'number' : 'string';
  if (typeof value === 'boolean' && wanted === 'boolean') return value;
  if (typeof value === 'number' && wanted === 'number') return value;
  if (typeof value !== 'string' || wanted !== 'string') throw cannotRead(field, value);
  if (field.type === 'reference') return target(store, field, value);
  if (field.type === 'date' && !(/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))) throw cannotRead(field, value);
  checkText(object, field, value);
  return value;
}

function cannotRead({ type }: Field, value: unknown): Refused {
  return refuse('JSON_PARSER_ERROR', `Cannot deserialize instance of ${type} from VALUE_${(typeof value).toUpperCase()} value`);
}

function checkText(object: ForceObject, { name, type }: Field, value: string): void {
  const most = LENGTHS[`${object}.${name}`] ?? LENGTHS[name] ?? 255;
  if (value.length > most) throw refuse('STRING_TOO_LONG', `${name}: data value too large: ${value} (max length=${most})`, [name]);
  if (type === 'email' && !EMAIL.test(value)) throw refuse('INVALID_EMAIL_ADDRESS', `${name}: invalid email address: ${value}`, [name]);
  if (name === 'ShareType' && !SHARE_TYPES.includes(value)) {
    throw refuse('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `Share Type: bad value for restricted picklist field: ${value}`, [name]);
  }
  if (name === 'Content' && !NOTE.test(Buffer.from(value, 'base64').toString('utf8'))) {
    const message = "Note can't be saved because it contains HTML tags or unescaped characters that are not allowed in a Note.";
    throw refuse('FIELD_INTEGRITY_EXCEPTION', message, [name]);
  }
}

/** The id in 18 characters, of a record that is there. */
function target(store: SalesforceStore, { name, parent }: Field, value: string): string {
  const id = toForceId(value);
  if (id === null) throw refuse('MALFORMED_ID', `${name}: id value of incorrect type: ${value}`, [name]);
  const targets = TARGETS[name] ?? (parent === null ? [] : [parent.object]);
  if (!targets.some((object) => id.startsWith(KEY_PREFIXES[object]))) {
    throw refuse('FIELD_INTEGRITY_EXCEPTION', `${name}: id value of incorrect type: ${value}`, [name]);
  }
  const row = store.row(id);
  if (row === null) throw refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]);
  if (row['IsDeleted'] === true) throw refuse('ENTITY_IS_DELETED', 'entity is deleted', [name]);
  return id;
}
