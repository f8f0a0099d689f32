// Credentials that are got at run time and run out: an access token, a session. One log-in for all who need it at the same time,
// and a new one where the vendor refuses the old. Used by the HTTP client; how to log in, and when it is refused, the connector says.
import type { Patience } from '../request/patience';
import { unhurried, type Call } from './call';

export interface Session {
  /**
   * The headers that carry it; logs in where nobody is, once for all who ask meanwhile. Rejects as the log-in does, and where `patience`
   * ends before it. A log-in goes on while anybody waits for it, whoever began it; the last one who goes ends it.
   */
  headers(call: Call, patience: Patience): Promise<Readonly<Record<string, string>>>;
  /** The vendor refused these: who asks next logs in. Those that have been renewed meanwhile are kept. */
  refused(headers: Readonly<Record<string, string>>): void;
  /** Whether an answer means that the session is over; `body` as parsed JSON. */
  isRefusal(status: number, body: unknown): boolean;
}

export interface SessionOptions {
  /** Logs in, with a client of its own that has no session. A failure is told to all who wait for it, and not remembered. */
  login(call: Call): Promise<Readonly<Record<string, string>>>;
  /** HTTP 401 where it is left out. */
  isRefusal?(status: number, body: unknown): boolean;
}

type Headers = Readonly<Record<string, string>>;

interface LogIn {
  ended: Promise<Headers>;
  waiting: number;
  isOver: boolean;
  abort(): void;
}

/** Makes a session that begins with the first request. */
export function createSession({ login, isRefusal = (status) => status === 401 }: SessionOptions): Session {
  let current: LogIn | null = null;
  let known: Headers | null = null;

  function begin(call: Call): LogIn {
    const abort = new AbortController();
    const ended = login({ ...unhurried(call), signal: abort.signal });
    const begun: LogIn = { ended, waiting: 0, isOver: false, abort: () => abort.abort() };
    ended.then(
      (headers) => {
        begun.isOver = true;
        known = headers;
      },
      () => {
        begun.isOver = true;
        if (current === begun) current = null;
      },
    );
    return begun;
  }

  return {
    headers(call, patience) {
      const mine = (current ??= begin(call));
      if (mine.isOver) return mine.ended;
      mine.waiting += 1;
      return new Promise((resolve, reject) => {
        const stay = patience.onceOver(() => {
          mine.waiting -= 1;
          if (mine.waiting > 0) return reject(new Error('given up'));
          // Nobody is left: it ends, and says how.
          if (current === mine) current = null;
          mine.abort();
        });
        mine.ended.then(resolve, reject).finally(stay);
      });
    },
    refused(headers) {
      if (headers === known) {
        current = null;
        known = null;
      }
    },
    isRefusal,
  };
}
