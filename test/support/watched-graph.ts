// A graph whose customers can be watched: the real gateway with processes on, over the sandbox and a PostgreSQL, and the ways in which
// a customer changes there.
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { CHANGES_CHANNEL } from '../../processes/changes/changes';
import { addHint } from '../../processes/outbox/hints-in';
import { startPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from './graph';
import { readMetrics } from './metrics';
import { putPerson } from './sandbox-people';

export interface WatchedGraph {
  readonly graph: Graph;
  readonly sandbox: Sandbox;
  readonly database: StateDatabase;
  /** As the reception of webhooks leaves it in the outbox. */
  hint(record: string): Promise<void>;
  /** `count` announcements of one customer at once, past outbox and relay, each of another record. */
  announce(customer: string, count: number): Promise<void>;
  /** The contact 501 gets another given name in the CRM; nobody is told. */
  rename(firstName: string): Promise<void>;
  /** A series of the gateway's metrics, without the prefix of the house. */
  measure(name: string): Promise<number>;
  close(): Promise<void>;
}

export const ADA = 'hubspot:contact:501';

export async function startWatchedGraph(settings: Record<string, string> = {}): Promise<WatchedGraph> {
  const sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  const postgres = await startPostgres();
  const database = createStateDatabase(externalServer(postgres.url));
  const house = { BILLING_SOURCES: 'stripe', CACHE_MODE: 'off', BREAKERS: 'off', DATABASE_URL: postgres.url, PROCESSES: 'on' };
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...house, ...settings }, 'in process');
  let told = 0;
  return {
    ...{ graph, sandbox, database },
    async hint(record) {
      told += 1;
      const [source = ''] = record.split(':');
      const hint = { cause: `test ${told}`, source, record, type: 'crm.contact.updated', at: new Date().toISOString() };
      await database.use((session) => addHint(session, 'default', hint));
    },
    async announce(customer, count) {
      told += count;
      await database.use((session) =>
        session.query(
          `select pg_notify($1, json_build_object('tenant', 'default', 'customer', $2::text, 'records', array['test:record:' || n])::text)
           from generate_series($3::int, $4::int) as n`,
          [CHANGES_CHANNEL, customer, told - count + 1, told],
        ),
      );
    },
    rename: (firstName) => putPerson({ url: sandbox.env['HUBSPOT_URL'] ?? '' }, { id: '501', firstName }),
    measure: async (name) => (await readMetrics(`${graph.url}/metrics`)).value(`customer_graph_${name}`),
    async close() {
      await graph.close();
      await database.close();
      await postgres.stop();
      await sandbox.stop();
    },
  };
}
