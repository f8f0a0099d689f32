// Which column is a table's id, and which column of one table refers to another, with or without declared keys. Pure.
import { columnReadings, singularsOf, tableWords, wordsOf } from './naming';
import { referrersOf } from './referrers';
import { spelledColumns } from './picks';
import { ROLE_WORDS, type Role } from './role-words';
import { columnOf, said, type Column, type Table } from './tables';

export interface Found {
  column: string;
  doubts: string[];
}

export interface Reference extends Found {
  /** Whether a foreign key says so. */
  declared: boolean;
}

const KEY = '(?:id|ids|nr|no|num|number|nummer|key|fk|ref|code|uuid|guid|sk)';
/** Names of ids that say nothing of whose they are. */
const ANYBODYS = new RegExp(`^(?:${KEY}|lfdnr|rowid|pk|oid|recid|recordid)$`);
/** Where a line of an order has no other id. */
const LINE_NUMBER = /^(pos|position|line|zeile)(nr|no|num|number|nummer|id)?$/;
/** Who wrote a row is not who looks after a customer. */
const WRITTEN_BY = /(creat|updat|modif|chang|delet|insert|edit|erstell|erfass|aender|angelegt|anlage)/;
const LOOKS_AFTER = /(sales|rep|seller|agent|owner|manager|betreu|vertret|verkaeuf|berater|consultant|zustaendig|assign)/;

/** The id: what foreign keys refer to, else the primary key, a unique column, or by its name, but not `reference`; null = none. */
export function idOf(table: Table, role: Role, tables: readonly Table[], reference: string | null = null): Found | null {
  const isUnique = (name: string): boolean => table.uniqueKeys.some((key) => key.length === 1 && key[0] === name);
  const referred = mostReferred(table, tables);
  const [primary, ...more] = table.primaryKey ?? [];
  if (referred !== null && isUnique(referred) && columnOf(table, referred) !== undefined) return { column: referred, doubts: [] };
  if (primary !== undefined && more.length === 0 && columnOf(table, primary) !== undefined) return { column: primary, doubts: [] };
  const byName = idByName(table, role, reference);
  const unique = table.columns.find(({ name, notNull, kind }) => isUnique(name) && notNull && (kind === 'integer' || kind === 'text'));
  if (byName !== null && isUnique(byName)) return { column: byName, doubts: [] };
  if (unique !== undefined && byName === null) return { column: unique.name, doubts: ['no primary key; this column is unique'] };
  if (primary !== undefined && more.length > 0) {
    const inKey = [primary, ...more].filter((name) => columnOf(table, name) !== undefined);
    const mine = inKey.filter((name) => name !== reference);
    const own = byName !== null && mine.includes(byName) ? byName : (mine.at(-1) ?? null);
    if (own === null) return null;
    return {
      column: own,
      doubts: [`unique only together with the rest of its key (${inKey.map(said).join(', ')}): map a view with an id of one column`],
    };
  }
  if (byName === null) return null;
  const reason =
    table.form === 'table' || table.form === 'materialised view'
      ? 'no key says that it is unique'
      : `a ${table.form} has no keys: is it unique?`;
  return { column: byName, doubts: [reason] };
}

/** The column by which a row of `from` belongs to one of `to`; null = none. */
export function referenceTo(from: Table, to: { table: Table; id: string; role: Role }): Reference | null {
  const declared = from.foreignKeys.flatMap(({ columns, target, targetColumns }) => {
    if (target !== to.table.id) return [];
    const place = targetColumns.indexOf(to.id);
    const column = columns[place];
    return column === undefined || columnOf(from, column) === undefined ? [] : [{ column, isWhole: columns.length === 1 }];
  });
  if (from.id === to.table.id) return null;
  if (declared.length > 0) {
    const names = unique(declared.map(({ column }) => column));
    const ranked = names.toSorted((a, b) => nearness(from, b, to.role) - nearness(from, a, to.role));
    const [best] = ranked;
    if (best === undefined) return null;
    const isWhole = declared.some(({ column, isWhole }) => column === best && isWhole);
    return {
      column: best,
      declared: true,
      doubts: [
        ...(ranked.length > 1 ? [`it could also be ${ranked.slice(1).map(said).join(', ')}`] : []),
        ...(isWhole ? [] : ['a part of a foreign key of several columns']),
      ],
    };
  }
  return referenceByName(from, to);
}

/** The column that names who of the staff looks after a customer or sold an order; who wrote the row does not count. */
export function salesPersonIn(from: Table, staff: { table: Table; id: string }): Reference | null {
  if (from.id === staff.table.id) return null;
  const declared = unique(
    from.foreignKeys.flatMap(({ columns, target, targetColumns }) =>
      target === staff.table.id && columns.length === 1 && targetColumns[0] === staff.id ? columns : [],
    ),
  ).filter((name) => columnOf(from, name) !== undefined && !WRITTEN_BY.test(wordsOf(name).join('')));
  const looksAfter = declared.filter((name) => LOOKS_AFTER.test(wordsOf(name).join('')));
  const [best, ...others] = looksAfter.length > 0 ? looksAfter : declared;
  if (best !== undefined)
    return { column: best, declared: true, doubts: others.length === 0 ? [] : [`it could also be ${others.map(said).join(', ')}`] };
  if (from.foreignKeys.some(({ target }) => target === staff.table.id)) return null;
  const byName = referenceByName(from, { ...staff, role: 'staff' });
  return byName === null || WRITTEN_BY.test(wordsOf(byName.column).join('')) ? null : byName;
}

function referenceByName(from: Table, to: { table: Table; id: string; role: Role }): Reference | null {
  const key = columnOf(to.table, to.id);
  if (key === undefined) return null;
  const fitting = from.columns
    .filter((column) => isAlike(column, key))
    .map(({ name }) => ({ name, rank: nameRank(from, name, to) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  const [best] = fitting;
  return best === undefined
    ? null
    : {
        column: best.name,
        declared: false,
        doubts: [`by its name: no foreign key says that it is ${said(to.table.address)}.${said(to.id)}`],
      };
}

function nameRank(from: Table, name: string, { table, id, role }: { table: Table; id: string; role: Role }): number {
  const mine = columnReadings(from).get(name) ?? [];
  const theirs = columnReadings(table).get(id) ?? [];
  if (mine.some((one) => theirs.includes(one) && !ANYBODYS.test(one))) return 3;
  const words = tableWords(table);
  const entities = unique([words.join(''), words.at(-1) ?? ''].flatMap(singularsOf)).filter((word) => word.length > 1);
  if (mine.some((one) => entities.some((entity) => one.startsWith(entity) && new RegExp(`^${KEY}?$`).test(one.slice(entity.length)))))
    return 2;
  const anyEntity = new RegExp(`^(?:${ROLE_WORDS[role].entity})${KEY}$`);
  return mine.some((one) => anyEntity.test(one)) ? 1 : 0;
}

function nearness(from: Table, name: string, role: Role): number {
  const entity = new RegExp(`^(?:${ROLE_WORDS[role].entity})${KEY}?$`);
  const readings = columnReadings(from).get(name) ?? [];
  return readings.some((one) => entity.test(one)) ? 2 : columnOf(from, name)?.notNull === true ? 1 : 0;
}

function idByName(table: Table, role: Role, reference: string | null): string | null {
  const spelled = spelledColumns(table, role);
  const words = tableWords(table);
  const entities = unique([words.join(''), words.at(-1) ?? ''].flatMap(singularsOf));
  const rankOf = ({ name, kind }: Column): number => {
    if (kind !== 'integer' && kind !== 'text' && kind !== 'decimal') return 0;
    const spellings = spelled.get(name) ?? [];
    const own = spellings.some((one) =>
      entities.some((entity) => one.name.startsWith(entity) && new RegExp(`^${KEY}$`).test(one.name.slice(entity.length))),
    );
    if (spellings.some((one) => one.name === 'id')) return 4;
    if (own) return 3;
    if (spellings.some((one) => ANYBODYS.test(one.name))) return 2;
    return role === 'items' && spellings.some((one) => LINE_NUMBER.test(one.name)) ? 1 : 0;
  };
  const [best] = table.columns
    .filter(({ name }) => name !== reference)
    .map((column) => ({ name: column.name, rank: rankOf(column) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  return best?.name ?? null;
}

/** The column that most foreign keys of one column refer to. */
function mostReferred(table: Table, tables: readonly Table[]): string | null {
  const counts = new Map<string, number>();
  for (const { key } of referrersOf(table, tables)) {
    const [column, ...more] = key.targetColumns;
    if (column !== undefined && more.length === 0) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** Numbers refer to numbers, texts to texts. */
function isAlike(a: Column, b: Column): boolean {
  const family = ({ kind, type }: Column): string => (type === 'uuid' ? 'uuid' : kind === 'decimal' ? 'integer' : kind);
  return family(a) === family(b);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
