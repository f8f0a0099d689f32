// The query of a request, form-encoded as Stripe takes it: `limit=3`, `created[gte]=1`, `expand[]=a`, `expand[0]=a`. Every
// parameter is checked; an unknown one is refused, and so is a documented one the sandbox does not serve: none is ignored.
import type { VendorAnswer } from '../../http/message';
import { invalidRequest } from './errors';

export type ParameterKind = 'text' | 'integer' | 'range' | readonly string[];
/** Parameters of an endpoint besides `expand`; a list = the only values there are. */
export type Known = Readonly<Record<string, ParameterKind>>;

export type Comparator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq';

export interface Parameters {
  /** By name; only what was sent. */
  texts: ReadonlyMap<string, string>;
  /** Of `range` parameters: what the value must be compared with; Unix seconds. */
  ranges: ReadonlyMap<string, readonly { comparator: Comparator; value: number }[]>;
  /** As sent, in order. */
  expand: readonly string[];
}

const ENTRY = /^([a-z_]+)(?:\[([a-z0-9_]*)\])?$/;

/** @returns the parameters, or Stripe's refusal of the first that is wrong. */
export function readParameters(query: URLSearchParams, known: Known): Parameters | VendorAnswer {
  const texts = new Map<string, string>();
  const ranges = new Map<string, { comparator: Comparator; value: number }[]>();
  const expand: string[] = [];
  for (const [key, value] of query) {
    const [, name = key, member] = ENTRY.exec(key) ?? [];
    const kind = known[name];
    if (name === 'expand') {
      if (member === undefined || !/^\d*$/.test(member)) return invalidRequest('Invalid array', null, 'expand');
      expand.push(value);
    } else if (kind === undefined) {
      return invalidRequest(`Received unknown parameter: ${key}`, 'parameter_unknown', key);
    } else if (value === '') {
      const advice = `You should remove '${key}' from your request or supply a non-empty value.`;
      return invalidRequest(`You passed an empty string for '${key}'. ${advice}`, 'parameter_invalid_empty', key);
    } else if (kind === 'range') {
      const comparator = toComparator(member);
      if (comparator === null) return invalidRequest(`Received unknown parameter: ${key}`, 'parameter_unknown', key);
      if (!isInteger(value)) return invalidInteger(value, key);
      ranges.set(name, [...(ranges.get(name) ?? []), { comparator, value: Number(value) }]);
    } else {
      if (member !== undefined) return invalidRequest(`Invalid string: ${JSON.stringify({ [member]: value })}`, null, name);
      const refusal = refuseValue(name, kind, value);
      if (refusal !== null) return refusal;
      texts.set(name, value);
    }
  }
  return { texts, ranges, expand };
}

/** Whether an instant keeps to all that was asked of it; an absent one (null) keeps to nothing asked. */
export function isWithin(bounds: readonly { comparator: Comparator; value: number }[] | undefined, seconds: number | null): boolean {
  return (bounds ?? []).every(({ comparator, value }) => {
    if (seconds === null) return false;
    switch (comparator) {
      case 'gt':
        return seconds > value;
      case 'gte':
        return seconds >= value;
      case 'lt':
        return seconds < value;
      case 'lte':
        return seconds <= value;
      case 'eq':
        return seconds === value;
    }
  });
}

function refuseValue(name: string, kind: ParameterKind, value: string): VendorAnswer | null {
  if (kind === 'integer' && !isInteger(value)) return invalidInteger(value, name);
  if (typeof kind === 'string' || kind.includes(value)) return null;
  const choices = `${kind.slice(0, -1).join(', ')}, or ${kind.at(-1) ?? ''}`;
  return invalidRequest(`Invalid ${name}: must be one of ${choices}`, null, name);
}

function invalidInteger(value: string, param: string): VendorAnswer {
  return invalidRequest(`Invalid integer: ${value}`, 'parameter_invalid_integer', param);
}

function isInteger(value: string): boolean {
  return /^-?\d{1,15}$/.test(value);
}

function toComparator(member: string | undefined): Comparator | null {
  if (member === undefined) return 'eq';
  return member === 'gt' || member === 'gte' || member === 'lt' || member === 'lte' ? member : null;
}
