// What all subgraphs of one process remember together of one gateway request: where one source serves several domains, what one
// of them has read of it is not read again for another. Each subgraph's own memory of a request is scope.ts.
import { createOnce, type Once } from '../once';
import { memoryKeyOf, type RequestFrame } from './headers';

export interface RequestMemos {
  /** The memo of this request; the same for every fetch of it, of whatever subgraph, that arrives before its deadline. */
  of(frame: Pick<RequestFrame, 'scopeId' | 'deadlineMs' | 'caller'>): Once;
  /** Of a request that was given up: who comes again under its name begins anew. */
  forget(frame: Pick<RequestFrame, 'scopeId' | 'caller'>): void;
  close(): void;
}

/** The memos of one process. */
export function createRequestMemos(): RequestMemos {
  const memos = new Map<string, { once: Once; timer: NodeJS.Timeout }>();
  return {
    forget(frame) {
      const key = memoryKeyOf(frame);
      clearTimeout(memos.get(key)?.timer);
      memos.delete(key);
    },
    of(frame) {
      const key = memoryKeyOf(frame);
      const known = memos.get(key);
      if (known !== undefined) return known.once;
      const once = createOnce();
      const timer = setTimeout(() => memos.delete(key), frame.deadlineMs).unref();
      memos.set(key, { once, timer });
      return once;
    },
    close() {
      for (const { timer } of memos.values()) clearTimeout(timer);
      memos.clear();
    },
  };
}
