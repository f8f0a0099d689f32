// Changed customers and operations as every process hears of them: announced by whichever relay has the hint, and by the database where an
// operation moves; heard by all who listen. Ids alone.
import { z } from 'zod';
import type { CustomerChanged } from '../../platform/exchange/hint';
import type { StateDatabase } from '../../platform/state/database';
import type { Sink } from '../relay/sink';

/** Something may have changed of one customer, or of one operation. */
export interface Change {
  /** The customer's canonical id and the records that were named, not all where there are many; or the operation's id. */
  ids: readonly string[];
}

export interface Changes {
  /** Calls `listener` for every change from now on, with null where anything may have changed unheard. The function returned ends it. */
  onChange(listener: (change: Change | null) => void): () => void;
}

export interface ChangeFeed extends Changes {
  /** A payload of one of the channels. */
  heard(payload: string): void;
  /** Some may not have been heard. */
  missed(): void;
}

/** What NOTIFY names. */
export const CHANGES_CHANNEL = 'customer_graph_changed';
/** What a trigger of the state's tables names (`0008_operation_told.sql`). */
export const OPERATIONS_CHANNEL = 'customer_graph_operation';

const ofCustomer = z.object({ tenant: z.string(), customer: z.string(), records: z.array(z.string()) });
const ofOperation = z.object({ tenant: z.string(), operation: z.string() });
const payload = z.union([
  ofCustomer.transform(({ tenant, customer, records }) => ({ tenant, ids: [customer, ...records] })),
  ofOperation.transform(({ tenant, operation }) => ({ tenant, ids: [operation] })),
]);

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
      if (parsed.success && parsed.data.tenant === tenant) tell({ ids: parsed.data.ids });
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
