// What belongs to records (invoices of customers, items of orders) as a batch read: one statement for any number of them. A row
// that breaks its contract is the error of the record it belongs to, and of no other.
import { chunked } from '../batch-read';
import type { BatchRead } from '../connector';
import type { UpstreamError } from '../errors';
import type { Call } from '../http/call';
import { recordId, type RecordId } from '../record';
import { toCells, type Cells } from './cells';
import type { Statement } from './database';
import { allOrFault, orFault } from './faults';
import { KEYS_PER_STATEMENT } from './people';
import { ownIds } from './wanted';

/** A statement, and what its columns are called by. */
export interface NamedStatement {
  statement: Statement;
  /** In the order of the columns. */
  paths: readonly string[];
}

export interface ChildRead<Child> {
  source: string;
  /** What they belong to: the type in its record id, and the path of the cell with its key. */
  parent: 'customer' | 'order' | 'ticket';
  /** The children of these keys, each parent's in their order; null where no row can fit. */
  statement(ids: readonly string[], call: Call): Promise<NamedStatement | null>;
  run(statement: Statement, call: Call): Promise<(string | null)[][]>;
  /** Throws ZodError for a row that breaks its contract. */
  toChild(cells: Cells): Child;
}

/** Makes the read; records without children, and unknown ones, have an empty list. */
export function childrenOf<Child>({ source, parent, statement, run, toChild }: ChildRead<Child>): BatchRead<RecordId, readonly Child[]> {
  const read = chunked<readonly Child[] | Error>({
    absent: [],
    keysPerCall: KEYS_PER_STATEMENT,
    read: async (records, call) => {
      const asked = await statement(ownIds(source, parent, records), call);
      const rows = asked === null ? [] : await run(asked.statement, call);
      const byRecord = new Map<RecordId, (Child | UpstreamError)[]>();
      for (const row of rows) {
        const cells = toCells(asked?.paths ?? [], row);
        const record = recordId(source, parent, cells.get(parent) ?? '');
        const child = orFault(source, () => toChild(cells));
        const siblings = byRecord.get(record);
        if (siblings === undefined) byRecord.set(record, [child]);
        else siblings.push(child);
      }
      return new Map([...byRecord].map(([record, found]) => [record, allOrFault(found)]));
    },
  });
  return (records, call) => read(records, call);
}
