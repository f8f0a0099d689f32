// The subscriptions of a gateway, put together: loaded only where processes are on.
import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../../platform/log';
import type { Measure } from '../../platform/metrics/measure';
import type { Changes } from '../../processes/changes/changes';
import type { Access } from '../access/access';
import type { GatewayContext } from '../context';
import type { GatewaySettings } from '../env';
import type { Door } from '../limits/door';
import type { TrustedDocuments } from '../trusted-documents/manifest';
import { createConnections } from './connections';
import { serveEventStreams } from './event-stream';
import { createExecutions } from './executions';
import { createListeners } from './listeners';
import { createOperations } from './operations';
import { createPlaces } from './places';
import { serveWebSockets } from './websocket';

export interface SubscriptionOptions {
  app: FastifyInstance;
  apollo: ApolloServer<GatewayContext>;
  path: string;
  settings: GatewaySettings;
  log: Log;
  access: Access;
  door: Door;
  trusted: TrustedDocuments;
  changes: Changes;
  schema(): GraphQLSchema;
}

export interface Subscriptions {
  readonly measures: readonly Measure[];
  /** The graph is another one. */
  reloaded(): void;
  /** Every client is told to come again. */
  close(): Promise<void>;
}

export function openSubscriptions(options: SubscriptionOptions): Subscriptions {
  const { app, apollo, path, settings, log, access, door, trusted, changes, schema } = options;
  const connections = createConnections(access);
  const executions = createExecutions();
  const listeners = createListeners();
  const places = createPlaces(settings);
  const operations = createOperations({ apollo, settings, log, door, trusted, connections, executions, listeners, places, schema });
  const hearNoMore = changes.onChange((change) => listeners.tell(change));
  const streams = serveEventStreams({ app, path, operations, connections, settings });
  const addressOf = ({ socket, headers }: IncomingMessage): string =>
    behindProxies(socket.remoteAddress ?? '', headers['x-forwarded-for'], settings.TRUST_PROXIES);
  const sockets = serveWebSockets({ server: app.server, path, operations, connections, settings, addressOf });
  return {
    measures: [
      gauge('subscriptions', 'Subscriptions that are open.', places.taken),
      gauge('subscription_connections', 'Connections of subscribers that are open.', connections.size),
      {
        ...{
          kind: 'counter',
          name: 'customer_graph_subscription_answers_total',
          help: 'Answers to events that were made, shared ones once.',
        },
        ...{ labels: [], read: () => [{ labels: {}, value: executions.made() }] },
      },
    ],
    reloaded: operations.reloaded,
    async close() {
      hearNoMore();
      streams.close();
      await sockets.close();
      operations.close();
      connections.close();
    },
  };
}

function gauge(name: string, help: string, read: () => number): Measure {
  return { kind: 'gauge', name: `customer_graph_${name}`, help, labels: [], read: () => [{ labels: {}, value: read() }] };
}

/** The address that the outermost of so many proxies says it was asked from, as over HTTP. */
function behindProxies(own: string, forwarded: string | string[] | undefined, proxies: number): string {
  const named = [forwarded ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return [...named, own].at(-1 - proxies) ?? named[0] ?? own;
}
