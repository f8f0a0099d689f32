// A WebSocket whose client stops reading: no answers are made for it beyond what the network holds, be it subscribed or asking without an
// end, and none after it is gone.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { serveWebSockets, type WebSockets } from '../../../gateway/subscriptions/websocket';
import { until } from '../../support/until';
import { createEndless, type Endless } from './endless';

let server: Server;
let sockets: WebSockets;
let endless: Endless;
let client: WebSocket;

beforeEach(async () => {
  endless = createEndless();
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const settings = { LIMIT_BODY_BYTES: 10_000, LIMIT_SUBSCRIPTIONS: 10, CORS_ORIGINS: [], FORWARD_HEADERS: [], production: true };
  sockets = serveWebSockets({ server, path: '/graphql', ...endless, settings, addressOf: () => '127.0.0.1' });
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, 'graphql-transport-ws');
  client.on('error', () => undefined);
  await once(client, 'open');
  client.send(JSON.stringify({ type: 'connection_init' }));
  await once(client, 'message');
});
afterEach(async () => {
  client.terminate();
  await sockets.close();
  server.close();
});

function ask(id: string, query: string): void {
  client.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
}

it('makes no answers for a subscriber who does not read, goes on when they do, and ends when they are gone', async () => {
  client.pause();
  ask('a', 'subscription { text }');
  await until(() => endless.made() > 0, 2_000);
  await pause(1_500);
  const held = endless.made();
  await pause(1_500);
  expect(endless.made()).toBe(held);
  // Of a megabyte each: what the two sockets hold between them.
  expect(held).toBeLessThanOrEqual(10);
  client.resume();
  await until(() => endless.made() > held + 2, 3_000);
  client.pause();
  await pause(500);
  client.terminate();
  await until(() => endless.open() === 0 && endless.connections.size() === 0, 2_000);
});

it('answers no more questions of who does not read the answers, and the others when they do', async () => {
  client.pause();
  for (let n = 0; n < 200; n += 1) {
    ask(String(n), 'query { text }');
    await pause(2);
  }
  await pause(500);
  expect(endless.made()).toBeLessThanOrEqual(60);
  client.resume();
  await until(() => endless.made() === 200, 5_000);
});
