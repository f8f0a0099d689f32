// What a filter means on one endpoint: which fields and operators Klaviyo documents there, and whether a record meets it.
// A field or operator that is not documented for the endpoint is refused. https://developers.klaviyo.com/en/docs/filtering_
import type { VendorRequest } from '../../http/message';
import { invalidParameter, Refused } from './errors';
import { type Condition, type Literal, parseFilter } from './filter-syntax';

type Value = string | number | boolean;
type Operator = 'any' | 'equals' | 'contains' | 'has' | 'greater-than' | 'greater-or-equal' | 'less-than' | 'less-or-equal';

export const AFTER_OR_BEFORE: readonly Operator[] = ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'];

/** One field an endpoint filters by. */
export interface FilterField<T> {
  type: 'text' | 'date' | 'number' | 'flag';
  operators: readonly Operator[];
  /** Whether `equals` takes a list too: `equals(name,["a"])`. */
  equalsList?: boolean;
  /** An instant for a date. One of several is enough; null and none meet no condition. */
  read(record: T): Value | readonly Value[] | null;
}

export type FilterFields<T> = Readonly<Record<string, FilterField<T>>>;

/** Values of one `any`: as many as a page holds. */
const MAX_VALUES = 100;
/** RFC 3339, as https://developers.klaviyo.com/en/docs/datetimes_ wants it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The filter of a request; none without one. @throws Refused when it is not of the syntax. */
export function readFilter(query: URLSearchParams): Condition[] {
  const text = query.get('filter');
  if (text === null) return [];
  return parseFilter(text) ?? refuse('Invalid filter provided.');
}

/** For the call log: values of the longest `any`, 1 without one. */
export function countKeys({ query }: VendorRequest): number {
  const conditions = parseFilter(query.get('filter') ?? '') ?? [];
  return Math.max(1, ...conditions.filter(({ operator }) => operator === 'any').map(({ values }) => values.length));
}

/** @returns whether a record meets all conditions. @throws Refused for one that is not documented. */
export function toPredicate<T>(conditions: readonly Condition[], fields: FilterFields<T>): (record: T) => boolean {
  const tests = conditions.map((condition) => toTest(condition, fields));
  return (record) => tests.every((holds) => holds(record));
}

function toTest<T>(condition: Condition, fields: FilterFields<T>): (record: T) => boolean {
  const field = Object.hasOwn(fields, condition.field) ? fields[condition.field] : undefined;
  if (field === undefined) return refuse(`'${condition.field}' is not a valid field for the filter.`);
  const operator = field.operators.find((one) => one === condition.operator);
  if (operator === undefined) {
    return refuse(`'${condition.operator}' is not a valid operator for '${condition.field}'. Valid: ${field.operators.join(', ')}.`);
  }
  checkValues(operator, condition, field.equalsList ?? false);
  const values = condition.values.map((literal) => toValue(field.type, literal, condition.field));
  if (operator === 'any' || operator === 'equals') {
    const wanted = new Set(values);
    return meeting(field, (known) => wanted.has(known));
  }
  const [wanted] = values;
  if (operator === 'has' || wanted === undefined) return meeting(field, () => true);
  if (operator === 'contains') return meeting(field, (known) => String(known).includes(String(wanted)));
  return meeting(field, (known) => isOrdered(operator, toNumber(known), toNumber(wanted)));
}

function meeting<T>(field: FilterField<T>, holds: (known: Value) => boolean): (record: T) => boolean {
  return (record) => {
    const known = field.read(record);
    if (known === null) return false;
    return typeof known === 'object' ? known.some(holds) : holds(known);
  };
}

/** How many values the operator takes, and whether in brackets. */
function checkValues(operator: Operator, { isList, values, field }: Condition, equalsList: boolean): void {
  if (operator === 'has') {
    if (values.length > 0) refuse(`'has' takes no value for '${field}'.`);
  } else if (operator === 'any') {
    if (!isList) refuse(`'any' takes a list for '${field}'.`);
    if (values.length > MAX_VALUES) refuse(`'any' takes at most ${MAX_VALUES} values for '${field}'.`);
  } else if (values.length === 0 || (isList && !(operator === 'equals' && equalsList))) {
    refuse(`'${operator}' takes one value for '${field}'.`);
  }
}

/** Text is in quotes, everything else is not: https://developers.klaviyo.com/en/docs/filtering_#comparison-literals */
function toValue(type: FilterField<unknown>['type'], { text, quoted }: Literal, field: string): Value {
  if (type === 'text' && quoted) return text;
  if (type === 'date' && !quoted && INSTANT.test(text)) return text;
  if (type === 'number' && !quoted && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'flag' && !quoted && (text === 'true' || text === 'false')) return text === 'true';
  return refuse(`Invalid filter provided. The value for '${field}' must be a ${type}.`);
}

/** What has an order is an instant or a number. */
function toNumber(value: Value): number {
  return typeof value === 'string' ? Date.parse(value) : Number(value);
}

function isOrdered(operator: Exclude<Operator, 'any' | 'equals' | 'contains' | 'has'>, known: number, wanted: number): boolean {
  switch (operator) {
    case 'greater-than':
      return known > wanted;
    case 'greater-or-equal':
      return known >= wanted;
    case 'less-than':
      return known < wanted;
    case 'less-or-equal':
      return known <= wanted;
  }
}

function refuse(detail: string): never {
  throw new Refused(invalidParameter('filter', detail));
}
