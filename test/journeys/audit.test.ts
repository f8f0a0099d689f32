// Who was shown whose personal data, as a gateway records it: for each kind of answer, without a word of the data itself, and with
// AUDIT=required no answer without its record.
import { createAuditKeys } from '../../platform/state/audit/keys';
import type { AuditRow } from '../../platform/state/audit/row';
import { searchRecords } from '../../platform/state/audit/search';
import { verifyChain } from '../../platform/state/audit/verify';
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { readMetrics } from '../support/metrics';
import { createSignIn } from '../support/sign-in';
import { startStatementCounter, type StatementCounter } from '../support/statement-counter';
import { until } from '../support/until';

jest.setTimeout(90_000);

const signIn = createSignIn();
const AUDIT_KEY = 'a key that is kept elsewhere than the records';
const SIGN_IN = { ...signIn.settings, AUDIT_KEY };
const ALL = 'customer:read pii:contact pii:identity pii:financial pii:free-text';
const ID = 'hubspot:contact:501';
const QUERY = 'query WhoIsCalling($id: ID!) { customer(id: $id) { displayName emails crm { lifecycleStage } } }';

let sandbox: Sandbox;
let postgres: RunningPostgres;
let wire: StatementCounter;
let database: StateDatabase;
const graphs: Graph[] = [];
beforeAll(async () => {
  [sandbox, postgres] = await Promise.all([startSandbox({ people: 50, postgres: false }), startPostgres()]);
  wire = await startStatementCounter(postgres.url);
  database = createStateDatabase(externalServer(postgres.url));
});
afterEach(async () => {
  wire.set('open');
  await Promise.all(graphs.splice(0).map((graph) => graph.close()));
});
afterAll(async () => {
  await database.close();
  await wire.stop();
  await Promise.all([sandbox.stop(), postgres.stop()]);
});

async function start(env: Record<string, string>): Promise<Graph> {
  const settings = { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'off', DATABASE_URL: wire.url };
  const graph = await startGraph({ ...settings, ...SIGN_IN, ...env }, 'in process');
  graphs.push(graph);
  return graph;
}

const bearer = (scope: string, purpose = 'support case 4711'): Promise<Record<string, string>> =>
  signIn.bearer(scope, { 'x-purpose': purpose });

const bookOf = (tenant: string) => ({ tenant, keys: createAuditKeys(AUDIT_KEY) });
const recordsOf = (tenant: string, customer?: string) =>
  database.use((session) => searchRecords(session, bookOf(tenant), { customer, limit: 100 }));

/** The records of a tenant once there are as many, the oldest first. */
async function records(tenant: string, many: number): Promise<AuditRow[]> {
  await until(async () => (await recordsOf(tenant)).length >= many, 5_000);
  return (await recordsOf(tenant)).reverse();
}

it('each answer with personal data has one record, whoever asks and whatever is left of it', async () => {
  const { ask } = await start({ AUDIT: 'on', TENANT: 'kinds', ANONYMOUS: 'allow' });
  const shown = await ask(QUERY, { id: ID }, { ...(await bearer(ALL)), 'x-request-id': 'request-of-a-test' });
  expect(shown.data).toEqual({ customer: { displayName: expect.any(String), emails: expect.any(Array), crm: expect.any(Object) } });
  await records('kinds', 1);
  await ask(QUERY, { id: ID }, await bearer('customer:read pii:contact'));
  await records('kinds', 2);
  await ask(QUERY, { id: ID }, await bearer('nothing', 'no scope for it'));
  await records('kinds', 3);
  await ask(QUERY, { id: ID }, {});
  await records('kinds', 4);
  // Neither of these is about anybody.
  await ask('{ sources { name } }', {}, await bearer(ALL));
  await ask('query ($id: ID!) { customer(id: $id) { id kind } }', { id: ID }, await bearer(ALL));
  await ask(
    'query ($ids: [ID!]) { all: customers(ids: $ids) { named: displayName id: kind } }',
    { ids: [ID, 'hubspot:contact:502', ID] },
    await bearer(ALL),
  );
  const kept = await records('kinds', 5);
  const ofAda = { callerKind: 'person', subject: 'agent-7', purpose: 'support case 4711', operation: 'WhoIsCalling', customerCount: 1 };
  const nobody = { callerKind: 'anonymous', subject: null, purpose: null };
  expect(kept).toMatchObject([
    { ...ofAda, requestId: 'request-of-a-test', decision: 'shown', shown: ['IDENTITY', 'CONTACT'], masked: [], withheld: 0 },
    { ...ofAda, decision: 'shown', shown: ['CONTACT'], masked: ['IDENTITY'] },
    { ...ofAda, purpose: 'no scope for it', decision: 'masked', shown: [], masked: ['IDENTITY', 'CONTACT'] },
    { ...ofAda, ...nobody, decision: 'denied', shown: [], masked: [], customerCount: 0 },
    { operation: null, decision: 'shown', shown: ['IDENTITY'], customerCount: 2 },
  ]);
  expect(kept[3]?.withheld).toBeGreaterThan(0);
  expect((await recordsOf('kinds', ID)).map(({ seq }) => seq)).toEqual([5, 3, 2, 1]);
  expect(await database.use((session) => verifyChain(session, bookOf('kinds')))).toMatchObject({ records: 5, faults: [] });
});

it('no row holds personal data, of those who are found or of those who are asked for', async () => {
  const { ask } = await start({ AUDIT: 'on', TENANT: 'canary' });
  const headers = await bearer(ALL);
  const { data } = await ask<{ customer: { id: string; displayName: string; emails: string[]; phones: string[] } }>(
    'query ($id: ID!) { customer(id: $id) { id displayName emails phones } }',
    { id: ID },
    headers,
  );
  const { id, displayName, emails, phones } = data.customer;
  const [email = ''] = emails;
  await ask(
    `query Find($email: String!) { customer(email: $email) { displayName } other: customer(email: "${email}") { emails } }`,
    { email },
    headers,
  );
  await ask('query { customer(email: "nobody@elsewhere.example") { emails } }', {}, await bearer('customer:read'));
  await records('canary', 3);
  const text = await database.use(async (session) => {
    const tables = ['audit_record', 'audit_head'].map((name) => session.query(`select t::text as row from customer_graph.${name} t`));
    return JSON.stringify(await Promise.all(tables)).toLowerCase();
  });
  expect(text).toContain('agent-7');
  // Shorter ones may stand in any HMAC.
  const names = displayName.split(' ').filter((name) => name.length > 4);
  const words = [id, ID, displayName, ...names, ...emails, ...phones, 'nobody@elsewhere', 'hubspot:'];
  expect(words.length).toBeGreaterThan(6);
  for (const word of words) expect([word, text.includes(word.toLowerCase())]).toEqual([word, false]);
});

it('two gateways write one chain', async () => {
  const both = [await start({ AUDIT: 'on', TENANT: 'two' }), await start({ AUDIT: 'required', TENANT: 'two' })];
  const headers = await bearer(ALL);
  // Each plans the question and finds its database once, before there is much to do at once.
  for (const { ask } of both) expect((await ask(QUERY, { id: ID }, headers)).errors).toBeUndefined();
  const asked = Array.from({ length: 40 }, (_, n) => both[n % 2]?.ask(QUERY, { id: ID }, headers));
  expect((await Promise.all(asked)).map((answer) => answer?.errors)).toEqual(asked.map(() => undefined));
  await records('two', 42);
  expect(await database.use((session) => verifyChain(session, bookOf('two')))).toMatchObject({ records: 42, faults: [] });
});

it('with AUDIT=on a database that is away costs no answer, and operators see it', async () => {
  const { ask, url } = await start({ AUDIT: 'on', TENANT: 'away' });
  const headers = await bearer(ALL);
  wire.set('cut');
  for (let n = 0; n < 5; n += 1) expect((await ask(QUERY, { id: ID }, headers)).errors).toBeUndefined();
  const health = async () => (await (await fetch(`${url}/health`)).json()) as Record<string, unknown>;
  await until(async () => String((await health())['audit']).startsWith('audit records cannot be written'), 5_000);
  const { named } = await readMetrics(`${url}/metrics`);
  expect([...named.keys()]).toEqual(expect.arrayContaining(['customer_graph_audit_failing', 'customer_graph_audit_records_waiting']));
  wire.set('open');
  await records('away', 5);
  await until(async () => (await health())['audit'] === 'audit records are written', 5_000);
});

it('with AUDIT=required nothing personal is answered, nor read, while nothing can be recorded', async () => {
  const { ask } = await start({ AUDIT: 'required', TENANT: 'required' });
  const headers = await bearer(ALL);
  expect((await ask(QUERY, { id: ID }, headers)).errors).toBeUndefined();
  // It is there before the answer is.
  expect(await recordsOf('required')).toHaveLength(1);
  wire.set('cut');
  const refused = async (scope: string) => {
    const { status, data, errors } = await ask<unknown>(QUERY, { id: ID }, await bearer(scope));
    expect(JSON.stringify(data ?? null)).toBe('null');
    expect([status, errors?.[0]?.extensions['code']]).toEqual([503, 'AUDIT_UNAVAILABLE']);
  };
  await refused(ALL);
  const before = sandbox.hubspot.calls().length;
  await refused(ALL);
  await refused('customer:read');
  expect(sandbox.hubspot.calls()).toHaveLength(before);
  expect((await ask('query ($id: ID!) { customer(id: $id) { id } }', { id: ID }, headers)).data).toEqual({ customer: { id: ID } });
  wire.set('open');
  await until(async () => (await ask(QUERY, { id: ID }, headers)).errors === undefined, 5_000);
});

it('where nobody signs in nothing is recorded, unless that is asked for', async () => {
  const silent = await start({ AUTH: '', AUDIT: '', TENANT: 'laptop' });
  expect((await silent.ask(QUERY, { id: ID })).errors).toBeUndefined();
  const asked = await start({ AUTH: '', AUDIT: 'on', TENANT: 'laptop' });
  expect((await asked.ask(QUERY, { id: ID })).errors).toBeUndefined();
  expect(await records('laptop', 1)).toMatchObject([{ callerKind: 'anonymous', subject: null, purpose: null, decision: 'shown' }]);
});
