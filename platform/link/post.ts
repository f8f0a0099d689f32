// One POST to a subgraph over a kept pool, until nobody waits for it. By the dispatcher itself: the streams of its other calls cost as
// much as all the rest of a request. What the answer means is for remote.ts.
import type { Pool } from 'undici';
import type { Patience } from '../request/patience';

export interface Post {
  path: string;
  /** Besides those that say it is JSON. */
  headers: Readonly<Record<string, string>>;
  body: string;
  patience: Patience | undefined;
}

/** Rejects with undici's error, or with an AbortError once nobody waits; then the connection is closed. */
export function post(pool: Pool, { path, headers, body, patience }: Post): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let first: Buffer | undefined;
    let rest: Buffer[] | undefined;
    let abort: ((reason: Error) => void) | undefined;
    const stopListening = patience?.onceOver(() => {
      const reason = new DOMException('nobody waits any more', 'AbortError');
      abort?.(reason);
      reject(reason);
    });
    if (patience?.isOver === true) return;
    pool.dispatch(
      { method: 'POST', path, headers: listOf(headers), body },
      // undici has a newer kind of handler, which is given the headers of each answer as an object, read or not: a fifth of the price.
      {
        onConnect(give) {
          abort = give;
          if (patience?.isOver === true) give(new DOMException('nobody waits any more', 'AbortError'));
        },
        onHeaders(code) {
          status = code;
          return true;
        },
        onData(chunk) {
          if (first === undefined) first = chunk;
          else (rest ??= []).push(chunk);
          return true;
        },
        onComplete() {
          stopListening?.();
          const whole = rest === undefined ? first : Buffer.concat(first === undefined ? rest : [first, ...rest]);
          resolve({ status, text: whole === undefined ? '' : whole.toString('utf8') });
        },
        onError(error) {
          stopListening?.();
          reject(error);
        },
      },
    );
  });
}

function listOf(headers: Readonly<Record<string, string>>): string[] {
  const list = ['content-type', 'application/json', 'accept', 'application/json'];
  for (const [name, value] of Object.entries(headers)) list.push(name, value);
  return list;
}
