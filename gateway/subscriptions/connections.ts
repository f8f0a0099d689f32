// The open connections: who is behind each, and until when. Looked at twice a second while there are any: one whose credentials have
// ended, or were taken back, is closed whether anything happens on it or not.
import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Caller } from '../../platform/request/caller';
import type { Access } from '../access/access';
import { requestIdOf } from '../context';

export interface Connection {
  /** What its requests would bring: who asks, and how. */
  readonly headers: IncomingHttpHeaders;
  /** The client's, for those whom nobody knows by name. */
  readonly address: string;
  /** Its credentials count no longer. */
  refuse(): void;
  /** Sign of life; asks for one where the protocol can. */
  ping(): void;
}

export interface Connections {
  /** Who it is. Rejects with a GraphQLError that says how to answer. */
  admit(connection: Connection): Promise<Caller>;
  /** Who it is now. Rejects likewise. */
  callerOf(connection: Connection): Promise<Caller>;
  remove(connection: Connection): void;
  size(): number;
  close(): void;
}

const LOOK_EVERY_MS = 500;
const PING_EVERY_MS = 15_000;

export function createConnections(access: Access): Connections {
  /** Epoch ms at which each ends; null = by its own word never. */
  const ends = new Map<Connection, number | null>();
  let timer: NodeJS.Timeout | null = null;
  let pingAt = 0;

  const callerOf = ({ headers }: Connection): Promise<Caller> => access.callerOf(headers, requestIdOf({}));

  function look(): void {
    const pings = performance.now() >= pingAt;
    if (pings) pingAt = performance.now() + PING_EVERY_MS;
    for (const [connection, endsAt] of ends) {
      if (pings) connection.ping();
      if (endsAt !== null) {
        if (Date.now() >= endsAt) connection.refuse();
        continue;
      }
      // An API key is taken back at any time; while nobody can tell, it counts.
      if (brings(connection.headers)) {
        void callerOf(connection).catch((error: unknown) => {
          if (isRefused(error) && ends.has(connection)) connection.refuse();
        });
      }
    }
  }

  return {
    async admit(connection) {
      const caller = await callerOf(connection);
      if (caller.kind === 'anonymous' && !caller.unrestricted) {
        throw new GraphQLError('Sign in: only those who are known are told of changes.', { extensions: { code: 'UNAUTHENTICATED' } });
      }
      ends.set(connection, await access.endOf(connection.headers));
      if (timer === null) {
        pingAt = performance.now() + PING_EVERY_MS;
        timer = setInterval(look, LOOK_EVERY_MS).unref();
      }
      return caller;
    },
    callerOf,
    remove(connection) {
      ends.delete(connection);
      if (ends.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    },
    size: () => ends.size,
    close() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}

/** True for what says that the credentials do not count, rather than that nobody can tell. */
export function isRefused(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED';
}

function brings({ authorization, 'x-api-key': key }: IncomingHttpHeaders): boolean {
  return authorization !== undefined || key !== undefined;
}
