// Credentials that are got at run time and run out: an access token, a session. One log-in for all who need it at the same time,
// and a new one where the vendor refuses the old. Used by the HTTP client; how to log in, and when it is refused, the connector says.
import { unhurried, type Call } from './call';

export interface Session {
  /**
   * The headers that carry it; logs in where nobody is, once for all who ask meanwhile. Rejects as the log-in does, and where it takes
   * longer than this call's signal allows: the log-in goes on then, for whoever comes next.
   */
  headers(call: Call): Promise<Readonly<Record<string, string>>>;
  /** The vendor refused these: who asks next logs in. Those that have been renewed meanwhile are kept. */
  refused(headers: Readonly<Record<string, string>>): void;
  /** Whether an answer means that the session is over; `body` as parsed JSON. */
  isRefusal(status: number, body: unknown): boolean;
}

export interface SessionOptions {
  /**
   * Logs in, with a client of its own that has no session, whose time limit is the only one. A failure is told to all who wait for
   * it, and not remembered.
   */
  login(call: Call): Promise<Readonly<Record<string, string>>>;
  /** HTTP 401 where it is left out. */
  isRefusal?(status: number, body: unknown): boolean;
}

/** Makes a session that begins with the first request. */
export function createSession({ login, isRefusal = (status) => status === 401 }: SessionOptions): Session {
  let current: Promise<Readonly<Record<string, string>>> | null = null;
  let known: Readonly<Record<string, string>> | null = null;
  return {
    headers(call) {
      if (current !== null) return withPatience(current, call.signal);
      const loggingIn = login(unhurried(call));
      current = loggingIn;
      loggingIn.then(
        (headers) => void (known = headers),
        () => void (current = null),
      );
      return withPatience(loggingIn, call.signal);
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

/** What others go on waiting for; rejects with the signal's reason when this caller's patience ends. */
async function withPatience<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new Promise<never>((_, reject) => {
    const end = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('given up'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([work, ended]);
}
