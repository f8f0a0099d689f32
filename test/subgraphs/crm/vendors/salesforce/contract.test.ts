// The contract that every crm connector meets, on the pretend Salesforce.
import { startSalesforce, type RunningSalesforce } from '../../../../../sandbox/vendors/salesforce/server';
import {
  ACME,
  ANNA,
  AUSTRIAN,
  BERT,
  CARL,
  CARLA,
  INFO,
  LENA,
  OTHER,
  salesforceWorld,
  sf,
} from '../../../../sandbox/support/salesforce-world';
import { describeCrmConnector } from '../../../../contracts/crm.contract';
import { by, many } from '../../../../support/identifiers';
import { vendorFaults } from '../../../../support/vendor-server';
import { account, connectTo, contact, known, lead } from './salesforce-source';

let server: RunningSalesforce;
beforeAll(async () => {
  server = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off' });
});
afterAll(() => server.stop());

const user = (number: number) => `salesforce:user:${sf('User', number)}`;
const deal = (number: number) => `salesforce:opportunity:${sf('Opportunity', number)}`;
const NONE = sf('Contact', 999);

describeCrmConnector(
  {
    name: 'salesforce',
    connect: () => connectTo(server),
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [
        by('id', contact(NONE)),
        by('id', lead(sf('Lead', 999))),
        by('id', account(sf('Account', 999))),
        // Deleted, and not merged.
        by('id', contact(sf('Contact', 503))),
        by('email', 'nobody@example.com'),
        by('email', 'gone@example.com'),
        by('phone', '+4930111111'),
        by('phone', '+493077777'),
        by('externalId', 'zendesk:user:1'),
      ],
      full: {
        identifier: by('id', contact(ANNA)),
        record: {
          id: contact(ANNA),
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [
            { value: '+4930901820', primary: true, shared: false },
            { value: '+491712345678', primary: false, shared: false },
            { value: '+4930551234', primary: false, shared: false },
          ],
          addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'Germany' }],
          company: 'Acme GmbH',
          jobTitle: 'Buyer',
          birthDate: '1980-02-29',
          consents: [
            { channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: 'anna@example.com', at: null },
            { channel: 'PHONE', purpose: 'marketing', status: 'DENIED', address: null, at: null },
          ],
          externalIds: ['zendesk:user:77'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
          lifecycleStage: 'CUSTOMER',
          leadStatus: null,
          leadSource: 'Web',
          ownerId: user(71),
          companyId: account(ACME),
        },
      },
      sparse: {
        identifier: by('id', contact(sf('Contact', 511))),
        record: {
          kind: 'PERSON',
          // Salesforce demands a last name.
          name: { full: 'Nobody', given: null, family: 'Nobody' },
          ...{ emails: [], phones: [], addresses: [], company: null, jobTitle: null, language: null, birthDate: null, consents: [] },
          ...{ externalIds: [], movedTo: null, lifecycleStage: null, leadStatus: null, leadSource: null, companyId: null },
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(100, (index) => by('id', contact(sf('Contact', 7_000 + index)))),
          ...many(200, (index) => by('email', `u${index}@example.com`)),
          ...many(90, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        requests: 3,
      },
      search: {
        // What the search gives a meaning of its own is left out; contacts before leads, as Salesforce has them.
        filter: { text: ' Closing* ' },
        records: [
          { id: contact(CARLA), items: [] },
          { id: contact(CARL), items: [] },
        ],
        // The index, the records.
        requests: 2,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: ' ? ' }, { text: 'x'.repeat(255) }],
      },
    },
    deals: {
      held: [
        {
          record: contact(ANNA),
          items: [
            { id: deal(902), status: 'LOST', amount: '10', currency: 'USD', closeDate: '2026-02-01', ownerId: user(72) },
            {
              id: deal(901),
              name: 'Renewal',
              stage: 'Closed Won',
              status: 'WON',
              amount: '1200.5',
              currency: 'EUR',
              closeDate: '2026-03-01',
              createdAt: '2025-01-01T15:01:00.000Z',
              ownerId: user(71),
            },
          ],
        },
        {
          record: contact(BERT),
          items: [
            { id: deal(903), status: 'OPEN', amount: null, currency: null },
            { id: deal(901), status: 'WON' },
          ],
        },
        { record: account(ACME), items: [{ id: deal(904) }, { id: deal(902), status: 'LOST' }] },
      ],
      unknown: [contact(INFO), contact(NONE), account(OTHER), lead(LENA)],
      overLimit: {
        records: [contact(ANNA), contact(BERT), ...Array.from({ length: 250 }, (_, n) => contact(sf('Contact', 90_000 + n)))],
        requests: 2,
      },
    },
    activities: {
      held: [
        {
          record: contact(ANNA),
          items: [
            // Due, and not done.
            { kind: 'TASK', at: '2026-07-01T00:00:00.000Z', subject: 'Call back', body: null },
            {
              id: `salesforce:case:${sf('Case', 1)}`,
              kind: 'TASK',
              subject: 'Case 00000001 (Working): It does not work',
              body: 'Since Monday',
            },
            { id: `salesforce:event:${sf('Event', 1003)}`, kind: 'MEETING', subject: 'Visit' },
            { kind: 'EMAIL', subject: 'Offer', body: 'Dear Anna' },
            {
              id: `salesforce:task:${sf('Task', 1001)}`,
              kind: 'CALL',
              at: '2026-02-01T10:00:00.000Z',
              subject: 'First call',
              body: 'Said hello',
              ownerId: user(71),
            },
          ],
        },
        { record: contact(BERT), items: [{ subject: 'Case 00000002 (Closed): Thanks' }] },
        { record: lead(LENA), items: [{ kind: 'CALL', subject: 'Cold call' }] },
        { record: account(ACME), items: [{ subject: 'Case 00000001 (Working): It does not work' }, { kind: 'CALL' }] },
      ],
      unknown: [contact(INFO), contact(NONE), account(OTHER), lead(sf('Lead', 999))],
      overLimit: {
        records: [contact(ANNA), contact(BERT), ...Array.from({ length: 99 }, (_, n) => contact(sf('Contact', 90_000 + n)))],
        requests: 3,
      },
    },
    people: {
      filter: { organizations: [account(ACME), contact(INFO)] },
      records: [
        { id: contact(ANNA), items: [] },
        { id: contact(CARLA), items: [] },
      ],
      requests: 1,
      nobody: [
        { organizations: [account(OTHER)] },
        { organizations: [contact(NONE), 'zendesk:user:77'] },
        { organizations: [contact(AUSTRIAN)] },
        { organizations: [] },
      ],
    },
    owners: {
      held: [
        { id: user(71), name: 'Olga Owner', email: 'olga@sandbox.example' },
        { id: user(72), name: 'Otto Owner', email: 'otto@sandbox.example' },
      ],
      unknown: [user(9)],
      overLimit: { records: [user(71), ...Array.from({ length: 2_100 }, (_, n) => user(1_000 + n))], requests: 2 },
    },
    closingDeals: {
      filter: { from: '2026-06-05', to: '2026-08-31' },
      records: [
        { id: contact(sf('Contact', 511)), items: [{ id: deal(923), at: '2026-06-05', amount: null }] },
        // Nobody has a role in it: the account's.
        { id: account(ACME), items: [{ id: deal(904), at: '2026-06-07' }] },
        {
          id: contact(CARLA),
          items: [{ id: deal(921), title: 'Renewal', at: '2026-06-10', amount: { amount: '300', currency: 'EUR' } }, { id: deal(922) }],
        },
        { id: contact(CARL), items: [{ id: deal(921), at: '2026-06-10' }] },
      ],
      // The deals, the records.
      requests: 2,
      nobody: [
        { from: '2026-06-06', to: '2026-06-06' },
        { from: '2027-01-01', to: '2027-12-31' },
      ],
    },
    companies: {
      held: [{ id: account(ACME), name: 'Acme GmbH', domain: 'acme.example', industry: 'Machinery', employees: 40 }],
      unknown: [account(sf('Account', 999))],
    },
  },
);
