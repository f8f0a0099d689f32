// Connections that would outlive a server which is told to close: the busy one behind its answer, and the one that never asked.
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { endConnectionsOnClose } from '../../platform/kept-alive';

/** Far below the 5 s for which Node keeps a connection that has asked, and the minute for one that has not. */
const SOON_MS = 3_000;

let app: FastifyInstance;
let port: number;
const sockets: Socket[] = [];
beforeEach(async () => {
  app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsOnClose(app);
  app.get('/', () => pause(1_000, 'answered'));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});

// One that a broken server keeps must not keep the tests.
afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

async function connected() {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(socket, 'connect');
  const closed = once(socket, 'close').then(() => said);
  return { ask: () => socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n'), closed };
}

async function closedWithin(): Promise<number> {
  const started = performance.now();
  await app.close();
  return performance.now() - started;
}

it('a connection on which nothing was ever said does not hold up the end', async () => {
  await connected();
  await pause(50);
  expect(await closedWithin()).toBeLessThan(SOON_MS);
});

it('what is asked just before the end, or over a connection opened just before, is answered, and its connection ends with it', async () => {
  const [before, late] = [await connected(), await connected()];
  before.ask();
  await pause(50);
  const closing = closedWithin();
  late.ask();
  expect(await closing).toBeLessThan(SOON_MS);
  expect(await before.closed).toMatch(/^HTTP\/1.1 200 [^]*connection: close[^]*answered$/);
  expect(await late.closed).toMatch(/^HTTP\/1.1 (200|503) /);
});
