// Rows that cannot be what the mapping says: whose they are is whose error they become, and nobody else's.
import { z } from 'zod';
import { UpstreamError } from '../errors';

/** A row, or why it cannot be one. */
export function orFault<T>(source: string, read: () => T): T | UpstreamError {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const where = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
    return new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error(where) });
  }
}

/** A list with a part missing would pass for a whole one. */
export function allOrFault<T>(parts: readonly (T | UpstreamError)[]): readonly T[] | UpstreamError {
  const fault = parts.find((part) => part instanceof UpstreamError);
  return fault ?? parts.filter((part): part is T => !(part instanceof UpstreamError));
}
