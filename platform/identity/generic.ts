// When does an identifier say nothing about anybody?
import { parseRecordId, type RecordId } from '../record';

/** An identifier that more records than this of one source hold is generic (a switchboard, a shared mailbox): it links nothing. */
const GENERIC_ABOVE = 3;

/** Do these records, which all hold one identifier, make it generic? Counted a source. */
export function isGeneric(holders: readonly RecordId[]): boolean {
  const bySource = new Map<string, number>();
  for (const id of holders) {
    const source = parseRecordId(id)?.source ?? '';
    bySource.set(source, (bySource.get(source) ?? 0) + 1);
  }
  return [...bySource.values()].some((count) => count > GENERIC_ABOVE);
}
