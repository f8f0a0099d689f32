import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createHttpFactory } from '../../../../../platform/http/factory';
import { createShopifyApi, type ShopifyApi } from '../../../../../subgraphs/sales/vendors/shopify/api';
import { testCall } from '../../../../support/call';

const TIMEOUT_MS = 600;

describe('an answer of the Admin API', () => {
  let answers: object[] = [];
  const server = createServer((_request, response) => {
    const body = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  let api: ShopifyApi;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const createHttp = createHttpFactory({ source: 'shop', timeoutMs: TIMEOUT_MS, connections: 2 });
    api = createShopifyApi('shop', createHttp({ baseUrl: `http://127.0.0.1:${port}` }));
  });
  afterAll(async () => {
    await api.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const data = z.object({ nodes: z.array(z.string().nullable()) });
  const ask = (call = testCall()) => api.ask({ document: '{ nodes }', variables: {}, data }, call);
  const refusal = (code: string) => ({ errors: [{ message: 'No', extensions: { code } }] });
  const throttled = (requestedQueryCost: number | null, currentlyAvailable: number, restoreRate: number) => ({
    ...refusal('THROTTLED'),
    extensions: {
      cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: { maximumAvailable: 1_000, currentlyAvailable, restoreRate } },
    },
  });

  it('is its data', async () => {
    answers = [{ data: { nodes: ['a', null] } }];
    await expect(ask()).resolves.toEqual({ nodes: ['a', null] });
  });

  it.each([
    ['ACCESS_DENIED', 'UPSTREAM_DENIED'],
    ['SHOP_INACTIVE', 'UPSTREAM_DENIED'],
    ['INTERNAL_SERVER_ERROR', 'UPSTREAM_UNAVAILABLE'],
    ['MAX_COST_EXCEEDED', 'UPSTREAM_CONTRACT'],
    ['undefinedField', 'UPSTREAM_CONTRACT'],
  ])('with the error %s is none, whatever data it has: %s', async (shopifyCode, code) => {
    answers = [{ data: { nodes: ['a', null] }, ...refusal(shopifyCode) }];
    await expect(ask()).rejects.toMatchObject({ source: 'shop', code, cause: { message: shopifyCode } });
  });

  it('with an error without a code is none', async () => {
    answers = [{ data: { nodes: [] }, errors: [{ message: 'Something' }] }];
    await expect(ask()).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });

  it('of another shape says where, and not what', async () => {
    answers = [{ data: { nodes: ['a', { secret: 'anna@example.com' }] } }];
    const failure: unknown = await ask().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UPSTREAM_CONTRACT', cause: { message: 'data.nodes.1: invalid_type' } });
  });

  it('that throttles is waited for as long as the points take to come back', async () => {
    answers = [throttled(300, 100, 1_000), { data: { nodes: [] } }];
    const call = testCall();
    const started = Date.now();
    await expect(ask(call)).resolves.toEqual({ nodes: [] });
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
    expect(call).toMatchObject({ sentCount: 2, failedCount: 1 });
  });

  it.each([
    ['longer than the timeout', throttled(1_000, 0, 100), 1],
    ['for a time that nobody tells', throttled(null, 0, 100), 1],
    ['for ever', throttled(10, 0, 0), 1],
    ['again and again', throttled(2, 1, 1_000), 2],
  ])('that throttles %s is given up', async (_what, answer, sentCount) => {
    answers = [answer];
    const call = testCall();
    await expect(ask(call)).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(call.sentCount).toBe(sentCount);
  });

  it('tells what is left, a refusal too', async () => {
    answers = [throttled(500, 250, 1)];
    await expect(ask()).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(api.budgetLeft()).toBe(0.25);
  });
});
