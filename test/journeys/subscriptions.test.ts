// A client hears of a customer's changes: a hint in the outbox, the real gateway over the sandbox, and real clients on both transports.
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { addHint } from '../../processes/outbox/hints-in';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { putPerson } from '../support/sandbox-people';
import { listenByStream, listenOn, socketClient } from '../support/subscribing';

jest.setTimeout(60_000);

const ADA = 'hubspot:contact:501';
const QUESTION = 'subscription ($id: ID!) { customerChanged(id: $id) { id displayName } }';

let sandbox: Sandbox;
let postgres: RunningPostgres;
let database: StateDatabase;
let graph: Graph;
let causes = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  postgres = await startPostgres();
  database = createStateDatabase(externalServer(postgres.url));
  graph = await startGraph(
    { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'off', DATABASE_URL: postgres.url, PROCESSES: 'on' },
    'in process',
  );
});
afterAll(async () => {
  await graph.close();
  await database.close();
  await postgres.stop();
  await sandbox.stop();
});

/** As the reception of webhooks leaves it. */
async function hint(record: string | null, type = 'crm.contact.updated'): Promise<void> {
  causes += 1;
  const source = record?.split(':')[0] ?? 'hubspot';
  await database.use((session) =>
    addHint(session, 'default', { cause: `test ${causes}`, source, record, type, at: new Date().toISOString() }),
  );
}

async function rename(firstName: string): Promise<void> {
  await putPerson({ url: sandbox.env['HUBSPOT_URL'] ?? '' }, { id: '501', firstName });
}

describe.each(['graphql-ws', 'graphql-sse'] as const)('over %s', (transport) => {
  it('a client hears the state as it is, and the new one after a change', async () => {
    const client = socketClient(graph.url);
    const listening =
      transport === 'graphql-ws'
        ? listenOn(client, { query: QUESTION, variables: { id: ADA } })
        : listenByStream(graph.url, { query: QUESTION, variables: { id: ADA } });
    try {
      const first = await listening.after(1);
      expect(first).toEqual({ data: { customerChanged: { id: ADA, displayName: expect.any(String) } } });
      await rename(`Adah ${transport}`);
      await hint(ADA);
      expect(await listening.after(2)).toEqual({ data: { customerChanged: { id: ADA, displayName: `Adah ${transport} Mensah` } } });
    } finally {
      listening.stop();
      await client.dispose();
    }
  });
});
