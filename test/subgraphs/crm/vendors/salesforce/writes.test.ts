// Salesforce's own words for why it did not write, and what becomes of them: asked again, or of no use. From a server that says them.
import { inspect } from 'node:util';
import { bindActions } from '../../../../../platform/actions/offer';
import { crmActions } from '../../../../../subgraphs/crm/actions';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { salesforce } from '../../../../../subgraphs/crm/vendors/salesforce';
import { testCall } from '../../../../support/call';
import { startHttpServer, type HttpServer } from '../../../../support/http-server';
import { startConnector } from '../../../../support/vendor-server';

const ID = '0035g0000000001AAA';
const note = { record: `salesforce:contact:${ID}`, text: 'Hello' };
let server: HttpServer;
let connector: CrmConnector;
let writes: number;
/** What is said to a write, and to a note's two parts within an answer of 200. */
let said: { status: number; body: unknown };

beforeEach(async () => {
  writes = 0;
  server = await startHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = Buffer.concat(chunks).toString('utf8');
      const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
      if (request.url === '/services/oauth2/token') return answer(200, { access_token: 'token' });
      if (asked.includes('allOrNone') || request.url?.includes('/sobjects/') === true) {
        writes += 1;
        return answer(said.status, said.body);
      }
      const found = asked.includes('Task%20WHERE%20Id')
        ? [{ Id: ID, WhoId: null, WhatId: null }]
        : asked.includes('Contact%20WHERE%20Id')
          ? [{ Id: ID }]
          : [];
      const compositeResponse = [found, []].map((records, index) => ({
        ...{ referenceId: `query${index}`, httpStatusCode: 200, httpHeaders: {} },
        body: { totalSize: records.length, done: true, records },
      }));
      answer(200, { compositeResponse });
    });
  });
  connector = await startConnector(salesforce, { URL: server.url, CLIENT_ID: 'id', CLIENT_SECRET: 'secret' });
});
afterEach(async () => {
  await connector.close?.();
  await server.stop();
});

async function act(action: string, input: unknown): Promise<unknown> {
  const parsed = bindActions(crmActions, connector.actions).get(action)?.parse(input);
  if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} does not fit`);
  return parsed.perform({ ...testCall(), key: 'key', dryRun: false });
}
const create = () => act('createContact', { email: 'new@example.com', familyName: 'Neu' });
const fault = (errorCode: string) => [{ errorCode, message: 'new@example.com is the matter', fields: [] }];
const part = (referenceId: string, httpStatusCode: number, body: unknown) => ({ referenceId, httpStatusCode, httpHeaders: {}, body });

it.each([
  [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'ACTION_REFUSED'],
  [400, 'DUPLICATES_DETECTED', 'ACTION_REFUSED'],
  [400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'UPSTREAM_DENIED'],
  [400, 'INVALID_FIELD', 'UPSTREAM_DENIED'],
  [400, 'INSUFFICIENT_ACCESS_OR_READONLY', 'UPSTREAM_DENIED'],
  [404, 'NOT_FOUND', 'UPSTREAM_DENIED'],
  [403, 'REQUEST_LIMIT_EXCEEDED', 'UPSTREAM_RATE_LIMITED'],
  [403, 'INSUFFICIENT_ACCESS', 'UPSTREAM_DENIED'],
  [400, 'UNABLE_TO_LOCK_ROW', 'UPSTREAM_UNAVAILABLE'],
  [400, 'STORAGE_LIMIT_EXCEEDED', 'UPSTREAM_UNAVAILABLE'],
  [503, 'SERVER_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE'],
])('%i %s is %s, said once and without its words', async (status, errorCode, code) => {
  said = { status, body: fault(errorCode) };
  const failure = await create().catch((error: unknown) => error);
  expect(failure).toMatchObject({ extensions: { code } });
  expect(inspect(failure, { depth: 9 })).not.toContain('new@example.com');
  expect(writes).toBe(1);
});

it.each([
  [
    'a note that it refuses',
    [part('note', 400, fault('STRING_TOO_LONG')), part('link', 400, fault('PROCESSING_HALTED'))],
    'ACTION_REFUSED',
  ],
  [
    'a link that it refuses',
    [part('note', 400, fault('PROCESSING_HALTED')), part('link', 400, fault('INVALID_CROSS_REFERENCE_KEY'))],
    'ACTION_REFUSED',
  ],
  ['an org without notes', [part('note', 404, fault('NOT_FOUND')), part('link', 400, fault('PROCESSING_HALTED'))], 'UPSTREAM_DENIED'],
  [
    'a part that broke down',
    [part('note', 500, fault('UNKNOWN_EXCEPTION')), part('link', 400, fault('PROCESSING_HALTED'))],
    'UPSTREAM_UNAVAILABLE',
  ],
  ['an answer without the note', [part('link', 201, { id: ID })], 'UPSTREAM_CONTRACT'],
])('tells of %s', async (_name, compositeResponse, code) => {
  said = { status: 200, body: { compositeResponse } };
  await expect(act('createNote', note)).rejects.toMatchObject({ extensions: { code } });
  expect(writes).toBe(1);
});

it('takes what another deleted in the meantime as deleted, and what it cannot understand as no answer', async () => {
  const input = { task: 'salesforce:task:00T5g0000000001EAA' };
  said = { status: 404, body: fault('ENTITY_IS_DELETED') };
  expect(await act('deleteTask', input)).toMatchObject({ outcome: 'done' });
  said = { status: 201, body: { ok: true } };
  await expect(create()).rejects.toMatchObject({ extensions: { code: 'UPSTREAM_CONTRACT' } });
});
