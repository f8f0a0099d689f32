// Search by words, over the index: parameterizedSearch, by GET and POST. Words find what has them all at the beginning of words.
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-search-parameterized-post.html
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { ForceObject } from '../../world/salesforce/ids';
import { refuse } from './errors';
import type { Row } from './rows';
import { fieldOf, fieldsOf, toObject } from './schema';
import { attributes } from './soql/run';
import type { SalesforceStore } from './store';

const MOST_RESULTS = 2_000;
/** "Search term must be longer than one character". */
const SHORTEST_TERM = 2;
/** With a meaning of their own, so that they must be escaped: none of them is found. */
const RESERVED = /[?&|!{}[\]()^~*:"'+\\-]/;

const search = z.strictObject({
  q: z.string(),
  in: z.enum(['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR']).optional(),
  fields: z.array(z.string()).optional(),
  sobjects: z
    .array(z.strictObject({ name: z.string(), fields: z.array(z.string()).optional(), limit: z.int().min(1).max(MOST_RESULTS).optional() }))
    .min(1),
  overallLimit: z.int().min(1).max(MOST_RESULTS).optional(),
  defaultLimit: z.int().min(1).max(MOST_RESULTS).optional(),
});

const shape = z.strictObject({
  searchRecords: z.array(z.looseObject({ attributes: z.strictObject({ type: z.string(), url: z.string() }) })),
});

export function createSearchRoutes(store: SalesforceStore): Route[] {
  const path = '/services/data/:version/parameterizedSearch';
  return [
    { method: 'POST', path, shape, handle: (request) => find(request, request.body, store) },
    { method: 'GET', path, shape, handle: (request) => find(request, fromQuery(request.query), store) },
  ];
}

function find({ params }: VendorRequest, body: unknown, store: SalesforceStore): VendorAnswer {
  const told = search.safeParse(body);
  if (!told.success) throw refuse('INVALID_SEARCH', `the search is malformed: ${z.prettifyError(told.error)}`);
  const { q, fields = ['Id'], sobjects, overallLimit = MOST_RESULTS, defaultLimit = MOST_RESULTS } = told.data;
  // Escaped ones would be allowed, and are not spoken here.
  if (RESERVED.test(q)) throw refuse('MALFORMED_SEARCH', 'a reserved character has to be escaped');
  const words = q
    .toLowerCase()
    .split(/[\s@.,'/-]+/)
    .filter((word) => word !== '');
  if (words.join('').length < SHORTEST_TERM) throw refuse('MALFORMED_SEARCH', 'search term must be longer than one character');
  const found = sobjects.flatMap(({ name, fields: own = fields, limit = defaultLimit }) => {
    const object = toObject(name);
    if (object === null) throw refuse('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    const rows = store.searchable(object).filter((row) => words.every((word) => holds(object, row, word)));
    return rows
      .slice(0, limit)
      .map((row) => ({ attributes: attributes(params['version'] ?? '', object, row), ...select(object, row, own) }));
  });
  return { status: 200, body: { searchRecords: found.slice(0, overallLimit) } };
}

function holds(object: ForceObject, row: Row, word: string): boolean {
  return fieldsOf(object).some(({ name, type }) => {
    const value = row[name];
    if (typeof value !== 'string' || !['string', 'email', 'phone', 'url'].includes(type)) return false;
    if (type === 'phone') return /^\d{4,}$/.test(word) && value.replaceAll(/\D/g, '').endsWith(word);
    return value
      .toLowerCase()
      .split(/[\s@.,'/-]+/)
      .some((part) => part.startsWith(word));
  });
}

function select(object: ForceObject, row: Row, names: readonly string[]): Row {
  return Object.fromEntries(
    names.map((name) => {
      const field = fieldOf(object, name);
      if (field === null) throw refuse('INVALID_FIELD', `No such column '${name}' on entity '${object}'.`);
      return [field.name, row[field.name] ?? null];
    }),
  );
}

/** `q=Acme&sobject=Account&Account.fields=id,name&Account.limit=10` */
function fromQuery(query: URLSearchParams): object {
  const list = (name: string) => (query.get(name) === null ? {} : { fields: (query.get(name) ?? '').split(',') });
  const sobjects = query.getAll('sobject').map((name) => ({
    name,
    ...list(`${name}.fields`),
    ...(query.get(`${name}.limit`) === null ? {} : { limit: Number(query.get(`${name}.limit`)) }),
  }));
  return { q: query.get('q') ?? '', ...list('fields'), sobjects };
}
