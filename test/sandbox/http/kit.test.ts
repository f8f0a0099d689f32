// The kit every emulator runs on, over real HTTP: counting calls, faults on demand, rate windows. A vendor of one route stands in.
import { createRateWindow } from '../../../sandbox/http/rate-window';
import { type Emulator, startEmulator } from '../../../sandbox/http/server';
import { z } from 'zod';
import { ask } from '../support/ask';

let emulator: Emulator;
let lagSeconds: number;

beforeEach(async () => {
  lagSeconds = 0;
  emulator = await startEmulator({
    vendor: null,
    port: 0,
    setLagSeconds: (seconds) => {
      lagSeconds = seconds;
    },
    putPerson: (body) => z.object({ id: z.string() }).parse(body),
    routes: [
      {
        method: 'POST',
        path: '/things/:id/read',
        shape: z.looseObject({ id: z.string() }),
        keys: ({ body }) => (Array.isArray(body) ? body.length : 0),
        handle: ({ params }) => ({
          status: 200,
          body: params['id'] === 'broken' ? { wrong: 1 } : { id: params['id'], friends: ['2'], page: { count: 1 } },
        }),
      },
    ],
    dialect: {
      refuseCaller: ({ authorization }) => (authorization === 'let me in' ? null : { status: 401, body: { error: 'who?' } }),
      unauthorised: () => ({ status: 401, body: { error: 'who?' } }),
      unknownPath: (path) => ({ status: 404, body: { error: path } }),
      unreadableBody: () => ({ status: 400, body: { error: 'not JSON' } }),
      tooManyRequests: (seconds) => ({
        status: 429,
        body: { error: 'slow down' },
        headers: seconds === null ? {} : { 'retry-after': String(seconds) },
      }),
      brokenDown: (status) => ({ status, body: { error: 'down' } }),
      normalisePath: (path) => path,
      meter: () => ({ refusal: null, headers: { 'x-left': '7' } }),
    },
  });
});
afterEach(() => emulator.stop());

const headers = { authorization: 'let me in' };
const read = (id: string, body: unknown = ['a', 'b']) => ask(`${emulator.url}/things/${id}/read?x=1`, { headers, body });
const order = (fault: object) => ask(`${emulator.url}/__sandbox/faults`, { body: fault });

test('counts each vendor request with its keys and status, and nothing else', async () => {
  await read('1');
  await ask(`${emulator.url}/nowhere`, { headers });
  await ask(`${emulator.url}/things/1/read`, { body: [] });
  expect(emulator.calls()).toEqual([
    { method: 'POST', path: '/things/1/read', query: 'x=1', status: 200, keys: 2, at: expect.any(String) },
    { method: 'GET', path: '/nowhere', query: '', status: 404, keys: 1, at: expect.any(String) },
    { method: 'POST', path: '/things/1/read', query: '', status: 401, keys: 0, at: expect.any(String) },
  ]);
  const listed = await ask(`${emulator.url}/__sandbox/calls`);
  expect(listed.body).toMatchObject({ calls: emulator.calls(), counts: { 'POST /things/1/read': 2, 'GET /nowhere': 1 } });
  expect((await ask(`${emulator.url}/__sandbox/calls`, { method: 'DELETE' })).status).toBe(204);
  expect(emulator.calls()).toEqual([]);
});

test('refuses a body that is no JSON, and sends an answer of its own that breaks the documented shape as 500', async () => {
  expect(await read('1', '{"a":')).toMatchObject({ status: 400, body: { error: 'not JSON' } });
  expect(await read('broken')).toMatchObject({
    status: 500,
    body: { sandboxError: expect.stringContaining('own answer breaks its shape') },
  });
});

test.each(['429', '500', '503', '401', '403'])('answers %s on demand in the vendor’s words, so many times', async (mode) => {
  await order({ mode, times: 2, retryAfterSeconds: 3 });
  const first = await read('1');
  expect(first.status).toBe(Number(mode));
  expect(first.headers.get('retry-after')).toBe(mode === '429' || mode === '503' ? '3' : null);
  expect((await read('1')).status).toBe(Number(mode));
  expect((await read('1')).status).toBe(200);
});

test('a fault may be for one path only, and is cleared', async () => {
  await order({ mode: '500', path: '/things/2' });
  expect((await read('1')).status).toBe(200);
  expect((await read('2')).status).toBe(500);
  await ask(`${emulator.url}/__sandbox/faults`, { method: 'DELETE' });
  expect((await read('2')).status).toBe(200);
});

test('a fault may be for requests that hold a text, in the query or in the body', async () => {
  emulator.faults.set({ mode: '500', asked: 'Ada' });
  expect((await read('1', ['ada'])).status).toBe(200);
  expect((await read('1', ['Ada'])).status).toBe(500);
  expect((await ask(`${emulator.url}/things/1/read?q=%22Ada%22`, { headers, body: [] })).status).toBe(500);
  emulator.faults.set({ mode: '503', asked: 'Ada' });
  expect((await read('1', ['Ada'])).status).toBe(503);
});

test('blank empties the lists of the true answer, and stuck gives the first one again', async () => {
  emulator.faults.set({ mode: 'blank' });
  expect(await read('1')).toMatchObject({ status: 200, body: { id: '1', friends: [], page: { count: 0 } } });
  emulator.faults.set({ mode: 'stuck' });
  expect(await read('1')).toMatchObject({ body: { id: '1', friends: ['2'], page: { count: 1 } } });
  expect(await read('2')).toMatchObject({ body: { id: '1' } });
  emulator.faults.clear();
  expect(await read('2')).toMatchObject({ body: { id: '2' } });
});

test('clock sends the true answer from another time', async () => {
  emulator.faults.set({ mode: 'clock', seconds: -600 });
  const { status, headers: answered } = await read('1');
  expect(status).toBe(200);
  expect(Math.round((Date.parse(answered.get('date') ?? '') - Date.now()) / 60_000)).toBe(-10);
});

test('latency holds an answer back', async () => {
  emulator.faults.set({ mode: 'latency', ms: 120 });
  const start = performance.now();
  expect((await read('1')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(115);
});

test('garbage is a 200 that is no JSON; wrong-shape is JSON of another shape', async () => {
  emulator.faults.set({ mode: 'garbage', times: 1 });
  await expect(read('1')).rejects.toThrow(SyntaxError);
  emulator.faults.set({ mode: 'wrong-shape', times: 1 });
  expect(await read('1')).toMatchObject({ status: 200, body: { results: { unexpected: true } } });
});

test('reset breaks off inside the body, hang never answers, dead drops the connection unseen', async () => {
  emulator.faults.set({ mode: 'reset', times: 1 });
  await expect(read('1')).rejects.toThrow();
  emulator.faults.set({ mode: 'hang', times: 1 });
  const url = `${emulator.url}/things/1/read`;
  await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(150) })).rejects.toThrow(/timeout/);
  expect(emulator.calls().map(({ status }) => status)).toEqual([0, 0]);
  await order({ mode: 'dead' });
  await expect(read('1')).rejects.toThrow('fetch failed');
  expect(emulator.calls()).toHaveLength(2);
  emulator.faults.clear();
  expect((await read('1')).status).toBe(200);
});

test('control refuses what it does not understand, and hands on lag and people', async () => {
  expect((await order({ mode: 'sulk' })).status).toBe(400);
  expect((await ask(`${emulator.url}/__sandbox/lag`, { body: { seconds: 'soon' } })).status).toBe(400);
  expect((await ask(`${emulator.url}/__sandbox/nothing`)).status).toBe(404);
  await ask(`${emulator.url}/__sandbox/lag`, { body: { seconds: 4 } });
  expect(lagSeconds).toBe(4);
  expect(await ask(`${emulator.url}/__sandbox/people`, { body: { id: '9' } })).toMatchObject({ status: 200, body: { id: '9' } });
});

test('a rolling window looks back, a fixed one starts anew', () => {
  const rolling = createRateWindow(2, 1000, 'rolling');
  expect([0, 600, 900, 1001, 1500].map((at) => rolling.take(at).allowed)).toEqual([true, true, false, true, false]);
  const fixed = createRateWindow(2, 1000, 'fixed');
  expect([5000, 5600, 5900, 6001, 6002, 6003].map((at) => fixed.take(at).allowed)).toEqual([true, true, false, true, true, false]);
});
