// What a subgraph's process remembers of one gateway request, from its first fetch until its deadline: the memo of everything
// read, so that no vendor record is fetched twice for it, and its ledger. It is also where the request's patience is: over at the
// deadline, or when whoever asked has gone.
import { UpstreamError } from '../errors';
import { createOnce, type Once } from '../once';
import type { Caller } from './caller';
import { memoryKeyOf, type RequestFrame } from './headers';
import { createLedger, type Ledger } from './ledger';
import { createRequestMemos, type RequestMemos } from './memos';
import { createPatience, type Patience } from './patience';
import type { Priority } from './priority';

export interface RequestScope {
  readonly requestId: string;
  readonly scopeId: string;
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  readonly askedSubgraphs: readonly string[];
  readonly priority: Priority;
  readonly ledger: Ledger;
  /** Over when nothing more can reach whoever asked. */
  readonly patience: Patience;
  /** Whoever asked has gone before the deadline: what fails now is nobody's trouble. */
  readonly isGivenUp: boolean;
  /** Makes a thing once a request; `key` says what, and tells it from everything else. */
  once: Once<object | string>;
  /** The same for all subgraphs of this process, which see one request under the same claims. */
  onceInProcess: Once;
  /** The timeout that the source already had in this request: a source that hangs is waited for once, not at every hop. */
  givenUp(source: string): UpstreamError | undefined;
  /** The promise's answer, or `UPSTREAM_TIMEOUT` of `source` when the patience is over. Who else waits for the work gets it all the same. */
  untilDeadline<T>(source: string, promise: Promise<T>): Promise<T>;
}

export interface ScopeRegistry {
  /** The scope of this request; the same for every fetch of it that arrives before its deadline. */
  of(frame: RequestFrame): RequestScope;
  /**
   * The same, while a fetch is answered with it. When `fetch` is over before its answer is there, and no other fetch is under way, the
   * request was given up, and so is its scope.
   */
  during<T>(frame: RequestFrame, fetch: Patience | undefined, answer: (scope: RequestScope) => Promise<T>): Promise<T>;
  /** Gives up what is under way. */
  close(): void;
}

interface OpenScope {
  scope: RequestScope;
  underWay: number;
  giveUp(): void;
}

/** The scopes of one subgraph in one process; `shared` = what it shares with the others there, of a request. */
export function createScopeRegistry(shared?: RequestMemos): ScopeRegistry {
  const memos = shared ?? createRequestMemos();
  const scopes = new Map<string, OpenScope>();

  function open(frame: RequestFrame): OpenScope {
    const key = memoryKeyOf(frame);
    const known = scopes.get(key);
    if (known !== undefined) return known;
    const opened = createRequestScope(frame, memos.of(frame));
    scopes.set(key, opened);
    opened.scope.patience.onceOver(() => {
      if (scopes.get(key) === opened) scopes.delete(key);
    });
    return opened;
  }

  return {
    of: (frame) => open(frame).scope,
    async during(frame, fetch, answer) {
      const opened = open(frame);
      opened.underWay += 1;
      let isUnderWay = true;
      const ended = (): void => {
        if (isUnderWay) opened.underWay -= 1;
        isUnderWay = false;
      };
      const stay = fetch?.onceOver(() => {
        ended();
        if (opened.underWay > 0 || opened.scope.patience.isOver) return;
        memos.forget(frame);
        opened.giveUp();
      });
      try {
        return await answer(opened.scope);
      } finally {
        stay?.();
        ended();
      }
    },
    close() {
      for (const { giveUp } of [...scopes.values()]) giveUp();
      if (shared === undefined) memos.close();
    },
  };
}

function createRequestScope(frame: RequestFrame, onceInProcess: Once): OpenScope {
  const { requestId, scopeId, caller, deadlineMs, askedSubgraphs, priority = 'interactive' } = frame;
  const ledger = createLedger();
  const timeouts = new Map<string, UpstreamError>();
  const patience = createPatience(deadlineMs);
  let isGivenUp = false;
  const scope: RequestScope = {
    ...{ requestId, scopeId, caller, deadlineAt: Date.now() + deadlineMs, askedSubgraphs, priority, ledger, patience },
    get isGivenUp() {
      return isGivenUp;
    },
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
        const settled = patience.onceOver(() => fail(new UpstreamError(source, 'UPSTREAM_TIMEOUT')));
        promise.then(resolve, fail).finally(settled);
      });
    },
  };
  function giveUp(): void {
    isGivenUp = true;
    patience.end();
  }
  return { scope, underWay: 0, giveUp };
}
