// WHERE as a function of a row. Values must be of the field's type, written as that type is written; texts are compared in any case, as
// in Salesforce. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm
import { toForceId } from '../../../world/salesforce/ids';
import { refuse } from '../errors';
import type { Row, Value } from '../rows';
import type { Field, FieldType } from '../schema';
import type { KnownField } from './names';
import type { Comparison, Condition, FieldPath, Literal } from './statement';

export type Test = (row: Row) => boolean;

/** @throws Refused for a value that the field cannot be compared with */
export function toTest(condition: Condition, fieldNamed: (path: FieldPath) => KnownField): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map((part) => toTest(part, fieldNamed));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.parts.map((part) => toTest(part, fieldNamed));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = toTest(condition.part, fieldNamed);
      return (row) => !test(row);
    }
    case 'in': {
      const known = fieldNamed(condition.field);
      const wanted = new Set(condition.values.map((value) => comparable(known.field, value)));
      return (row) => wanted.has(folded(known.field, known.valueOf(row))) !== condition.negated;
    }
    case 'compare': {
      const known = fieldNamed(condition.field);
      const { operator, value } = condition;
      return operator === 'LIKE' ? like(known, value) : compared(known, operator, value);
    }
  }
}

const TEXTS: ReadonlySet<FieldType> = new Set(['string', 'picklist', 'email', 'phone', 'url', 'textarea']);

function like({ field, valueOf }: KnownField, value: Literal): Test {
  if (!TEXTS.has(field.type) || value.kind !== 'string') throw invalidOperator(field);
  const pattern = new RegExp(`^${value.pattern.source}$`, 'i');
  return (row) => {
    const text = valueOf(row);
    return typeof text === 'string' && pattern.test(text);
  };
}

function compared({ field, valueOf }: KnownField, operator: Comparison, value: Literal): Test {
  const wanted = comparable(field, value);
  const isOrdered = operator !== '=' && operator !== '!=';
  if (isOrdered && (wanted === null || field.type === 'boolean')) throw invalidOperator(field);
  return (row) => {
    const known = folded(field, valueOf(row));
    if (operator === '=') return known === wanted;
    if (operator === '!=') return known !== wanted;
    if (known === null || wanted === null) return false;
    if (operator === '<') return known < wanted;
    if (operator === '<=') return known <= wanted;
    return operator === '>' ? known > wanted : known >= wanted;
  };
}

/** The literal as `folded` has the field's values. */
function comparable(field: Field, value: Literal): Value {
  if (field.type === 'longtext') {
    throw refuse('INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  }
  if (value.kind === 'null') return null;
  if (value.kind === 'string' && value.pattern.escaped)
    throw refuse('MALFORMED_QUERY', 'Invalid string literal: \\_ and \\% belong to LIKE');
  if (isId(field)) return idOf(field, value);
  if (TEXTS.has(field.type)) {
    if (value.kind !== 'string') throw wrongType(field, value, 'string and should be enclosed in quotes');
    return value.text.toLowerCase();
  }
  if (field.type === 'boolean') {
    if (value.kind !== 'boolean') throw wrongType(field, value, 'boolean and should not be enclosed in quotes');
    return value.text === 'true';
  }
  if (field.type === 'date' || field.type === 'datetime') {
    const kind = field.type === 'date' ? 'date' : 'datetime';
    if (value.kind !== kind)
      throw wrongType(field, value, `${field.type === 'date' ? 'date' : 'dateTime'} and should not be enclosed in quotes`);
    return kind === 'date' ? value.text : Date.parse(value.text);
  }
  if (value.kind !== 'number') throw wrongType(field, value, `${field.type} and should not be enclosed in quotes`);
  return Number(value.text);
}

function idOf(field: Field, value: Literal): string {
  const id = value.kind === 'string' ? toForceId(value.text) : null;
  if (id === null) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value.text}`);
  return id;
}

function folded(field: Field, value: Value): Value {
  if (typeof value !== 'string' || isId(field)) return value;
  return field.type === 'datetime' ? Date.parse(value) : value.toLowerCase();
}

function isId({ type }: Field): boolean {
  return type === 'id' || type === 'reference';
}

function wrongType({ name }: Field, { text }: Literal, type: string): Error {
  return refuse('INVALID_FIELD', `value of filter criterion for field '${name}' must be of type ${type} (found ${text})`);
}

function invalidOperator({ name, type }: Field): Error {
  return refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${type} field ${name}`);
}
