// RT's searches in JSON: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#JSON-searches. Conditions on one field are joined by
// "or" unless they say AND, those on different fields by "and". A condition on a field that cannot be searched by is dropped without
// a word, as a real RT does: then everything is found.
import type { VendorAnswer, VendorRequest } from '../../http/message';
import { badRequest, internalError } from './errors';

export interface Condition {
  field: string;
  operator: string;
  value: unknown;
  aggregator: 'AND' | 'OR';
}

/** Of the body of a POST, or the `query` of a GET; an answer is RT's refusal. */
export function toConditions({ method, body, query }: VendorRequest): Condition[] | VendorAnswer {
  const asked: unknown = method === 'GET' ? parsed(query.get('query')) : body;
  if (asked === null) return [];
  if (!Array.isArray(asked)) return badRequest('JSON object must be a ARRAY');
  const list: readonly unknown[] = asked;
  // RT takes each for an object, and Perl ends the request where it is none.
  if (list.some((one) => typeof one !== 'object' || one === null)) return internalError();
  return list.flatMap((one) => toCondition(new Map(Object.entries(one ?? {}))));
}

function parsed(text: string | null): unknown {
  if (text === null || !text.includes('[')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function toCondition(said: ReadonlyMap<string, unknown>): Condition[] {
  const field = said.get('field');
  const value = said.get('value');
  if (typeof field !== 'string' || value === undefined || value === null) return [];
  const operator = said.get('operator');
  const aggregator = said.get('entry_aggregator');
  return [
    {
      ...{ field, value, operator: typeof operator === 'string' ? operator.toUpperCase() : '=' },
      aggregator: typeof aggregator === 'string' && aggregator.toUpperCase() === 'AND' ? 'AND' : 'OR',
    },
  ];
}

/**
 * Whether a record meets the conditions.
 *
 * @param valuesOf a searchable field's values in the record; null = it is none, and its conditions are dropped.
 */
export function meets(conditions: readonly Condition[], valuesOf: (field: string) => readonly string[] | null): boolean {
  const fields = new Set(conditions.map(({ field }) => field));
  return [...fields].every((field) => {
    const values = valuesOf(field);
    if (values === null) return true;
    const own = conditions.filter((condition) => condition.field === field);
    // As in SQL, "and" binds tighter.
    const alternatives: Condition[][] = [];
    own.forEach((condition, index) => {
      const last = alternatives.at(-1);
      if (last === undefined || (index > 0 && condition.aggregator === 'OR')) alternatives.push([condition]);
      else last.push(condition);
    });
    return alternatives.some((all) => all.every(({ operator, value }) => holds(values, operator, value)));
  });
}

/** Upper and lower case are one, as in RT on SQLite and MySQL. An operator that RT does not know is true of nothing. */
export function holds(values: readonly string[], operator: string, wanted: unknown): boolean {
  const list = Array.isArray(wanted) ? wanted.map((one) => String(one).toLowerCase()) : null;
  const text = String(wanted).toLowerCase();
  const some = (test: (value: string) => boolean) => values.some((value) => value !== '' && test(value.toLowerCase()));
  switch (operator) {
    case '=':
      return some((value) => value === text);
    case '!=':
      return !some((value) => value === text);
    case 'IN':
      return list !== null && some((value) => list.includes(value));
    case 'LIKE':
      return some((value) => isLike(value, `%${text}%`));
    case 'STARTSWITH':
      return some((value) => isLike(value, `${text}%`));
    case 'ENDSWITH':
      return some((value) => isLike(value, `%${text}`));
    case 'IS':
      return values.every((value) => value === '');
    case '<':
    case '<=':
    case '>':
    case '>=':
      return some((value) => isOrdered(value, operator, text));
    default:
      return false;
  }
}

/** `%` and `_` stand for any characters, and there is no way to mean themselves. */
function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'su').test(value);
}

function isOrdered(value: string, operator: '<' | '<=' | '>' | '>=', wanted: string): boolean {
  const numbers = /^-?\d+$/.test(value) && /^-?\d+$/.test(wanted);
  const order = numbers ? Number(value) - Number(wanted) : value < wanted ? -1 : value > wanted ? 1 : 0;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
}

/** How many values a search names for a field. */
export function countValues(body: unknown, field: string): number {
  const list: readonly unknown[] = Array.isArray(body) ? body : [];
  const values = list.flatMap((one) => {
    const said = new Map(Object.entries(one ?? {}));
    const value: unknown = said.get('field') === field ? said.get('value') : undefined;
    return value === undefined ? [] : Array.isArray(value) ? value.length : 1;
  });
  return values.reduce((sum, count) => sum + count, 0);
}
