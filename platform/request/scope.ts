// What a subgraph's process remembers of one gateway request, from its first fetch until its deadline: the memo of everything
// read, so that no vendor record is fetched twice for it, and its ledger.
import { UpstreamError } from '../errors';
import { createOnce, type Once } from '../once';
import type { Caller } from './caller';
import { memoryKeyOf, type RequestFrame } from './headers';
import { createLedger, type Ledger } from './ledger';
import { createRequestMemos, type RequestMemos } from './memos';

export interface RequestScope {
  readonly requestId: string;
  readonly scopeId: string;
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  readonly askedSubgraphs: readonly string[];
  readonly ledger: Ledger;
  /** Makes a thing once a request; `key` says what, and tells it from everything else. */
  once: Once<object | string>;
  /** The same for all subgraphs of this process, which see one request under the same claims. */
  onceInProcess: Once;
  /** The timeout that the source already had in this request: a source that hangs is waited for once, not at every hop. */
  givenUp(source: string): UpstreamError | undefined;
  /** The promise's answer, or `UPSTREAM_TIMEOUT` of `source` at the deadline. The work itself goes on. */
  untilDeadline<T>(source: string, promise: Promise<T>): Promise<T>;
}

export interface ScopeRegistry {
  /** The scope of this request; the same for every fetch of it that arrives before its deadline. */
  of(frame: RequestFrame): RequestScope;
  close(): void;
}

/** The scopes of one subgraph in one process; `shared` = what it shares with the others there, of a request. */
export function createScopeRegistry(shared?: RequestMemos): ScopeRegistry {
  const memos = shared ?? createRequestMemos();
  const scopes = new Map<string, { scope: RequestScope; timer: NodeJS.Timeout }>();
  return {
    of(frame) {
      const key = memoryKeyOf(frame);
      const known = scopes.get(key);
      if (known !== undefined) return known.scope;
      const scope = createRequestScope(frame, memos.of(frame));
      const timer = setTimeout(() => scopes.delete(key), frame.deadlineMs).unref();
      scopes.set(key, { scope, timer });
      return scope;
    },
    close() {
      for (const { timer } of scopes.values()) clearTimeout(timer);
      scopes.clear();
      if (shared === undefined) memos.close();
    },
  };
}

function createRequestScope({ requestId, scopeId, caller, deadlineMs, askedSubgraphs }: RequestFrame, onceInProcess: Once): RequestScope {
  const deadlineAt = Date.now() + deadlineMs;
  const ledger = createLedger();
  const timeouts = new Map<string, UpstreamError>();
  return {
    requestId,
    scopeId,
    caller,
    deadlineAt,
    askedSubgraphs,
    ledger,
    once: createOnce<object | string>(),
    onceInProcess,
    givenUp: (source) => timeouts.get(source),
    untilDeadline(source, promise) {
      return new Promise((resolve, reject) => {
        const fail = (error: unknown): void => {
          ledger.add(source, { error: error instanceof UpstreamError ? error.code : 'INTERNAL_SERVER_ERROR' });
          if (error instanceof UpstreamError && error.code === 'UPSTREAM_TIMEOUT') timeouts.set(source, error);
          reject(error instanceof Error ? error : new Error('a promise was rejected with no error'));
        };
        const timer = setTimeout(() => fail(new UpstreamError(source, 'UPSTREAM_TIMEOUT')), Math.max(0, deadlineAt - Date.now()));
        promise.then(resolve, fail).finally(() => clearTimeout(timer));
      });
    },
  };
}
