// The state's database as the rest of the platform sees it: sessions on whatever PostgreSQL there is, migrated before the first
// question. Where the server comes from (DATABASE_URL, or one of our own) is told by a `StateServer`.
import { InputError, StateError } from '../errors';
import { migrate } from './migrate';
import { openSession, type Session, type SessionOptions } from './session';

/** Where the PostgreSQL is. */
export interface StateServer {
  /** False = nothing was ever stored: there is nobody to ask. Cheap enough for every request. */
  exists(): boolean;
  /** The URL to connect to now; makes and starts the server where that is ours to do. */
  url(): Promise<string>;
  /** Called once our sessions have ended. */
  close(): Promise<void>;
}

export interface StateDatabase {
  exists(): boolean;
  /** A session for the caller, who ends it. Rejects with StateError. */
  connect(options?: SessionOptions): Promise<Session>;
  /** Runs `work` on a session that others use after it; InputErrors pass, everything else rejects as StateError. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Ends the sessions of `use`, and the server where that is ours to do. Those who connected have ended theirs. */
  close(): Promise<void>;
}

/** How many questions of `use` are asked at once; more wait for their turn. */
const SESSIONS = 2;
/** How long a session of `use` waits for more work. */
const IDLE_MS = 5_000;
const ANSWER_WITHIN_MS = 1_000;

/** Connects when first asked. */
export function createStateDatabase(server: StateServer): StateDatabase {
  const migrated = new Set<string>();
  const idle: Session[] = [];
  const waiting: (() => void)[] = [];
  const timers = new Map<Session, NodeJS.Timeout>();
  let busy = 0;
  let closed = false;

  async function connect(options?: SessionOptions): Promise<Session> {
    try {
      if (closed) throw new Error('closed');
      const url = await server.url();
      // Once more where it ended between the two lines: who ends a server does not see who is about to come.
      const session = await openSession(url, options).catch(async () => openSession(await server.url(), options));
      if (!migrated.has(url)) {
        try {
          await migrate(session);
        } catch (error) {
          session.destroy();
          throw error;
        }
        migrated.add(url);
      }
      return session;
    } catch (error) {
      throw error instanceof StateError ? error : new StateError({ cause: error });
    }
  }

  /** One that answers still: the server may have been replaced since. */
  async function takeIdle(): Promise<Session | undefined> {
    for (let session = idle.pop(); session !== undefined; session = idle.pop()) {
      clearTimeout(timers.get(session));
      timers.delete(session);
      const answers = await session.query('select 1', [], ANSWER_WITHIN_MS).then(
        () => true,
        () => false,
      );
      if (answers) return session;
      session.destroy();
    }
    return undefined;
  }

  function keep(session: Session): void {
    if (closed || !session.isOpen()) return void session.end();
    idle.push(session);
    const timer = setTimeout(() => {
      idle.splice(idle.indexOf(session), 1);
      timers.delete(session);
      void session.end();
    }, IDLE_MS);
    timers.set(session, timer.unref());
  }

  return {
    exists: server.exists,
    connect,
    async use(work) {
      if (busy >= SESSIONS) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        const session = (await takeIdle()) ?? (await connect());
        try {
          const result = await work(session);
          keep(session);
          return result;
        } catch (error) {
          if (error instanceof InputError) {
            keep(session);
            throw error;
          }
          // Whether a transaction is open in it nobody knows.
          session.destroy();
          throw error instanceof StateError ? error : new StateError({ cause: error });
        }
      } finally {
        const next = waiting.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
    async close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(idle.splice(0).map((session) => session.end()));
      await server.close();
    },
  };
}

/** The operator's own PostgreSQL: nothing to start, nothing to end. */
export function externalServer(url: string): StateServer {
  return { exists: () => true, url: () => Promise.resolve(url), close: () => Promise.resolve() };
}
