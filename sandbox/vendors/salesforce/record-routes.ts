// Records by id: one, by another id of theirs, or many of one object at once (sObject Collections).
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-retrieve-post.html
import { z } from 'zod';
import type { Route, VendorAnswer } from '../../http/message';
import { toForceId, type ForceObject } from '../../world/salesforce/ids';
import { notFound, refuse, Refused } from './errors';
import type { Row } from './rows';
import { fieldOf, fieldsOf, toObject } from './schema';
import { attributes } from './soql/run';
import type { SalesforceStore } from './store';

const MOST_RECORDS = 2_000;
const wanted = z.strictObject({ ids: z.array(z.string()), fields: z.array(z.string()).min(1) });
const answered = z.looseObject({ attributes: z.strictObject({ type: z.string(), url: z.string() }) });

export function createRecordRoutes(store: SalesforceStore): Route[] {
  /** null = not there, deleted, or another object's. */
  function live(object: ForceObject, id: string): Row | null {
    const row = store.row(toForceId(id) ?? '');
    return row === null || row['IsDeleted'] === true || !store.rows(object).includes(row) ? null : row;
  }

  function collection(version: string, name: string, ids: readonly string[], names: readonly string[]): VendorAnswer {
    const object = objectNamed(name);
    if (ids.length > MOST_RECORDS)
      throw refuse('EXCEEDED_ID_LIMIT', 'record limit reached. cannot submit more than 2000 records into this call');
    const fields = fieldsNamed(object, names);
    const records = ids.map((id) => {
      const row = live(object, id);
      return row === null ? null : word(version, object, row, fields);
    });
    return { status: 200, body: records };
  }

  return [
    {
      method: 'POST',
      path: '/services/data/:version/composite/sobjects/:object',
      shape: z.array(answered.nullable()),
      keys: ({ body }) => wanted.safeParse(body).data?.ids.length ?? 1,
      handle({ params, body }) {
        const told = wanted.safeParse(body);
        if (!told.success) throw refuse('JSON_PARSER_ERROR', 'a list of ids and a list of fields are needed');
        return collection(params['version'] ?? '', params['object'] ?? '', told.data.ids, told.data.fields);
      },
    },
    {
      method: 'GET',
      path: '/services/data/:version/composite/sobjects/:object',
      shape: z.array(answered.nullable()),
      keys: ({ query }) => (query.get('ids') ?? '').split(',').length,
      handle({ params, query }) {
        const [ids, fields] = ['ids', 'fields'].map((name) => (query.get(name) ?? '').split(',').filter((part) => part !== ''));
        return collection(params['version'] ?? '', params['object'] ?? '', ids ?? [], fields ?? []);
      },
    },
    {
      method: 'GET',
      path: '/services/data/:version/sobjects/:object/:id',
      shape: answered,
      handle({ params, query }) {
        const object = objectNamed(params['object'] ?? '');
        const row = live(object, params['id'] ?? '');
        return row === null ? notFound() : { status: 200, body: word(params['version'] ?? '', object, row, toFields(object, query)) };
      },
    },
    {
      method: 'GET',
      path: '/services/data/:version/sobjects/:object/:field/:value',
      handle({ params, query }) {
        const object = objectNamed(params['object'] ?? '');
        const field = fieldOf(object, params['field'] ?? '');
        if (field === null || !(field.externalId || field.type === 'id')) throw new Refused(notFound());
        const value = (params['value'] ?? '').toLowerCase();
        const rows = store.rows(object).filter((row) => row['IsDeleted'] !== true && String(row[field.name]).toLowerCase() === value);
        const [row, ...others] = rows;
        if (row === undefined) return notFound();
        const version = params['version'] ?? '';
        // Several records hold it: their addresses.
        if (others.length > 0) return { status: 300, body: rows.map((one) => attributes(version, object, one)['url']) };
        return { status: 200, body: word(version, object, row, toFields(object, query)) };
      },
    },
  ];
}

/** @throws Refused 404 for an object that there is not */
export function objectNamed(name: string): ForceObject {
  const object = toObject(name);
  if (object === null) throw new Refused(notFound());
  return object;
}

function toFields(object: ForceObject, query: URLSearchParams): string[] {
  const named = (query.get('fields') ?? '').split(',').filter((name) => name !== '');
  return named.length === 0 ? fieldsOf(object).map(({ name }) => name) : fieldsNamed(object, named);
}

function fieldsNamed(object: ForceObject, names: readonly string[]): string[] {
  const fields = names.map((name) => {
    const field = fieldOf(object, name);
    if (field === null) throw refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
    return field.name;
  });
  // The id comes whether it was asked for or not.
  return [...new Set(['Id', ...fields])];
}

function word(version: string, object: ForceObject, row: Row, fields: readonly string[]) {
  return { attributes: attributes(version, object, row), ...Object.fromEntries(fields.map((name) => [name, row[name] ?? null])) };
}
