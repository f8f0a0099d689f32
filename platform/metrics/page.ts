// `GET /metrics`: on a server that is there already, or on an address of its own, so that whoever may ask questions need not see it.
// Between the measures of a process and their text, which is not loaded before somebody asks.
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { endConnectionsOnClose } from '../kept-alive';
import { toListenFault } from '../listen-fault';
import type { Exposition } from './exposition';
import type { Measure } from './measure';
import type { MetricsSettings } from './settings';

export interface MetricsServer {
  /** Such as `http://127.0.0.1:9464`. */
  url: string;
  close(): Promise<void>;
}

/** Adds `GET /metrics` to a server that does not listen yet. */
export function showMetrics(app: FastifyInstance, measures: readonly Measure[]): void {
  let exposition: Promise<Exposition> | undefined;
  app.get('/metrics', async (_, reply) => {
    exposition ??= import('./exposition.js').then(({ createExposition }) => createExposition(measures));
    const { contentType, text } = await exposition;
    return reply
      .header('cache-control', 'no-store')
      .type(contentType)
      .send(await text());
  });
}

/** Listens where the settings say when it resolves; undefined = they say nowhere. Rejects with a ConfigError where the address is not to be had. */
export async function serveMetrics(
  settings: MetricsSettings | undefined,
  measures: readonly Measure[],
): Promise<MetricsServer | undefined> {
  if (settings?.METRICS_PORT === undefined) return undefined;
  const { METRICS_HOST: host, METRICS_PORT: asked } = settings;
  const app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsOnClose(app);
  showMetrics(app, measures);
  await app.listen({ host, port: asked }).catch((error: unknown) => {
    throw toListenFault(error, { port: 'METRICS_PORT', host: 'METRICS_HOST' });
  });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, close: async () => void (await app.close()) };
}
