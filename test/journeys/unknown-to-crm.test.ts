// Customers whom the CRM has never heard of: one id whichever way they are asked for, all that the other systems know of them, and
// the same ids still good on the day when the CRM learns of them.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { putPerson } from '../support/sandbox-people';

jest.setTimeout(90_000);

/** Which of a customer's records stands for them, in this order. */
const PREFERENCE = ['sql', 'stripe', 'shopify', 'zendesk', 'klaviyo'];

interface View {
  records: { ref: { id: string } }[];
}
interface Customer {
  id: string;
  displayName: string;
  crm: View | null;
  sales: (View & { orderCount: number }) | null;
  billing: (View & { invoices: { totalCount: number }; balance: { amount: string; currency: string }[] }) | null;
  marketing: View | null;
  support: (View & { tickets: { totalCount: number } }) | null;
  profile: { name: { full: string } };
  identity: { status: string };
  completeness: { domain: string; state: string }[];
}

const PARTS = `
  id displayName
  crm { records { ref { id } } }
  sales { records { ref { id } } orderCount }
  billing { records { ref { id } } invoices { totalCount } balance { amount currency } }
  marketing { records { ref { id } } }
  support { records { ref { id } } tickets { totalCount } }
  profile { name { full } }
  identity { status }
  completeness { domain state }
`;

/** Somebody whom the CRM does not know, with all that they can be asked by. */
interface Stranger {
  id: string;
  records: string[];
  name: string;
  email: string;
  phone: string | null;
  /** The list that they are on: a field with its arguments. */
  list: string;
}

let sandbox: Sandbox;
let strangers: Stranger[];

function recordsOf(person: string): string[] {
  return sandbox.world.truth.find(({ id }) => id === person)?.records ?? [];
}

/** Has records in one system of the kind named, and none in those that would stand for them instead. */
function isOf(person: string, source: string): boolean {
  const sources = recordsOf(person).map((record) => record.split(':')[0] ?? '');
  const better = PREFERENCE.slice(0, PREFERENCE.indexOf(source));
  return (
    !sources.includes('hubspot') && !sources.some((one) => better.includes(one)) && sources.filter((one) => one === source).length === 1
  );
}

beforeAll(async () => {
  sandbox = await startSandbox({ people: 400, postgres: true, limits: 'off' });
  const { billing, payments, helpdesk } = sandbox.world;
  const debtor = billing.customers.find(({ person }) => person === 'brigitte-lacroix');
  const payer = payments.customers.find(
    ({ person, name, email, deleted }) => !deleted && name !== null && email !== null && isOf(person, 'stripe'),
  );
  const asker = helpdesk.users.find(
    ({ id, person, email, deleted }) =>
      !deleted && email !== null && isOf(person, 'zendesk') && helpdesk.tickets.some(({ requesterId }) => requesterId === id),
  );
  if (debtor === undefined || payer === undefined || asker === undefined) throw new Error('the CRM knows everybody');
  strangers = [
    {
      ...{ id: `sql:customer:${debtor.id}`, records: recordsOf(debtor.person), name: `${debtor.firstName} ${debtor.lastName}` },
      ...{ email: debtor.email ?? '', phone: '+33199001717', list: 'overdueCustomers(minDays: 1, first: 100)' },
    },
    {
      ...{ id: `stripe:customer:${payer.id}`, records: recordsOf(payer.person), name: payer.name ?? '' },
      ...{ email: payer.email ?? '', phone: null, list: `searchCustomers(text: "${payer.email}", in: [BILLING], first: 100)` },
    },
    {
      ...{ id: `zendesk:user:${asker.id}`, records: recordsOf(asker.person), name: asker.name },
      ...{ email: asker.email ?? '', phone: null, list: `searchCustomers(text: "${asker.name}", in: [SUPPORT], first: 100)` },
    },
  ];
});
afterAll(() => sandbox.stop());

const INDEXES = [0, 1, 2];

describe.each(['in process', 'remote'] as const)('a customer unknown to the CRM, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, deployment);
  });
  afterAll(() => graph.close());

  async function customerOf(argument: string): Promise<Customer> {
    const { data, errors } = await graph.ask<{ customer: Customer | null }>(`{ customer(${argument}) { ${PARTS} } }`);
    expect(errors).toBeUndefined();
    if (data.customer === null) throw new Error('nobody');
    return data.customer;
  }

  function strangerAt(index: number): Stranger {
    const stranger = strangers[index];
    if (stranger === undefined) throw new Error('no such stranger');
    return stranger;
  }

  it('has one id that answers with itself, whichever of their records is asked for', async () => {
    const unknown = sandbox.world.truth.filter(
      ({ kind, records }) => kind === 'person' && records.length > 1 && !records.some((id) => id.startsWith('hubspot:')),
    );
    expect(unknown.length).toBeGreaterThan(10);
    const asked = unknown.slice(0, 25).flatMap(({ records }) => records);
    const idsOf = async (ids: string[]): Promise<(string | null)[]> => {
      const { data, errors } = await graph.ask<{ customers: ({ id: string } | null)[] }>(
        'query ($ids: [ID!]!) { customers(ids: $ids) { id } }',
        { ids },
      );
      expect(errors).toBeUndefined();
      return data.customers.map((customer) => customer?.id ?? null);
    };
    const anchors = await idsOf(asked);
    expect(anchors.every((id) => id !== null && PREFERENCE.includes(id.split(':')[0] ?? ''))).toBe(true);
    const own = anchors.flatMap((id) => id ?? []);
    expect(await idsOf(own)).toEqual(own);
    // The most preferred of the records that were joined, and never a lesser one.
    asked.forEach((record, index) => {
      const rank = (id: string): number => PREFERENCE.indexOf(id.split(':')[0] ?? '');
      expect(rank(own[index] ?? '')).toBeLessThanOrEqual(rank(record));
    });
  });

  it.each(INDEXES)('is whole by id, address and number, and in lists (%s)', async (index) => {
    const stranger = strangerAt(index);
    const customer = await customerOf(`id: "${stranger.id}"`);
    expect(customer).toMatchObject({ id: stranger.id, displayName: stranger.name, crm: null, profile: { name: { full: stranger.name } } });
    expect(customer.completeness.map(({ domain, state }) => `${domain} ${state}`)).toEqual([
      ...['CRM OK', 'SALES OK', 'BILLING OK', 'MARKETING OK', 'SUPPORT OK'],
    ]);
    const seen = [customer.sales, customer.billing, customer.marketing, customer.support].flatMap((view) => view?.records ?? []);
    expect(seen.map(({ ref }) => ref.id).sort()).toEqual([...stranger.records].sort());
    expect(customer.identity.status).toBe(stranger.records.length > 1 ? 'LINKED' : 'SINGLE');

    for (const record of stranger.records)
      expect(await customerOf(`id: "${record}"`)).toEqual({ ...customer, completeness: expect.any(Array) });
    expect(await customerOf(`email: "${stranger.email.toUpperCase()}"`)).toMatchObject({ ...customer, completeness: expect.any(Array) });
    if (stranger.phone !== null) expect(await customerOf(`phone: "${stranger.phone}"`)).toMatchObject({ id: stranger.id });
    const { data, errors } = await graph.ask<Record<string, { nodes: (Customer | null)[] }>>(
      `{ list: ${stranger.list} { nodes { ${PARTS} } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data['list']?.nodes.find((node) => node?.id === stranger.id)).toEqual({ ...customer, completeness: expect.any(Array) });
  });
});

describe.each(['in process', 'remote'] as const)('a customer of whom the CRM learns, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    // The cache is full of "nobody": who asks for a live answer gets one.
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full' }, deployment);
  });
  afterAll(() => graph.close());

  it.each(INDEXES)('answers to the old id with the new one, and has lost nothing (%s)', async (index) => {
    const stranger = strangers[index];
    if (stranger === undefined) throw new Error('no such stranger');
    const ask = async (argument: string): Promise<Customer> => {
      const { data, errors } = await graph.ask<{ customer: Customer }>(
        `{ customer(${argument}, options: { maxAgeSeconds: 0 }) { ${PARTS} } }`,
      );
      expect(errors).toBeUndefined();
      return data.customer;
    };
    const number = `98${deployment === 'remote' ? 1 : 2}00${index}`;
    const before = await ask(`id: "${stranger.id}"`);
    expect(before).toMatchObject({ id: stranger.id, crm: null });

    const [firstName, ...rest] = stranger.name.split(' ');
    await putPerson(sandbox.hubspot, { id: number, email: stranger.email, firstName: firstName ?? null, lastName: rest.join(' ') || null });
    try {
      const contact = `hubspot:contact:${number}`;
      for (const record of [...stranger.records, contact]) {
        const after = await ask(`id: "${record}"`);
        expect(after).toMatchObject({ id: contact, crm: { records: [{ ref: { id: contact } }] }, identity: { status: 'LINKED' } });
        expect(after).toMatchObject({ sales: before.sales, billing: before.billing, marketing: before.marketing, support: before.support });
      }
      expect(await ask(`email: "${stranger.email}"`)).toMatchObject({ id: contact });
    } finally {
      await putPerson(sandbox.hubspot, { id: number, archived: true });
    }
    expect(await ask(`id: "${stranger.id}"`)).toMatchObject({ id: stranger.id, crm: null });
  });
});
