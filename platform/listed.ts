// Lists of records made of items that name them: overdue invoices, open tickets, deals about to close. The items tell which and
// in what order, a look-up by id tells of the records. Connectors are built on it; it knows no vendor.
import type { BatchRead, Identifier, ListedItem, RecordList } from './connector';
import type { Call } from './http/call';
import type { PersonRecord, RecordId } from './record';

/** An item, and the record that it puts on the list. */
export interface ItemOfRecord {
  record: RecordId;
  item: ListedItem;
}

/**
 * The first `most` records that items name, each once with all its items, in the order of the items. Records that the look-up
 * does not know are left out. Rejects with the first failure of the look-up. `complete` = whether these are all the items there are.
 */
export async function listByItems<R extends PersonRecord>(
  { items, complete = true }: { items: readonly ItemOfRecord[]; complete?: boolean },
  most: number,
  find: BatchRead<Identifier, readonly R[]>,
  call: Call,
): Promise<RecordList<R>> {
  const byRecord = new Map<RecordId, ListedItem[]>();
  for (const { record, item } of items) byRecord.set(record, [...(byRecord.get(record) ?? []), item]);
  const ids = [...byRecord.keys()];
  const answers = await find(
    ids.map((value) => ({ by: 'id', value })),
    call,
  );
  const records = answers.flatMap((answer, index) => {
    if (answer instanceof Error) throw answer;
    return answer.slice(0, 1).map((record) => ({ record, items: byRecord.get(ids[index] ?? '') ?? [] }));
  });
  return { records: records.slice(0, most), complete: complete && records.length <= most };
}
