import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteLink } from '../../../platform/link/remote';
import type { SubgraphLink } from '../../../platform/link/link';
import { createPatience, type Patience } from '../../../platform/request/patience';

let server: Server;
let link: SubgraphLink;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  link = createRemoteLink('crm', `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/graphql?v=1`);
});

afterAll(async () => {
  await link.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (patience?: Patience) => link.send({ query: '{ a }', headers: {}, ...(patience === undefined ? {} : { patience }) });

/** Answers every request with this. */
function say(body: string, status = 200): void {
  answer = (_, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

describe('a remote link', () => {
  it('sends the query with its headers, and brings the answer', async () => {
    let seen: { url: string | undefined; method: string | undefined; headers: IncomingHttpHeaders; body: string } | undefined;
    answer = (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen = { url: request.url, method: request.method, headers: request.headers, body };
        response.end('{"data":{"a":1},"extensions":{"b":2}}');
      });
    };
    await expect(
      link.send({ query: 'query Q { a }', variables: { x: 1 }, operationName: 'Q', headers: { 'x-request-id': 'id-1' } }),
    ).resolves.toEqual({
      data: { a: 1 },
      extensions: { b: 2 },
    });
    expect(seen).toMatchObject({
      url: '/base/graphql?v=1',
      method: 'POST',
      headers: { 'x-request-id': 'id-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(seen?.body ?? '')).toEqual({ query: 'query Q { a }', variables: { x: 1 }, operationName: 'Q' });
  });

  it('brings errors of fields, each with a code', async () => {
    say('{"data":{"a":null},"errors":[{"message":"no","path":["a",0],"locations":[]},{"message":"x","extensions":{"code":"MINE"}}]}', 400);
    await expect(send()).resolves.toEqual({
      data: { a: null },
      errors: [
        { message: 'no', path: ['a', 0], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
        { message: 'x', extensions: { code: 'MINE' } },
      ],
    });
  });

  it('forgives null where nothing should be', async () => {
    say('{"data":{"a":1},"errors":null,"extensions":null}');
    await expect(send()).resolves.toEqual({ data: { a: 1 } });
    say('{"data":null,"errors":[{"message":"no","path":null,"extensions":null}]}');
    await expect(send()).resolves.toEqual({ data: null, errors: [{ message: 'no', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }] });
  });

  it.each([
    ['a page of HTML', '<html>', 200, 'UPSTREAM_CONTRACT'],
    ['nothing', '', 200, 'UPSTREAM_CONTRACT'],
    ['another JSON', '[1]', 200, 'UPSTREAM_CONTRACT'],
    ['neither data nor errors', '{}', 200, 'UPSTREAM_CONTRACT'],
    ['the page of a proxy', '<html>', 502, 'UPSTREAM_UNAVAILABLE'],
    ['its own failure', '{"statusCode":500}', 500, 'UPSTREAM_UNAVAILABLE'],
  ])('fails with %s', async (_, body, status, code) => {
    say(body, status);
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, source: 'crm' });
    expect(String(failure)).not.toContain('html');
  });

  it('refuses an endless answer', async () => {
    answer = (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'a');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    await expect(send()).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });

  it('fails when the answer breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data"', () => response.destroy());
    };
    await expect(send()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('gives up when nobody waits any more', async () => {
    answer = () => undefined;
    const started = performance.now();
    await expect(send(createPatience(50))).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('fails at once when nobody is there, and comes back when somebody is', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const lonely = createRemoteLink('billing', `http://127.0.0.1:${port}/graphql`);
    await expect(lonely.send({ query: '{ a }', headers: {} })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', source: 'billing' });
    const late = createServer((_, response) => response.end('{"data":{}}'));
    await new Promise<void>((resolve) => late.listen(port, '127.0.0.1', resolve));
    await expect(lonely.send({ query: '{ a }', headers: {} })).resolves.toEqual({ data: {} });
    await lonely.close();
    late.closeAllConnections();
    await new Promise((resolve) => late.close(resolve));
  });
});
