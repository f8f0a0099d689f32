// From a database to a proposal: three statements of the catalogue, one a status-like column of a chosen table, and no row of
// anything else. Read only, by platform/sql.
import { UpstreamError } from '../../platform/errors';
import type { Call } from '../../platform/http/call';
import type { Database } from '../../platform/sql/database';
import { COLUMNS, DATABASE_NAME, KEYS, readCatalogue } from './catalogue';
import { chooseTables } from './choice';
import { writeProposal, type Proposed } from './proposal';
import { readWords, wordColumns, type ReadWords } from './status-columns';

export interface SuggestOptions {
  database: Database;
  /** `2026-11-26`, for the head of the file. */
  today: string;
  call: Call;
  /** Told what is going on, in a line each. */
  say(line: string): void;
}

/** Proposes a mapping. Throws UpstreamError where the catalogue cannot be read; words that cannot are a doubt. */
export async function suggest({ database, today, call, say }: SuggestOptions): Promise<Proposed> {
  const ask = (text: string) => database.run({ text, values: [] }, call);
  const [[name = ''] = []] = await ask(DATABASE_NAME);
  const columnRows = await ask(COLUMNS);
  const { tables, unnameable } = readCatalogue(columnRows, await ask(KEYS));
  say(`${tables.length} tables and views that this user may read`);
  const choices = chooseTables(tables);
  const words = new Map<string, ReadWords>();
  for (const { key, statement } of wordColumns(choices, tables)) {
    words.set(key, await readOrNot(() => database.run(statement, call)));
  }
  return writeProposal(choices, words, { database: name ?? '', today, tableCount: tables.length, unnameable });
}

/** A view may hold what fails when it is read; the rest of the proposal stands. */
async function readOrNot(read: () => Promise<(string | null)[][]>): Promise<ReadWords> {
  try {
    return readWords(await read());
  } catch (error) {
    if (error instanceof UpstreamError) return 'unreadable';
    throw error;
  }
}
