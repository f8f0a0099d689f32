// Something done in a vendor's system, over a subgraph as processes ask it: once for a key, seen by the next read, and for nobody but
// this deployment itself, whichever way they come.
import { createEnvReader } from '../../platform/env';
import { silentLog } from '../../platform/log';
import { EVERYBODY, OURSELVES, type Caller } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { actionReceipt, offeredActions } from '../../platform/exchange/action';
import { deploy, type Deployment } from '../../platform/subgraph/deployment';
import type { SubgraphResponse } from '../../platform/link/link';
import { startHubspot, type RunningHubspot } from '../../sandbox/vendors/hubspot/server';
import { subgraphs } from '../../subgraphs/index';
import { matchKeysOf } from '../platform/domain/fake-domain';
import { personRecord } from '../../platform/record';
import { startGraph, SCHEMA_FOLDER } from '../support/graph';
import { id, TOKEN, world } from '../subgraphs/crm/vendors/hubspot/hubspot-world';

let vendor: RunningHubspot;
let house: Deployment;
let scopes = 0;

beforeAll(async () => {
  vendor = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
  const env = createEnvReader({ CRM_SOURCES: 'hubspot', HUBSPOT_TOKEN: TOKEN, HUBSPOT_URL: vendor.url, CACHE_MODE: 'full' });
  const crm = subgraphs.filter(({ name }) => name === 'crm');
  house = await deploy(crm, { env, log: silentLog, schemaFolder: SCHEMA_FOLDER });
  env.check();
});
afterAll(async () => {
  await house.close();
  await vendor.stop();
});

function send(query: string, variables: Record<string, unknown>, caller: Caller): Promise<SubgraphResponse> {
  const link = house.links.get('crm');
  if (link === undefined) throw new Error('the CRM did not start');
  const ids = { requestId: 'request', scopeId: `journey-${(scopes += 1)}` };
  return link.send({ query, variables, headers: toHeaders({ ...ids, caller, deadlineMs: 10_000, askedSubgraphs: [] }) });
}

const ACT = 'mutation ($request: ActionRequest!) { _crmAction(request: $request) }';
const OFFERED = '{ _crmActions }';
const ACTIVITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) { ... on Customer { crm { activities(first: 50) { nodes { id kind subject } } } } }
}`;
const input = { record: id('501'), title: 'Call back about the ticket', due: '2026-12-01T09:00:00.000Z' };
const request = { action: 'createTask', source: 'hubspot', input, key: 'run-1:task', dryRun: false };

async function tasks(): Promise<string> {
  const keys = matchKeysOf([personRecord({ id: id('501'), raw: {} })]);
  return JSON.stringify(await send(ACTIVITIES, { of: [{ __typename: 'Customer', matchKeys: keys }] }, EVERYBODY));
}

it('is done once for a key, and seen by the next read, which is cached otherwise', async () => {
  expect(await tasks()).toContain('First call');
  vendor.resetCalls();
  expect(await tasks()).not.toContain(input.title);
  expect(vendor.calls()).toEqual([]);
  const asked = await Promise.all([send(ACT, { request }, OURSELVES), send(ACT, { request }, OURSELVES)]);
  const receipts = asked.map(({ data }) => actionReceipt.parse(data?.['_crmAction']));
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(new Set(receipts.map(({ record }) => record)).size).toBe(1);
  const [{ record } = { record: null }] = receipts;
  expect(receipts[0]?.undo).toEqual({ action: 'deleteTask', input: { task: record } });
  expect((await tasks()).split(input.title)).toHaveLength(2);
  expect((await send(ACT, { request }, OURSELVES)).data).toMatchObject({ _crmAction: { outcome: 'already', record } });
});

it('tells what is offered', async () => {
  const { data } = await send(OFFERED, {}, OURSELVES);
  const [offer] = offeredActions.parse(data?.['_crmActions']);
  expect(offer).toMatchObject({ source: 'hubspot', vendor: 'hubspot' });
  expect(offer?.actions).toEqual(expect.arrayContaining(['createTask', 'setOwner', 'deleteContact']));
});

it.each([
  ['another action', { ...request, action: 'createPlanet' }, /hubspot offers no createPlanet; it offers createTask/],
  ['another source', { ...request, source: 'salesforce' }, /no such source.*hubspot/],
  ['no key', { ...request, key: '' }, /malformed/],
  ['an input that lacks something', { ...request, input: { record: input.record } }, /title \(invalid_type\), due \(invalid_type\)/],
  ['another source’s record', { ...request, input: { ...input, record: 'zendesk:user:7' } }, /ids such as hubspot:contact/],
])('says what is wrong with %s', async (_, asked, words) => {
  const { errors } = await send(ACT, { request: asked }, OURSELVES);
  expect(errors?.[0]?.message).toMatch(words);
  expect(errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|ACTION_NOT_OFFERED)$/);
});

it.each([
  ['everybody', EVERYBODY],
  ['a service of that name', { ...OURSELVES, unrestricted: false, scopes: ['customer:read', 'crm:read'] }],
  ['a person with all scopes', { ...EVERYBODY, kind: 'person' as const, subject: 'customer-graph' }],
])('is denied to %s', async (_, caller) => {
  vendor.resetCalls();
  for (const answer of [await send(ACT, { request }, caller), await send(OFFERED, {}, caller)]) {
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(answer.data ?? null).toBeNull();
  }
  expect(vendor.calls()).toEqual([]);
});

it('is nothing that a client could ask the gateway for', async () => {
  const graph = await startGraph({ CRM_SOURCES: 'hubspot', HUBSPOT_TOKEN: TOKEN, HUBSPOT_URL: vendor.url }, 'in process');
  try {
    for (const query of ['mutation { _crmAction(request: {}) }', OFFERED]) {
      const { errors } = await graph.ask(query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    }
  } finally {
    await graph.close();
  }
});
