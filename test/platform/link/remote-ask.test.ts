// A question to the graph from a process without a gateway: what is sent, with which credential, and what comes of other answers.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createEnvReader } from '../../../platform/env';
import { readRemoteAsk, type RemoteAsk } from '../../../platform/link/remote-ask';
import { silentLog, type LogFields } from '../../../platform/log';
import { readComposedSchema } from '../../../platform/subgraph/sdl';

let said: LogFields[] = [];
const log = { ...silentLog, error: (_message: string, fields: LogFields = {}) => void said.push(fields) };
const options = { log, schema: () => readComposedSchema(join(__dirname, '..', '..', '..', 'schema')) };

let server: Server;
let url: string;
let asked: { path: string | undefined; headers: IncomingMessage['headers']; body: unknown }[] = [];
let answer: { status: number; body: string } = { status: 200, body: '' };
let remote: RemoteAsk | undefined;
beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ path: request.url, headers: request.headers, body: JSON.parse(body) });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => ([asked, said] = [[], []]));
afterEach(() => remote?.close());

it('asks with its key, and tells data and errors', async () => {
  remote = readRemoteAsk(createEnvReader({ GATEWAY_URL: url, GATEWAY_TOKEN: 'cg_1_2' }), options);
  const errors = [{ message: 'away', path: ['a'], extensions: { code: 'UPSTREAM_TIMEOUT', source: 'x' } }, { message: 'odd' }];
  answer = { status: 200, body: JSON.stringify({ data: { a: null }, errors }) };
  expect(await remote?.ask({ query: '{ a }', variables: { id: '1' } })).toEqual({
    data: { a: null },
    errors: [
      { message: 'away', path: ['a'], code: 'UPSTREAM_TIMEOUT' },
      { message: 'odd', code: 'INTERNAL_SERVER_ERROR' },
    ],
  });
  expect(asked).toMatchObject([
    {
      path: '/graphql',
      headers: { authorization: 'Bearer cg_1_2', 'x-purpose': 'workflows' },
      body: { query: '{ a }', variables: { id: '1' } },
    },
  ]);
});

it('sends no credential where there is none, and rejects what is no answer', async () => {
  remote = readRemoteAsk(createEnvReader({ GATEWAY_URL: url }), options);
  answer = { status: 502, body: '<html>' };
  await expect(remote?.ask({ query: '{ a }' })).rejects.toThrow('502 without GraphQL');
  expect(asked[0]?.headers.authorization).toBeUndefined();
});

it('is none without an address, and says what is wrong with one', () => {
  expect(readRemoteAsk(createEnvReader({}), options)).toBeUndefined();
  const env = createEnvReader({ GATEWAY_URL: 'gateway' });
  expect(readRemoteAsk(env, options)).toBeUndefined();
  expect(() => env.check()).toThrow('GATEWAY_URL');
});

it('rejects an answer of which something is withheld, and says so once a while', async () => {
  remote = readRemoteAsk(createEnvReader({ GATEWAY_URL: url, GATEWAY_TOKEN: 'cg_1_2' }), options);
  const query = '{ customer(id: 1) { crm { lifecycleStage } emails } }';
  const errors = [
    { message: 'away', path: ['customer', 'crm'], extensions: { code: 'UPSTREAM_TIMEOUT' } },
    { message: 'no', path: ['customer', 'crm'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
  ];
  answer = { status: 200, body: JSON.stringify({ data: { customer: { crm: null, emails: ['a***@example.com'] } }, errors }) };
  await expect(remote?.ask({ query })).rejects.toMatchObject({
    code: 'GATEWAY_TOKEN_LACKS_SCOPES',
    message: expect.stringContaining('crm:read'),
  });
  const extensions = { customerGraph: { masked: [{ class: 'CONTACT', why: 'SCOPE_MISSING' }] } };
  answer = { status: 200, body: JSON.stringify({ data: { customer: { emails: ['a***@example.com'] } }, extensions }) };
  await expect(remote?.ask({ query })).rejects.toMatchObject({ message: expect.stringContaining('pii:contact') });
  expect(said).toMatchObject([{ code: 'GATEWAY_TOKEN_LACKS_SCOPES', cause: expect.stringContaining('crm:read') }]);
});

it('finds out at the start whether its token is taken, and says so', async () => {
  remote = readRemoteAsk(createEnvReader({ GATEWAY_URL: url, GATEWAY_TOKEN: 'cg_1_2' }), options);
  answer = { status: 401, body: JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }) };
  await remote?.examine();
  expect(said).toMatchObject([{ code: 'GATEWAY_TOKEN_REFUSED' }]);
  answer = { status: 200, body: JSON.stringify({ data: { customer: null } }) };
  await remote?.examine();
  expect(asked).toHaveLength(2);
});
