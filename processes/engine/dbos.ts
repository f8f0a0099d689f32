// The engine of durable work: DBOS, on the PostgreSQL of the state store, with its tables in a schema of their own. The only file that
// knows the library, which is one to a process. Why it is this one: docs/decisions/processes.md.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DBOS, type DLogger } from '@dbos-inc/dbos-sdk';
import { getExecutor } from '@dbos-inc/dbos-sdk/internal/dbos';
import type { Log } from '../../platform/log';
import type { StateDatabase, StateServer } from '../../platform/state/database';
import { LOCK } from '../../platform/state/locks';
import { openPool } from '../../platform/state/pool';
import { DEFAULT_TENANT } from '../../platform/tenant';
import type { Engine, RunBody, RunTools } from './engine';
import { leaveOutKnownWarning } from './known-warning';
import { newExecutor, startTakeover, type Takeover } from './takeover';

export interface EngineOptions {
  server: StateServer;
  /** On the same server. */
  database: StateDatabase;
  tenant: string;
  log: Log;
  body: RunBody;
}

const ENGINE_SCHEMA = 'customer_graph_engine';

/** Where the engine's own tables are: each tenant has its own, since the engine takes over whatever runs it finds there. */
export function engineSchemaOf(tenant: string): string {
  if (tenant === DEFAULT_TENANT) return ENGINE_SCHEMA;
  // A tenant's name may be as long as a name in PostgreSQL, and hold what those cannot.
  return `${ENGINE_SCHEMA}_${createHash('sha256').update(tenant).digest('hex').slice(0, 16)}`;
}

/** Fixed, since else the engine would take only runs of the very same program. What a run does is not in the program: it is in its plan. */
const APPLICATION_VERSION = 'runs-1';
const CONTROL = 'control';
const POOL = 5;
const MOST_UNDER_WAY = 10_000;
const POLL_MS = 2_000;
const ASK_LOCK_EVERY_MS = 50;

/**
 * Makes the engine's tables where they are missing, and takes over at once what nobody works at. One at a time in a process. Rejects
 * with StateError, or the engine's own errors.
 */
export async function startEngine({ server, database, tenant, log, body }: EngineOptions): Promise<Engine> {
  leaveOutKnownWarning();
  const executor = newExecutor();
  const schema = engineSchemaOf(tenant);
  const mayMakeTables = await database.use(async (session) => {
    const [may] = await session.query<{ may: boolean }>(
      `select coalesce(has_schema_privilege(to_regnamespace($1), 'create'), has_database_privilege(current_database(), 'create')) as may`,
      [schema],
    );
    return may?.may === true;
  });
  // Ours, since its own would look for the database at one address for ever.
  const pool = await openPool(server, { size: POOL, name: executor.name });
  DBOS.setConfig({
    name: `customer-graph-${tenant}`,
    systemDatabaseUrl: await server.url(),
    systemDatabaseSchemaName: schema,
    systemDatabasePool: pool,
    applicationVersion: APPLICATION_VERSION,
    executorID: executor.name,
    runMigrations: mayMakeTables,
    logger: faultsOnly(log),
  });
  const run = (id: string): Promise<void> => body(id, tools);
  const registered = DBOS.registerWorkflow(run, { name: 'run', maxRecoveryAttempts: 1_000_000 });
  let takeover: Takeover;
  try {
    await alone(database, () => DBOS.launch());
    takeover = await startTakeover(executor.number, {
      database,
      log,
      async executors() {
        const pending = await DBOS.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false, limit: MOST_UNDER_WAY });
        return [...new Set(pending.flatMap(({ executorId }) => executorId ?? []))].filter((name) => name !== executor.name);
      },
      async takeOver(dead) {
        log.info('runs of a process that has ended are taken over');
        await getExecutor().recoverPendingWorkflows([...dead]);
      },
    });
  } catch (error) {
    // Whoever tries again begins anew.
    await DBOS.shutdown({ workflowCompletionTimeoutMS: 0, deregister: true });
    await pool.end();
    throw error;
  }

  return {
    async begin(id) {
      await DBOS.startWorkflow(registered, { workflowID: id })(id);
    },
    signal: (id, word, once) => DBOS.send(id, word, CONTROL, once),
    async underWay() {
      const status = ['PENDING', 'ENQUEUED', 'DELAYED'] as const;
      const known = await DBOS.listWorkflows({ status: [...status], loadInput: false, loadOutput: false, limit: MOST_UNDER_WAY });
      return known.map(({ workflowID }) => workflowID);
    },
    async close(graceMs) {
      await takeover.close();
      await DBOS.shutdown({ workflowCompletionTimeoutMS: graceMs, deregister: true });
      await pool.end();
    },
  };
}

/** One process at a time. It asks again rather than wait in the database: to wait there would hold up the making of indexes. */
async function alone(database: StateDatabase, work: () => Promise<void>): Promise<void> {
  const session = await database.connect();
  try {
    for (;;) {
      const [got] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1, 0) as got', [LOCK.engineTables]);
      if (got?.got === true) break;
      await pause(ASK_LOCK_EVERY_MS);
    }
    await work();
  } finally {
    // The lock goes with it.
    await session.end();
  }
}

const tools: RunTools = {
  step: (name, work) => DBOS.runStep(work, { name }),
  wait: (milliseconds) => DBOS.recv<string>(CONTROL, { timeoutSeconds: Math.max(0.001, milliseconds / 1_000), pollingIntervalMs: POLL_MS }),
};

/** What an operator must act on; the engine's words may name addresses, so that they are told as one fault. */
function faultsOnly(log: Log): DLogger {
  const nothing = (): void => undefined;
  return { info: nothing, debug: nothing, warn: nothing, error: () => log.warn('the engine of processes met a fault') };
}
