// What hangs on several records of one customer, as one list.
import type { PersonRecord, RecordId } from '../../../../platform/record';
import type { Kept } from '../memory';
import type { Resolved } from '../resolved';

/** Each once, though several records may have it. In no order. */
export async function childrenOf<Child extends { id: RecordId }>(
  linked: readonly Resolved<PersonRecord>[],
  read: Kept<readonly Child[]>,
): Promise<Child[]> {
  return eachOnce(await Promise.all(linked.map(({ record }) => read(record.id))));
}

export function eachOnce<Child extends { id: RecordId }>(lists: readonly (readonly Child[])[]): Child[] {
  return [...new Map(lists.flat().map((child) => [child.id, child])).values()];
}
