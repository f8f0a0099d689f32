// A whole graph on the sandbox for journeys: the real gateway server over real subgraphs, in this process or each behind its own
// HTTP server, as a deployment would choose.
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { openAccess } from '../../gateway/access/open';
import { openAudit } from '../../gateway/audit/open';
import { createBrokenLookups } from '../../gateway/broken-lookups';
import { readGatewaySettings } from '../../gateway/env';
import { readQuestions } from '../../gateway/explorer/questions';
import { openProcesses } from '../../gateway/processes/open';
import { startServer } from '../../gateway/server';
import type { AskGraph } from '../../platform/ask';
import { createEnvReader } from '../../platform/env';
import { silentLog } from '../../platform/log';
import type { SubgraphDefinition } from '../../platform/subgraph/definition';
import { deploy, type Deployment } from '../../platform/subgraph/deployment';
import { serveSubgraph } from '../../subgraphs/http';
import { subgraphs } from '../../subgraphs/index';
import { ask, type GraphAnswer } from './ask';
import { freshDataFolder } from './data-folder';

export const SCHEMA_FOLDER = join(__dirname, '..', '..', 'schema');

/** The settings that join the sandbox's six systems. */
export const SANDBOX_SOURCES = {
  CRM_SOURCES: 'hubspot',
  SUPPORT_SOURCES: 'zendesk',
  ZENDESK_EXTERNAL_ID: 'hubspot:contact',
  ZENDESK_PHONE_REGION: 'DE',
  SALES_SOURCES: 'shopify',
  SHOPIFY_SHOP: 'sandbox',
  SHOPIFY_STAFF: 'member',
  BILLING_SOURCES: 'sql,stripe',
  STRIPE_EXTERNAL_ID: 'hubspot:contact=hubspot_contact',
  MARKETING_SOURCES: 'klaviyo',
  KLAVIYO_EXTERNAL_ID: 'hubspot:contact',
  SALESFORCE_EXTERNAL_ID: 'hubspot:contact=HubSpot_Id__c',
};

/** The house without the engine of processes, which is one to a process: for the second graph of a test, and those that need none. */
export const WITHOUT_ENGINE: readonly SubgraphDefinition[] = subgraphs.map((definition) =>
  definition.name === 'process'
    ? { ...definition, start: (deps) => definition.start({ ...deps, env: createEnvReader({ PROCESSES: 'off' }) }) }
    : definition,
);

export interface Graph {
  url: string;
  ask<Data>(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<GraphAnswer<Data>>;
  /** Remote only: ends one subgraph's server, as a crash would. */
  killSubgraph(name: string): Promise<void>;
  close(): Promise<void>;
}

/** `env` = what a person would set; `definitions` in process only. Remote: every subgraph listens on a port of its own, and the gateway knows only addresses. */
export async function startGraph(
  env: Record<string, string>,
  deployment: 'in process' | 'remote',
  definitions: readonly SubgraphDefinition[] = subgraphs,
): Promise<Graph> {
  const values = { PORT: '0', EXPLORER: 'false', LOG_LEVEL: 'silent', DATA_FOLDER: freshDataFolder(), AUDIT: 'off', ...env };
  const servers = new Map<string, FastifyInstance>();
  const remotes: Deployment[] = [];
  const addresses: Record<string, string> = {};
  if (deployment === 'remote') {
    // The customer subgraph comes last: it needs the addresses of the others.
    for (const { name } of definitions) {
      const reader = createEnvReader({ ...values, ...addresses });
      const alone = await deploy(
        definitions.filter((definition) => name === 'customer' || definition.name === name),
        { env: reader, log: silentLog, schemaFolder: SCHEMA_FOLDER, here: [name] },
      );
      reader.check();
      remotes.push(alone);
      const running = alone.running.find((subgraph) => subgraph.name === name);
      if (running === undefined) throw new Error(`${name} did not start`);
      const { signing, seenAnywhere } = alone;
      const server = serveSubgraph(running, { ...{ signing, seenAnywhere, log: silentLog }, webhooks: alone.ownWebhooks });
      await server.listen({ host: '127.0.0.1', port: 0 });
      servers.set(name, server);
      addresses[`${name.toUpperCase()}_SUBGRAPH_URL`] = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/graphql`;
    }
  }
  const reader = createEnvReader(deployment === 'remote' ? { ...values, ...addresses, ...withoutSources(values) } : values);
  const settings = readGatewaySettings(reader);
  // Subgraphs are there before the gateway listens.
  let listening: (ask: AskGraph) => void = () => undefined;
  const graph = new Promise<AskGraph>((resolve) => (listening = resolve));
  const house = await deploy(definitions, {
    ...{ env: reader, log: silentLog, schemaFolder: SCHEMA_FOLDER },
    ask: (question) => graph.then((ask) => ask(question)),
  });
  const access = await openAccess(reader, { foreign: false, log: silentLog });
  const audit = openAudit(reader, { foreign: false, log: silentLog });
  const processes = settings?.PROCESSES === 'on' ? openProcesses(reader, silentLog, house) : undefined;
  reader.check();
  if (settings === undefined || access === undefined) throw new Error('the settings are wrong');
  const server = await startServer({
    settings,
    supergraphFile: join(SCHEMA_FOLDER, 'supergraph.graphql'),
    access,
    audit,
    log: silentLog,
    readyOperations: (await readQuestions({})).map(({ query }) => query),
    webhooks: house.webhooks,
    measures: [...house.measures, ...(processes?.measures ?? [])],
    changes: processes?.changes,
    brokenLookups: createBrokenLookups((name) => house.links.get(name)),
    healthDetails: () => ({ cache: house.cache.state() }),
    linkTo(name) {
      const link = house.links.get(name);
      if (link === undefined) throw new Error(`no link to ${name}`);
      return link;
    },
  });
  listening(server.ask);
  processes?.start(server.ask);

  return {
    url: server.url,
    ask: (query, variables = {}, headers = {}) => ask(server.url, { query, variables, headers }),
    async killSubgraph(name) {
      await servers.get(name)?.close();
    },
    async close() {
      await processes?.close();
      await server.close();
      await access.close();
      await audit.close();
      await house.close();
      await Promise.all([...servers.values()].map((one) => one.close()));
      await Promise.all(remotes.map((one) => one.close()));
    },
  };
}

/** A gateway of remote subgraphs needs no vendor's secret: take them away, so that it cannot use them. */
function withoutSources(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(values).flatMap((name) =>
      /^(HUBSPOT|ZENDESK|SHOPIFY|STRIPE|KLAVIYO|SQL|VENDURE|MAILCHIMP|INTERCOM|REQUEST_TRACKER|SALESFORCE)_/.test(name) ? [[name, '']] : [],
    ),
  );
}
