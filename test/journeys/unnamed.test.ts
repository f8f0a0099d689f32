// Events that name a deal, or an address, in the place of a record: HubSpot's and Mailchimp's. Whose they are is asked, and what follows from
// them is done for that customer, as it is where a vendor names a record.
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { putPerson } from '../support/sandbox-people';
import { listenByStream } from '../support/subscribing';
import { until } from '../support/until';

jest.setTimeout(120_000);

const ADA = 'hubspot:contact:501';
const TELLING = ['hubspot', 'mailchimp'] as const;

let sandbox: Sandbox;
let postgres: RunningPostgres;
let graph: Graph;

beforeAll(async () => {
  [sandbox, postgres] = await Promise.all([startSandbox({ people: 100, postgres: false, limits: 'off' }), startPostgres()]);
  const secrets = Object.fromEntries(TELLING.map((name) => [`${name.toUpperCase()}_WEBHOOK_SECRET`, sandbox[name].webhooks.secret]));
  const sources = { ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', MARKETING_SOURCES: 'klaviyo,mailchimp', CACHE_MODE: 'full' };
  const settings = { MAILCHIMP_EXTERNAL_ID: 'hubspot:contact=CRMID', MAILCHIMP_TIMEOUT_MS: '8000' };
  graph = await startGraph(
    { ...sandbox.env, ...sources, ...settings, ...secrets, DATABASE_URL: postgres.url, PROCESSES: 'on' },
    'in process',
  );
  await until(async () => (await graph.ask('{ processes { name } }')).errors === undefined, 60_000);
  for (const name of TELLING) sandbox[name].webhooks.order({ url: `${graph.url}/webhooks/${name}` });
});
afterAll(async () => {
  await graph?.close();
  await Promise.all([sandbox?.stop(), postgres?.stop()]);
});

it('a deal that changes is told to who watches its customer', async () => {
  const deal = sandbox.world.crm.deals.find(({ contactIds }) => contactIds.includes('501'));
  if (deal === undefined) throw new Error('Ada has no deal');
  const listening = listenByStream(graph.url, {
    query: 'subscription ($id: ID!) { customerChanged(id: $id) { id crm { opportunities { totalCount } } } }',
    variables: { id: ADA },
  });
  try {
    await listening.after(1, 20_000);
    sandbox.hubspot.changes.tell({ type: 'deal', id: deal.id, what: 'updated' });
    expect(await listening.after(2, 20_000)).toMatchObject({ data: { customerChanged: { id: ADA } } });
  } finally {
    listening.stop();
  }
});

interface Consents {
  customer: { marketing: { consents: { channel: string; status: string; record: { id: string } }[] } };
}

it('who unsubscribes at Mailchimp is written to from no other system either', async () => {
  const query = `query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) { marketing { consents { channel status record { id } } } } }`;
  const granting = async (): Promise<string[]> => {
    const { data } = await graph.ask<Consents>(query, { id: ADA });
    return data.customer.marketing.consents
      .filter(({ channel, status }) => channel === 'EMAIL' && status === 'GRANTED')
      .map(({ record }) => record.id);
  };
  const own = await granting();
  const member =
    own
      .find((id) => id.startsWith('mailchimp:'))
      ?.split('-')
      .at(-1) ?? '';
  expect(own.some((id) => id.startsWith('klaviyo:'))).toBe(true);
  await putPerson(sandbox.mailchimp, { id: member, status: 'unsubscribed' });
  await until(async () => (await granting()).length === 0, 30_000);
});
