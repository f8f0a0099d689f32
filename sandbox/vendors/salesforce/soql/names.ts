// What the names of a statement mean in the house's org: an object, a field of it or of a parent. Names that are none are refused as
// Salesforce refuses them.
import type { ForceObject } from '../../../world/salesforce/ids';
import { refuse } from '../errors';
import type { Row, Value } from '../rows';
import { fieldOf, parentField, toObject, type Field } from '../schema';
import type { SalesforceStore } from '../store';
import type { FieldPath, Statement } from './statement';
import { excerpt } from './text';

/** A field that a statement names, and how its value is read of a row. */
export interface KnownField {
  field: Field;
  /** Of a child whose parent is not there: null. */
  valueOf(row: Row): Value;
}

/** @throws Refused INVALID_TYPE */
export function objectNamed({ name, at }: Statement['from'], soql: string): ForceObject {
  const object = toObject(name);
  if (object !== null) return object;
  throw refuse(
    'INVALID_TYPE',
    `${excerpt(soql, at)}sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

/** @throws Refused INVALID_FIELD */
export function fieldNamed(object: ForceObject, { path, at }: FieldPath, soql: string, store: SalesforceStore): KnownField {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    const field = fieldOf(object, name);
    if (field === null) throw noSuchColumn(object, name, soql, at);
    return { field, valueOf: (row) => row[field.name] ?? null };
  }
  const way = parentField(object, name);
  if (way?.parent == null) {
    throw refuse(
      'INVALID_FIELD',
      `${excerpt(soql, at)}Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  const further = fieldNamed(way.parent.object, { path: rest, at }, soql, store);
  return {
    field: further.field,
    valueOf(row) {
      const parent = store.row(String(row[way.name]));
      return parent === null ? null : further.valueOf(parent);
    },
  };
}

function noSuchColumn(object: ForceObject, name: string, soql: string, at: number): Error {
  return refuse(
    'INVALID_FIELD',
    `${excerpt(soql, at)}No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
