// The recorder of the emulators' kit: what is written down of an exchange, and that nothing is where nobody asked for it.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../../sandbox/http/server';
import { createRecorder } from '../../../sandbox/http/traffic';
import { ask } from '../support/ask';

const recording = process.env['SANDBOX_TRAFFIC'];
let folder: string;
let emulator: Emulator | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'traffic-'));
  process.env['SANDBOX_TRAFFIC'] = folder;
});

afterEach(async () => {
  await emulator?.stop();
  emulator = null;
  await rm(folder, { recursive: true });
  if (recording === undefined) delete process.env['SANDBOX_TRAFFIC'];
  else process.env['SANDBOX_TRAFFIC'] = recording;
});

async function start(): Promise<Emulator> {
  emulator = await startEmulator({
    vendor: 'things',
    port: 0,
    setLagSeconds: () => undefined,
    putPerson: () => ({}),
    routes: [
      { method: 'POST', path: '/things/:id', handle: ({ body }) => ({ status: 200, body: { said: body, access_token: 'let me in' } }) },
    ],
    dialect: {
      refuseCaller: ({ authorization }) => (authorization === 'let me in' ? null : { status: 401, body: { error: 'who?' } }),
      unauthorised: () => ({ status: 401, body: { error: 'who?' } }),
      unknownPath: (path) => ({ status: 404, body: { error: path } }),
      unreadableBody: () => ({ status: 400, body: { error: 'not JSON' } }),
      tooManyRequests: () => ({ status: 429, body: { error: 'slow down' } }),
      brokenDown: (status) => ({ status, body: { error: 'down' } }),
      normalisePath: (path) => path,
      meter: () => ({ refusal: null, headers: { 'x-left': '7' } }),
    },
  });
  return emulator;
}

async function recorded(): Promise<unknown[]> {
  const [file] = await readdir(folder);
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return text.split('\n').flatMap((line): unknown[] => (line === '' ? [] : [JSON.parse(line)]));
}

test('writes down what was asked and answered, one file a vendor and process, without credentials', async () => {
  const { url } = await start();
  const headers = { authorization: 'let me in', 'user-agent': 'somebody', revision: '2026-07-15', 'content-type': 'application/json' };
  await ask(`${url}/things/1?x=1&y=%20`, { headers, body: { name: 'a', password: 'let me in', inner: [{ client_secret: 'let me in' }] } });
  expect(await readdir(folder)).toEqual([`things-${process.pid}.jsonl`]);
  expect(await recorded()).toEqual([
    {
      vendor: 'things',
      method: 'POST',
      path: '/things/1',
      query: 'x=1&y=%20',
      requestHeaders: { accept: '*/*', 'content-type': 'application/json', 'user-agent': 'somebody', revision: '2026-07-15' },
      requestBody: '{"name":"a","password":"hidden","inner":[{"client_secret":"hidden"}]}',
      status: 200,
      fault: null,
      answerHeaders: { 'content-type': 'application/json;charset=utf-8', 'x-left': '7' },
      answer: { said: { name: 'a', password: 'hidden', inner: [{ client_secret: 'hidden' }] }, access_token: 'hidden' },
    },
  ]);
});

test('hides the secrets of a form, and leaves alone what is neither form nor JSON', () => {
  const record = createRecorder('things');
  const exchange = { method: 'POST', path: '/', query: '', status: 200, fault: null, answerHeaders: {}, answer: null };
  const form = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };
  record?.({ ...exchange, requestHeaders: form, requestBody: 'grant_type=client_credentials&client_secret=let+me+in' });
  record?.({ ...exchange, requestHeaders: {}, requestBody: '{"a":' });
  return expect(recorded()).resolves.toEqual([
    expect.objectContaining({ requestBody: 'grant_type=client_credentials&client_secret=hidden' }),
    expect.objectContaining({ requestBody: '{"a":' }),
  ]);
});

test('says which fault answered in the vendor’s place, and that a request was never answered', async () => {
  const { url, faults } = await start();
  const headers = { authorization: 'let me in' };
  faults.set({ mode: 'garbage', times: 1 });
  await ask(`${url}/things/1`, { headers, body: {} }).catch(() => undefined);
  faults.set({ mode: 'latency', ms: 1, times: 1 });
  await ask(`${url}/things/1`, { headers, body: {} });
  faults.set({ mode: 'reset', times: 1 });
  await ask(`${url}/things/1`, { headers, body: {} }).catch(() => undefined);
  await ask(`${url}/things/1`, { body: {} });
  await ask(`${url}/__sandbox/calls`);
  expect(await recorded()).toMatchObject([
    { status: 200, fault: 'garbage', answer: expect.stringContaining('<html>') },
    { status: 200, fault: null },
    { status: 0, fault: 'reset' },
    { status: 401, fault: null, answer: { error: 'who?' } },
  ]);
});

test('records nothing where no folder is named, and nothing of nobody', async () => {
  expect(createRecorder(null)).toBeNull();
  delete process.env['SANDBOX_TRAFFIC'];
  expect(createRecorder('things')).toBeNull();
  process.env['SANDBOX_TRAFFIC'] = '';
  expect(createRecorder('things')).toBeNull();
  await ask(`${(await start()).url}/things/1`, { body: {} });
  expect(await recorded()).toEqual([]);
});
