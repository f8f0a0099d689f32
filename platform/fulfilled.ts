// Part of an answer is better than none: what came of several reads, where some may fail. What failed is named elsewhere.
import { toError } from './loader/shared-read';

/** The answers that came, in their order; rejects with the first failure when none did. No promises, no answers. */
export async function fulfilled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  const came = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined && came.length === 0) throw toError(failed.reason);
  return came;
}
