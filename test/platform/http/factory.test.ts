import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { UpstreamError } from '../../../platform/errors';
import type { HttpClient, HttpRequest } from '../../../platform/http/client';
import { createHttpFactory } from '../../../platform/http/factory';
import { testCall } from '../../support/call';

const TIMEOUT_MS = 400;
const Reply = z.object({ ok: z.boolean() });

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

describe('the HTTP client', () => {
  let handlers: Handler[] = [];
  let seen: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      seen.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers, body });
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
      handler?.(request, response, body);
    });
  });
  let client: HttpClient;
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = clientOf(`${origin}/base/`);
  });
  afterAll(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    seen = [];
  });

  function clientOf(baseUrl: string): HttpClient {
    return createHttpFactory({ source: 'acme', timeoutMs: TIMEOUT_MS, connections: 4 })({
      baseUrl,
      headers: () => ({ authorization: 'Bearer s' }),
    });
  }
  function answer(status: number, body: unknown = { ok: true }, headers: Record<string, string> = {}): Handler {
    return (_request, response) => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  }
  function get(more: Partial<HttpRequest<z.infer<typeof Reply>>> = {}) {
    const call = testCall();
    return { call, reply: client.send({ method: 'GET', path: '/things', reply: Reply, call, ...more }) };
  }
  async function codeOf(reply: Promise<unknown>): Promise<string> {
    const error = await reply.then(
      () => new Error('it answered'),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof UpstreamError)) throw error;
    expect(error.source).toBe('acme');
    return error.code;
  }

  it('sends a GET with its query, repeated keys and headers, below the base path', async () => {
    handlers = [answer(200)];
    const { call, reply } = get({ query: { q: 'a b&c', n: 1, none: undefined, 'type[]': ['x', 'y'] } });
    await expect(reply).resolves.toMatchObject({ status: 200, body: { ok: true } });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/base/things?q=a+b%26c&n=1&type%5B%5D=x&type%5B%5D=y' });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer s', accept: 'application/json' });
    expect(call).toMatchObject({ sentCount: 1, failedCount: 0 });
  });

  it('sends a POST with its body as JSON', async () => {
    handlers = [answer(201)];
    await get({ method: 'POST', body: { a: ['ü'] } }).reply;
    expect(seen[0]).toMatchObject({ method: 'POST', body: '{"a":["ü"]}', headers: { 'content-type': 'application/json' } });
  });

  it('tells the headers of the newest reply', async () => {
    handlers = [answer(200, { ok: true }, { 'X-Left': '7' })];
    await get().reply;
    expect(client.lastHeaders()?.['x-left']).toBe('7');
  });

  it('takes a status as an answer where the request says so', async () => {
    handlers = [answer(404, { ok: false })];
    const { call, reply } = get({ accept: [404] });
    await expect(reply).resolves.toMatchObject({ status: 404, body: { ok: false } });
    expect(call.failedCount).toBe(0);
  });

  it.each([
    [401, 'UPSTREAM_DENIED'],
    [403, 'UPSTREAM_DENIED'],
    [404, 'UPSTREAM_CONTRACT'],
    [500, 'UPSTREAM_UNAVAILABLE'],
  ])('answers %i as %s, without a second attempt', async (status, code) => {
    handlers = [answer(status)];
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe(code);
    expect(call).toMatchObject({ sentCount: 1, failedCount: 1 });
  });

  it.each([502, 503, 504, 429])('sends a second time after %i', async (status) => {
    handlers = [answer(status), answer(200)];
    const { call, reply } = get();
    await expect(reply).resolves.toMatchObject({ body: { ok: true } });
    expect(call).toMatchObject({ sentCount: 2, failedCount: 1 });
  });

  it('gives up after the second attempt', async () => {
    handlers = [answer(503)];
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_UNAVAILABLE');
    expect(call.sentCount).toBe(2);
  });

  it('waits as long as Retry-After says', async () => {
    handlers = [answer(429, {}, { 'retry-after': '0.2' }), answer(200)];
    const started = Date.now();
    await get().reply;
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
  });

  it('does not wait for a Retry-After beyond the deadline', async () => {
    handlers = [answer(429, {}, { 'retry-after': '30' })];
    const started = Date.now();
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_RATE_LIMITED');
    expect(call.sentCount).toBe(1);
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS / 2);
  });

  it('reads a Retry-After that is a date', async () => {
    handlers = [answer(429, {}, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })];
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_RATE_LIMITED');
    expect(call.sentCount).toBe(1);
  });

  describe('where a vendor refuses with 200', () => {
    const refusedFor = (body: unknown) => z.object({ waitMs: z.number() }).safeParse(body).data?.waitMs ?? null;

    it('waits as long as the answer says, and counts it as failed', async () => {
      handlers = [answer(200, { waitMs: 200 }), answer(200)];
      const started = Date.now();
      const { call, reply } = get({ refusedFor });
      await expect(reply).resolves.toMatchObject({ body: { ok: true } });
      expect(Date.now() - started).toBeGreaterThanOrEqual(195);
      expect(call).toMatchObject({ sentCount: 2, failedCount: 1 });
    });

    it('waits once, and not beyond the deadline', async () => {
      handlers = [answer(200, { waitMs: 1 })];
      const twice = get({ refusedFor });
      expect(await codeOf(twice.reply)).toBe('UPSTREAM_RATE_LIMITED');
      expect(twice.call.sentCount).toBe(2);
      handlers = [answer(200, { waitMs: TIMEOUT_MS })];
      const once = get({ refusedFor });
      expect(await codeOf(once.reply)).toBe('UPSTREAM_RATE_LIMITED');
      expect(once.call.sentCount).toBe(1);
    });
  });

  it('never sends a second time what must not be repeated', async () => {
    handlers = [answer(503)];
    const { call, reply } = get({ method: 'POST', body: {}, retry: false });
    expect(await codeOf(reply)).toBe('UPSTREAM_UNAVAILABLE');
    expect(call.sentCount).toBe(1);
  });

  it('sends a second time after a broken connection', async () => {
    handlers = [(request) => request.socket.destroy(), answer(200)];
    const { call, reply } = get();
    await expect(reply).resolves.toMatchObject({ body: { ok: true } });
    expect(call).toMatchObject({ sentCount: 2, failedCount: 1 });
  });

  it.each([
    ['before the headers', (() => undefined) satisfies Handler],
    ['within the body', ((_, response) => void response.writeHead(200).write('{"ok":')) satisfies Handler],
  ])('ends a hanging request by the timeout: %s', async (_name, handler) => {
    handlers = [handler];
    const started = Date.now();
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_TIMEOUT');
    expect(call).toMatchObject({ sentCount: 1, failedCount: 1 });
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS + 300);
  });

  it('gives both attempts one timeout', async () => {
    handlers = [(_request, response) => void setTimeout(() => response.writeHead(503).end(), TIMEOUT_MS / 2), () => undefined];
    const started = Date.now();
    expect(await codeOf(get().reply)).toBe('UPSTREAM_TIMEOUT');
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS + 300);
  });

  it('stops when nobody waits any more', async () => {
    handlers = [() => undefined];
    const patience = new AbortController();
    const call = testCall(patience.signal);
    const reply = client.send({ method: 'GET', path: '/', reply: Reply, call });
    const started = Date.now();
    setTimeout(() => patience.abort(), 50);
    expect(await codeOf(reply)).toBe('UPSTREAM_TIMEOUT');
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS - 100);
  });

  it('stops waiting before the second attempt, too', async () => {
    handlers = [answer(429, {}, { 'retry-after': '0.3' })];
    const patience = new AbortController();
    const call = testCall(patience.signal);
    const reply = client.send({ method: 'GET', path: '/', reply: Reply, call });
    const started = Date.now();
    setTimeout(() => patience.abort(), 50);
    expect(await codeOf(reply)).toBe('UPSTREAM_TIMEOUT');
    expect(Date.now() - started).toBeLessThan(200);
    expect(call.sentCount).toBe(1);
  });

  it('sends nothing when nobody waits from the start', async () => {
    const call = testCall(AbortSignal.abort());
    expect(await codeOf(client.send({ method: 'GET', path: '/', reply: Reply, call }))).toBe('UPSTREAM_TIMEOUT');
    expect(seen).toEqual([]);
    expect(call.sentCount).toBe(0);
  });

  it.each([
    ['no JSON', '<html>Bad Gateway</html>'],
    ['another shape', { ok: 'yes' }],
    ['nothing', ''],
  ])('refuses an answer with %s', async (_name, body) => {
    handlers = [answer(200, body)];
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_CONTRACT');
    expect(call.sentCount).toBe(1);
  });

  it('says where an answer is wrong, and not what it says', async () => {
    handlers = [answer(200, { ok: 'secret-value' })];
    const error: unknown = await get().reply.catch((thrown: unknown) => thrown);
    if (!(error instanceof UpstreamError)) throw error;
    expect(String(error.cause)).toContain('ok: invalid_type');
    expect(`${error.message} ${String(error.cause)}`).not.toContain('secret-value');
  });

  it('does not read a huge answer to its end', async () => {
    let written = 0;
    handlers = [
      (_request, response) => {
        response.writeHead(200);
        const chunk = Buffer.alloc(256 * 1024, 0x20);
        const pump = () => {
          while (!response.destroyed && written < 200 * 1024 * 1024) {
            written += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', pump);
          }
        };
        pump();
      },
    ];
    // Far more time than it takes: the limit, not the timeout, must end it.
    const patient = createHttpFactory({ source: 'acme', timeoutMs: 10_000, connections: 1 })({ baseUrl: origin });
    const call = testCall();
    expect(await codeOf(patient.send({ method: 'GET', path: '/', reply: Reply, call }))).toBe('UPSTREAM_CONTRACT');
    expect(call.sentCount).toBe(1);
    expect(written).toBeLessThan(50 * 1024 * 1024);
    await patient.close();
  });

  it('does not follow a redirect, which could carry the credentials elsewhere', async () => {
    handlers = [answer(302, {}, { location: `${origin}/elsewhere` })];
    const { call, reply } = get();
    expect(await codeOf(reply)).toBe('UPSTREAM_CONTRACT');
    expect(seen).toHaveLength(1);
    expect(call.sentCount).toBe(1);
  });

  it('tells an unreachable vendor from a slow one', async () => {
    const nobody = clientOf('http://127.0.0.1:1');
    const call = testCall();
    expect(await codeOf(nobody.send({ method: 'GET', path: '/', reply: Reply, call }))).toBe('UPSTREAM_UNAVAILABLE');
    await nobody.close();
  });
});
