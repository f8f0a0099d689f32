// What the fields of a fetch would read of the sources of a domain, by the domain's own table. Asks nobody, and looks into no cache:
// which keys there will be is not known before the answer.
import type { CacheMode } from '../cache/cache';
import { distinctReads, type PredictedRead } from '../exchange/reads';

/** By `Type.field`: the reads that it needs of every source that has them. `orders?` = where the record does not say it itself. */
export type FieldReads = Readonly<Record<string, readonly string[]>>;

/** As much of a source as the prediction needs. */
export interface PredictedSource {
  readonly name: string;
  readonly vendor: string;
  readonly cacheMode: CacheMode;
  /** The reads it was started with, and how long each may be kept. */
  readonly reads: ReadonlyMap<string, number>;
}

export function predictReads(fields: ReadonlySet<string>, fieldReads: FieldReads, sources: readonly PredictedSource[]): PredictedRead[] {
  const wanted = [...fields].flatMap((field) => fieldReads[field] ?? []);
  return distinctReads(
    sources.flatMap(({ name, vendor, cacheMode, reads }) =>
      wanted.flatMap((given): PredictedRead[] => {
        const read = given.replace('?', '');
        const ttlSeconds = reads.get(read);
        if (ttlSeconds === undefined) return [];
        const keptSeconds = cacheMode === 'full' && ttlSeconds > 0 ? ttlSeconds : null;
        return [{ source: name, vendor, read, callsAtLeast: wanted.includes(read) ? 1 : 0, cacheMode, keptSeconds }];
      }),
    ),
  );
}
