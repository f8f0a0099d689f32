// The HTTP side: Apollo Server behind Fastify, health, the explorer. Everything a test needs to start a real gateway.
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { AskGraph } from '../platform/ask';
import { ConfigError } from '../platform/errors';
import { endConnectionsOnClose } from '../platform/kept-alive';
import { toListenFault } from '../platform/listen-fault';
import type { SubgraphLink } from '../platform/link/link';
import type { Log } from '../platform/log';
import type { Changes } from '../processes/changes/changes';
import type { Access } from './access/access';
import { createAskGraph } from './ask-graph';
import { AUDIT_OFF, type Audit } from './audit/audit';
import type { Measure } from '../platform/metrics/measure';
import type { WebhookDesk } from '../platform/webhooks/message';
import { showMetrics } from '../platform/metrics/page';
import type { MaskingSettings } from './authorisation/masking';
import type { BrokenLookup } from './broken-lookups';
import { closeContext, createContext, requestIdOf, type GatewayContext } from './context';
import type { GatewaySettings } from './env';
import { maskError } from './error-mask';
import type { Planning } from './execution/planner/planning';
import { createGateway } from './gateway';
import { createHealth } from './health';
import { createDoor } from './limits/door';
import { readIncoming } from './limits/incoming';
import type { Admission } from './limits/admission';
import { createRequestBook } from './metrics/request-book';
import { timedLink } from './metrics/timed-link';
import { NONE_TRUSTED, type TrustedDocuments } from './trusted-documents/manifest';
import { createDocumentStore } from './trusted-documents/store';
import { accessLog } from './plugins/access-log';
import { costReport } from './plugins/cost-report';
import { jsonStatus } from './plugins/json-status';
import { noDefer } from './plugins/no-defer';
import { requestMetrics } from './plugins/request-metrics';
import type { Subscriptions } from './subscriptions/open';
import { toSupergraphFault } from './supergraph';

export interface ServerOptions {
  settings: GatewaySettings;
  supergraphFile: string;
  linkTo(name: string, url: string): SubgraphLink;
  /** Who may ask; the caller closes it. */
  access: Access;
  /** Who records access to personal data; the caller closes it. Left out = nobody. */
  audit?: Audit;
  log: Log;
  /** Texts of operations that are compiled beforehand. */
  readyOperations?: readonly string[];
  /** Documents that were agreed on; none where it is left out. */
  trusted?: TrustedDocuments;
  /** Left out = every operation that may be read is admitted. */
  admission?: Admission | undefined;
  /** What the rest of this process tells of itself, beside the gateway. */
  measures?: readonly Measure[];
  /** How personal data looks to who may not see it; in part where it is left out. */
  masking?: MaskingSettings;
  /** Takes what vendors send; left out = there is no endpoint for it. */
  webhooks?: WebhookDesk | undefined;
  /** Who plans; Apollo's planner where it is left out. */
  planning?: Planning | undefined;
  /** Changes of customers as they are heard of; left out = nobody can subscribe. */
  changes?: Changes | undefined;
  /** For people who look at /health. */
  healthDetails(): Record<string, string>;
  /** For people who look at /health/ready. */
  brokenLookups(): Promise<readonly BrokenLookup[]>;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  url: string;
  /** All that this process tells of itself, for whoever serves it at an address of its own. */
  measures: readonly Measure[];
  /** Questions from within. */
  ask: AskGraph;
  /** Refuses readiness; after `DRAIN_DELAY_MS` takes nothing new, lets what is under way finish, then ends. */
  close(): Promise<void>;
}

const UTF8 = new TextEncoder();
/** Of what is wrong with a document, more than these are not looked for. */
const MOST_VALIDATION_ERRORS = 20;

/** Listens when it resolves. Rejects with a ConfigError when the supergraph cannot be used, or the address is not to be had. */
export async function startServer({
  settings,
  supergraphFile,
  linkTo,
  access,
  audit = AUDIT_OFF,
  log,
  readyOperations = [],
  trusted = NONE_TRUSTED,
  admission,
  masking,
  measures = [],
  planning,
  webhooks,
  changes,
  healthDetails,
  brokenLookups,
}: ServerOptions): Promise<RunningServer> {
  const app = Fastify({
    bodyLimit: settings.LIMIT_BODY_BYTES,
    forceCloseConnections: 'idle',
    trustProxy: (_address, hop) => hop < settings.TRUST_PROXIES,
  });
  const trusts = settings.TRUSTED_DOCUMENTS;
  const door = createDoor({ limits: settings, trust: trusts, trusted, log });
  const health = createHealth(() => ({ ...access.details(), ...audit.details(), ...healthDetails() }), brokenLookups);
  const book = createRequestBook(readyOperations.flatMap(nameOf));
  let listens = (): void => undefined;
  const listening = new Promise<void>((resolve) => (listens = resolve));
  const gateway = createGateway({
    ...{ supergraphFile, log, readyOperations, planning, listening, admission, audit },
    ...{ explains: settings.introspection, unauthorised: settings.AUTHORISATION },
    ...(masking === undefined ? {} : { masking }),
    linkTo: (name, url) => timedLink(linkTo(name, url), book),
  });
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: settings.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: settings.production,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    maxRecursiveSelections: settings.LIMIT_FIELDS,
    parseOptions: { maxTokens: settings.LIMIT_TOKENS },
    validationOptions: { maxErrors: MOST_VALIDATION_ERRORS },
    persistedQueries: { cache: createDocumentStore(trusted, trusts !== 'only') },
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      costReport(book),
      noDefer(),
      jsonStatus(),
      accessLog(log),
      requestMetrics(book),
    ],
  });
  let subscriptions: Subscriptions | undefined;
  let api: GraphQLSchema | undefined;
  if (changes !== undefined) {
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      api = apiSchema;
      subscriptions?.reloaded();
    });
  }
  await apollo.start().catch((error: unknown) => {
    throw error instanceof GraphQLError ? new ConfigError([toSupergraphFault(error)]) : error;
  });

  endConnectionsOnClose(app);
  if (settings.CORS_ORIGINS.length > 0) {
    const { default: cors } = await import('@fastify/cors');
    await app.register(cors, { origin: settings.CORS_ORIGINS, methods: ['GET', 'POST'], maxAge: 600 });
  }
  app.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('x-content-type-options', 'nosniff');
    // Node writes bytes beside the head of an answer much faster than a long text.
    done(null, typeof payload === 'string' ? Buffer.from(UTF8.encode(payload).buffer) : payload);
  });
  health.register(app);
  if (changes !== undefined) {
    const { openSubscriptions } = await import('./subscriptions/open.js');
    const schema = (): GraphQLSchema => {
      if (api === undefined) throw new Error('no graph is loaded');
      return api;
    };
    subscriptions = openSubscriptions({ app, apollo, path: '/graphql', settings, log, access, door, trusted, changes, schema });
  }
  const measured = [...book.measures, ...audit.measures, ...(subscriptions?.measures ?? []), ...measures];
  if (settings.METRICS_PORT === undefined && !settings.production) showMetrics(app, measured);
  if (settings.explorer) {
    const { TRY_ID: id, TRY_EMAIL: email, TRY_PHONE: phone, TRY_AUDIENCE: audience, TRY_ORGANIZATION: organization } = settings;
    // Where it is off, as in production, nothing of it is loaded.
    const [{ explorerPlugin }, { readQuestions }] = await Promise.all([import('./explorer/plugin.js'), import('./explorer/questions.js')]);
    const questions = await readQuestions({ id, email, phone, audience, organization });
    await app.register(explorerPlugin, { questions, graphqlPath: '/graphql' });
  }
  if (webhooks !== undefined) {
    const { showWebhooks } = await import('./webhooks/endpoint.js');
    await showWebhooks(app, webhooks, settings);
  }
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    async context({ headers, body, query, ip: address }, reply) {
      const requestId = requestIdOf(headers);
      void reply.header('x-request-id', requestId);
      const caller = await access.callerOf(headers, requestId);
      door.enter(readIncoming(body, query), caller, requestId);
      const { REQUEST_TIMEOUT_MS: timeoutMs, FORWARD_HEADERS: forward } = settings;
      const context = createContext(headers, timeoutMs, { forward, caller, address, requestId });
      reply.raw.once('close', () => closeContext(context, reply.raw.writableFinished));
      // Gone while they were identified.
      if (reply.raw.closed) closeContext(context, reply.raw.writableFinished);
      return context;
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
    measures: measured,
    ask: createAskGraph(apollo, settings.REQUEST_TIMEOUT_MS),
    async close() {
      health.drain();
      await sleep(settings.DRAIN_DELAY_MS);
      await subscriptions?.close();
      await apollo.stop();
      await app.close();
    },
  };
}

/** Of an operation's text, where it has a name. */
function nameOf(text: string): string[] {
  const name = /^(?:query|mutation)\s+([_A-Za-z]\w*)/m.exec(text)?.[1];
  return name === undefined ? [] : [name];
}
