// HubSpot's search, of contacts as of any other type. It is the endpoint that, as documented, takes a few moments to see new and
// changed records, and that has its own rate limit.
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { invalid } from './errors';
import { type Filter, filterSchema, lacks, type Searchable, toTest } from './filters';
import { type ObjectType, SEARCHED_PROPERTIES, toObjectType } from './objects';
import { toAnswer } from './reading';
import { searchShape } from './shapes';
import type { HubspotStore } from './store';

const MAX_BODY = 3000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_LIMIT = 200;
const MAX_TOTAL = 10_000;

const sortSchema = z.union([z.string(), z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() })]);
const searchBody = z.object({
  query: z.string().optional(),
  filterGroups: z.array(z.object({ filters: z.array(filterSchema).min(1) })).default([]),
  sorts: z.array(sortSchema).max(1).default([]),
  properties: z.array(z.string()).default([]),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(10),
  after: z.coerce.number().int().min(0).default(0),
});
type SearchBody = z.output<typeof searchBody>;

export function createSearchRoute(store: HubspotStore): Route {
  return {
    // https://developers.hubspot.com/docs/api/crm/search: body 3,000 characters, 5 groups of 6 filters and
    // 18 in all, 200 a page, 10,000 results in all, 5 requests a second.
    method: 'POST',
    path: '/crm/v3/objects/:type/search',
    shape: searchShape,
    keys: countValues,
    handle: (request) => search(store, request),
  };
}

function search(store: HubspotStore, { params, body, bodyLength }: VendorRequest): VendorAnswer {
  const type = toObjectType(params['type'] ?? '');
  if (type === null) return invalid(`Unable to infer object type from: ${params['type']}`);
  if (bodyLength > MAX_BODY) return invalid(`The request body is too long: ${bodyLength} characters, the maximum is ${MAX_BODY}.`);
  const parsed = searchBody.safeParse(body ?? {});
  if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const refusal = toRefusal(parsed.data, type, store);
  if (refusal !== null) return invalid('There was a problem with the request.', { errors: [{ message: refusal }] });

  const { filterGroups, limit, after, properties, query } = parsed.data;
  const groups = filterGroups.map(({ filters }) => filters.map(toTest));
  const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const objects: readonly Searchable[] = type === 'contacts' ? store.searchableContacts() : store.objectsOf(type);
  const matches = sorted(
    objects
      .filter((object) => groups.length === 0 || groups.some((tests) => tests.every((test) => test(object))))
      .filter((object) => words.every((word) => hasWord(object, SEARCHED_PROPERTIES[type], word))),
    parsed.data,
  );
  const page = matches.slice(after, after + limit).map((object) => toAnswer(object, type, properties));
  const next = after + limit < matches.length ? { paging: { next: { after: String(after + limit) } } } : {};
  return { status: 200, body: { total: matches.length, results: page, ...next } };
}

function toRefusal({ filterGroups, sorts, after, limit }: SearchBody, type: ObjectType | 'contacts', store: HubspotStore): string | null {
  const filters = filterGroups.flatMap((group) => group.filters);
  if (filterGroups.length > MAX_GROUPS) return `filterGroups: the maximum is ${MAX_GROUPS}`;
  if (filterGroups.some((group) => group.filters.length > MAX_FILTERS_PER_GROUP))
    return `filters in a group: the maximum is ${MAX_FILTERS_PER_GROUP}`;
  if (filters.length > MAX_FILTERS) return `filters in all groups: the maximum is ${MAX_FILTERS}`;
  if (after + limit > MAX_TOTAL) return `paging beyond ${MAX_TOTAL} results is not possible`;
  for (const filter of filters) {
    const lacking = lacks(filter);
    if (lacking !== null) return `operator ${filter.operator} requires ${lacking}`;
    if (!store.knowsProperty(type, filter.propertyName)) return `Property '${filter.propertyName}' does not exist`;
  }
  const unknown = sorts.map(toOrder).find(({ name }) => !store.knowsProperty(type, name));
  return unknown === undefined ? null : `Property '${unknown.name}' does not exist`;
}

/** Oldest first unless a sort says otherwise: https://developers.hubspot.com/docs/api/crm/search#search-default-searchable-properties */
function sorted(objects: readonly Searchable[], { sorts: [sort] }: SearchBody): Searchable[] {
  if (sort === undefined) return objects.toSorted((a, b) => compare(a.createdAt, b.createdAt));
  const { name, sign } = toOrder(sort);
  return objects.toSorted((a, b) => sign * compare(a.properties[name] ?? '', b.properties[name] ?? ''));
}

/** Numbers by their value, instants and words by their letters. */
function compare(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (a !== '' && b !== '' && !Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function toOrder(sort: SearchBody['sorts'][number]): { name: string; sign: 1 | -1 } {
  if (typeof sort !== 'string') return { name: sort.propertyName, sign: sort.direction === 'DESCENDING' ? -1 : 1 };
  return sort.startsWith('-') ? { name: sort.slice(1), sign: -1 } : { name: sort, sign: 1 };
}

function hasWord({ properties }: Searchable, names: readonly string[], word: string): boolean {
  return names.some((name) => properties[name]?.toLowerCase().includes(word) === true);
}

/** How many values the filters ask for. */
function countValues({ body }: VendorRequest): number {
  const parsed = searchBody.safeParse(body);
  if (!parsed.success) return 0;
  const count = ({ values, value }: Filter) => values?.length ?? (value === undefined ? 0 : 1);
  return parsed.data.filterGroups.flatMap((group) => group.filters).reduce((sum, filter) => sum + count(filter), 0);
}
