import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Pool } from 'undici';
import { post } from '../../../platform/link/post';
import { createPatience } from '../../../platform/request/patience';

let server: Server;
let origin: string;
let pool: Pool;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const headers = JSON.stringify(request.headers);
    if (request.url === '/hang') return;
    request.on('data', () => undefined);
    request.on('end', () => {
      response.writeHead(207);
      // Several chunks, one of which ends within a letter.
      const [text, cut] = request.url === '/parts' ? [Buffer.from('né'), 2] : [Buffer.from(request.url === '/empty' ? '' : headers), 0];
      response.write(text.subarray(0, cut), () => setTimeout(() => response.end(text.subarray(cut)), cut * 10));
    });
  });
  server.on('connection', (socket) => sockets.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pool = new Pool(origin, { connections: 1 });
});

afterAll(async () => {
  await pool.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (path: string, patience = createPatience(60_000)) => post(pool, { path, headers: { 'x-a': '1' }, body: '{}', patience });

test('brings status and text, and sends JSON with the headers given', async () => {
  const { status, text } = await send('/');
  expect(status).toBe(207);
  expect(JSON.parse(text)).toMatchObject({
    'x-a': '1',
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': '2',
  });
  await expect(send('/empty')).resolves.toEqual({ status: 207, text: '' });
  await expect(send('/parts')).resolves.toEqual({ status: 207, text: 'né' });
});

test('closes the connection when nobody waits any more, and the pool goes on with another', async () => {
  const patience = createPatience(60_000);
  const asked = send('/hang', patience);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = once(sockets.at(-1) ?? connect(0), 'close');
  patience.end();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  await closed;
  await expect(send('/')).resolves.toMatchObject({ status: 207 });
});

test('sends nothing for whom nobody waits, nor for whom nobody waits when its turn comes', async () => {
  const over = createPatience(60_000);
  over.end();
  const { length } = sockets;
  const another = new Pool(origin);
  await expect(post(another, { path: '/', headers: {}, body: '{}', patience: over })).rejects.toMatchObject({ name: 'AbortError' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sockets).toHaveLength(length);
  await another.destroy();
  // The only connection is taken: the second waits for it.
  const [first, second] = [createPatience(60_000), createPatience(60_000)];
  const asked = [send('/hang', first), send('/', second)];
  second.end();
  await expect(asked[1]).rejects.toMatchObject({ name: 'AbortError' });
  first.end();
  await expect(asked[0]).rejects.toMatchObject({ name: 'AbortError' });
  await expect(send('/')).resolves.toMatchObject({ status: 207 });
});
