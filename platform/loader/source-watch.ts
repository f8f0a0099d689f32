// Watches a source's calls: its health for `sources`, and the cost of each call for the request that began it.
import { UpstreamError } from '../errors';
import type { Call } from '../http/call';
import type { Asker } from '../request/asker';
import { createSourceBook, type SourceBook } from '../metrics/source-book';

export interface SourceWatch {
  readonly source: string;
  /** What is counted of it. */
  readonly book: SourceBook;
  /** `UNKNOWN` until the first call. */
  health(): 'UP' | 'DOWN' | 'UNKNOWN';
  /** A request was sent, and ended. */
  sent(ms: number, failed: boolean): void;
  budgetLeft(): number | null;
  /** Takes the `Date` of an answer. */
  dated(date: string): void;
  /** How many seconds its clock was ahead of ours at its newest answer that told; null = it has not told yet. */
  aheadSeconds(): number | null;
}

/** `book` = where it is counted; one that nobody reads where it is left out. */
export function createSourceWatch(source: string, budgetLeft: () => number | null, book = createSourceBook(source)): SourceWatch {
  let health: 'UP' | 'DOWN' | 'UNKNOWN' = 'UNKNOWN';
  let ahead: number | null = null;
  const watch: SourceWatch = {
    source,
    book,
    health: () => health,
    sent(ms, failed) {
      health = failed ? 'DOWN' : 'UP';
      book.sent(ms, failed);
    },
    budgetLeft,
    dated(date) {
      const told = Date.parse(date);
      if (!Number.isNaN(told)) ahead = Math.round((told - Date.now()) / 1_000);
    },
    aheadSeconds: () => ahead,
  };
  book.watch = watch;
  return watch;
}

/** Reads with the call context of one batch read, which is aborted when nobody waits for it any more. */
export function withCall<T>(
  watch: SourceWatch,
  asker: Pick<Asker, 'ledger' | 'patience' | 'priority'>,
  read: (call: Call) => Promise<T>,
): Promise<T> {
  const { ledger, patience } = asker;
  const abort = new AbortController();
  const patient = patience.onceOver(() => abort.abort());
  const call: Call = {
    signal: abort.signal,
    batch: (keys) => watch.book.batchKeys.observe(keys),
    get priority() {
      return asker.priority;
    },
    sent(ms, failed) {
      // One that we broke off says nothing of the source.
      if (!failed || !abort.signal.aborted) watch.sent(ms, failed);
      ledger.add(watch.source, { calls: 1, ms: Math.round(ms), budgetLeft: watch.budgetLeft() });
    },
  };
  return read(call).finally(patient);
}

/** The stable code of whatever went wrong. */
export function codeOf(error: unknown): string {
  return error instanceof UpstreamError ? error.code : 'INTERNAL_SERVER_ERROR';
}
