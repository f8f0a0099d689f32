// What one batch read is allowed and what it cost: handed from the loader through the connector to the HTTP client.
import type { Priority } from '../request/priority';

/** The same, which nobody can give up: for what more than its asker may wait for. Whoever sends it has a time limit of their own. */
export function unhurried({ sent, priority = 'interactive' }: Pick<Call, 'sent' | 'priority'>): Call {
  return { signal: new AbortController().signal, sent, priority };
}

/** The patience and the book-keeping of one batch read. */
export interface Call {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Whose calls go first; left out = a person waits. */
  readonly priority?: Priority;
  /** Notes one request sent to the vendor: for the cost report. */
  sent(milliseconds: number, failed: boolean): void;
  /** Notes a batch of so many keys, before it is read; left out = nobody wants to know. */
  batch?(keys: number): void;
  /** Told of records in an answer of a look-up that hold nothing of what was asked; left out = nobody wants to know. */
  unasked?(records: number): void;
}
