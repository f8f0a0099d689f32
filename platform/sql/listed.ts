// Rows of a list (each a customer and something of theirs) as the list of their customers: each once, with all that put them
// there. A row that breaks its contract cannot be judged: it is left out, and the list says that it is not complete.
import type { ListedItem, RecordList } from '../connector';
import { UpstreamError } from '../errors';
import type { PersonRecord } from '../record';

/** Rows of one statement; of more, the first ones are judged. */
export const MAX_ROWS = 10_000;

/** One row of a list. */
export interface ListedRow {
  record: PersonRecord | UpstreamError;
  /** null = on closer inspection it does not belong on the list. */
  item: ListedItem | UpstreamError | null;
}

/** The first `most` customers, in the order of the rows; more than `MAX_ROWS` rows make the list incomplete. */
export function toList(rows: readonly ListedRow[], most: number): RecordList<PersonRecord> {
  let complete = rows.length <= MAX_ROWS;
  const listed = new Map<string, { record: PersonRecord; items: ListedItem[] }>();
  for (const { record, item } of rows.slice(0, MAX_ROWS)) {
    if (record instanceof UpstreamError || item instanceof UpstreamError) {
      complete = false;
    } else if (item !== null) {
      const known = listed.get(record.id) ?? { record, items: [] };
      known.items.push(item);
      listed.set(record.id, known);
    }
  }
  return { records: [...listed.values()].slice(0, most), complete: complete && listed.size <= most };
}
