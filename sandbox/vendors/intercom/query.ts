// Intercom's search language, taken apart and checked: filters `{field, operator, value}`, and groups of them joined by AND or OR.
// https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts ("Nesting & Limitations")
import { z } from 'zod';
import { invalidParameter, missingParameter, Refused } from './errors';

const OPERATORS = ['=', '!=', 'IN', 'NIN', '<', '<=', '>', '>=', '~', '!~', '^', '$'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Filter {
  field: string;
  operator: Operator;
  /** Several for IN and NIN alone. */
  values: readonly (string | number | boolean | null)[];
}

export interface Group {
  join: 'AND' | 'OR';
  parts: readonly (Filter | Group)[];
}

/** "There's a limit of max 15 filters for each AND or OR group." */
const MAX_FILTERS = 15;
/** "Max 2 nested filters": a group in a group is as deep as it goes. */
const MAX_DEPTH = 2;
/**
 * How many values IN takes is not documented. It is a "shortcut for OR queries", whose groups take 15: the stricter reading.
 */
const MAX_VALUES = 15;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const filterSchema = z.strictObject({ field: z.string(), operator: z.enum(OPERATORS), value: z.union([scalar, z.array(scalar)]) });
const groupSchema = z.strictObject({ operator: z.enum(['AND', 'OR']), value: z.array(z.unknown()).min(1) });
const bodySchema = z.looseObject({ query: z.unknown().optional() });

/** @throws Refused where the body holds no query, or one that breaks the rules. */
export function readQuery(body: unknown): Filter | Group {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success || parsed.data.query === undefined || parsed.data.query === null) throw new Refused(missingParameter('query'));
  return readPart(parsed.data.query, 1);
}

function readPart(part: unknown, depth: number): Filter | Group {
  const group = groupSchema.safeParse(part);
  if (group.success) {
    const { operator: join, value } = group.data;
    if (depth > MAX_DEPTH) throw new Refused(invalidParameter(`queries can be nested ${MAX_DEPTH} levels deep`));
    if (value.length > MAX_FILTERS) throw new Refused(invalidParameter(`a group can have ${MAX_FILTERS} filters`));
    return { join, parts: value.map((one) => readPart(one, depth + 1)) };
  }
  const filter = filterSchema.safeParse(part);
  if (!filter.success) throw new Refused(invalidParameter('a filter has a field, a documented operator and a value'));
  const { field, operator, value } = filter.data;
  const takesMany = operator === 'IN' || operator === 'NIN';
  if (Array.isArray(value) !== takesMany)
    throw new Refused(invalidParameter(`${operator} takes ${takesMany ? 'an array of values' : 'one value'}`));
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0 || values.length > MAX_VALUES)
    throw new Refused(invalidParameter(`${operator} takes from 1 to ${MAX_VALUES} values`));
  return { field, operator, values };
}

/** Every filter in the query. */
export function filtersOf(query: Filter | Group): Filter[] {
  return 'join' in query ? query.parts.flatMap(filtersOf) : [query];
}

/** @param holds whether one filter is true of the record. */
export function meets(query: Filter | Group, holds: (filter: Filter) => boolean): boolean {
  if (!('join' in query)) return holds(query);
  return query.join === 'AND' ? query.parts.every((part) => meets(part, holds)) : query.parts.some((part) => meets(part, holds));
}
