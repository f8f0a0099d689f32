// Systems and subgraphs that fail with more words than they should: a secret, a stack, an address, a host of the inside, in status line,
// headers and body. None of it is in an answer, in the log or in the metrics; the request's id is, in both. (reliability, check 36)
import type { ServerResponse } from 'node:http';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask } from '../support/ask';
import { SANDBOX_SOURCES } from '../support/graph';
import { startHttpServer, type Handler, type HttpServer } from '../support/http-server';
import { startGatewayProgram, startProgram, type Program } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(60_000);

const WORDS = [
  'sk_live_planted51HxYz',
  'TypeError: planted is null\n    at charge (/srv/planted/node_modules/ledger/index.js:42:7)',
  'https://ops:planted@vault-planted.corp.example:8443/v1/keys?token=planted',
  'db-planted-7.internal',
];
const TRACE = /planted|hunter2|node_modules|ledger|\\n\s+at |127\.0\.0\.1/;

const message = WORDS.join(' ');
const graphErrors = (extensions: Record<string, unknown>): string =>
  JSON.stringify({ data: null, errors: [{ message, extensions: { ...extensions, stacktrace: WORDS, exception: { host: WORDS[3] } } }] });

/** `type` of the body. */
function say(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, `broken at ${WORDS[3] ?? ''}`, {
    ...{ 'content-type': type, 'x-debug': WORDS[0], server: WORDS[3], location: WORDS[2], 'x-request-id': 'id-of-planted' },
  });
  response.end(body);
}

const FAILURES: Readonly<Record<string, Handler>> = {
  'a page of text': (_, response) => say(response, 500, 'text/html', `<pre>${message}</pre>`),
  'an object': (_, response) => say(response, 500, 'application/json', JSON.stringify({ error: message, stack: WORDS[1] })),
  'errors of a graph': (_, response) => say(response, 500, 'application/json', graphErrors({})),
  'errors of a graph, with a code': (_, response) => say(response, 500, 'application/json', graphErrors({ code: 'INTERNAL_SERVER_ERROR' })),
  'errors of a graph, as if all were well': (_, response) => say(response, 200, 'application/json', graphErrors({})),
  'another place to ask': (_, response) => say(response, 307, 'text/plain', message),
};

const VIEW = 'query Planted($id: ID!) { customer(id: $id) { id support { openTickets tickets { nodes { subject } } } } }';

let sandbox: Sandbox;
let vendor: HttpServer;
const programs: Program[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: false, limits: 'off' });
  vendor = await startHttpServer();
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await Promise.all([sandbox?.stop(), vendor?.stop()]);
});

const settings = (zendesk: string): Record<string, string> => ({
  ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', ZENDESK_URL: zendesk, CACHE_MODE: 'off', BREAKERS: 'off' },
  ...{ LOG_LEVEL: 'info', AUDIT: 'off' },
});

async function start(env: Record<string, string>): Promise<{ url: string; program: Program }> {
  const started = await startGatewayProgram(env);
  programs.push(started.program);
  return started;
}

/** A process of its own that serves support, and its address. */
async function serveSupport(env: Record<string, string>): Promise<{ address: string; program: Program }> {
  const program = startProgram('subgraphs/serve.js', { args: ['support=0'], env });
  programs.push(program);
  const [, address = ''] = await program.said(/^support (http:\/\/\S+\/graphql)$/m);
  return { address, program };
}

/** Asks, and finds nothing of it in the answer, in what the programs have logged or in the metrics, but the request's id. */
async function expectNothingOfIt(url: string, gateway: Program, others: readonly Program[], turn: string): Promise<void> {
  const requestId = `asked-for-${turn.replace(/[^a-z]+/g, '-')}`;
  const question = { query: VIEW, variables: { id: 'hubspot:contact:501' }, headers: { 'x-request-id': requestId } };
  const answer = await ask<{ customer: { id: string } }>(url, question);
  expect(answer.data.customer.id).toBe('hubspot:contact:501');
  expect(answer.errors?.length).toBeGreaterThan(0);
  expect(JSON.stringify([answer.data, answer.errors, answer.extensions ?? null, [...answer.headers]])).not.toMatch(TRACE);
  expect(answer.headers.get('x-request-id')).toBe(requestId);
  const said = (): string => [gateway, ...others].map((program) => program.stderr()).join('\n');
  // That it failed is there under the id.
  const lines = (): string[] =>
    said()
      .split('\n')
      .filter((line) => line.includes(requestId));
  await until(() => lines().some((line) => /"errorCodes":\["[A-Z_]+"/.test(line)), 5_000);
  expect(said()).not.toMatch(TRACE);
  expect(await (await fetch(`${url}/metrics`)).text()).not.toMatch(TRACE);
}

describe('a vendor that says too much', () => {
  it('to the gateway itself', async () => {
    const { url, program } = await start(settings(vendor.url));
    for (const [name, handler] of Object.entries(FAILURES)) {
      vendor.handle(handler);
      await expectNothingOfIt(url, program, [], name);
    }
  });

  it('to a subgraph elsewhere', async () => {
    const support = await serveSupport(settings(vendor.url));
    const { url, program } = await start({ ...settings(vendor.url), SUPPORT_SUBGRAPH_URL: support.address });
    for (const [name, handler] of Object.entries(FAILURES)) {
      vendor.handle(handler);
      await expectNothingOfIt(url, program, [support.program], name);
    }
  });

  it.each(['http://db-planted-7.invalid:8443', 'http://127.0.0.1:1'])('or is not there at all: %s', async (address) => {
    const { url, program } = await start(settings(address));
    await expectNothingOfIt(url, program, [], 'nobody');
  });
});

it('a subgraph that says too much', async () => {
  const { url, program } = await start({ ...settings(vendor.url), SUPPORT_SUBGRAPH_URL: `${vendor.url}/graphql` });
  for (const [name, handler] of Object.entries(FAILURES)) {
    vendor.handle(handler);
    await expectNothingOfIt(url, program, [], name);
  }
});
