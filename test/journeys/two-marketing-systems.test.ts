// Two marketing systems side by side, after a merger: what both know of one customer in one view, which says who says what, and what
// fifty customers cost. Mailchimp is joined by choice, beside the six systems of the other journeys.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

let sandbox: Sandbox;
let graph: Graph;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 400, postgres: false });
  const sources = { ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', MARKETING_SOURCES: 'klaviyo,mailchimp' };
  const settings = { MAILCHIMP_EXTERNAL_ID: 'hubspot:contact=CRMID', MAILCHIMP_PHONE_REGION: 'GB', MAILCHIMP_TIMEOUT_MS: '8000' };
  graph = await startGraph({ ...sandbox.env, ...sources, ...settings, CACHE_MODE: 'full' }, 'in process');
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});

interface Marketing {
  records: { ref: { id: string } }[];
  missing: string[];
  consents: { status: string; record: { id: string } }[];
  lists: { audience: { name: string }; records: { id: string }[] }[];
  segments: { audience: { name: string } }[];
  campaigns: { campaign: string; record: { id: string } }[];
}

const sourceOf = ({ id }: { id: string }): string => id.slice(0, id.indexOf(':'));

it('shows what both know of Ada, each with its own word on mail', async () => {
  const { data, errors } = await graph.ask<{ customer: { marketing: Marketing } }>(
    `{ customer(id: "hubspot:contact:501") { marketing { missing records { ref { id } } consents { status record { id } }
      lists { audience { name } records { id } } segments { audience { name } } campaigns(first: 50) { campaign record { id } } } } }`,
  );
  expect(errors ?? []).toEqual([]);
  const marketing = data?.customer.marketing;
  expect(marketing?.missing).toEqual([]);
  expect(marketing?.records.map(({ ref }) => sourceOf(ref)).sort()).toEqual(['klaviyo', 'klaviyo', 'mailchimp', 'mailchimp']);
  const said = (source: string) => marketing?.consents.filter(({ record }) => sourceOf(record) === source).map(({ status }) => status);
  expect(said('mailchimp')?.sort()).toEqual(['GRANTED', 'REVOKED']);
  const names = (of: 'lists' | 'segments') => marketing?.[of].map(({ audience }) => audience.name);
  expect(names('lists')).toEqual(expect.arrayContaining(['Customers', 'Wholesale', 'Product updates']));
  expect(names('segments')).toEqual(expect.arrayContaining(['Opened lately', 'Active in 90 days']));
  expect(new Set(marketing?.campaigns.map(({ record }) => sourceOf(record)))).toEqual(new Set(['klaviyo', 'mailchimp']));
});

it('finds a customer from an address that Mailchimp alone has in capitals', async () => {
  const { data } = await graph.ask<{ customer: { id: string } }>(
    '{ customer(id: "mailchimp:member:c3a1f09b52-5f0c1d7e9ab34826b1e07d43a2c96f18") { id } }',
  );
  expect(data?.customer.id).toBe('hubspot:contact:501');
});

it('asks Mailchimp for fifty customers once an address and audience, eight at a time, and for what is remembered not again', async () => {
  // But for Ada, of whom much is remembered by now.
  const contacts = sandbox.world.crm.contacts.filter(({ archived, email }) => !archived && email !== null).slice(1, 51);
  const addresses = new Set(contacts.flatMap(({ email, additionalEmails }) => [email ?? '', ...additionalEmails]));
  const query = 'query ($ids: [ID!]!) { customers(ids: $ids) { marketing { records { ref { id } } } } }';
  sandbox.mailchimp.resetCalls();
  const variables = { ids: contacts.map(({ id }) => `hubspot:contact:${id}`) };
  const { errors } = await graph.ask(query, variables);
  expect(errors ?? []).toEqual([]);
  const members = sandbox.mailchimp.calls().flatMap(({ path }) => (path.includes('/members/') ? [path] : []));
  expect(members).toHaveLength(2 * addresses.size);
  expect(new Set(members).size).toBe(members.length);
  expect(sandbox.mailchimp.calls().filter(({ status }) => status !== 200 && status !== 404)).toEqual([]);
  expect(sandbox.mailchimp.widest()).toBeLessThanOrEqual(8);

  sandbox.mailchimp.resetCalls();
  await graph.ask(query, variables);
  expect(sandbox.mailchimp.calls()).toEqual([]);
});
