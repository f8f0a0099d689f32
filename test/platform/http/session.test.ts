import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { UpstreamError } from '../../../platform/errors';
import type { HttpClient } from '../../../platform/http/client';
import { createHttpFactory } from '../../../platform/http/factory';
import { createSession } from '../../../platform/http/session';
import { testCall } from '../../support/call';
import { until } from '../../support/until';

const TIMEOUT_MS = 1_000;
/** For the very first request, whose code is loaded meanwhile. */
const FIRST_TIMEOUT_MS = 15_000;

const Token = z.object({ token: z.string() });
const Thing = z.object({ ok: z.boolean() });

describe('a session', () => {
  let valid = new Set<string>();
  let logins = 0;
  let things = 0;
  /** Log-ins whose connection was closed before their answer. */
  let ended = 0;
  let grants = true;
  let loginStatus = 200;
  let loginDelayMs = 0;
  let bodies: { type: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (request.url === '/token') {
        logins += 1;
        response.once('close', () => (ended += response.writableFinished ? 0 : 1));
        bodies.push({ type: request.headers['content-type'], body });
        const token = `t${logins}`;
        if (grants) valid.add(token);
        setTimeout(() => response.writeHead(loginStatus).end(JSON.stringify({ token })), loginDelayMs).unref();
        return;
      }
      things += 1;
      const known = valid.has(tokenOf(request));
      response.writeHead(known ? 200 : 401).end(JSON.stringify({ ok: known }));
    });
  });
  let plain: HttpClient;
  let client: HttpClient;

  function tokenOf(request: IncomingMessage): string {
    return (request.headers.authorization ?? '').replace('Bearer ', '');
  }
  function get(patience?: AbortSignal): Promise<unknown> {
    return client.send({ method: 'GET', path: '/things', reply: Thing, call: testCall(patience) });
  }
  async function codeOf(reply: Promise<unknown>): Promise<string> {
    const error = await reply.then(
      () => 'it answered',
      (thrown: unknown) => thrown,
    );
    return error instanceof UpstreamError ? error.code : String(error);
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const first = createHttpFactory({ source: 'acme', timeoutMs: FIRST_TIMEOUT_MS, connections: 1 })({ baseUrl });
    await codeOf(first.send({ method: 'GET', path: '/things', reply: Thing, call: testCall() }));
    await first.close();
  });
  beforeEach(() => {
    ended = 0;
    ({ valid, logins, things, grants, loginStatus, loginDelayMs, bodies } = {
      ...{ valid: new Set<string>(), logins: 0, things: 0, grants: true, loginStatus: 200, loginDelayMs: 0, bodies: [] },
    });
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const http = createHttpFactory({ source: 'acme', timeoutMs: TIMEOUT_MS, connections: 4 });
    const loginClient = http({ baseUrl });
    plain = loginClient;
    const session = createSession({
      async login(call) {
        const form = { grant_type: 'client_credentials', client_secret: 'a&b' };
        const { body } = await loginClient.send({ method: 'POST', path: '/token', form, reply: Token, retry: false, call });
        return { authorization: `Bearer ${body.token}` };
      },
    });
    client = http({ baseUrl, session });
  });
  afterEach(async () => {
    await Promise.all([client.close(), plain.close()]);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('logs in once for all who ask at the same time, by a form', async () => {
    loginDelayMs = 50;
    await Promise.all(Array.from({ length: 8 }, () => get()));
    expect({ logins, things }).toEqual({ logins: 1, things: 8 });
    expect(bodies).toEqual([{ type: 'application/x-www-form-urlencoded', body: 'grant_type=client_credentials&client_secret=a%26b' }]);
  });

  it('is renewed once for all whose requests it was too old for, and each is sent once more', async () => {
    await get();
    valid.clear();
    await Promise.all(Array.from({ length: 5 }, () => get()));
    expect({ logins, things }).toEqual({ logins: 2, things: 11 });
  });

  it('gives up after one new log-in that helps nothing', async () => {
    await get();
    valid.clear();
    grants = false;
    expect(await codeOf(get())).toBe('UPSTREAM_DENIED');
    expect({ logins, things }).toEqual({ logins: 2, things: 3 });
  });

  it('tells a refused log-in to everybody who waits, sends nothing else, and tries again for the next', async () => {
    loginStatus = 401;
    expect(await Promise.all([codeOf(get()), codeOf(get())])).toEqual(['UPSTREAM_DENIED', 'UPSTREAM_DENIED']);
    expect({ logins, things }).toEqual({ logins: 1, things: 0 });
    loginStatus = 200;
    await get();
    expect({ logins, things }).toEqual({ logins: 2, things: 1 });
  });

  it('goes on for the others when the one who began it has gone', async () => {
    loginDelayMs = 150;
    const first = new AbortController();
    const [gone, stays] = [codeOf(get(first.signal)), get()];
    await new Promise((resolve) => setTimeout(resolve, 50));
    first.abort();
    expect(await gone).toBe('UPSTREAM_TIMEOUT');
    await expect(stays).resolves.toMatchObject({ status: 200 });
    expect({ logins, things }).toEqual({ logins: 1, things: 1 });
  });

  it('ends a log-in that nobody waits for any more, and begins another for who comes next', async () => {
    loginDelayMs = 5_000;
    const all = new AbortController();
    const gone = [codeOf(get(all.signal)), codeOf(get(all.signal))];
    await until(() => logins === 1, 1_000);
    loginDelayMs = 0;
    all.abort();
    // Long before its own time is over.
    await until(() => ended === 1, TIMEOUT_MS / 2);
    expect(await Promise.all(gone)).toEqual(['UPSTREAM_TIMEOUT', 'UPSTREAM_TIMEOUT']);
    await expect(get()).resolves.toMatchObject({ status: 200 });
    expect({ logins, things }).toEqual({ logins: 2, things: 1 });
  });

  it('does not make anybody wait longer than their request may take', async () => {
    loginDelayMs = 5_000;
    expect(await codeOf(get())).toBe('UPSTREAM_TIMEOUT');
    expect(things).toBe(0);
  });
});
