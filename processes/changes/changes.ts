// Changed customers as every process hears of them: announced by whichever relay has the hint, heard by all who listen. Ids alone.
import { z } from 'zod';
import type { CustomerChanged } from '../../platform/exchange/hint';
import type { StateDatabase } from '../../platform/state/database';
import type { Sink } from '../relay/sink';

/** Of one customer something may have changed. */
export interface Change {
  /** Canonical id. */
  customer: string;
  /** Records that were named, not all where there are many. */
  records: readonly string[];
}

export interface Changes {
  /** Calls `listener` for every change from now on, with null where any customer may have changed unheard. The function returned ends it. */
  onChange(listener: (change: Change | null) => void): () => void;
}

export interface ChangeFeed extends Changes {
  /** A payload of the channel. */
  heard(payload: string): void;
  /** Some may not have been heard. */
  missed(): void;
}

/** What NOTIFY names. */
export const CHANGES_CHANNEL = 'customer_graph_changed';

const payload = z.object({ tenant: z.string(), customer: z.string(), records: z.array(z.string()) });

/** PostgreSQL takes less than 8,000 bytes. */
const MOST_BYTES = 7_000;

/** The sink by which all processes hear. */
export function announcingSink(database: StateDatabase, tenant: string): Sink {
  return {
    name: 'subscribers',
    deliver: ({ customer, records }) =>
      database.use(async (session) => {
        await session.query('select pg_notify($1, $2)', [CHANGES_CHANNEL, toPayload(tenant, { customer, records })]);
      }),
  };
}

/** Those of other tenants are not passed on. */
export function createChangeFeed(tenant: string): ChangeFeed {
  const listeners = new Set<(change: Change | null) => void>();
  const tell = (change: Change | null): void => listeners.forEach((listener) => listener(change));
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    heard(text) {
      const parsed = payload.safeParse(parse(text));
      if (parsed.success && parsed.data.tenant === tenant) tell(parsed.data);
    },
    missed: () => tell(null),
  };
}

function toPayload(tenant: string, { customer, records }: Pick<CustomerChanged, 'customer' | 'records'>): string {
  let named = records;
  for (;;) {
    const text = JSON.stringify({ tenant, customer, records: named });
    if (named.length === 0 || Buffer.byteLength(text) < MOST_BYTES) return text;
    named = named.slice(0, Math.floor(named.length / 2));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
