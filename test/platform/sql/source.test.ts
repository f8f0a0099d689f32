// One database and one mapping file for three domains of one process: one source, with one pool, one check and one look-up.
import { join } from 'node:path';
import { EVERYBODY } from '../../../platform/request/caller';
import { createEnvReader } from '../../../platform/env';
import { ConfigError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import { toHeaders } from '../../../platform/request/headers';
import { deploy, type Deployment } from '../../../platform/subgraph/deployment';
import { billing } from '../../../subgraphs/billing/index';
import { sales } from '../../../subgraphs/sales/index';
import { support } from '../../../subgraphs/support/index';
import { sql } from '../../../subgraphs/billing/vendors/sql';
import { startStatementCounter, type StatementCounter } from '../../support/statement-counter';
import { CUSTOMERS, startHouseOf, type House } from './house';

const SCHEMA = `
create table bill (no text, person integer, total numeric, state text);
create table sale (no text, person integer, total numeric, "at" timestamptz);
create table enquiry (no text, person integer, opened timestamptz);
`;
const MAPPING = `${CUSTOMERS}
invoices: { table: bill, id: no, customer: person, fields: { total: total, currency: { constant: EUR }, status: { constant: OPEN } } }
orders:
  { table: sale, id: no, customer: person, fields: { total: total, currency: { constant: EUR }, status: { constant: DELIVERED }, placedAt: 'at' } }
tickets: { table: enquiry, id: no, customer: person, fields: { createdAt: opened, status: { constant: OPEN } } }
`;

let house: House<unknown>;
let counter: StatementCounter;
beforeAll(async () => {
  house = await startHouseOf({ connector: sql, schema: SCHEMA, mapping: MAPPING });
  counter = await startStatementCounter(house.readerUrl);
});
afterAll(async () => {
  await counter.stop();
  await house.stop();
});

const DOMAINS = ['billing', 'sales', 'support'] as const;

async function start(mapping: string, more: Record<string, string> = {}): Promise<{ deployment: Deployment; faults: readonly string[] }> {
  const sources = Object.fromEntries(DOMAINS.map((domain) => [`${domain.toUpperCase()}_SOURCES`, 'sql']));
  const env = createEnvReader({
    ...sources,
    SQL_URL: counter.url,
    SQL_MAPPING: await house.fileOf(mapping),
    BATCH_WINDOW_MS: '20',
    ...more,
  });
  const schemaFolder = join(__dirname, '../../../schema');
  const deployment = await deploy([sales, billing, support], { env, log: silentLog, schemaFolder });
  try {
    env.check();
    return { deployment, faults: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { deployment, faults: error.faults };
    throw error;
  }
}

/** Asks a domain who holds an address, in the request of this name. */
async function ask(deployment: Deployment, domain: (typeof DOMAINS)[number], request: string, email = 'ada@example.com'): Promise<unknown> {
  const query = `query ($query: RecordQuery!) { _${domain}Records(query: $query) }`;
  const headers = toHeaders({ requestId: request, scopeId: request, deadlineMs: 5_000, caller: EVERYBODY, askedSubgraphs: [] });
  const variables = { query: { identifiers: [{ by: 'email', value: email }], maxAgeSeconds: null } };
  const answer = await deployment.links.get(domain)?.send({ query, variables, headers });
  return answer?.data?.[`_${domain}Records`];
}

describe('three domains over one database', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    counter.reset();
    const started = await start(MAPPING, { CACHE_MODE: 'off' });
    expect(started.faults).toEqual([]);
    deployment = started.deployment;
  });
  afterAll(() => deployment.close());
  beforeEach(() => counter.reset());

  const ADA = { matches: [[{ person: { id: 'sql:customer:1', addresses: [{ purpose: 'billing' }] } }]], failed: [] };

  it('share one statement within a window', async () => {
    const answers = await Promise.all(DOMAINS.map((domain, index) => ask(deployment, domain, `side by side ${index}`)));
    expect(answers).toMatchObject([ADA, ADA, ADA]);
    expect(counter.count()).toBe(1);
  });

  it('read nothing again that another domain has read for the same request', async () => {
    for (const domain of DOMAINS) expect(await ask(deployment, domain, 'one after another')).toMatchObject(ADA);
    expect(counter.count()).toBe(1);
    expect(await ask(deployment, 'sales', 'another request')).toMatchObject(ADA);
    expect(counter.count()).toBe(2);
  });

  it('search by a text once', async () => {
    const query = { kind: 'SEARCH', text: 'love', most: 100, maxAgeSeconds: null };
    const answers = await Promise.all(
      DOMAINS.map(async (domain) => {
        const headers = toHeaders({ requestId: domain, scopeId: domain, deadlineMs: 5_000, caller: EVERYBODY, askedSubgraphs: [] });
        const text = `query ($query: ListQuery!) { _${domain}List(query: $query) }`;
        return (await deployment.links.get(domain)?.send({ query: text, variables: { query }, headers }))?.data?.[`_${domain}List`];
      }),
    );
    for (const answer of answers) expect(answer).toMatchObject({ records: [{ person: { id: 'sql:customer:1' } }], complete: true });
    expect(counter.count()).toBe(1);
  });

  it('share one pool', async () => {
    const emails = Array.from({ length: 30 }, (_, index) => `nobody${index}@example.com`);
    await Promise.all(emails.map((email, index) => ask(deployment, DOMAINS[index % 3] ?? 'sales', `crowd ${index}`, email)));
    const [{ count } = { count: null }] = await house.run(
      `select count(*)::int as count from pg_stat_activity where application_name = 'customer-graph'`,
    );
    expect(count).toBeLessThanOrEqual(5);
  });
});

it('checks the file once, and ends its sessions with the last domain', async () => {
  counter.reset();
  const { deployment } = await start(MAPPING);
  expect(counter.count()).toBe(1);
  await deployment.close();
  const sessions = `select 1 from pg_stat_activity where application_name = 'customer-graph'`;
  for (let tries = 0; tries < 50 && (await house.run(sessions)).length > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await house.run(sessions)).toEqual([]);
});

describe('what the cache keeps of it', () => {
  it('is one record, and serves every domain', async () => {
    const { deployment } = await start(MAPPING, { CACHE_MODE: 'full' });
    try {
      await ask(deployment, 'billing', 'first');
      counter.reset();
      const answers = await Promise.all([ask(deployment, 'sales', 'second'), ask(deployment, 'support', 'third')]);
      for (const answer of answers) expect(answer).toMatchObject({ matches: [[{ person: { id: 'sql:customer:1' }, fromCache: true }]] });
      expect(counter.count()).toBe(0);
    } finally {
      await deployment.close();
    }
  });
});

describe('faults', () => {
  it('of what domains share are told once, and of their own sections each', async () => {
    const mapping = MAPPING.replace('phone: tel', 'phone: telly').replace(
      'total: total, currency: { constant: EUR }, status: { constant: OPEN }',
      'currency: { constant: EUR }, status: { constant: OPEN }',
    );
    const { deployment, faults } = await start(mapping.slice(0, mapping.indexOf('tickets:')));
    await deployment.close();
    expect(faults.toSorted()).toEqual([
      expect.stringMatching(/^SQL_MAPPING: customers.fields.phone.0: table "person" has no column "telly"; it has /),
      expect.stringMatching(/^SQL_MAPPING: invoices.fields.total/),
      'SQL_MAPPING: tickets: is missing: SUPPORT_SOURCES names this source, and reads it there',
    ]);
  });

  it.each([
    [{ SQL_URL: '' }, 'SQL_URL: is required'],
    [{ SQL_MAPPING: '/nowhere' }, 'SQL_MAPPING: names no file that can be read; its path counts from the folder the gateway is started in'],
    [{ SALES_SOURCES: 'sql,sql' }, 'two sources are named sql: name one of them otherwise, as in name=vendor'],
    [
      { SUPPORT_SOURCES: 'sql=zendesk', SQL_TOKEN: 'x', SQL_EMAIL: 'a@x.example' },
      'two sources are named sql: name one of them otherwise, as in name=vendor',
    ],
  ])('of %j are told once', async (values, fault) => {
    const { deployment, faults } = await start(MAPPING, values);
    await deployment.close();
    expect(faults).toEqual([fault]);
  });
});
