// Which columns' words are read, and how: those of a status, a priority or a country in a table that was chosen, and of no
// other. At most 30 a column, so that free text is never taken for a status.
import type { Statement } from '../../platform/sql/database';
import { quote } from '../../platform/sql/identifiers';
import type { Choices } from './choice';
import { wordsOf } from './naming';
import { picked } from './picks';
import { columnOf, type Column, type Table } from './tables';

/** A column with words to read: from itself, or from the table it refers to (`status_id`). */
export interface WordColumn {
  key: string;
  statement: Statement;
}

/** A word of theirs as it stands in the column, and what says what it means: itself, or its name in the other table. */
export interface Word {
  theirs: string;
  says: string;
}

/** What was read: `words` in their order; or why there are none: too many or too long to be the words of a status. */
export type ReadWords = { words: readonly Word[]; hasNull: boolean } | 'no words' | 'unreadable';

/** By `wordKey`. */
export type Words = ReadonlyMap<string, ReadWords>;

const MOST_WORDS = 30;
const LONGEST_WORD = 40;
/** A status that none of these rows has is rare enough to be told by the error it makes. */
const MOST_ROWS = 1_000_000;

const STATUS_TABLE = /^(status(es)?|states?|zustand|zustaende|prio(rity|rities|ritaet(en)?)?|phases?|stages?|severity|severities|urgency)$/;
const LABEL = /^(name|label|title|titel|bezeichnung|status|state|priority|code|key|description|beschreibung|slug)$/;

/** Names the words of one column. */
export function wordKey(table: Table, column: string): string {
  return JSON.stringify([table.id, column]);
}

/** The columns whose words the proposal needs; those of enums are in the catalogue and are not asked for. */
export function wordColumns(choices: Choices, tables: readonly Table[]): WordColumn[] {
  const wanted = [
    [choices.invoices, 'status'],
    [choices.orders, 'status'],
    [choices.tickets, 'status'],
    [choices.tickets, 'priority'],
    [choices.customers, 'country'],
  ] as const;
  return wanted.flatMap(([{ chosen }, field]) => {
    const column = chosen === null ? undefined : picked(chosen.picks, field)?.column;
    if (chosen === null || column === undefined || column.labels !== null) return [];
    return [{ key: wordKey(chosen.table, column.name), statement: statementFor(chosen.table, column, tables) }];
  });
}

/** What a statement of `wordColumns` answered: one column, or the word and its name. */
export function readWords(rows: readonly (readonly (string | null)[])[]): ReadWords {
  if (rows.length > MOST_WORDS || rows.flat().some((word) => word !== null && !isWord(word))) return 'no words';
  const words = rows.flatMap(([theirs, says]) => (theirs == null || theirs.trim() === '' ? [] : [{ theirs, says: says ?? theirs }]));
  return { words, hasNull: words.length < rows.length };
}

/** Free text is nobody's status, and may be about people: it is shown nowhere. */
function isWord(text: string): boolean {
  return text.length <= LONGEST_WORD && !text.includes('@');
}

/** The words of an enum. */
export function labelsOf({ labels, notNull }: Column): ReadWords | null {
  return labels === null ? null : { words: labels.map((theirs) => ({ theirs, says: theirs })), hasNull: !notNull };
}

function statementFor(table: Table, column: Column, tables: readonly Table[]): Statement {
  const name = quote(column.name);
  const lookUp = lookUpOf(table, column, tables);
  if (lookUp !== null) {
    const from = `${quote(lookUp.table.schema)}.${quote(lookUp.table.name)}`;
    return {
      text: `select distinct ${quote(lookUp.id)}::text collate "C", ${quote(lookUp.label)}::text collate "C" from ${from} order by 1, 2 limit ${MOST_WORDS + 1}`,
      values: [],
    };
  }
  const from = `${quote(table.schema)}.${quote(table.name)}`;
  return {
    text: `select distinct ${name}::text collate "C" from (select ${name} from ${from} limit ${MOST_ROWS}) part order by 1 nulls last limit ${MOST_WORDS + 1}`,
    values: [],
  };
}

/** `status_id` that refers to a table of statuses: what its rows are called. */
function lookUpOf(table: Table, column: Column, tables: readonly Table[]): { table: Table; id: string; label: string } | null {
  for (const { columns, target, targetColumns } of table.foreignKeys) {
    const [id] = targetColumns;
    const other = tables.find((one) => one.id === target);
    if (columns.length !== 1 || columns[0] !== column.name || id === undefined || other === undefined) continue;
    if (!wordsOf(other.name).some((word) => STATUS_TABLE.test(word)) || columnOf(other, id) === undefined) continue;
    const label = other.columns.find(({ name, kind }) => kind === 'text' && name !== id && LABEL.test(wordsOf(name).at(-1) ?? ''));
    if (label !== undefined) return { table: other, id, label: label.name };
  }
  return null;
}
