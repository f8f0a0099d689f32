// Which objects a HubSpot search matches: filters of one group must all hold, one of the groups is enough.
// https://developers.hubspot.com/docs/api/crm/search
import { z } from 'zod';
import type { HubspotObject } from './contacts';

export const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
    'GT',
    'GTE',
    'LT',
    'LTE',
    'BETWEEN',
  ]),
  value: z.coerce.string().optional(),
  highValue: z.coerce.string().optional(),
  values: z.array(z.coerce.string()).optional(),
});
export type Filter = z.output<typeof filterSchema>;

/** What is missing from a filter for its operator; null = nothing. */
export function lacks(filter: Filter): 'value' | 'values' | 'highValue' | null {
  switch (filter.operator) {
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return null;
    case 'IN':
    case 'NOT_IN':
      return filter.values === undefined ? 'values' : null;
    case 'BETWEEN':
      if (filter.value === undefined) return 'value';
      return filter.highValue === undefined ? 'highValue' : null;
    default:
      return filter.value === undefined ? 'value' : null;
  }
}

/** What a search looks at; a contact with all its addresses. */
export interface Searchable extends HubspotObject {
  emails?: readonly string[];
}

type Test = (object: Searchable) => boolean;

/** @param filter one that `lacks` nothing. */
export function toTest(filter: Filter): Test {
  const { propertyName: name, operator } = filter;
  const value = (filter.value ?? '').toLowerCase();
  const is = (object: Searchable, wanted: (known: string) => boolean) => knownValues(object, name).some(wanted);
  switch (operator) {
    case 'EQ':
      return (object) => is(object, (known) => known === value);
    case 'NEQ':
      return (object) => !is(object, (known) => known === value);
    // Documented: strings given to IN must be in lower case. The index is; the values are compared as they come.
    case 'IN':
    case 'NOT_IN': {
      const values = new Set(filter.values);
      return (object) => is(object, (known) => values.has(known)) === (operator === 'IN');
    }
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return (object) => knownValues(object, name).length > 0 === (operator === 'HAS_PROPERTY');
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN': {
      const pattern = toTokenPattern(value);
      return (object) => is(object, (known) => pattern.test(known)) === (operator === 'CONTAINS_TOKEN');
    }
    default:
      return toRangeTest(filter);
  }
}

/** Lower case. A search by `email` finds additional addresses too: HubSpot's documentation is silent, integrators report it. */
function knownValues({ emails, properties }: Searchable, name: string): readonly string[] {
  if (name === 'email' && emails !== undefined) return emails;
  const value = properties[name];
  return value === null || value === undefined ? [] : [value.toLowerCase()];
}

function toRangeTest(filter: Filter): Test {
  const low = toComparable(filter.value ?? '');
  const high = toComparable(filter.highValue ?? '');
  const holds = (known: number): boolean => {
    switch (filter.operator) {
      case 'GT':
        return known > low;
      case 'GTE':
        return known >= low;
      case 'LT':
        return known < low;
      case 'LTE':
        return known <= low;
      default:
        return known >= low && known <= high;
    }
  };
  return (object) => knownValues(object, filter.propertyName).some((known) => holds(toComparable(known)));
}

/** A number as it is (dates are sent as milliseconds since 1970), an ISO date as such milliseconds; NaN compares as false. */
function toComparable(value: string): number {
  const number = Number(value);
  return Number.isNaN(number) ? Date.parse(value) : number;
}

/** A token, or several in a row, with `*` standing for any characters of the same token run. */
function toTokenPattern(value: string): RegExp {
  const escaped = value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '\\S*');
  return new RegExp(`(^|[^a-z0-9])${escaped}($|[^a-z0-9])`);
}
