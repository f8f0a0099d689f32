import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UpstreamError } from '../../../platform/errors';
import { DEFAULT_BREAKER } from '../../../platform/http/breaker';
import { createRateBudget } from '../../../platform/http/budget';
import { createLocalBooks } from '../../../platform/http/budget-books';
import type { HttpClient, HttpOptions } from '../../../platform/http/client';
import { createHttpFactory, type SourceHttpOptions } from '../../../platform/http/factory';
import { createSourceWatch, withCall } from '../../../platform/loader/source-watch';
import type { Priority } from '../../../platform/request/priority';
import { anAsker } from '../../support/asker';
import { testCall } from '../../support/call';
import { ok, startHttpServer, status, type HttpServer } from '../../support/http-server';
import { until } from '../../support/until';

describe('the gate before a vendor', () => {
  let vendor: HttpServer;
  const clients: HttpClient[] = [];
  beforeEach(async () => {
    vendor = await startHttpServer();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await vendor.stop();
  });

  function connect(more: Partial<SourceHttpOptions> = {}, options: Partial<HttpOptions> = {}): HttpClient {
    const source = { source: 'acme', timeoutMs: 3_000, connections: 8, breaker: DEFAULT_BREAKER };
    const client = createHttpFactory({ ...source, budget: createRateBudget(createLocalBooks()), ...more })({
      baseUrl: vendor.url,
      ...options,
    });
    clients.push(client);
    return client;
  }
  /** `ok`, or the code of the failure. */
  async function ask(client: HttpClient, retry = true): Promise<string> {
    const sent = client.send({ method: 'GET', path: '/', reply: z.unknown(), call: testCall(), retry });
    return sent.then(
      () => 'ok',
      (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
    );
  }

  it('stops calls to one that fails at 60 % within 20, and not those to another', async () => {
    const other = await startHttpServer();
    const [failing, healthy] = [connect({ breaker: { ...DEFAULT_BREAKER, pauseMs: 30_000 } }), connect({}, { baseUrl: other.url })];
    let call = 0;
    vendor.handle((request, response) => ((call += 1) % 5 < 3 ? status(500)(request, response) : ok(request, response)));
    const answers: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      answers.push(await ask(failing));
      expect(await ask(healthy)).toBe('ok');
    }
    expect(vendor.arrivals().length).toBeLessThanOrEqual(20);
    expect(other.arrivals()).toHaveLength(60);
    expect(new Set(answers.slice(20))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    await other.stop();
  });

  it('lets all through again after one call that went well', async () => {
    const client = connect();
    vendor.handle(status(500));
    for (let n = 0; n < 20; n += 1) await ask(client);
    expect(await ask(client)).toBe('UPSTREAM_UNAVAILABLE');
    vendor.handle(ok);
    await until(async () => (await ask(client)) === 'ok', DEFAULT_BREAKER.longestPauseMs);
    expect(vendor.arrivals().length).toBeLessThanOrEqual(20);
    expect(await Promise.all(Array.from({ length: 20 }, () => ask(client)))).toEqual(Array.from({ length: 20 }, () => 'ok'));
  });

  it('costs a vendor that is down no more than a tenth of the calls again', async () => {
    // Without the breaker, which would keep nearly all of them away.
    const client = connect({ breaker: { ...DEFAULT_BREAKER, least: Infinity }, timeoutMs: 10_000, connections: 50 });
    vendor.handle(status(503));
    await Promise.all(Array.from({ length: 1_000 }, () => ask(client)));
    expect(vendor.arrivals().length).toBeGreaterThan(1_000);
    expect(vendor.arrivals().length).toBeLessThanOrEqual(1_100);
  });

  it('sends a vendor that is down few of a thousand calls', async () => {
    const client = connect();
    vendor.handle(status(503));
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask(client)));
    expect(new Set(answers)).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    expect(vendor.arrivals().length).toBeLessThanOrEqual(50);
  });

  it('keeps every call back until Retry-After, and takes a refusal for no failure', async () => {
    const client = connect();
    let refusals = 0;
    let refusedAt = 0;
    vendor.handle((request, response) => {
      if ((refusals += 1) > 12) return ok(request, response);
      refusedAt = performance.now();
      return status(429, { 'retry-after': '0.6' })(request, response);
    });
    // More refusals than would open the breaker, of calls that are under way together.
    const first = await Promise.all(Array.from({ length: 8 }, () => ask(client, false)));
    expect(new Set(first)).toEqual(new Set(['UPSTREAM_RATE_LIMITED']));
    refusals = 12;
    vendor.forget();
    const waited = await Promise.all(Array.from({ length: 10 }, () => ask(client)));
    expect(new Set(waited)).toEqual(new Set(['ok']));
    expect(Math.min(...vendor.arrivals()) - refusedAt).toBeGreaterThanOrEqual(590);
  });

  it('refuses at once what would have to wait beyond its deadline', async () => {
    const client = connect();
    vendor.handle(status(429, { 'retry-after': '60' }));
    await ask(client);
    vendor.forget();
    const started = performance.now();
    expect(await ask(client)).toBe('UPSTREAM_RATE_LIMITED');
    expect(performance.now() - started).toBeLessThan(200);
    expect(vendor.arrivals()).toEqual([]);
  });

  it('pauses only the part of the account that refused, where the vendor counts by part', async () => {
    const client = connect({}, { quotas: [{ name: 'path', calls: 100, perMs: 1_000, counts: ({ path }) => path }] });
    vendor.handle((request, response) =>
      request.url === '/' ? status(429, { 'retry-after': '60' })(request, response) : ok(request, response),
    );
    expect(await ask(client)).toBe('UPSTREAM_RATE_LIMITED');
    await client.send({ method: 'GET', path: '/other', reply: z.unknown(), call: testCall() });
    expect(await ask(client)).toBe('UPSTREAM_RATE_LIMITED');
    expect(vendor.arrivals()).toHaveLength(2);
  });

  it('keeps a declared quota, and the one the account is told', async () => {
    const client = connect({}, { quotas: [{ name: 'all', calls: 50, perMs: 500, toldBy: 'x-limit' }] });
    vendor.handle((_request, response) => response.writeHead(200, { 'x-limit': '5' }).end('{}'));
    await ask(client);
    await sleep(510);
    vendor.forget();
    await Promise.all(Array.from({ length: 12 }, () => ask(client)));
    const times = vendor.arrivals();
    expect(times).toHaveLength(12);
    for (const end of times) expect(times.filter((at) => at > end - 500 && at <= end).length).toBeLessThanOrEqual(5);
  });

  it('keeps what is left of a quota for those in more of a hurry', async () => {
    const client = connect({ timeoutMs: 1_000 }, { quotas: [{ name: 'all', calls: 10, perMs: 60_000 }] });
    const send = (priority: Priority) =>
      withCall(
        createSourceWatch('acme', () => null),
        anAsker({ priority }),
        (call) =>
          client.send({ method: 'GET', path: '/', reply: z.unknown(), call }).then(
            () => 'ok',
            (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
          ),
      );
    for (const [priority, most] of [
      ['batch', 7],
      ['service', 9],
      ['interactive', 10],
    ] as const) {
      while (vendor.arrivals().length < most) expect({ priority, answer: await send(priority) }).toEqual({ priority, answer: 'ok' });
      expect({ priority, answer: await send(priority) }).toEqual({ priority, answer: 'UPSTREAM_RATE_LIMITED' });
    }
    expect(vendor.arrivals()).toHaveLength(10);
  });

  it('lets no call of another source wait behind a slow one', async () => {
    const other = await startHttpServer();
    vendor.handle((_request, response) => void setTimeout(() => response.end('{}'), 3_000).unref());
    const [slow, quick] = [connect({ timeoutMs: 4_000 }), connect({ source: 'other' }, { baseUrl: other.url })];
    const slowCalls = Array.from({ length: 24 }, () => ask(slow));
    await until(() => vendor.arrivals().length === 8, 2_000);
    const started = performance.now();
    expect(new Set(await Promise.all(Array.from({ length: 40 }, () => ask(quick))))).toEqual(new Set(['ok']));
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(vendor.arrivals()).toHaveLength(8);
    await Promise.all(slowCalls);
    await other.stop();
  });
});
