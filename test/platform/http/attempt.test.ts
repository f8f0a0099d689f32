import { createHook } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { UpstreamError } from '../../../platform/errors';
import type { Resolve } from '../../../platform/http/address';
import type { HttpClient } from '../../../platform/http/client';
import { createHttpFactory } from '../../../platform/http/factory';
import { testCall } from '../../support/call';
import { createFaultProxy } from '../../support/fault-proxy';
import { startHttpServer, status, type HttpServer } from '../../support/http-server';
import { until } from '../../support/until';

const TIMEOUT_MS = 500;
/** Of calls that are answered at once: so late is no answer on the busiest machine. */
const LONG_MS = 10_000;

describe('an answer', () => {
  let vendor: HttpServer;
  let client: HttpClient;
  beforeEach(async () => {
    vendor = await startHttpServer();
    client = clientOf(LONG_MS);
  });
  afterEach(async () => {
    await client.close();
    await vendor.stop();
  });

  const clientOf = (timeoutMs: number): HttpClient =>
    createHttpFactory({ source: 'acme', timeoutMs, connections: 4 })({ baseUrl: vendor.url });

  async function ask(of = client, call = testCall()): Promise<string> {
    return of.send({ method: 'GET', path: '/', reply: z.unknown(), call }).then(
      () => 'ok',
      (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
    );
  }

  it('that drips is waited for until the deadline, and no longer', async () => {
    let dripping = 0;
    vendor.handle((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => void response.write(' '), 20);
      dripping += 1;
      response.on('close', () => {
        clearInterval(timer);
        dripping -= 1;
      });
    });
    const impatient = clientOf(TIMEOUT_MS);
    const started = performance.now();
    expect(await ask(impatient)).toBe('UPSTREAM_TIMEOUT');
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + 300);
    await until(() => dripping === 0, 2_000);
    await impatient.close();
  });

  it('that is packed unasked is refused unread: a small one could unpack to anything', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20));
    let encodings: unknown;
    vendor.handle((request, response) => {
      encodings = request.headers['accept-encoding'];
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const before = process.memoryUsage().rss;
    expect(await ask()).toBe('UPSTREAM_CONTRACT');
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * 1024 * 1024);
    expect(encodings).toBe('identity');
    // The connection is of no more use, the client is.
    vendor.handle(status(200));
    expect(await ask()).toBe('ok');
  });

  it.each([301, 302, 307, 308])('that leads elsewhere (%i) is not followed', async (code) => {
    vendor.handle(status(code, { location: `${vendor.url}/elsewhere` }));
    expect(await ask()).toBe('UPSTREAM_CONTRACT');
    expect(vendor.arrivals()).toHaveLength(1);
  });

  it('that breaks off, or stops on the way, is a failure with its code', async () => {
    const proxy = await createFaultProxy(Number(new URL(vendor.url).port));
    const far = createHttpFactory({ source: 'acme', timeoutMs: 2_000, connections: 1 })({ baseUrl: `http://127.0.0.1:${proxy.port}` });
    expect(await ask(far)).toBe('ok');
    await proxy.set('blackhole');
    expect(await ask(far)).toBe('UPSTREAM_TIMEOUT');
    await proxy.set('refuse');
    expect(await ask(far)).toBe('UPSTREAM_UNAVAILABLE');
    await proxy.set('pass');
    expect(await ask(far)).toBe('ok');
    await far.close();
    await proxy.close();
  });
});

describe('a thousand calls that hang', () => {
  it('leave no timer, no socket and no listener', async () => {
    const vendor = await startHttpServer(() => undefined);
    const client = createHttpFactory({ source: 'acme', timeoutMs: 1_000, connections: 100 })({ baseUrl: vendor.url });
    const patience = new AbortController();
    const count = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout' || kind === 'TCPSocketWrap').length;
    const before = count();
    const started = performance.now();
    const codes = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        client.send({ method: 'GET', path: '/', reply: z.unknown(), call: testCall(patience.signal) }).catch((error: unknown) => error),
      ),
    );
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(new Set(codes.map((error) => error instanceof UpstreamError && error.code))).toEqual(new Set(['UPSTREAM_TIMEOUT']));
    expect(vendor.arrivals().length).toBeGreaterThanOrEqual(50);
    expect(getEventListeners(patience.signal, 'abort')).toEqual([]);
    await until(() => vendor.open() === 0, 5_000);
    await sleep(50);
    expect(count()).toBeLessThanOrEqual(before);
    await client.close();
    await vendor.stop();
  });

  it('end at once when nobody waits any more', async () => {
    let hanging = 0;
    const vendor = await startHttpServer((_request, response) => {
      hanging += 1;
      response.on('close', () => (hanging -= 1));
    });
    const client = createHttpFactory({ source: 'acme', timeoutMs: 60_000, connections: 20 })({ baseUrl: vendor.url });
    let best = Infinity;
    // What the machine does besides costs some tries, what we add costs each.
    for (let tries = 0; tries < 3; tries += 1) {
      const patience = new AbortController();
      const calls = Array.from({ length: 40 }, () =>
        client.send({ method: 'GET', path: '/', reply: z.unknown(), call: testCall(patience.signal) }).catch(() => 'ended'),
      );
      await until(() => hanging === 20, 5_000);
      const started = performance.now();
      patience.abort();
      await Promise.all(calls);
      // By what hangs: undici opens a connection anew for each call that it ended, and drops it unused some seconds later.
      await until(() => hanging === 0, 5_000);
      best = Math.min(best, performance.now() - started);
    }
    expect(best).toBeLessThan(100);
    await until(() => vendor.open() === 0, 5_000);
    await client.close();
    await vendor.stop();
  });
});

describe('a thousand calls that are answered', () => {
  it('leave no timer, not even one that would not keep the process', async () => {
    const vendor = await startHttpServer();
    const client = createHttpFactory({ source: 'acme', timeoutMs: 60_000, connections: 20 })({ baseUrl: vendor.url });
    const timers = new Set<number>();
    const hook = createHook({
      init: (id, type) => void (type === 'Timeout' && timers.add(id)),
      destroy: (id) => void timers.delete(id),
    }).enable();
    await Promise.all(
      Array.from({ length: 1_000 }, () => client.send({ method: 'GET', path: '/', reply: z.unknown(), call: testCall(NO_TIMER) })),
    );
    await client.close();
    await vendor.stop();
    await until(() => timers.size < 20, 3_000);
    hook.disable();
  });
});

const NO_TIMER = new AbortController().signal;

it('a public name that leads into the house is not connected to', async () => {
  const house = await startHttpServer();
  const baseUrl = house.url.replace('127.0.0.1', 'api.example.com');
  const rebound = { source: 'acme', timeoutMs: TIMEOUT_MS, connections: 1, resolver: toTheHouse };
  const client = createHttpFactory(rebound)({ baseUrl });
  const sent = client.send({ method: 'GET', path: '/', reply: z.unknown(), call: testCall(), retry: false });
  const error = await sent.catch((thrown: unknown) => thrown);
  const opened = house.open();
  await client.close();
  await house.stop();
  if (!(error instanceof UpstreamError)) throw new Error('it answered');
  expect([error.code, String(error.cause)]).toEqual(['UPSTREAM_UNAVAILABLE', expect.stringContaining('private address')]);
  expect(opened).toBe(0);
});

function toTheHouse(...[, , callback]: Parameters<Resolve>): void {
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
}
