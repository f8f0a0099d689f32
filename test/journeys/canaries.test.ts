// A look-up that breaks without an error: the vendor answers, and finds nobody. In process and remote, it shows in `sources`, in
// completeness and in the gateway's health, nothing passes for the truth meanwhile, and it is asked again once it works again.
import { canariesOf } from '../../sandbox/canaries';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { FIRST_CUSTOMER } from '../../sandbox/world/showcase/ada';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { until } from '../support/until';

jest.setTimeout(90_000);

const WITHIN_MS = 20_000;
const SOURCES = '{ sources { id lookups { by status checkedAt note } } }';

interface Lookup {
  by: string;
  status: string;
  checkedAt: string | null;
  note: string | null;
}

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.zendesk.faults.clear());

describe.each(['in process', 'remote'] as const)('look-ups with a canary, %s,', (deployment) => {
  let graph: Graph;

  beforeAll(async () => {
    const { SQL_CANARY: _, ...canaries } = canariesOf(sandbox.world);
    const seconds = { ZENDESK_CANARY_SECONDS: '1', HUBSPOT_CANARY_SECONDS: '1' };
    // The helpdesk keeps no ids of the CRM here, so that an address is all it can be asked by.
    const { ZENDESK_EXTERNAL_ID: __, ...sources } = SANDBOX_SOURCES;
    const env = { ...sandbox.env, ...sources, BILLING_SOURCES: 'stripe', ...canaries, ...seconds, CACHE_MODE: 'full' };
    graph = await startGraph(env, deployment);
  });
  afterAll(() => graph.close());

  async function lookupsOf(source: string): Promise<Lookup[]> {
    const { data } = await graph.ask<{ sources: { id: string; lookups: Lookup[] }[] }>(SOURCES);
    return data.sources.find(({ id }) => id === source)?.lookups ?? [];
  }

  const isNow = (source: string, by: string, status: string) =>
    until(async () => (await lookupsOf(source)).some((lookup) => lookup.by === by && lookup.status === status), WITHIN_MS);

  const ready = async (): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${graph.url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };

  it('are found to work in every system, by every way that is named', async () => {
    for (const source of ['hubspot', 'zendesk', 'shopify', 'stripe', 'klaviyo']) {
      for (const by of ['id', 'email']) await isNow(source, by, 'SUPPORTED');
    }
    const lookups = await lookupsOf('hubspot');
    expect(lookups).toEqual([
      { by: 'id', status: 'SUPPORTED', checkedAt: expect.any(String), note: null },
      { by: 'email', status: 'SUPPORTED', checkedAt: expect.any(String), note: null },
      { by: 'phone', status: 'UNCHECKED', checkedAt: null, note: 'HUBSPOT_CANARY names none' },
      { by: 'externalId', status: 'UNCHECKED', checkedAt: null, note: 'HUBSPOT_CANARY names none' },
    ]);
    expect(await ready()).toEqual({ status: 200, body: { status: 'UP' } });
  });

  it('that find nobody are told, and so is whom they could have found', async () => {
    // Anybody the helpdesk is to find by an address alone.
    const user = sandbox.world.helpdesk.users.find(({ email, phone, externalId, deleted }) => {
      const contact = sandbox.world.crm.contacts.find((one) => one.email !== null && one.email === email);
      return (
        contact !== undefined && contact.phone === null && contact.mobile === null && phone === null && externalId === null && !deleted
      );
    });
    const email = user?.email ?? FIRST_CUSTOMER.email;
    const query = `query ($email: String!) {
      customer(email: $email) { id support { records { ref { id } } } completeness { domain state error sources } signals { degraded } }
    }`;
    const ask = () =>
      graph.ask<{ customer: { support: object | null; completeness: { domain: string; state: string; error: string | null }[] } }>(query, {
        email,
      });
    const supportOf = ({ data }: Awaited<ReturnType<typeof ask>>) => data.customer.completeness.find(({ domain }) => domain === 'SUPPORT');

    sandbox.zendesk.faults.set({ mode: 'blank', path: '/api/v2/users/search' });
    await isNow('zendesk', 'email', 'UNSUPPORTED');
    await isNow('zendesk', 'phone', 'UNSUPPORTED');
    expect(await lookupsOf('zendesk')).toMatchObject([
      { by: 'id', status: 'SUPPORTED' },
      { by: 'email', note: 'does not find the canary record, which is found by id' },
      { by: 'phone', note: 'does not find the canary record, which is found by id' },
    ]);
    expect(await ready()).toEqual({
      status: 200,
      body: {
        status: 'UP',
        unsupported: ['email', 'phone'].map((by) => ({
          ...{ source: 'zendesk', by, checkedAt: expect.any(String) },
          note: 'does not find the canary record, which is found by id',
        })),
      },
    });

    const answer = await ask();
    expect(supportOf(answer)).toMatchObject({ state: 'UNSUPPORTED', error: 'LOOKUP_UNSUPPORTED' });
    expect(answer.data.customer.support).toBeNull();
    expect(answer.errors).toMatchObject([{ path: ['customer', 'support'], extensions: { code: 'LOOKUP_UNSUPPORTED', source: 'zendesk' } }]);
    expect(answer.extensions?.customerGraph).toMatchObject({ missing: [{ source: 'zendesk', code: 'LOOKUP_UNSUPPORTED' }] });

    sandbox.zendesk.faults.clear();
    await isNow('zendesk', 'email', 'SUPPORTED');
    await isNow('zendesk', 'phone', 'SUPPORTED');
    const healed = await ask();
    expect(healed.errors).toBeUndefined();
    expect(supportOf(healed)?.state).toBe('OK');
    expect(healed.data.customer.support).not.toBeNull();
    expect(await ready()).toEqual({ status: 200, body: { status: 'UP' } });
  });

  it('that are needed to say who it is end in an error, not in nobody', async () => {
    sandbox.hubspot.faults.set({ mode: 'blank', asked: '"idProperty":"email"' });
    await isNow('hubspot', 'email', 'UNSUPPORTED');
    const { data, errors } = await graph.ask<{ customer: null }>('{ customer(email: "nobody-at-all@example.com") { id } }');
    expect(data.customer).toBeNull();
    expect(errors).toMatchObject([{ path: ['customer'], extensions: { code: 'LOOKUP_UNSUPPORTED', source: 'hubspot' } }]);
    // By its id it is found as ever, and is as well known as ever.
    const byId = await graph.ask<{ customer: { crm: object | null; completeness: { domain: string; state: string }[] } }>(
      `{ customer(id: "${FIRST_CUSTOMER.id}") { crm { lifecycleStage } completeness { domain state } } }`,
    );
    expect(byId.errors).toBeUndefined();
    expect(byId.data.customer.crm).not.toBeNull();
    sandbox.hubspot.faults.clear();
    await isNow('hubspot', 'email', 'SUPPORTED');
    const { errors: none } = await graph.ask('{ customer(email: "nobody-at-all@example.com") { id } }');
    expect(none).toBeUndefined();
  });

  it.each([
    ['tells upper from lower case', { mode: 'blank', asked: 'ADA.MENSAH' }, 'misses an address that is written in another case'],
    ['ignores its filter', { mode: 'stuck', asked: 'email:' }, 'answers with records that were not asked for: its filter is ignored'],
  ] as const)('a helpdesk that %s is noticed', async (_, fault, note) => {
    sandbox.zendesk.faults.set(fault);
    await until(async () => (await lookupsOf('zendesk')).some((lookup) => lookup.by === 'email' && lookup.note === note), WITHIN_MS);
    sandbox.zendesk.faults.clear();
    await isNow('zendesk', 'email', 'SUPPORTED');
  });

  it('keep their verdict while the system cannot be asked', async () => {
    sandbox.zendesk.faults.set({ mode: 'dead' });
    await until(
      async () => (await lookupsOf('zendesk')).some(({ note }) => note === 'could not be asked: UPSTREAM_UNAVAILABLE'),
      WITHIN_MS,
    );
    expect((await lookupsOf('zendesk')).map(({ status }) => status)).toEqual(['SUPPORTED', 'SUPPORTED', 'SUPPORTED']);
    expect(await ready()).toEqual({ status: 200, body: { status: 'UP' } });
  });
});
