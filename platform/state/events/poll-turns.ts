// Up to where each polled source was read, and whose turn it is to read on: one process of a tenant at a time, whichever comes first when
// the time has come. Without a state database each process keeps it for itself, from its start on.
import type { StateDatabase } from '../database';

export interface PollTurns {
  /** Where to read on, null = from now; answers null where it is not time yet, or another process has the turn. Rejects with StateError. */
  claim(source: string, everySeconds: number): Promise<{ cursor: string | null } | null>;
  /** It was read up to there; does nothing where somebody else has moved on from `before` already. Rejects with StateError. */
  move(source: string, before: string | null, cursor: string): Promise<void>;
}

/** A turn is given a little early, since no process comes at the very second. */
const EARLY = 0.8;

export function createPollTurns(database: StateDatabase | undefined, tenant: string): PollTurns {
  return database === undefined ? ownTurns() : sharedTurns(database, tenant);
}

function sharedTurns(database: StateDatabase, tenant: string): PollTurns {
  return {
    async claim(source, everySeconds) {
      const [row = null] = await database.use((session) =>
        session.query<{ cursor: string | null }>(
          `insert into customer_graph.polls (tenant, source, next_at) values ($1, $2, now() + $3 * interval '1 second')
           on conflict (tenant, source) do update set next_at = excluded.next_at where polls.next_at <= now()
           returning cursor`,
          [tenant, source, everySeconds * EARLY],
        ),
      );
      return row;
    },
    async move(source, before, cursor) {
      await database.use((session) =>
        session.query(
          `update customer_graph.polls set cursor = $4
           where tenant = $1 and source = $2 and cursor is not distinct from $3`,
          [tenant, source, before, cursor],
        ),
      );
    },
  };
}

function ownTurns(): PollTurns {
  const cursors = new Map<string, string>();
  return {
    claim: (source) => Promise.resolve({ cursor: cursors.get(source) ?? null }),
    move: (source, _before, cursor) => Promise.resolve(void cursors.set(source, cursor)),
  };
}
