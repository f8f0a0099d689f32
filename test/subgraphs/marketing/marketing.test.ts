// The subgraph as it runs: its schema, from the environment to the pretend Klaviyo.
import { EVERYBODY } from '../../../platform/request/caller';
import { createEnvReader } from '../../../platform/env';
import type { MatchKeys } from '../../../platform/identity/match-keys';
import { silentLog } from '../../../platform/log';
import { toHeaders } from '../../../platform/request/headers';
import { deploy, type Deployment } from '../../../platform/subgraph/deployment';
import { startKlaviyo, type RunningKlaviyo } from '../../../sandbox/vendors/klaviyo/server';
import { marketing } from '../../../subgraphs/marketing';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { freshDataFolder } from '../../support/data-folder';
import { ANNA, BERT, id, KEY, world } from './vendors/klaviyo/klaviyo-world';

let server: RunningKlaviyo;
let deployment: Deployment;
beforeAll(async () => {
  server = await startKlaviyo({ world, port: 0, token: KEY, limits: 'off' });
  const env = createEnvReader({
    ...server.env,
    MARKETING_SOURCES: 'klaviyo',
    KLAVIYO_EXTERNAL_ID: 'hubspot:contact',
    CACHE_MODE: 'full',
    DATA_FOLDER: freshDataFolder(),
  });
  deployment = await deploy([marketing], { env, log: silentLog, schemaFolder: 'schema' });
  env.check();
});
afterAll(async () => {
  await deployment.close();
  await server.stop();
});
beforeEach(() => server.resetCalls());
afterEach(() => server.faults.clear());

let requests = 0;

async function ask(query: string, variables: Record<string, unknown> = {}) {
  requests += 1;
  const headers = toHeaders({
    requestId: 'request',
    scopeId: `marketing-${requests}`,
    deadlineMs: 3_000,
    caller: EVERYBODY,
    askedSubgraphs: [],
  });
  const answer = await deployment.running[0]?.execute({ query, variables, headers });
  return { data: answer?.data, errors: answer?.errors, costs: answer?.extensions?.['customerGraph'] };
}

/** Live unless said otherwise, so that tests do not answer each other. */
const keysOf = (profile: string, email: string, maxAgeSeconds: number | null = 0): MatchKeys =>
  matchKeysOf([person(id(profile), { email })], { maxAgeSeconds });

const customer = (fields: string) => `query ($keys: MatchKeys!) {
  _entities(representations: [{ __typename: "Customer", matchKeys: $keys }]) { ... on Customer { ${fields} } }
}`;

describe('the marketing subgraph', () => {
  it('shows a customer, and reads only what was selected', async () => {
    const keys = keysOf(ANNA, 'anna@example.com');
    const light = await ask(
      customer('marketing { records { ref { id } } consents { channel status record { url } } emailBouncing lastEngagedAt }'),
      {
        keys,
      },
    );
    expect(light.errors).toBeUndefined();
    expect(light.data).toMatchObject({
      _entities: [
        {
          marketing: {
            records: [{ ref: { id: id(ANNA) } }],
            consents: [
              { channel: 'EMAIL', status: 'GRANTED', record: { url: `https://www.klaviyo.com/profile/${ANNA}` } },
              { channel: 'SMS', status: 'REVOKED' },
            ],
            emailBouncing: false,
            lastEngagedAt: '2026-05-14T09:00:00.000Z',
          },
        },
      ],
    });
    expect(new Set(server.calls().map(({ path }) => path))).toEqual(new Set(['/api/profiles']));

    const heavy = await ask(
      customer(
        'marketing { campaigns(first: 1) { campaign channel record { id } } feedback { score scaleMax } segments { audience { name } records { id } } lists { audience { name kind } } }',
      ),
      { keys },
    );
    expect(heavy.errors).toBeUndefined();
    expect(heavy.data).toMatchObject({
      _entities: [
        {
          marketing: {
            campaigns: [{ campaign: 'Flash text', channel: 'SMS', record: { id: id(ANNA) } }],
            feedback: [
              { score: 9, scaleMax: 10 },
              { score: 2, scaleMax: 5 },
            ],
            segments: [{ audience: { name: 'Engaged 30 days' }, records: [{ id: id(ANNA) }] }],
            lists: [{ audience: { name: 'Newsletter', kind: 'LIST' } }, { audience: { name: 'VIP', kind: 'LIST' } }],
          },
        },
      ],
    });
  });

  it('is null for a customer whom marketing does not know', async () => {
    const { data } = await ask(customer('marketing { emailBouncing }'), { keys: keysOf('01HNOBODY', 'nobody@example.com') });
    expect(data).toEqual({ _entities: [{ marketing: null }] });
  });

  it.each([-1, 101])('refuses %i campaigns', async (first) => {
    const { errors } = await ask(customer(`marketing { campaigns(first: ${first}) { id } }`), { keys: keysOf(ANNA, 'anna@example.com') });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('tells what happened and what holds', async () => {
    const { data } = await ask(customer('marketingEvents marketingReport'), { keys: keysOf(BERT, 'bert@example.com') });
    expect(data).toMatchObject({
      _entities: [
        {
          marketingEvents: {
            domain: 'MARKETING',
            events: [{ kind: 'UNSUBSCRIBED' }, { kind: 'EMAIL_BOUNCED' }, { kind: 'CAMPAIGN_SENT', title: 'Sent: Spring sale' }],
            facts: [{ kind: 'EMAIL_BOUNCING', ref: { id: id(BERT) } }],
            missing: [],
          },
          marketingReport: { domain: 'MARKETING', state: 'OK', sources: ['klaviyo'] },
        },
      ],
    });
  });

  it('finds records by what the other systems know', async () => {
    const query = { identifiers: [{ by: 'externalId', value: 'hubspot:contact:501' }], maxAgeSeconds: null };
    const { data } = await ask('query ($query: RecordQuery!) { _marketingRecords(query: $query) _marketingSources }', { query });
    expect(data).toMatchObject({
      _marketingRecords: {
        domain: 'MARKETING',
        matches: [[{ person: { id: id(ANNA), consents: [{ status: 'GRANTED' }, {}] } }]],
        failed: [],
      },
      _marketingSources: [{ id: 'klaviyo', domain: 'MARKETING', vendor: 'klaviyo', health: 'UP' }],
    });
  });

  const LIST = 'query ($query: ListQuery!) { _marketingList(query: $query) }';

  it('lists the members of an audience, and nobody of another source’s, without a call', async () => {
    const members = (audience: string) => ask(LIST, { query: { kind: 'MEMBERS', audience, most: 10, maxAgeSeconds: null } });
    const { data } = await members('klaviyo:segment:SegAa1');
    expect(data).toMatchObject({
      _marketingList: { records: [{ person: { id: id(BERT) }, items: [] }, { person: { id: id(ANNA) } }], failed: [], complete: true },
    });
    server.resetCalls();
    const foreign = await members('mailchimp:list:SegAa1');
    expect(foreign.data).toMatchObject({ _marketingList: { records: [], failed: [], unsupported: [], complete: true } });
    expect(server.calls()).toEqual([]);
  });

  it('says that it has no search, nor lists of other domains', async () => {
    for (const filter of [
      { kind: 'SEARCH', text: 'anna' },
      { kind: 'OVERDUE', minDays: 1 },
    ]) {
      const { data } = await ask(LIST, { query: { ...filter, most: 10, maxAgeSeconds: null } });
      expect(data).toMatchObject({ _marketingList: { records: [], unsupported: ['klaviyo'] } });
    }
  });

  it('names all audiences, from the cache the second time; a source that fails is named as missing', async () => {
    server.faults.set({ mode: '503' });
    const failed = await ask('{ audiences { nodes { id } missing } }');
    expect(failed.errors).toBeUndefined();
    expect(failed.data).toEqual({ audiences: { nodes: [], missing: ['klaviyo'] } });
    expect(failed.costs).toMatchObject({ costs: { klaviyo: { error: 'UPSTREAM_UNAVAILABLE' } } });
    server.faults.clear();

    const { data } = await ask('{ audiences { nodes { id name kind } missing } }');
    const { nodes, missing } = data?.['audiences'] as { nodes: unknown[]; missing: string[] };
    expect(nodes).toHaveLength(26);
    expect(nodes[0]).toEqual({ id: 'klaviyo:segment:SegBig', name: 'Crowd', kind: 'SEGMENT' });
    expect(missing).toEqual([]);
    server.resetCalls();
    const again = await ask('{ audiences { nodes { id name kind } missing } }');
    expect(again.data).toEqual(data);
    expect(server.calls()).toEqual([]);
  });
});
