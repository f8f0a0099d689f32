// Vendure's lists: filtered, sorted, a page of them. https://docs.vendure.io/guides/how-to/paginated-list/
import { userInput } from './errors';
import { toTest, type Cell, type Operators } from './operators';

/** `apiOptions.adminListQueryLimit`. */
const LIST_LIMIT = 1_000;

type FilterPart = Operators | readonly Filter[] | null;
export interface Filter {
  readonly [field: string]: FilterPart;
}

export interface ListOptions {
  skip?: number | null;
  take?: number | null;
  sort?: Readonly<Record<string, 'ASC' | 'DESC' | null>> | null;
  filter?: Filter | null;
  filterOperator?: 'AND' | 'OR' | null;
}

/** A record in a list, before it is paged. */
export interface Row {
  /** What can be filtered and sorted by. */
  cells: Readonly<Record<string, Cell>>;
  /** Fields with several values, of which one must meet an operator. */
  lists?: Readonly<Record<string, readonly Cell[]>>;
  /** What the caller gets of it. */
  view(): object;
}

type RowTest = (row: Row) => boolean;

/** @throws GraphQLError for what Vendure refuses */
export function listOf(rows: readonly Row[], options: ListOptions | null | undefined): object {
  const { skip, take, sort, filter, filterOperator } = options ?? {};
  if (typeof take === 'number' && take > LIST_LIMIT) throw userInput(`Cannot take more than ${LIST_LIMIT} results from a list query`);
  const found = rows.filter(joined(conditionsOf(filter ?? {}), filterOperator ?? 'AND'));
  const order = Object.entries(sort ?? {});
  const sorted = found.toSorted((a, b) => compareRows(a, b, order));
  const start = Math.max(0, skip ?? 0);
  // As seen: 0, or less, takes all there are.
  const size = take === null || take === undefined ? LIST_LIMIT : take > 0 ? take : Infinity;
  return { items: () => sorted.slice(start, start + size).map((row) => row.view()), totalItems: found.length };
}

function joined(conditions: readonly RowTest[], operator: 'AND' | 'OR'): RowTest {
  if (conditions.length === 0) return () => true;
  return (row) => (operator === 'AND' ? conditions.every((test) => test(row)) : conditions.some((test) => test(row)));
}

/**
 * `_and` and `_or` hold for the conditions of all their entries taken together: an entry with two fields is two conditions, not
 * one of both.
 */
function conditionsOf(filter: Filter): RowTest[] {
  return Object.entries(filter).flatMap(([field, part]): RowTest[] => {
    if (part === null) return [];
    if (isList(part)) {
      const within = part.flatMap(conditionsOf);
      return within.length === 0 ? [] : [joined(within, field === '_and' ? 'AND' : 'OR')];
    }
    const test = toTest(part);
    return [({ cells, lists }) => (lists?.[field] ?? [cells[field] ?? null]).some(test)];
  });
}

function isList(part: Operators | readonly Filter[]): part is readonly Filter[] {
  return Array.isArray(part);
}

/** Nothing comes before something, as in SQLite; rows that are equal stand as they were made. */
function compareRows(a: Row, b: Row, sort: readonly [string, 'ASC' | 'DESC' | null][]): number {
  for (const [field, direction] of sort) {
    const order = compareCells(a.cells[field] ?? null, b.cells[field] ?? null);
    if (order !== 0) return direction === 'DESC' ? -order : order;
  }
  return compareCells(a.cells['id'] ?? null, b.cells['id'] ?? null);
}

function compareCells(a: Cell, b: Cell): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [x, y] = isNumber(a) && isNumber(b) ? [Number(a), Number(b)] : [a, b];
  return x < y ? -1 : x > y ? 1 : 0;
}

function isNumber(cell: string | number | boolean): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\d{1,15}$/.test(cell));
}
