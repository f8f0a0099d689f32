// A SOQL statement on the rows of the store: what it finds, as Salesforce words it.
import type { ForceObject } from '../../../world/salesforce/ids';
import { refuse } from '../errors';
import type { Row, Value } from '../rows';
import { childRelationships, parentField } from '../schema';
import type { SalesforceStore } from '../store';
import { toTest } from './conditions';
import { fieldNamed, objectNamed } from './names';
import { parseSoql } from './parse';
import type { Condition, FieldPath, Statement } from './statement';

/** A record, or a parent or the children within one. */
export type Answered = { [field: string]: Value | Answered | Children | null };

/** Of a child query; a list that is longer than a page would go on, which no list of this world's children does. */
export interface Children {
  totalSize: number;
  done: true;
  records: Answered[];
}

export interface Found {
  statement: Statement;
  /** Wants to be called for the rows of a page alone. */
  rows: readonly Row[];
  answer(row: Row): Answered;
}

/** @param version of the API, for the links. @throws Refused for what Salesforce refuses */
export function runSoql(soql: string, store: SalesforceStore, { deleted, version }: { deleted: boolean; version: string }): Found {
  const statement = parseSoql(soql);
  const object = objectNamed(statement.from, soql);
  if (object === 'ContentDocumentLink' && !isOfSome(statement.where, LINK_FILTERS)) {
    throw refuse(
      'MALFORMED_QUERY',
      "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
    );
  }
  const run: Run = { soql, store, deleted, version };
  const { filter, answer } = prepare(run, statement, object);
  return { statement, rows: filter(store.rows(object)), answer };
}

/** https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-contentdocumentlink.html */
const LINK_FILTERS = ['id', 'contentdocumentid', 'linkedentityid'];

/** Whether every row that is found has one of the values named for one of the fields. */
function isOfSome(where: Condition | null, fields: readonly string[]): boolean {
  if (where === null || where.kind === 'not') return false;
  if ('parts' in where) {
    const isPartOfSome = (part: Condition): boolean => isOfSome(part, fields);
    return where.kind === 'and' ? where.parts.some(isPartOfSome) : where.parts.every(isPartOfSome);
  }
  return fields.includes(where.field.path.join('.').toLowerCase()) && (where.kind === 'in' ? !where.negated : where.operator === '=');
}

interface Run {
  soql: string;
  store: SalesforceStore;
  deleted: boolean;
  version: string;
}

function prepare(run: Run, statement: Statement, object: ForceObject) {
  const { soql, store, deleted } = run;
  const known = (path: FieldPath) => fieldNamed(object, path, soql, store);
  const test = statement.where === null ? () => true : toTest(statement.where, known);
  const orders = statement.orderBy.map(({ field, ...order }) => ({ ...order, valueOf: known(field).valueOf }));
  const answer = answers(run, statement, object);
  const compare = (a: Row, b: Row): number => {
    for (const { valueOf, descending, nullsLast } of orders) {
      const [left, right] = [valueOf(a), valueOf(b)];
      if (left === right) continue;
      if (left === null || right === null) return (left === null) === nullsLast ? 1 : -1;
      return left < right === descending ? 1 : -1;
    }
    return 0;
  };
  const filter = (rows: readonly Row[]): Row[] => {
    const kept = rows.filter((row) => (deleted || row['IsDeleted'] !== true) && test(row));
    const sorted = orders.length === 0 ? kept : kept.sort(compare);
    return sorted.slice(statement.offset, statement.limit === null ? undefined : statement.offset + statement.limit);
  };
  return { filter, answer };
}

/** How a row of the object is answered: the fields selected, parents within it, children as lists of their own. */
function answers(run: Run, { fields, children }: Pick<Statement, 'fields' | 'children'>, object: ForceObject): (row: Row) => Answered {
  const names = fields.map(({ path }) => path.join('.').toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse('MALFORMED_QUERY', `duplicate field selected: ${twice}`);
  const known = fields.filter(({ path }) => path.length === 1).map((path) => fieldNamed(object, path, run.soql, run.store));
  const parents = parentsIn(run, fields, object);
  const lists = children.map((child) => childList(run, child, object));
  return (row) => {
    const answered: Answered = { attributes: attributes(run.version, object, row) };
    for (const { field, valueOf } of known) answered[field.name] = valueOf(row);
    for (const { relationship, parentOf, answer } of parents) {
      const parent = parentOf(row);
      answered[relationship] = parent === null ? null : answer(parent);
    }
    for (const { name, childrenOf } of lists) {
      const records = childrenOf(row);
      // None at all is null, and no empty list.
      answered[name] = records.length === 0 ? null : { totalSize: records.length, done: true, records };
    }
    return answered;
  };
}

/** The parents that fields are selected of, each once. */
function parentsIn(run: Run, fields: readonly FieldPath[], object: ForceObject) {
  const further = fields.filter(({ path }) => path.length > 1);
  const ways = [...new Set(further.map(({ path }) => path[0]?.toLowerCase() ?? ''))];
  return ways.map((way) => {
    const paths = further.filter(({ path }) => path[0]?.toLowerCase() === way);
    // Refuses a relationship that there is not.
    for (const path of paths) fieldNamed(object, path, run.soql, run.store);
    const field = parentField(object, way);
    const inner = paths.map(({ path, at }) => ({ path: path.slice(1), at }));
    return {
      relationship: field?.parent?.relationship ?? way,
      parentOf: (row: Row) => run.store.row(String(row[field?.name ?? ''])),
      answer: answers(run, { fields: inner, children: [] }, field?.parent?.object ?? object),
    };
  });
}

function childList(run: Run, child: Statement, object: ForceObject) {
  const relationship = childRelationships(object).find(({ name }) => name.toLowerCase() === child.from.name.toLowerCase());
  if (relationship === undefined) {
    throw refuse('INVALID_TYPE', `Didn't understand relationship '${child.from.name}' in FROM part of query call.`);
  }
  const { filter, answer } = prepare(run, child, relationship.object);
  return {
    name: relationship.name,
    childrenOf: (row: Row) => filter(run.store.childrenOf(relationship.object, relationship.field, String(row['Id']))).map(answer),
  };
}

export function attributes(version: string, object: ForceObject, row: Row): Answered {
  return { type: object, url: `/services/data/${version}/sobjects/${object}/${String(row['Id'])}` };
}
