// The contract that every crm connector meets, on the pretend HubSpot.
import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { describeCrmConnector } from '../../../../contracts/crm.contract';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { by, many } from '../../../../support/identifiers';
import { TOKEN, world, company, id, known } from './hubspot-world';

let server: RunningHubspot;
beforeAll(async () => {
  server = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<CrmConnector> {
  const settings = { TOKEN, URL: server.url, CROSSWALK: 'zendesk:user=zendesk_user_id', PORTAL_ID: '42', PROPERTIES: 'loyalty_tier' };
  return startConnector(hubspot, { ...settings, ...more });
}

describeCrmConnector(
  {
    name: 'hubspot',
    connect,
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [
        by('id', id('999')),
        by('id', company('999')),
        // Archived.
        by('id', id('503')),
        by('email', 'nobody@example.com'),
        by('email', 'gone@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'zendesk:user:1'),
      ],
      full: {
        identifier: by('id', id('501')),
        record: {
          id: id('501'),
          url: 'https://app.hubspot.com/contacts/42/contact/501',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [
            { value: 'anna@example.com', primary: true, verified: null },
            { value: 'anna.work@acme.example', primary: false, verified: null },
          ],
          phones: [
            { value: '+4930901820', primary: true, shared: false },
            { value: '+491712345678', primary: false, shared: false },
          ],
          addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
          company: 'Acme GmbH',
          jobTitle: 'Buyer',
          language: 'de',
          externalIds: ['zendesk:user:77'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
          lifecycleStage: 'QUALIFIED_LEAD',
          leadStatus: 'OPEN',
          leadSource: 'ORGANIC_SEARCH',
          ownerId: 'hubspot:owner:71',
          companyId: 'hubspot:company:801',
        },
      },
      sparse: {
        identifier: by('id', id('504')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          externalIds: [],
          movedTo: null,
          lifecycleStage: 'OTHER',
          leadStatus: null,
          leadSource: null,
          ownerId: null,
          companyId: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(String(7_000 + index)))),
          ...many(200, (index) => by('email', `u${index}@example.com`)),
          ...many(90, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Two of contacts' ids, one of a company's, three of addresses, two of numbers, one of external ids, one of a company's mailboxes.
        requests: 10,
      },
      merged: [{ oldId: id('499'), became: id('501') }],
      // The oldest contact first, whose id is the higher one here; no company has the word.
      search: {
        filter: { text: ' Closing ' },
        records: [
          { id: id('508'), items: [] },
          { id: id('507'), items: [] },
        ],
        // Contacts, companies.
        requests: 2,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: '  ' }, { text: 'x'.repeat(255) }],
      },
    },
    deals: {
      held: [
        {
          record: id('501'),
          items: [
            { id: 'hubspot:deal:902', status: 'LOST', amount: '10', currency: 'EUR', closeDate: null, ownerId: null },
            {
              id: 'hubspot:deal:901',
              url: 'https://app.hubspot.com/contacts/42/deal/901',
              name: 'Deal 901',
              stage: 'closedwon',
              status: 'WON',
              amount: '1200.50',
              currency: 'EUR',
              closeDate: '2026-03-01',
              createdAt: '2025-01-01T15:01:00.000Z',
              ownerId: 'hubspot:owner:71',
            },
          ],
        },
        {
          record: id('502'),
          items: [
            { id: 'hubspot:deal:903', status: 'OPEN', amount: null, currency: null },
            { id: 'hubspot:deal:901', status: 'WON' },
          ],
        },
        { record: company('801'), items: [{ id: 'hubspot:deal:904' }, { id: 'hubspot:deal:902', status: 'LOST' }] },
      ],
      unknown: [id('505'), id('999'), company('999')],
      // Two association reads, one read of the three deals.
      overLimit: {
        records: [id('501'), id('502'), ...many(1_000, (n) => by('id', id(String(90_000 + n)))).map((key) => key.value)],
        requests: 3,
      },
    },
    activities: {
      held: [
        {
          record: id('501'),
          items: [
            { id: 'hubspot:task:1005', kind: 'TASK', subject: 'Call back', body: null },
            { id: 'hubspot:note:1004', kind: 'NOTE', subject: null, body: 'Likes tea' },
            { id: 'hubspot:meeting:1003', kind: 'MEETING', subject: 'Visit' },
            { id: 'hubspot:email:1002', kind: 'EMAIL', subject: 'Offer', body: 'Dear Anna' },
            {
              id: 'hubspot:call:1001',
              url: 'https://app.hubspot.com/contacts/42/record/0-48/1001',
              kind: 'CALL',
              at: '2025-01-01T16:41:00.000Z',
              subject: 'First call',
              body: 'Said hello',
              ownerId: 'hubspot:owner:71',
            },
          ],
        },
        { record: id('502'), items: [{ id: 'hubspot:meeting:1003', kind: 'MEETING' }] },
        { record: company('801'), items: [{ id: 'hubspot:call:1001', kind: 'CALL' }] },
      ],
      unknown: [id('505'), id('999'), company('999')],
    },
    people: {
      filter: { organizations: [company('801'), id('505')] },
      records: [
        { id: id('501'), items: [] },
        { id: id('507'), items: [] },
      ],
      // Who is associated, the contacts.
      requests: 2,
      nobody: [{ organizations: [company('999')] }, { organizations: [id('999'), 'zendesk:user:77'] }, { organizations: [] }],
    },
    owners: {
      held: [
        { id: 'hubspot:owner:71', name: 'Olga Owner', email: 'olga@sandbox.example' },
        { id: 'hubspot:owner:72', name: 'Otto Owner', email: 'otto@sandbox.example' },
      ],
      unknown: ['hubspot:owner:9'],
      overLimit: { records: ['hubspot:owner:71', ...Array.from({ length: 700 }, (_, n) => `hubspot:owner:${1_000 + n}`)], requests: 1 },
    },
    closingDeals: {
      filter: { from: '2026-06-05', to: '2026-08-31' },
      records: [
        { id: id('504'), items: [{ id: 'hubspot:deal:923', at: '2026-06-05', amount: null }] },
        {
          id: id('507'),
          items: [
            {
              id: 'hubspot:deal:921',
              url: 'https://app.hubspot.com/contacts/42/deal/921',
              title: 'Renewal',
              at: '2026-06-10',
              amount: { amount: '300', currency: 'EUR' },
            },
            { id: 'hubspot:deal:922', at: '2026-08-31' },
          ],
        },
        { id: id('508'), items: [{ id: 'hubspot:deal:921', at: '2026-06-10' }] },
      ],
      // Deals, their contacts' ids, the contacts.
      requests: 3,
      nobody: [
        { from: '2026-06-06', to: '2026-06-08' },
        { from: '2027-01-01', to: '2027-12-31' },
      ],
    },
    companies: {
      held: [{ id: 'hubspot:company:801', name: 'Acme GmbH', domain: 'acme.example', industry: null, employees: 40 }],
      unknown: ['hubspot:company:9'],
      overLimit: {
        records: ['hubspot:company:801', ...Array.from({ length: 150 }, (_, n) => `hubspot:company:${1_000 + n}`)],
        requests: 2,
      },
    },
  },
);
