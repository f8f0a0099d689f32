// People correct who is who: effective on the next read in every process, lasting, explained, and safe while its database is down.
import { rm } from 'node:fs/promises';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask } from '../support/ask';
import { freshDataFolder } from '../support/data-folder';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { startGatewayProgram } from '../support/program';
import { startStatementCounter, type StatementCounter } from '../support/statement-counter';
import { until } from '../support/until';

jest.setTimeout(60_000);

const ADA = 'hubspot:contact:501';
const ADAS_USER = 'zendesk:user:20001';
/** A customer of the billing database whom the CRM has never heard of. */
const LONER = 'sql:customer:100006';

interface Answer {
  customer: {
    id: string;
    billing: { invoices: { totalCount: number } } | null;
    support: { openTickets: number } | null;
    identity: {
      status: string;
      links: { record: { id: string }; evidence: { rule: string }[] }[];
      candidates: { record: { id: string } }[];
      manualLinks: { kind: string; a: { id: string }; b: { id: string }; by: string; reason: string; at: string }[] | null;
    };
    completeness: { domain: string; linksAsOf: string | null }[];
  };
}

const QUESTION = `query ($id: ID!) { customer(id: $id) { id billing { invoices { totalCount } } support { openTickets }
  identity { status links { record { id } evidence { rule } } candidates { record { id } } manualLinks { kind a { id } b { id } by reason at } }
  completeness { domain linksAsOf } } }`;

interface Change {
  change: {
    manualLink: { kind: string; by: string } | null;
    explanation: { decision: string; manualLink: { reason: string } | null };
    customers: { id: string; billing: { invoices: { totalCount: number } } | null }[];
    everywhere: boolean;
  } | null;
}

const mutation = (name: string): string => `mutation ($a: ID!, $b: ID!) { change: ${name}(a: $a, b: $b, by: "Kim", reason: "asked them") {
  manualLink { kind by } explanation { decision manualLink { reason } } customers { id billing { invoices { totalCount } } } everywhere } }`;

let sandbox: Sandbox;
let database: RunningPostgres;
let wire: StatementCounter;
let env: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 300, postgres: true, limits: 'off' });
  database = await startPostgres();
  wire = await startStatementCounter(database.url);
  env = { ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', DATABASE_URL: wire.url };
});
afterAll(async () => {
  await wire.stop();
  await database.stop();
  await sandbox.stop();
});

const say = (graph: Graph, name: string, a: string, b: string) => graph.ask<Change>(mutation(name), { a, b });
const linksOf = ({ customer }: Answer): string[] => customer.identity.links.map(({ record }) => record.id);

describe.each(['in process', 'remote'] as const)('what a person says of two records, %s', (deployment) => {
  let here: Graph;
  let elsewhere: Graph;

  beforeAll(async () => {
    here = await startGraph(env, deployment);
    elsewhere = await startGraph(env, 'in process');
  });
  afterAll(async () => {
    await here.close();
    await elsewhere.close();
  });
  afterEach(async () => {
    for (const record of [LONER, ADAS_USER]) await say(here, 'releaseRecords', ADA, record);
  });

  const everywhereElse = async (id: string): Promise<Answer> => (await elsewhere.ask<Answer>(QUESTION, { id })).data;

  it('joins them on the next read, in every process, by the id of either', async () => {
    const before = await everywhereElse(ADA);
    expect(linksOf(before)).not.toContain(LONER);
    const { data, errors } = await say(here, 'linkRecords', LONER, ADA);
    expect(errors).toBeUndefined();
    expect(data.change).toMatchObject({
      manualLink: { kind: 'LINK', by: 'Kim' },
      explanation: { decision: 'LINK', manualLink: { reason: 'asked them' } },
      customers: [{ id: ADA }],
      everywhere: true,
    });
    for (const id of [ADA, LONER]) {
      const { customer } = await everywhereElse(id);
      expect(customer.id).toBe(ADA);
      const link = customer.identity.links.find(({ record }) => record.id === LONER);
      expect(link?.evidence[0]?.rule).toBe('MANUAL_LINK');
      expect(customer.identity.manualLinks).toMatchObject([
        { kind: 'LINK', a: { id: ADA }, b: { id: LONER }, by: 'Kim', reason: 'asked them' },
      ]);
      expect(customer.billing?.invoices.totalCount).toBeGreaterThan(before.customer.billing?.invoices.totalCount ?? 0);
    }
  });

  it('takes a record out, not even a candidate, and back', async () => {
    const before = await everywhereElse(ADA);
    expect(before.customer.support?.openTickets).toBeGreaterThan(0);
    const { data } = await say(here, 'unlinkRecords', ADA, ADAS_USER);
    expect(data.change?.customers.map(({ id }) => id).sort()).toEqual([ADA, ADAS_USER]);
    const { customer } = await everywhereElse(ADA);
    expect(customer.support).toBeNull();
    expect([...linksOf({ customer }), ...customer.identity.candidates.map(({ record }) => record.id)]).not.toContain(ADAS_USER);
    const user = (await everywhereElse(ADAS_USER)).customer;
    expect(user).toMatchObject({ id: ADAS_USER, support: before.customer.support });

    await say(here, 'releaseRecords', ADAS_USER, ADA);
    expect((await everywhereElse(ADA)).customer.support).toEqual(before.customer.support);
  });

  it('is not contradicted by accident', async () => {
    await say(here, 'linkRecords', ADA, LONER);
    const refused = await say(here, 'unlinkRecords', LONER, ADA);
    // The later word about the very same two is no contradiction.
    expect(refused.errors).toBeUndefined();
    await say(here, 'linkRecords', ADA, LONER);
    await say(here, 'unlinkRecords', ADA, ADAS_USER);
    const { data, errors } = await say(here, 'linkRecords', LONER, ADAS_USER);
    expect(data.change).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'CONTRADICTION', candidates: expect.arrayContaining([ADA]) as unknown } });
  });

  it('is refused for records that nobody has', async () => {
    const { errors } = await say(here, 'linkRecords', ADA, 'zendesk:user:4040404');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('while the database is down', () => {
  it('the last known words count, and every answer says so; then they are current again', async () => {
    const graph = await startGraph(env, 'in process');
    try {
      await say(graph, 'linkRecords', ADA, LONER);
      wire.set('cut');
      await until(async () => {
        const { data, extensions } = await graph.ask<Answer>(QUESTION, { id: LONER });
        const missing = JSON.stringify(extensions?.customerGraph?.['missing'] ?? []);
        return (
          data.customer.id === ADA &&
          data.customer.completeness.some(({ linksAsOf }) => linksAsOf !== null) &&
          missing.includes('STATE_UNAVAILABLE')
        );
      }, 10_000);
      const refused = await say(graph, 'unlinkRecords', ADA, LONER);
      expect(refused.data.change).toBeNull();
      expect(refused.errors?.[0]?.extensions['code']).toBe('STATE_UNAVAILABLE');
      wire.set('open');
      await until(async () => {
        const { data } = await graph.ask<Answer>(QUESTION, { id: ADA });
        return data.customer.completeness.every(({ linksAsOf }) => linksAsOf === null);
      }, 10_000);
    } finally {
      wire.set('open');
      await say(graph, 'releaseRecords', ADA, LONER);
      await graph.close();
    }
  });

  it('and was from the start: nothing is linked automatically, and the answer says so', async () => {
    wire.set('cut');
    const graph = await startGraph(env, 'in process');
    try {
      const { data, errors } = await graph.ask<Answer>(QUESTION, { id: ADA });
      expect(data.customer.identity).toMatchObject({ status: 'UNVERIFIED', manualLinks: null });
      expect(linksOf(data)).toEqual([ADA]);
      expect(data.customer.support).toBeNull();
      expect(data.customer.identity.candidates.map(({ record }) => record.id)).toContain(ADAS_USER);
      expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([['manualLinks', 'STATE_UNAVAILABLE']]);
      wire.set('open');
      await until(async () => linksOf((await graph.ask<Answer>(QUESTION, { id: ADA })).data).includes(ADAS_USER), 10_000);
    } finally {
      wire.set('open');
      await graph.close();
    }
  });
});

describe('a process that is killed right after its answer', () => {
  const dataFolder = freshDataFolder();
  afterAll(() => rm(dataFolder, { recursive: true, force: true }));

  it('has lost nothing, with a database of its own or with ours', async () => {
    for (const store of [{ DATABASE_URL: database.url }, { DATABASE_URL: '', DATA_FOLDER: dataFolder }]) {
      const first = await startGatewayProgram({ ...env, ...store });
      const said = await ask<Change>(first.url, { query: mutation('linkRecords'), variables: { a: ADA, b: LONER } });
      first.program.kill('SIGKILL');
      expect(said).toMatchObject({ status: 200, data: { change: { everywhere: true } } });
      await first.program.ended;
      const second = await startGatewayProgram({ ...env, ...store });
      try {
        const { data } = await ask<Answer>(second.url, { query: QUESTION, variables: { id: LONER } });
        expect(data.customer.id).toBe(ADA);
        await ask(second.url, { query: mutation('releaseRecords'), variables: { a: ADA, b: LONER } });
      } finally {
        await second.program.stop();
      }
    }
  });
});
