// The link constraints of one tenant: what is known from memory, what is said through the database. Nothing is connected or started
// before it is asked for, and reads start nothing where nothing was ever said.
import type { Log } from '../../log';
import type { StateDatabase } from '../database';
import { startFeed, type Feed } from './feed';
import { checkChange } from './pair';
import type { ConstraintView, LinkConstraints, SaidOfPair } from './port';
import { isEverywhere, keepWord } from './say';
import { createConstraintMemory } from './view';

/** What one record can have had said of it and still be read by a person. */
const MOST_SAID = 1_000;

const NOTHING_SAID: ConstraintView = { linkedTo: () => [], unlinkedFrom: () => [], unlinkCount: 0, unlinkedSources: [], staleSince: null };

/** Closing it closes the database. */
export function createLinkConstraints({ database, tenant, log }: { database: StateDatabase; tenant: string; log: Log }): LinkConstraints {
  const memory = createConstraintMemory();
  let feed: Feed | null = null;
  let closed = false;

  const view: ConstraintView = {
    linkedTo: memory.linkedTo,
    unlinkedFrom: memory.unlinkedFrom,
    get unlinkCount() {
      return memory.unlinkCount;
    },
    get unlinkedSources() {
      return memory.unlinkedSources;
    },
    get staleSince() {
      return feed?.staleSince() ?? null;
    },
  };

  return {
    async current() {
      if (feed === null) {
        if (closed) return null;
        if (!database.exists()) return NOTHING_SAID;
        feed = startFeed({ database, tenant, memory, log });
      }
      if (!feed.isKnown()) await feed.firstAttempt;
      return feed.isKnown() ? view : null;
    },
    async say(change) {
      checkChange(change);
      return database.use(async (session) => {
        const { at, version } = await keepWord(session, tenant, change);
        // It is kept already: not knowing who has heard of it is no reason to fail.
        // A process that lost its listening session is not among those who are waited for: this one knows of itself.
        const isHere = (): boolean => feed === null || feed.hasSeen(version);
        const everywhere = await isEverywhere(session, tenant, version, isHere).catch(() => false);
        return { at, everywhere };
      });
    },
    async saidOf(records) {
      if (!database.exists()) return [];
      return database.use(async (session) => {
        const rows = await session.query<Omit<SaidOfPair, 'at'> & { at: Date }>(
          `select kind, a, b, said_by as by, reason, said_at as at from customer_graph.link_constraint
           where tenant = $1 and kind <> 'NONE' and (a = any($2) or b = any($2)) order by said_at desc, version desc limit ${MOST_SAID}`,
          [tenant, records],
        );
        return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
      });
    },
    async close() {
      closed = true;
      await feed?.close();
      await database.close();
    },
  };
}
