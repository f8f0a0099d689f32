// The text of the statements for lists: customers with what they owe, and customers whose name or address holds a text. As in
// statements.ts, names are quoted and values bound; what a statement finds is judged once more by the mapping.
import type { Statement } from '../../../../platform/sql/database';
import type { CheckedSection } from './checked-mapping';
import type { Section } from './columns';
import type { InvoicesMapping, Mapping, TextValue } from './mapping';
import { NOTHING_DUE } from './rows';
import { binder, dayOf, isText, nameOf, selected } from './sql-text';

type Bind = (values: readonly string[]) => string;

/**
 * Invoices that fell due by `lastDay` and may be unpaid, each with its customer: the columns of both sections, the customer's
 * first. The longest overdue first, at most `limit`. null where the mapping can tell of none, having no due date.
 */
export function overdueStatement(
  { invoices: { fields } }: Mapping,
  { customers, invoices }: { customers: CheckedSection; invoices: CheckedSection },
  lastDay: string,
  limit: number,
): Statement | null {
  const { values, bind } = binder();
  const id = columnAt(customers.section, 'id');
  const invoiceId = columnAt(invoices.section, 'id');
  const owner = columnAt(invoices.section, 'customer');
  if (fields.dueDate === undefined || id === null || owner === null || invoiceId === null) return null;
  // The bound is moved, and not the column, so that an index on it serves.
  const due = dayOf(fields.dueDate.column, invoices.table, 'i');
  const isDue = `${due} <= (${bind([lastDay])}::date[])[1] - (${fields.dueDate.plusDays})`;
  const statuses = mayBeDue(fields.status, bind);
  if (statuses === null) return null;
  const conditions = [
    isDue,
    ...statuses,
    // Without an amount nothing is known: such a row is a fault, which the caller must see.
    `(${owes(fields, bind)}) is not false`,
  ];
  const columns = [
    ...customers.section.columns.map((use) => selected(use, customers.table, 'c')),
    ...invoices.section.columns.map((use) => selected(use, invoices.table, 'i')),
  ];
  const sameType = customers.table.types.get(id) === invoices.table.types.get(owner);
  const cast = sameType ? '' : '::text';
  return {
    text: [
      `select ${columns.join(', ')}`,
      `  from ${customers.table.sql} as c`,
      `  join ${invoices.table.sql} as i on ${nameOf(id, 'c')}${cast} = ${nameOf(owner, 'i')}${cast}`,
      ` where ${conditions.join('\n   and ')}`,
      ` order by ${due}, ${nameOf(id, 'c')}, ${nameOf(invoiceId, 'i')}`,
      ` limit ${limit}`,
    ].join('\n'),
    values,
  };
}

/** The columns that a person is searched by, as SQL; given and family name together as well. */
function searchedIn({ columns }: Section): string[] {
  const at = (path: string): string[] => columns.filter((use) => use.path === path).map(({ column }) => `${nameOf(column)}::text`);
  const [given, family] = [at('fields.givenName'), at('fields.familyName')];
  const whole = given.length > 0 && family.length > 0 ? [`concat_ws(' ', ${[...given, ...family].join(', ')})`] : [...given, ...family];
  const emails = columns.filter(({ path }) => path.startsWith('fields.email.')).map(({ column }) => `${nameOf(column)}::text`);
  return [...at('fields.name'), ...whole, ...at('fields.company'), ...emails];
}

/** Customers in whose name, company or address the text stands, whatever its case, by their ids, at most `limit`; null = none can. */
export function searchStatement({ section, table }: CheckedSection, text: string, limit: number): Statement | null {
  const id = columnAt(section, 'id');
  const searched = searchedIn(section);
  if (id === null || searched.length === 0 || text === '' || !isText(text)) return null;
  const { values, bind } = binder();
  const pattern = bind([`%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`]);
  return {
    text: [
      `select ${section.columns.map((use) => selected(use, table)).join(', ')}`,
      `  from ${table.sql} as t`,
      ` where ${searched.map((name) => `${name} ilike any(${pattern}::text[])`).join('\n    or ')}`,
      ` order by ${nameOf(id)}`,
      ` limit ${limit}`,
    ].join('\n'),
    values,
  };
}

/** Conditions that leave out rows whose status says that nothing is due; null where it says so of every row. */
function mayBeDue(status: TextValue, bind: Bind): string[] | null {
  const isDue = (word: string | null): boolean => !NOTHING_DUE.has(word ?? '');
  if ('constant' in status) return isDue(status.constant) ? [] : null;
  const { column, values, fallback } = status;
  const word = `coalesce(btrim(${nameOf(column, 'i')}::text, E' \\t\\r\\n'), '')`;
  const words = values === null ? [...NOTHING_DUE].map((ours) => [ours, ours] as const) : [...values];
  // Where everything else is paid, only what is not is asked for; else what is paid is left out.
  if (values !== null && !isDue(fallback)) {
    return [`${word} = any(${bind(words.filter(([, ours]) => isDue(ours)).map(([theirs]) => theirs))}::text[])`];
  }
  const settled = words.filter(([, ours]) => !isDue(ours)).map(([theirs]) => theirs);
  return [`${word} <> all(${bind(isDue(fallback) ? settled : [...settled, ''])}::text[])`];
}

/** Is there something to pay? By whole numbers on both sides, so that nothing is rounded. */
function owes({ total, balance, paid }: InvoicesMapping['fields'], bind: Bind): string {
  const amount = ({ column, default: otherwise }: typeof total): string => {
    const name = `${nameOf(column, 'i')}::numeric`;
    return otherwise === undefined ? name : `coalesce(${name}, (${bind([otherwise])}::numeric[])[1])`;
  };
  if (paid === undefined) return `${amount(balance ?? total)} > 0`;
  return `${amount(total)} * ${paid.divideBy} > ${amount(paid)} * ${total.divideBy}`;
}

function columnAt({ columns }: Section, path: string): string | null {
  return columns.find((use) => use.path === path)?.column ?? null;
}
