// The gateway's process: settings in, a listening server out, and an orderly end. The only file here with side effects.
import { join } from 'node:path';
import type { AskGraph } from '../platform/ask';
import { createEnvReader, type EnvReader } from '../platform/env';
import { ConfigError } from '../platform/errors';
import type { SubgraphLink } from '../platform/link/link';
import { createRemoteLink } from '../platform/link/remote';
import { createLog, type Log } from '../platform/log';
import { serveMetrics } from '../platform/metrics/page';
import type { Deployment } from '../platform/subgraph/deployment';
import { readSigningSecrets } from '../platform/link/secret';
import { readTenant } from '../platform/tenant';
import { openAccess } from './access/open';
import { openAudit } from './audit/open';
import { readMaskingSettings } from './authorisation/masking-settings';
import { createBrokenLookups } from './broken-lookups';
import { readGatewaySettings } from './env';
import { loadPlanning } from './execution/planner/planning';
import { readQuestions } from './explorer/questions';
import { openAdmission } from './limits/open-admission';
import type { Processes } from './processes/open';
import { NONE_TRUSTED, readTrustedDocuments } from './trusted-documents/manifest';
import { readSupergraph } from './supergraph';
import { startServer } from './server';

/** How long what is under way may take once nothing new is taken. */
const DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const env = createEnvReader();
  const settings = readGatewaySettings(env);
  const log = createLog(settings?.LOG_LEVEL ?? 'info');
  // Answers once the gateway listens: subgraphs are there before it.
  const graph = later<AskGraph>();
  const schemaFolder = join(__dirname, '..', '..', 'schema');
  const foreign = settings?.SUPERGRAPH;
  const deployment =
    foreign === undefined ? await deployHouse(env, log, schemaFolder, (question) => graph.promise.then((ask) => ask(question))) : undefined;
  const supergraphFile = foreign ?? join(schemaFolder, 'supergraph.graphql');
  await env.collect(() => Promise.resolve(readSupergraph(supergraphFile)));
  const planning = settings === undefined ? undefined : await env.collect(() => Promise.resolve(loadPlanning(settings.PLANNER)));
  const access = await openAccess(env, { foreign: foreign !== undefined, log });
  const audit = openAudit(env, { foreign: foreign !== undefined, log });
  const signing = deployment === undefined ? readSigningSecrets(env, readTenant(env)) : deployment.signing;
  const readyTexts = foreign === undefined ? (await readQuestions({})).map(({ query }) => query) : [];
  const trusted = await env.collect(() => Promise.resolve(readTrustedDocuments(settings?.TRUSTED_DOCUMENTS_FILE, readyTexts)));
  const masking = readMaskingSettings(env);
  const admission = settings === undefined ? undefined : await openAdmission(env, settings, foreign === undefined);
  const processes = settings?.PROCESSES === 'on' && deployment !== undefined ? await openHouseProcesses(env, log, deployment) : undefined;
  env.check();
  if (settings === undefined || access === undefined) return;

  const remote = new Map<string, SubgraphLink>();
  const server = await startServer({
    settings,
    supergraphFile,
    access,
    audit,
    log,
    planning,
    // Those of a manifest beside the ready questions, which are of our own graph.
    readyOperations: trusted?.texts ?? [],
    trusted: trusted ?? NONE_TRUSTED,
    admission,
    masking,
    webhooks: deployment?.webhooks,
    measures: [...(deployment?.measures ?? []), ...(processes?.measures ?? [])],
    changes: processes?.changes,
    brokenLookups: createBrokenLookups((name) => deployment?.links.get(name)),
    healthDetails: () => ({ cache: deployment?.cache.state() ?? 'none' }),
    linkTo(name, url) {
      const known = deployment?.links.get(name) ?? remote.get(url);
      if (known !== undefined) return known;
      const link = createRemoteLink(name, url, signing);
      remote.set(url, link);
      return link;
    },
  });
  graph.resolve(server.ask);
  processes?.start(server.ask);
  const metrics = await serveMetrics(settings, server.measures);
  // What goes to stdout: for people, and for whoever started this process.
  process.stdout.write(`ready ${server.url}\n`);
  if (metrics !== undefined) process.stdout.write(`metrics ${metrics.url}/metrics\n`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), settings.DRAIN_DELAY_MS + DRAIN_MS).unref();
    // First, for it asks the graph: what it leaves behind waits for the next process.
    await processes?.close();
    await server.close();
    await Promise.all([...remote.values()].map((link) => link.close()));
    await Promise.all([access.close(), audit.close(), deployment?.close(), admission?.close()]);
    // Last: the end is worth seeing too.
    await metrics?.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  // The second Ctrl-C is somebody who does not want to wait. Ctrl-C followed by SIGTERM is not: both come when a whole group is ended.
  process.on('SIGINT', () => (stopping ? process.exit(1) : void stop()));
  // Only where a parent opened a channel, as the start command does: however it ended, we do not stay behind.
  process.on('disconnect', () => void stop());
}

/** A supergraph of somebody else's has its subgraphs elsewhere: then nothing of ours is loaded, read or started. */
async function deployHouse(env: EnvReader, log: Log, schemaFolder: string, ask: AskGraph): Promise<Deployment> {
  const [{ deploy }, { subgraphs }] = await Promise.all([import('../platform/subgraph/deployment.js'), import('../subgraphs/index.js')]);
  return deploy(subgraphs, { env, log, schemaFolder, ask });
}

function later<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

/** Switched off, nothing of it is loaded. */
async function openHouseProcesses(env: EnvReader, log: Log, house: Deployment): Promise<Processes> {
  const { openProcesses } = await import('./processes/open.js');
  return openProcesses(env, log, house);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
