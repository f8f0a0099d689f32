// The HTTP side: Apollo Server behind Fastify, health, the explorer. Everything a test needs to start a real gateway.
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { GraphQLError } from 'graphql';
import { ConfigError } from '../platform/errors';
import { endConnectionsOnClose } from '../platform/kept-alive';
import { toListenFault } from '../platform/listen-fault';
import type { SubgraphLink } from '../platform/link/link';
import type { Log } from '../platform/log';
import type { BrokenLookup } from './broken-lookups';
import { closeContext, createContext, type GatewayContext } from './context';
import type { GatewaySettings } from './env';
import { maskError } from './error-mask';
import type { Planning } from './execution/planner/planning';
import { createGateway } from './gateway';
import { createHealth } from './health';
import { accessLog } from './plugins/access-log';
import { costReport } from './plugins/cost-report';
import { jsonStatus } from './plugins/json-status';
import { noDefer } from './plugins/no-defer';
import { toSupergraphFault } from './supergraph';

export interface ServerOptions {
  settings: GatewaySettings;
  supergraphFile: string;
  linkTo(name: string, url: string): SubgraphLink;
  log: Log;
  /** Texts of operations that are compiled beforehand. */
  readyOperations?: readonly string[];
  /** Who plans; Apollo's planner where it is left out. */
  planning?: Planning | undefined;
  /** For people who look at /health. */
  healthDetails(): Record<string, string>;
  /** For people who look at /health/ready. */
  brokenLookups(): Promise<readonly BrokenLookup[]>;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  url: string;
  /** Refuses readiness; after `DRAIN_DELAY_MS` takes nothing new, lets what is under way finish, then ends. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 256 * 1024;
const UTF8 = new TextEncoder();
/**
 * A kilobyte of nested, twice-spread fragments would otherwise keep the event loop busy for seconds; 5,000 expanded fields
 * are more than any real query has.
 */
const MAX_EXPANDED_SELECTIONS = 5_000;

/** Listens when it resolves. Rejects with a ConfigError when the supergraph cannot be used, or the address is not to be had. */
export async function startServer({
  settings,
  supergraphFile,
  linkTo,
  log,
  readyOperations,
  planning,
  healthDetails,
  brokenLookups,
}: ServerOptions): Promise<RunningServer> {
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: 'idle' });
  const health = createHealth(healthDetails, brokenLookups);
  let listens = (): void => undefined;
  const listening = new Promise<void>((resolve) => (listens = resolve));
  const apollo = new ApolloServer<GatewayContext>({
    gateway: createGateway({
      ...{ supergraphFile, linkTo, log, readyOperations, planning, listening },
      ...{ explains: settings.introspection, unauthorised: settings.AUTHORISATION },
    }),
    introspection: settings.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: settings.production,
    allowBatchedHttpRequests: false,
    maxRecursiveSelections: MAX_EXPANDED_SELECTIONS,
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      costReport(),
      noDefer(),
      jsonStatus(),
      accessLog(log),
    ],
  });
  await apollo.start().catch((error: unknown) => {
    throw error instanceof GraphQLError ? new ConfigError([toSupergraphFault(error)]) : error;
  });

  endConnectionsOnClose(app);
  app.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('x-content-type-options', 'nosniff');
    // Node writes bytes beside the head of an answer much faster than a long text.
    done(null, typeof payload === 'string' ? Buffer.from(UTF8.encode(payload).buffer) : payload);
  });
  health.register(app);
  if (settings.explorer) {
    const { TRY_ID: id, TRY_EMAIL: email, TRY_PHONE: phone, TRY_AUDIENCE: audience, TRY_ORGANIZATION: organization } = settings;
    // Where it is off, as in production, nothing of it is loaded.
    const [{ explorerPlugin }, { readQuestions }] = await Promise.all([import('./explorer/plugin.js'), import('./explorer/questions.js')]);
    const questions = await readQuestions({ id, email, phone, audience, organization });
    await app.register(explorerPlugin, { questions, graphqlPath: '/graphql' });
  }
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    context: (request, reply) => {
      const context = createContext(request.headers, settings.REQUEST_TIMEOUT_MS, settings.FORWARD_HEADERS);
      reply.raw.once('close', () => closeContext(context, reply.raw.writableFinished));
      return Promise.resolve(context);
    },
  });
  await app.listen({ host: settings.HOST, port: settings.PORT }).catch(async (error: unknown) => {
    await apollo.stop();
    throw toListenFault(error, { port: 'PORT', host: 'HOST' });
  });
  listens();
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`,
    async close() {
      health.drain();
      await sleep(settings.DRAIN_DELAY_MS);
      await apollo.stop();
      await app.close();
    },
  };
}
