// A client of server-sent events that stops reading: no answers are made for it beyond what the network holds, and none after it is gone.
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { serveEventStreams } from '../../../gateway/subscriptions/event-stream';
import { until } from '../../support/until';
import { createEndless, type Endless } from './endless';

let app: FastifyInstance;
let endless: Endless;
beforeEach(async () => {
  app = fastify();
  endless = createEndless();
  const settings = { LIMIT_SUBSCRIPTIONS: 10, CORS_ORIGINS: [], production: true };
  serveEventStreams({ app, path: '/graphql', ...endless, settings });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

function open(): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo;
  const path = `/graphql/stream?query=${encodeURIComponent('subscription { text }')}`;
  return new Promise((resolve, reject) => request({ host: '127.0.0.1', port, path }, resolve).on('error', reject).end());
}

it('makes no answers for who does not read, goes on when they do, and ends when they are gone', async () => {
  const response = await open();
  response.pause();
  response.on('error', () => undefined);
  await until(() => endless.made() > 0, 2_000);
  await pause(1_500);
  const held = endless.made();
  await pause(1_500);
  expect(endless.made()).toBe(held);
  // Of a megabyte each: what the two sockets hold between them.
  expect(held).toBeLessThanOrEqual(10);
  response.resume();
  await until(() => endless.made() > held + 2, 3_000);
  response.destroy();
  await until(() => endless.open() === 0 && endless.connections.size() === 0, 2_000);
});
