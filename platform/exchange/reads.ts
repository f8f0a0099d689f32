// What a fetch would read of which source, told by a subgraph that is asked for it instead of for data. Nothing is read for it.
import { z } from 'zod';

/**
 * With this header a subgraph answers what a text would read, in `extensions.customerGraph.reads`, and executes nothing. The text is the
 * variable `reads`, so that a subgraph that knows nothing of the header is not asked it.
 */
export const READS_HEADER = 'x-customer-graph-reads';

export const predictedRead = z.object({
  source: z.string(),
  vendor: z.string(),
  /** `find`: records by identifier; `list`: by the source's own filter; others are the domain's, such as `invoices`. */
  read: z.string(),
  /**
   * Calls where nothing is in the cache and there is something to read: at least so many. Keys of many customers gather into one, up
   * to what the source takes.
   */
  callsAtLeast: z.number(),
  /** `off` = asked every time; `links` = which identifier leads to which record is kept, and no record; `full` = kept. */
  cacheMode: z.enum(['off', 'links', 'full']),
  /** How long what it answers is kept; null = it is not kept. Whether it is there now depends on keys that only the answer tells. */
  keptSeconds: z.number().nullable(),
});

export type PredictedRead = z.infer<typeof predictedRead>;

/** The reads in an answer; null where the subgraph does not tell, as those of other houses. */
export function readsIn(extensions: Readonly<Record<string, unknown>> | undefined): PredictedRead[] | null {
  const parsed = z.object({ customerGraph: z.object({ reads: z.array(predictedRead) }) }).safeParse(extensions);
  return parsed.success ? parsed.data.customerGraph.reads : null;
}

/** Each once: of a source and a read. */
export function distinctReads(reads: readonly PredictedRead[]): PredictedRead[] {
  return [...new Map(reads.map((one) => [`${one.source} ${one.read}`, one])).values()];
}
