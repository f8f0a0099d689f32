import { readsBySource } from '../../../platform/domain/reads';
import { UpstreamError } from '../../../platform/errors';
import type { CrmContext } from '../../../subgraphs/crm/context';
import type { Activity, Company, CrmConnector, CrmRecord, Deal, Owner } from '../../../subgraphs/crm/contract';
import { toEvents } from '../../../subgraphs/crm/events';
import { activitiesOf, companyOf, dealsOf, ownerOf, toView, type CrmView } from '../../../subgraphs/crm/view';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { fakeConnector } from '../../platform/loader/fake-source';
import { sessionOf } from '../session-of';

function contact(id: string, parts: Partial<CrmRecord> = {}): CrmRecord {
  return {
    ...person(id, { fullName: 'Ada Lovelace', email: 'ada@example.com' }),
    ...{ lifecycleStage: null, leadStatus: null, leadSource: null, ownerId: null, companyId: null },
    ...parts,
  };
}

function deal(id: string, parts: Partial<Deal> = {}): Deal {
  return {
    ...{ id, url: null, name: 'Big one', stage: null, status: 'OPEN', amount: null, currency: null, closeDate: null },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', ownerId: null, record: 'hubspot:contact:1' },
    ...parts,
  };
}

function activity(id: string, parts: Partial<Activity> = {}): Activity {
  return {
    ...{
      id,
      url: null,
      kind: 'CALL',
      at: '2026-01-01T00:00:00.000Z',
      subject: null,
      body: null,
      ownerId: null,
      record: 'hubspot:contact:1',
    },
    ...parts,
  };
}

interface World {
  contacts: CrmRecord[];
  deals?: Deal[];
  activities?: Activity[];
  owners?: Record<string, Owner | Error>;
  companies?: Record<string, Company>;
}

function ask({ contacts, deals = [], activities = [], owners = {}, companies = {} }: World) {
  const connector: CrmConnector = {
    lookups: fakeConnector([]).lookups,
    find: async (identifiers) =>
      identifiers.map(({ by, value }) =>
        contacts.filter(({ id, emails }) => (by === 'id' ? id === value : by === 'email' && emails.some((email) => email.value === value))),
      ),
    deals: async (keys) => keys.map((key) => deals.filter(({ record }) => record === key)),
    activities: async (keys) => keys.map((key) => activities.filter(({ record }) => record === key)),
    owners: async (keys) => keys.map((key) => owners[key] ?? null),
    companies: async (keys) => keys.map((key) => companies[key] ?? null),
    closingDeals: async () => ({ records: [], complete: true }),
  };
  const { session, sources } = sessionOf<CrmConnector, CrmRecord>('CRM', { hubspot: connector });
  const readsOf = readsBySource(sources, ({ cached }) => ({
    deals: cached('deals', connector.deals, 30),
    activities: cached('activities', connector.activities, 30),
    owners: cached('owners', connector.owners, 30),
    companies: cached('companies', connector.companies, 30),
  }));
  const context: CrmContext = { session, readsOf };
  return { context, inquiry: session.inquiry(matchKeysOf([contact('hubspot:contact:1')])) };
}

async function viewOf(world: World): Promise<{ view: CrmView; context: CrmContext }> {
  const { inquiry, context } = ask(world);
  const view = await toView(inquiry);
  if (view === null) throw new Error('no view');
  return { view, context };
}

const [FIRST, SECOND] = [contact('hubspot:contact:1'), contact('hubspot:contact:2')];

describe('the view', () => {
  it('is null for a customer whom the CRM does not know', async () => {
    await expect(toView(ask({ contacts: [] }).inquiry)).resolves.toBeNull();
  });

  // One deal is often associated with several contacts; if they are one customer it is still one deal.
  it('has deals and activities of all contacts, newest first, each once', async () => {
    const { inquiry, context } = ask({
      contacts: [FIRST, SECOND],
      deals: [
        deal('hubspot:deal:1'),
        deal('hubspot:deal:2', { createdAt: null }),
        deal('hubspot:deal:1', { record: SECOND.id }),
        deal('hubspot:deal:3', { createdAt: '2026-03-01T00:00:00.000Z', record: SECOND.id }),
      ],
      activities: [
        activity('hubspot:call:1'),
        activity('hubspot:call:1', { record: SECOND.id }),
        activity('hubspot:note:1', { at: '2026-02-01T00:00:00.000Z', record: SECOND.id }),
      ],
    });
    expect((await dealsOf(inquiry, context)).map(({ id }) => id)).toEqual(['hubspot:deal:3', 'hubspot:deal:1', 'hubspot:deal:2']);
    expect((await activitiesOf(inquiry, context)).map(({ id }) => id)).toEqual(['hubspot:note:1', 'hubspot:call:1']);
  });

  it('has the owner of the first contact that has one', async () => {
    const grace: Owner = { id: 'hubspot:owner:1', name: 'Grace', email: null };
    const owned = [FIRST, { ...SECOND, ownerId: grace.id }];
    const known = await viewOf({ contacts: owned, owners: { [grace.id]: grace } });
    await expect(ownerOf(known.view, known.context)).resolves.toEqual(grace);
    for (const contacts of [[FIRST], owned, [{ ...FIRST, ownerId: 'elsewhere:owner:1' }]]) {
      const { view, context } = await viewOf({ contacts });
      await expect(ownerOf(view, context)).resolves.toBeNull();
    }
    const failing = await viewOf({ contacts: owned, owners: { [grace.id]: new UpstreamError('hubspot', 'UPSTREAM_DENIED') } });
    await expect(ownerOf(failing.view, failing.context)).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
  });

  it('has the company that is attached, else the one that is named', async () => {
    const acme: Company = { id: 'hubspot:company:1', name: 'Acme', domain: 'acme.example', industry: null, employees: 5 };
    const attached = { ...SECOND, companyId: acme.id };
    const known = await viewOf({ contacts: [{ ...FIRST, company: 'Acme Ltd' }, attached], companies: { [acme.id]: acme } });
    await expect(companyOf(known.view, known.context)).resolves.toEqual(acme);
    const gone = await viewOf({ contacts: [{ ...FIRST, company: 'Acme Ltd', employees: 7 }, attached] });
    await expect(companyOf(gone.view, gone.context)).resolves.toEqual({
      ...{ id: FIRST.id, name: 'Acme Ltd', domain: null, industry: null, employees: 7 },
    });
    const none = await viewOf({ contacts: [FIRST] });
    await expect(companyOf(none.view, none.context)).resolves.toBeNull();
  });
});

test('events tell of deals made and decided, and of every activity', () => {
  const deals = [
    deal('hubspot:deal:1', { status: 'WON', closeDate: '2026-02-03', url: 'https://app.example/1' }),
    deal('hubspot:deal:2', { status: 'LOST', closeDate: '2026-02-04', name: null, createdAt: null }),
    deal('hubspot:deal:3', { status: 'OPEN', closeDate: '2030-01-01' }),
    deal('hubspot:deal:4', { status: 'WON', createdAt: null }),
  ];
  const activities = [activity('hubspot:call:1'), activity('hubspot:note:1', { kind: 'NOTE', subject: 'Likes tea' })];
  expect(toEvents(deals, activities).map(({ at, kind, title, ref }) => [at.slice(0, 10), kind, title, ref.id])).toEqual([
    ['2026-01-01', 'DEAL_CREATED', 'Deal created: Big one', 'hubspot:deal:1'],
    ['2026-02-03', 'DEAL_WON', 'Deal won: Big one', 'hubspot:deal:1'],
    ['2026-02-04', 'DEAL_LOST', 'Deal lost: unnamed', 'hubspot:deal:2'],
    ['2026-01-01', 'DEAL_CREATED', 'Deal created: Big one', 'hubspot:deal:3'],
    ['2026-01-01', 'CALL', 'Call', 'hubspot:call:1'],
    ['2026-01-01', 'NOTE', 'Note: Likes tea', 'hubspot:note:1'],
  ]);
});
