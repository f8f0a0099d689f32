// Organisations through the whole graph: a company of the CRM is a customer with records of its own, the people who work there are
// customers of their own, and no sum of one is in the other's.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import type { TrueIdentity } from '../../sandbox/world/story';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

interface Person {
  id: string;
  kind: string;
  billing: { invoices: { nodes: { id: string }[] } } | null;
  crm: { company: { id: string } | null } | null;
}
interface People {
  nodes: (Person | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  missing: string[];
  complete: boolean;
}
interface Organisation {
  id: string;
  kind: string;
  displayName: string;
  crm: {
    owner: { name: string } | null;
    lifecycleStage: string | null;
    company: { id: string; name: string } | null;
    opportunities: { nodes: { id: string }[] };
    activities: { totalCount: number };
  } | null;
  billing: { invoices: { nodes: { id: string }[] } } | null;
  people: People | null;
  identity: { links: { record: { id: string } }[] };
}

const PEOPLE = `nodes { id kind billing { invoices(first: 100) { nodes { id } } } crm { company { id } } }
  pageInfo { hasNextPage endCursor } missing complete`;
const QUERY = `query ($id: ID!, $first: Int = 100, $after: String) { customer(id: $id) {
  id kind displayName
  crm { owner { name } lifecycleStage company { id name } opportunities(first: 100) { nodes { id } } activities { totalCount } }
  billing { invoices(first: 100) { nodes { id } } }
  people(first: $first, after: $after) { ${PEOPLE} }
  identity { links { record { id } } }
} }`;

let sandbox: Sandbox;
/** A company that is a role mailbox in the CRM as well, and has a record in billing; and where several people work. */
let identity: TrueIdentity;
let companyId: string;

const idIn = (records: readonly string[], type: string): string => records.find((record) => record.startsWith(type))?.split(':')[2] ?? '';

/** Contacts of a company that are people: the mailbox of a function is none. */
function contactsOf(company: string): string[] {
  const mailbox = idIn(identity.records, 'hubspot:contact:');
  return sandbox.world.crm.contacts
    .filter((contact) => contact.companyId === company && !contact.archived && contact.id !== mailbox)
    .map(({ id }) => `hubspot:contact:${id}`);
}

beforeAll(async () => {
  sandbox = await startSandbox({ people: 400, postgres: true, limits: 'off' });
  const peopled = sandbox.world.truth.filter(
    ({ kind, records }) =>
      kind === 'organisation' &&
      ['hubspot:company:', 'hubspot:contact:', 'sql:'].every((type) => records.some((record) => record.startsWith(type))),
  );
  const [found] = peopled.sort((a, b) => contactsAt(b) - contactsAt(a));
  if (found === undefined) throw new Error('no organisation has people');
  identity = found;
  companyId = idIn(identity.records, 'hubspot:company:');
});
afterAll(() => sandbox.stop());

function contactsAt({ records }: TrueIdentity): number {
  return sandbox.world.crm.contacts.filter(({ companyId: company }) => company === idIn(records, 'hubspot:company:')).length;
}

describe.each(['in process', 'remote'] as const)('an organisation, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, deployment);
  });
  afterAll(() => graph.close());
  beforeEach(() => {
    sandbox.hubspot.faults.clear();
    sandbox.hubspot.resetCalls();
  });

  async function ask(id: string, variables: Record<string, unknown> = {}): Promise<Organisation> {
    const { data, errors } = await graph.ask<{ customer: Organisation | null }>(QUERY, { id, ...variables });
    expect(errors).toBeUndefined();
    if (data.customer === null) throw new Error('nobody');
    return data.customer;
  }

  it('is one customer with its own records, whichever of them is asked for', async () => {
    const company = sandbox.world.crm.companies.find(({ id }) => id === companyId);
    const organisation = await ask(`hubspot:company:${companyId}`);
    expect(organisation).toMatchObject({
      kind: 'ORGANIZATION',
      displayName: company?.name,
      crm: { company: { id: `hubspot:company:${companyId}` } },
    });
    expect(organisation.identity.links.map(({ record }) => record.id).sort()).toEqual([...identity.records].sort());
    for (const record of identity.records) expect((await ask(record)).id).toBe(organisation.id);
    // A company that is older than its mailbox: other systems lead to the mailbox alone.
    const nordlicht = sandbox.world.truth.find(({ id }) => id === 'nordlicht-freight')?.records ?? [];
    const anchors = new Set(await Promise.all(nordlicht.map(async (record) => (await ask(record)).id)));
    expect([...anchors]).toEqual(['hubspot:contact:509']);
  });

  it('has the owner, stage, deals and activities of the company itself', async () => {
    const { companies, owners, deals, activities } = sandbox.world.crm;
    // One without a mailbox in the CRM: what it has is the company's alone.
    const alone = companies.find(
      ({ id }) =>
        deals.some(({ companyIds }) => companyIds.includes(id)) &&
        !sandbox.world.truth.some(({ records }) => records.includes(`hubspot:company:${id}`)),
    );
    if (alone === undefined) throw new Error('no company has deals');
    const organisation = await ask(`hubspot:company:${alone.id}`);
    expect(organisation).toMatchObject({ id: `hubspot:company:${alone.id}`, kind: 'ORGANIZATION', displayName: alone.name });
    const owner = owners.find(({ id }) => id === alone.ownerId);
    expect(organisation.crm).toMatchObject({
      owner: { name: `${owner?.firstName} ${owner?.lastName}` },
      lifecycleStage: 'CUSTOMER',
      activities: { totalCount: activities.filter(({ companyIds }) => companyIds.includes(alone.id)).length },
    });
    expect(organisation.crm?.opportunities.nodes.map(({ id }) => id).sort()).toEqual(
      deals.flatMap(({ id, companyIds }) => (companyIds.includes(alone.id) ? [`hubspot:deal:${id}`] : [])).sort(),
    );
  });

  it('lists its people, each with the id that they answer with', async () => {
    const { people } = await ask(identity.records[0] ?? '');
    expect(people).toMatchObject({ missing: [], complete: true, pageInfo: { hasNextPage: false } });
    const { data } = await graph.ask<{ customers: { id: string }[] }>('query ($ids: [ID!]!) { customers(ids: $ids) { id } }', {
      ids: contactsOf(companyId),
    });
    expect(data.customers.length).toBeGreaterThan(3);
    expect(people?.nodes.map((person) => person?.id).sort()).toEqual([...new Set(data.customers.map(({ id }) => id))].sort());
    for (const person of people?.nodes ?? [])
      expect(person).toMatchObject({ kind: 'PERSON', crm: { company: { id: `hubspot:company:${companyId}` } } });
  });

  it('is paged through, nobody twice and nobody lost', async () => {
    const whole = (await ask(`hubspot:company:${companyId}`)).people?.nodes.map((person) => person?.id);
    const seen: (string | undefined)[] = [];
    let after: string | null = null;
    do {
      const { people }: Organisation = await ask(`hubspot:company:${companyId}`, { first: 2, after });
      seen.push(...(people?.nodes ?? []).map((person) => person?.id));
      after = people?.pageInfo.hasNextPage === true ? people.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole);
  });

  it('never sums what its people owe: every invoice is in one view', async () => {
    const organisation = await ask(`hubspot:company:${companyId}`);
    const { billing, payments } = sandbox.world;
    const own = [
      ...billing.invoices
        .filter(({ customerId }) => identity.records.includes(`sql:customer:${customerId}`))
        .map(({ id }) => `sql:invoice:${id}`),
      ...payments.invoices
        .filter(({ customerId, status }) => status !== 'draft' && identity.records.includes(`stripe:customer:${customerId}`))
        .map(({ id }) => `stripe:invoice:${id}`),
    ];
    const shown = organisation.billing?.invoices.nodes.map(({ id }) => id) ?? [];
    expect(own.length).toBeGreaterThan(0);
    expect([...shown].sort()).toEqual(own.sort());
    const theirs = organisation.people?.nodes.flatMap((person) => person?.billing?.invoices.nodes ?? []).map(({ id }) => id) ?? [];
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.filter((id) => shown.includes(id))).toEqual([]);
    expect(new Set(theirs).size).toBe(theirs.length);
  });

  it('costs calls per system, not per person', async () => {
    const view = 'query ($id: ID!, $first: Int!) { customer(id: $id) { people(first: $first) { nodes { id crm { lifecycleStage } } } } }';
    const callsFor = async (first: number): Promise<string[]> => {
      sandbox.hubspot.resetCalls();
      const { data } = await graph.ask<{ customer: { people: { nodes: unknown[] } } }>(view, { id: `hubspot:company:${companyId}`, first });
      expect(data.customer.people.nodes.length === 1).toBe(first === 1);
      return sandbox.hubspot.calls().map(({ path }) => path);
    };
    const one = await callsFor(1);
    // The company, its mailbox and number, who is associated, the contacts, further contacts with their numbers.
    expect(one.length).toBeLessThanOrEqual(7);
    expect((await callsFor(100)).length).toBeLessThanOrEqual(one.length + 1);
  });

  it('is found by its name, beside the people who bear it', async () => {
    const name = sandbox.world.crm.companies.find(({ id }) => id === companyId)?.name;
    const { data, errors } = await graph.ask<{ searchCustomers: { edges: { node: { kind: string }; records: { id: string }[] }[] } }>(
      'query ($text: String!) { searchCustomers(text: $text, first: 100) { edges { node { kind } records { id } } } }',
      { text: name },
    );
    expect(errors).toBeUndefined();
    const found = data.searchCustomers.edges.find(({ records }) => records.some(({ id }) => id === `hubspot:company:${companyId}`));
    expect(found?.node.kind).toBe('ORGANIZATION');
    expect(data.searchCustomers.edges.some(({ node }) => node.kind === 'PERSON')).toBe(true);
    expect(sandbox.hubspot.calls().filter(({ path }) => path.endsWith('companies/search'))).toHaveLength(1);
  });

  it('has no people where it is a person, and none where the CRM does not know it', async () => {
    expect((await ask('hubspot:contact:501')).people).toBeNull();
    const unknown = sandbox.world.truth.find(
      ({ kind, records }) => kind === 'organisation' && records.length > 0 && !records.some((id) => id.startsWith('hubspot:')),
    );
    expect(await ask(unknown?.records[0] ?? '')).toMatchObject({ kind: 'ORGANIZATION', people: { nodes: [], complete: true } });
  });

  it('is whole but for its people while the CRM cannot tell them', async () => {
    sandbox.hubspot.faults.set({ mode: '500', path: '/crm/v4/associations/companies/contacts/batch/read' });
    const { data, errors } = await graph.ask<{ customer: { displayName: string; people: null } }>(
      'query ($id: ID!) { customer(id: $id) { displayName people { nodes { id } } } }',
      { id: `hubspot:company:${companyId}` },
    );
    expect(data.customer).toMatchObject({ displayName: expect.any(String), people: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['customer', 'people'],
        extensions: expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE', source: 'hubspot' }),
      }),
    ]);
  });
});
