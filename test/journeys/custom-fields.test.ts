// Custom fields by configuration: two CRMs that say different things of one customer, a key that nobody has, and paths that are not
// there. In process and remote.
import { createEnvReader } from '../../platform/env';
import { silentLog } from '../../platform/log';
import { deploy } from '../../platform/subgraph/deployment';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { subgraphs } from '../../subgraphs/index';
import { freshDataFolder } from '../support/data-folder';
import { SANDBOX_SOURCES, SCHEMA_FOLDER, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';
const CUSTOM = {
  ...{ CRM_SOURCES: 'hubspot,salesforce', BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' },
  ...{
    HUBSPOT_CUSTOM: 'tier=properties.customer_tier',
    SALESFORCE_CUSTOM: 'tier=Loyalty_Tier__c',
    SALESFORCE_CUSTOM_FIELDS: 'Loyalty_Tier__c',
  },
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
});
afterAll(() => sandbox.stop());

interface Tier {
  value: unknown;
  chosenFrom: { id: string } | null;
  alternatives: { record: { id: string }; value: unknown }[];
}

describe.each(['in process', 'remote'] as const)('a custom field, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...CUSTOM }, deployment);
  });
  afterAll(() => graph.close());

  const tierOf = (options: string) => `query ($id: ID!) { customer(id: $id${options}) { custom(key: "tier") {
    value chosenFrom { id } alternatives { record { id } value } } } }`;

  it('has the value of the preferred record, and what another says instead', async () => {
    const { data, errors } = await graph.ask<{ customer: { custom: Tier } }>(tierOf(''), { id: ADA });
    expect(errors).toBeUndefined();
    expect(data.customer.custom).toMatchObject({ value: 'gold', chosenFrom: { id: ADA }, alternatives: [{ value: 'silver' }] });
    expect(data.customer.custom.alternatives[0]?.record.id).toMatch(/^salesforce:contact:/);
  });

  it('has none where the policy asks for agreement', async () => {
    const { data } = await graph.ask<{ customer: { custom: Tier } }>(tierOf(', options: { policy: STRICT }'), { id: ADA });
    expect(data.customer.custom).toMatchObject({ value: null, chosenFrom: null });
    expect(data.customer.custom.alternatives.map(({ value }) => value).sort()).toEqual(['gold', 'silver']);
  });

  it('that nobody configured is bad input, and the message says where to', async () => {
    const { errors } = await graph.ask('query ($id: ID!) { customer(id: $id) { custom(key: "colour") { value } } }', { id: ADA });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('HUBSPOT_CUSTOM') }]);
  });

  it('is listed with its source, beside the mapping of every source', async () => {
    const { data } = await graph.ask<{
      sources: { id: string; custom: { key: string; path: string }[]; mapping: { of: string; field: string; from: string }[] }[];
    }>('{ sources { id custom { key path } mapping { of field from } } }');
    expect(data.sources.find(({ id }) => id === 'hubspot')?.custom).toEqual([{ key: 'tier', path: 'properties.customer_tier' }]);
    expect(data.sources.filter(({ mapping }) => mapping.length === 0)).toEqual([]);
    expect(data.sources.find(({ id }) => id === 'zendesk')?.mapping).toContainEqual({ of: 'Ticket', field: 'subject', from: 'subject' });
  });
});

it('tells all paths that are not there at once, by variable and key, and starts nothing', async () => {
  const wrong = { HUBSPOT_CUSTOM: 'tier=properties.nope', ZENDESK_CUSTOM: 'plan=user_fields.neither' };
  const env = createEnvReader({ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', DATA_FOLDER: freshDataFolder(), ...wrong });
  const house = await deploy(subgraphs, { env, log: silentLog, schemaFolder: SCHEMA_FOLDER });
  await house.close();
  expect(() => env.check()).toThrow(/HUBSPOT_CUSTOM: .*tier[\s\S]*ZENDESK_CUSTOM: .*plan/);
});
