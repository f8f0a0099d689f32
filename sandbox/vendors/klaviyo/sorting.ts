// Klaviyo's `sort`: one key, descending with a minus in front. https://developers.klaviyo.com/en/docs/sorting_
import type { Parameters } from './parameters';

/** What a record is sorted by; null comes last, whichever way. */
export type SortKeys<T> = Readonly<Record<string, (record: T) => string | number | null>>;

/** @returns the records sorted; in the order given where no sort was asked for, and among equals. */
export function inOrder<T>(records: readonly T[], sort: Parameters['sort'], keys: SortKeys<T>): readonly T[] {
  const read = sort === null ? undefined : keys[sort.key];
  if (sort === null || read === undefined) return records;
  const sign = sort.descending ? -1 : 1;
  return records
    .map((record) => ({ record, key: read(record) }))
    .sort(({ key: one }, { key: other }) => {
      if (one === other) return 0;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other ? -sign : sign;
    })
    .map(({ record }) => record);
}
