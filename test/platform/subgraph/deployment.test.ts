import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { EVERYBODY } from '../../../platform/request/caller';
import { defineConnector } from '../../../platform/connector';
import { defineDomainSubgraph } from '../../../platform/domain/subgraph';
import { createEnvReader } from '../../../platform/env';
import { silentLog } from '../../../platform/log';
import { toHeaders } from '../../../platform/request/headers';
import { deploy, type Deployment } from '../../../platform/subgraph/deployment';
import { freshDataFolder } from '../../support/data-folder';
import { person } from '../identity/people';
import { fakeConnector, type FakeConnector } from '../loader/fake-source';

const folder = mkdtempSync(join(tmpdir(), 'deployment-'));
const closed: string[] = [];
const acme = defineConnector<FakeConnector>()({
  vendor: 'acme',
  settings: z.object({ TOKEN: z.string() }),
  connect: ({ source }) => ({
    ...fakeConnector([person(`${source}:contact:1`, { email: 'ada@example.com' })]),
    close: async () => void closed.push(source),
  }),
});
const subgraphOf = (name: string, domain: 'CRM' | 'BILLING') =>
  defineDomainSubgraph<FakeConnector, ReturnType<typeof person>, object>({
    ...{ name, domain, vendors: [acme] },
    listOf: () => undefined,
    tryReads: () => Promise.resolve(),
    fieldReads: {},
    resolvers: {
      Query: {
        records: (_: unknown, { query }: { query: unknown }, session: { records(query: unknown): unknown }) => session.records(query),
      },
    },
    prepare: () => (session) => session,
  });
const definitions = [subgraphOf('crm', 'CRM'), subgraphOf('billing', 'BILLING')];

beforeAll(() => {
  writeFileSync(join(folder, '_header.graphql'), 'scalar RecordQuery scalar RecordMatches');
  for (const name of ['crm', 'billing']) {
    writeFileSync(join(folder, `${name}.graphql`), 'type Query { records(query: RecordQuery!): RecordMatches }');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(values: Record<string, string>, here: string[] = []): Promise<{ deployment: Deployment; check: () => void }> {
  const env = createEnvReader({ DATA_FOLDER: freshDataFolder(), ...values });
  const deployment = await deploy(definitions, { env, log: silentLog, schemaFolder: folder, here });
  return { deployment, check: () => env.check() };
}

describe('a deployment', () => {
  it('runs here what has no address, and reads nothing of what has one', async () => {
    const remote = { BILLING_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql', BILLING_SOURCES: 'nonsense' };
    const { deployment, check } = await start({ CRM_SOURCES: 'acme', ACME_TOKEN: 'a', ...remote });
    check();
    expect(deployment.running.map(({ name }) => name)).toEqual(['crm']);
    expect([...deployment.links.keys()]).toEqual(['crm', 'billing']);
    const headers = toHeaders({ requestId: 'r', scopeId: 's', deadlineMs: 1_000, caller: EVERYBODY, askedSubgraphs: [] });
    const variables = { query: { identifiers: [{ by: 'email', value: 'ada@example.com' }], maxAgeSeconds: null } };
    const answer = await deployment.links
      .get('crm')
      ?.send({ query: 'query ($query: RecordQuery!) { records(query: $query) }', variables, headers });
    expect(answer).toMatchObject({ data: { records: { matches: [[{ person: { id: 'acme:contact:1' } }]], failed: [] } } });
    await expect(deployment.links.get('billing')?.send({ query: '{ a }', headers: {} })).rejects.toMatchObject({ source: 'billing' });
    await deployment.close();
    expect(closed.splice(0)).toEqual(['acme']);
  });

  it('runs here what must, whatever the environment says', async () => {
    const { deployment } = await start({ CRM_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql' }, ['crm']);
    expect(deployment.running.map(({ name }) => name)).toEqual(['crm', 'billing']);
    await deployment.close();
  });

  it('shares what it has seen of signed requests where it is served apart, signs and has a Redis, and connects for nothing else', async () => {
    const signs = { SUBGRAPH_SECRET: 'a secret of thirty-two characters' };
    const stores = { REDIS_URL: 'redis://127.0.0.1:1', CACHE_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` };
    const shares: boolean[] = [];
    for (const [values, here] of [
      [{ ...signs, ...stores }, ['crm']],
      [signs, ['crm']],
      [stores, ['crm']],
      [{ ...signs, ...stores }, []],
    ] as const) {
      const { deployment, check } = await start(values, [...here]);
      check();
      shares.push(deployment.seenAnywhere !== undefined);
      await deployment.close();
    }
    expect(shares).toEqual([true, false, false, false]);
  });

  it('tells all faults at once, and never a value', async () => {
    const { deployment, check } = await start({
      ...{ TENANT: 'Not Allowed', CACHE_MODE: 'secret-mode', BATCH_WINDOW_MS: 'secret', DEFAULT_PHONE_REGION: 'de' },
      ...{ CRM_SOURCES: 'acme', BILLING_SUBGRAPH_URL: 'ftp://user:secret@host', DATABASE_URL: 'mysql://user:secret@host' },
    });
    let message = '';
    try {
      check();
    } catch (error) {
      message = String(error);
    }
    for (const fault of [
      'TENANT: is not 1 to 64 letters',
      'CACHE_MODE: must be one of off, links, full',
      'BATCH_WINDOW_MS: ',
      'DEFAULT_PHONE_REGION: must be an ISO 3166-1 alpha-2 code',
      'ACME_TOKEN: is required',
      'BILLING_SUBGRAPH_URL: is no valid url',
      'DATABASE_URL: is no valid url',
    ]) {
      expect(message).toContain(fault);
    }
    expect(message).not.toContain('secret');
    await deployment.close();
  });

  // Their record ids and cache entries would be taken for each other's.
  it('has no two sources of one name, not even in two domains', async () => {
    for (const values of [{ CRM_SOURCES: 'acme,acme' }, { CRM_SOURCES: 'acme', BILLING_SOURCES: 'acme' }]) {
      const { deployment, check } = await start({ ...values, ACME_TOKEN: 'a' });
      expect(check).toThrow('two sources are named acme');
      await deployment.close();
    }
  });
});
