// Holds Stripe's answers against the vendor's own fixtures, one of each resource: every field that the fixture has must be there,
// and of its kind. Which fields may be null and which words an enum has, the types of the `stripe` package tell (`types.ts`).
import { OLD_FIXTURE_FIELDS } from '../known-faults/graphql-and-stripe';
import type { Fault } from '../openapi/schemas';
import { isObject, type Json } from '../json';

/** Fixtures by the name that resources carry as `object`. */
export type Fixtures = Readonly<Record<string, Json>>;

/** Reads the vendor's file of fixtures, without the fields that are known to be old. Throws where one of those is gone. */
export function toFixtures(file: unknown): Fixtures {
  const resources = isObject(file) && isObject(file['resources']) ? file['resources'] : {};
  return Object.fromEntries(
    Object.entries(resources).map(([name, fixture]) => {
      const fields = isObject(fixture) ? { ...fixture } : {};
      for (const old of OLD_FIXTURE_FIELDS.filter(({ resource }) => resource === name)) {
        if (!(old.field in fields)) throw new Error(`stripe: a known fault is gone, at ${name}.${old.field}`);
        delete fields[old.field];
      }
      return [name, fields];
    }),
  );
}

/** @returns what is wrong with the body of a 2xx answer; none = nothing. */
export function replyFaults(fixtures: Fixtures, reply: unknown): readonly Fault[] {
  if (!isObject(reply)) return [{ where: '', what: 'is no object' }];
  const envelope = ENVELOPES[String(reply['object'])];
  if (envelope === undefined) return resourceFaults(fixtures, reply, '');
  const data = reply['data'];
  const missing = Object.entries(envelope).flatMap(([name, kinds]) =>
    kinds.includes(kindOf(reply[name])) ? [] : [{ where: `/${name}`, what: `must be ${kinds.join(' or ')}` }],
  );
  const unknown = Object.keys(reply).flatMap((name) => (name in envelope ? [] : [{ where: `/${name}`, what: 'is no field of a list' }]));
  return [...missing, ...unknown, ...(Array.isArray(data) ? data : []).flatMap((one: unknown) => resourceFaults(fixtures, one, '/data/*'))];
}

/** https://docs.stripe.com/api/pagination, https://docs.stripe.com/api/pagination/search */
const ENVELOPES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  list: { object: ['string'], data: ['array'], has_more: ['boolean'], url: ['string'] },
  search_result: {
    object: ['string'],
    data: ['array'],
    has_more: ['boolean'],
    url: ['string'],
    next_page: ['string', 'null'],
    total_count: ['number', 'undefined'],
  },
};

function resourceFaults(fixtures: Fixtures, resource: unknown, where: string): readonly Fault[] {
  if (!isObject(resource)) return [{ where, what: 'is no resource' }];
  const name = resource['deleted'] === true ? `deleted_${String(resource['object'])}` : String(resource['object']);
  const fixture = fixtures[name];
  return fixture === undefined
    ? [{ where: `${where}/object`, what: 'names no resource of the vendor' }]
    : fieldFaults(fixtures, fixture, resource, where);
}

function fieldFaults(fixtures: Fixtures, fixture: Json, resource: Json, where: string): readonly Fault[] {
  return Object.entries(fixture).flatMap(([name, example]) => {
    const place = `${where}/${name}`;
    if (!(name in resource)) return [{ where: place, what: 'is missing' }];
    return valueFaults(fixtures, example, resource[name], place);
  });
}

function valueFaults(fixtures: Fixtures, example: unknown, value: unknown, where: string): readonly Fault[] {
  // null on either side tells no kind.
  if (example === null || value === null) return [];
  if (kindOf(example) !== kindOf(value)) {
    // An id that was expanded, or the other way round.
    const isExpanded = typeof example === 'string' && isObject(value) && typeof value['object'] === 'string';
    if (isExpanded) return replyFaults(fixtures, value).map((fault) => ({ ...fault, where: where + fault.where }));
    return [{ where, what: `must be ${kindOf(example)}` }];
  }
  if (Array.isArray(value)) {
    const first: unknown = Array.isArray(example) ? example[0] : undefined;
    return first === undefined ? [] : value.flatMap((one: unknown) => valueFaults(fixtures, first, one, `${where}/*`));
  }
  if (!isObject(value) || !isObject(example)) return [];
  const name = value['object'];
  if (typeof name === 'string') return replyFaults(fixtures, value).map((fault) => ({ ...fault, where: where + fault.where }));
  // What a nested object holds depends on its kind: what is there must agree.
  return Object.entries(example).flatMap(([inner, one]) =>
    inner in value ? valueFaults(fixtures, one, value[inner], `${where}/${inner}`) : [],
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
