// The process subgraph: `schema/process.graphql`, `PROCESS_SUBGRAPH_URL`. It begins runs, and tells how they stand. Switched off
// (PROCESSES=off, the default) nothing of the machinery is loaded, and its fields say so.
import type { EnvReader } from '../../platform/env';
import { InputError, UpstreamError } from '../../platform/errors';
import { readProcesses } from '../../platform/processes';
import { wordsOf } from '../../platform/state/fault';
import { readStateSettings } from '../../platform/state/settings';
import type { SubgraphDefinition, SubgraphDeps } from '../../platform/subgraph/definition';
import { buildSchema } from '../../platform/subgraph/schema';
import { runSubgraph } from '../../platform/subgraph/subgraph';
import { readTenant } from '../../platform/tenant';
import type { Runs } from '../../processes/runs/runs';
import { offersOverLinks, performOverLinks } from './actions-over-links';
import type { ProcessContext } from './context';
import { forgetOverLink } from './forget-over-link';
import { resolvers } from './resolvers';

/** Between two tries to start, while the database does not answer. */
const RETRY_MS = 5_000;

export const process: SubgraphDefinition = {
  name: 'process',
  async start(deps) {
    const { env, log, typeDefs } = deps;
    const isOn = readProcesses(env);
    const machinery = isOn ? await prepare(deps, env) : null;
    return runSubgraph({
      name: 'process',
      schema: buildSchema(typeDefs, resolvers),
      log,
      contextOf: ({ caller }) => ({
        caller,
        runs: machinery === null ? switchedOff : machinery.runs,
        startedRuns: machinery === null ? switchedOff : machinery.startedRuns,
        forget: forgetOverLink(deps.linkTo),
      }),
      close: async () => machinery?.close(),
    });
  },
};

function switchedOff(): Promise<Runs> {
  return Promise.reject(
    new InputError('Processes are switched off here: whoever runs this service can set PROCESSES=on.', { code: 'PROCESSES_OFF' }),
  );
}

interface Machinery extends Pick<ProcessContext, 'runs' | 'startedRuns'> {
  close(): Promise<void>;
}

/** Loads it, and starts it as soon as the configuration is known to be whole. */
async function prepare({ log, linkTo, ask }: SubgraphDeps, env: EnvReader): Promise<Machinery> {
  const [{ startRuns }, { readSeal }, { openStateServer }, { SHIPPED }] = await Promise.all([
    import('../../processes/runs/runs.js'),
    import('../../processes/runs/seal.js'),
    import('../../platform/state/open.js'),
    import('../../processes/flows/shipped.js'),
  ]);
  const settings = readStateSettings(env);
  const tenant = readTenant(env);
  const seal = readSeal(env, settings.dataFolder);
  let starting: Promise<Runs> | null = null;
  let started: Runs | null = null;
  let closed = false;
  const start = (): Promise<Runs> => {
    starting ??= startRuns({
      ...{ server: openStateServer(settings), tenant, seal, log, processes: SHIPPED, ask },
      ...{ perform: performOverLinks(linkTo), offers: offersOverLinks(linkTo) },
    }).then(
      (runs) => (started = runs),
      (error: unknown) => {
        starting = null;
        throw error;
      },
    );
    return starting;
  };
  // Runs of before go on without anybody asking; a database that is away is asked again.
  const keepTrying = (): void => {
    if (closed) return;
    start().catch((error: unknown) => {
      log.warn('processes could not be started', { cause: wordsOf(error) });
      setTimeout(keepTrying, RETRY_MS).unref();
    });
  };
  setImmediate(keepTrying);
  return {
    runs: start,
    startedRuns: () => (started === null ? Promise.reject(new UpstreamError('process', 'UPSTREAM_UNAVAILABLE')) : Promise.resolve(started)),
    async close() {
      closed = true;
      const runs = await starting?.catch(() => null);
      await runs?.close();
    },
  };
}
