// Workflows that read over a gateway by a token of their own: with too few scopes they fail and say which are missing, rather than find
// nothing, or write what was masked for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { personalFields, personalIn } from '../../gateway/authorisation/personal';
import type { AskGraph } from '../../platform/ask';
import { createEnvReader } from '../../platform/env';
import { silentLog, type LogFields } from '../../platform/log';
import { MAY_READ, readRemoteAsk, type RemoteAsk } from '../../platform/link/remote-ask';
import { textOf } from '../../platform/request/requirement';
import { requirementsOf } from '../../platform/subgraph/guard';
import { readComposedSchema } from '../../platform/subgraph/sdl';
import { newCustomer } from '../../processes/flows/new-customer';
import { SHIPPED } from '../../processes/flows/shipped';
import { planNow } from '../../processes/runs/planning';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, SCHEMA_FOLDER, startGraph, type Graph } from '../support/graph';
import { createSignIn } from '../support/sign-in';

jest.setTimeout(90_000);

const { settings: access, bearer } = createSignIn();
const EVENT = {
  ...{ id: 'event 1', customer: 'hubspot:contact:501', systems: ['shopify'], types: ['sales.customer.created'], records: [] },
  at: '2026-11-26T12:00:00.000Z',
};

let sandbox: Sandbox;
let graph: Graph;
const open: RemoteAsk[] = [];
let said: { message: string; fields: LogFields | undefined }[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: false, limits: 'off' });
  const settings = { BILLING_SOURCES: 'stripe', SUBGRAPH_SECRET: 'a-secret-of-thirty-two-characters!' };
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...settings, ...access }, 'in process');
});
beforeEach(() => (said = []));
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  await graph.close();
  await sandbox.stop();
});

async function withScopes(scopes: string | null): Promise<RemoteAsk> {
  const token = scopes === null ? {} : { GATEWAY_TOKEN: (await bearer(scopes))['authorization']?.replace('Bearer ', '') };
  const log = { ...silentLog, error: (message: string, fields?: LogFields) => void said.push({ message, fields }) };
  const env = createEnvReader({ GATEWAY_URL: new URL(graph.url).origin, ...token });
  const remote = readRemoteAsk(env, { log, schema: () => readComposedSchema(SCHEMA_FOLDER) });
  if (remote === undefined) throw new Error('nobody to ask');
  open.push(remote);
  return remote;
}

const plan = (ask: AskGraph) =>
  planNow(newCustomer, { input: EVENT, item: EVENT.customer, chosen: null }, { ask, offers: () => Promise.resolve([]), log: silentLog });

it('decides where the token may see all that is read', async () => {
  const { ask, examine } = await withScopes('customer:read pii:contact pii:identity');
  expect(await newCustomer.occasions(EVENT, ask)).toEqual([]);
  expect((await plan(ask)).kind).toBe('nothing');
  await examine();
  expect(said).toEqual([]);
});

it.each([
  ['GATEWAY_TOKEN_LACKS_SCOPES', 'nothing but a name', 'pii:contact pii:identity', 'the scopes customer:read.'],
  ['GATEWAY_TOKEN_LACKS_SCOPES', 'no contact data', 'customer:read pii:identity', 'the scopes pii:contact.'],
  ['GATEWAY_TOKEN_LACKS_SCOPES', 'no names', 'customer:read pii:contact', 'the scopes pii:identity.'],
  ['GATEWAY_TOKEN_REFUSED', 'no token', null, 'GATEWAY_TOKEN is not set'],
])('fails with %s where it is given %s', async (code, _, scopes, words) => {
  const { ask } = await withScopes(scopes);
  await expect(newCustomer.occasions(EVENT, ask)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  expect(await plan(ask)).toEqual({ kind: 'unanswered', code, lasts: true });
  // Once, however often it is asked.
  expect(said).toEqual([{ message: 'processes cannot read what they decide by', fields: { code, cause: expect.stringContaining(words) } }]);
  expect(JSON.stringify(said)).not.toMatch(/@|\*\*\*|hubspot/);
});

it.each(['pii:contact pii:identity', 'customer:read pii:identity', 'customer:read pii:contact'])(
  'says at the start what a token lacks that holds %s, of nobody’s data',
  async (scopes) => {
    const { examine } = await withScopes(scopes);
    const before = sandbox.hubspot.calls().length;
    await examine();
    expect(said.map(({ fields }) => fields?.code)).toEqual(['GATEWAY_TOKEN_LACKS_SCOPES']);
    expect(sandbox.hubspot.calls()).toHaveLength(before);
  },
);

it('asks at the start for all that the shipped processes need', async () => {
  const text = readFileSync(join(SCHEMA_FOLDER, 'supergraph.graphql'), 'utf8');
  const [schema, fields] = [buildSchema(text, { assumeValid: true }), personalFields(parse(text))];
  const needs = (query: string): string[] => {
    const [operation = ''] = /(?<=query )\w+/.exec(query) ?? [];
    const scopes = requirementsOf(schema, parse(query)).map(textOf);
    return [...scopes, ...personalIn(schema, parse(query), operation, fields)];
  };
  const asked: string[] = [];
  for (const process of SHIPPED.filter(({ kind }) => kind === 'WORKFLOW')) {
    await process
      .decide(EVENT, null, null, ({ query }) => {
        asked.push(query);
        return Promise.reject(new Error('that is all'));
      })
      .catch(() => undefined);
  }
  expect(asked).toHaveLength(4);
  // Whoever may read a customer may read each view of one.
  const own = [...needs(MAY_READ)];
  const more = asked.flatMap(needs).filter((need) => !own.includes(need) && !need.includes('["customer:read"]'));
  expect(more).toEqual([]);
});
