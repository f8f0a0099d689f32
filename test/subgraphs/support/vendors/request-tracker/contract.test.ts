// The contract that every support connector meets, on the pretend Request Tracker.
import type { Identifier } from '../../../../../platform/connector';
import type { RunningVendor } from '../../../../../sandbox/http/server';
import { startRequestTracker } from '../../../../../sandbox/vendors/request-tracker/server';
import { requestTracker } from '../../../../../subgraphs/support/vendors/request-tracker';
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { testCall } from '../../../../support/call';
import { by, many } from '../../../../support/identifiers';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { BUSY, id, ticket, TOKEN, world } from './tracker-world';

let server: RunningVendor;
beforeAll(async () => {
  server = await startRequestTracker({ world, port: 0, token: TOKEN });
});
afterAll(() => server.stop());

const PRIORITIES = 'low=0,normal=50,high=80,urgent=100';

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('77')), recordIds: [id('77')] },
  { identifier: by('id', id('79')), recordIds: [id('79')] },
  { identifier: by('id', id('88')), recordIds: [id('88')] },
  { identifier: by('email', 'anna.muster@example.com'), recordIds: [id('77')] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id('79')] },
  { identifier: by('email', 'gone@example.com'), recordIds: [id('88')] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id('77')] },
];

describeSupportConnector(
  {
    name: 'request-tracker',
    connect: () => startConnector(requestTracker, { URL: server.url, TOKEN, PRIORITIES, EXTERNAL_ID: 'hubspot:contact=CRM Id' }),
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
        // RT's own user is nobody.
        by('id', id('1')),
        by('email', 'nobody@example.com'),
        by('externalId', 'hubspot:contact:1'),
        by('externalId', 'stripe:customer:501'),
      ],
      full: {
        identifier: by('id', id('77')),
        record: {
          id: id('77'),
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna.muster@example.com', primary: true, verified: null }],
          phones: [
            { value: '+4930901820', primary: true, shared: false },
            { value: '+4915123456789', primary: false, shared: false },
          ],
          addresses: [{ purpose: 'main', line1: null, city: 'Berlin', postalCode: null, country: 'Germany' }],
          company: 'Acme GmbH',
          language: 'de',
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
        },
      },
      sparse: {
        identifier: by('id', id('83')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          ...{ emails: [], phones: [], addresses: [], company: null, jobTitle: null, language: null, externalIds: [], movedTo: null },
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(String(7_000 + index)))),
          ...many(150, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
          ...many(150, (index) => by('email', `u${index}@example.com`)),
        ],
        // Four of ids, external ids and addresses each: with those above there are more than 150.
        requests: 12,
      },
      search: {
        filter: { text: 'caller' },
        records: [
          { id: id('87'), items: [] },
          { id: id('85'), items: [] },
        ],
        // By name, address, RT's name of the user, organisation.
        requests: 4,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: ' % _ ' }, { text: 'gone' }, { text: 'word '.repeat(11) }],
      },
    },
    openTickets: {
      filter: { priorities: ['HIGH', 'URGENT'] },
      records: [
        { id: id('87'), items: [{ id: ticket('402') }, { id: ticket('406'), at: '2026-05-11T09:00:00.000Z' }] },
        { id: id('77'), items: [{ id: ticket('301'), title: 'It is broken', at: '2026-05-20T09:00:00.000Z', amount: null }] },
        { id: id('85'), items: [{ id: ticket('403') }, { id: ticket('401') }] },
      ],
      requests: 1,
      nobody: [{ priorities: ['NORMAL'] }],
    },
    tickets: {
      held: [
        {
          record: id('77'),
          tickets: [
            {
              ...{ id: ticket('302'), status: 'CLOSED', priority: 'NORMAL', firstReplyAt: null, solvedAt: '2026-05-23T09:00:00.000Z' },
              ...{ sla: 'FULFILLED', slaDueAt: '2026-05-23T12:00:00.000Z', rating: null },
            },
            {
              ...{ id: ticket('301'), number: '301', subject: 'It is broken', status: 'IN_PROGRESS', priority: 'URGENT', channel: null },
              ...{ createdAt: '2026-05-20T09:00:00.000Z', updatedAt: '2026-05-21T09:00:00.000Z', firstReplyAt: null, solvedAt: null },
              ...{ sla: 'BREACHED', slaDueAt: '2026-05-20T12:00:00.000Z', tags: [], rating: null },
            },
            { id: ticket('303') },
          ],
        },
        { record: id('79'), tickets: [{ id: ticket('303'), status: 'ON_HOLD', priority: 'LOW', sla: 'ON_TRACK' }] },
        { record: id('85'), tickets: [{ id: ticket('403') }, { id: ticket('401'), status: 'OPEN', sla: 'NONE' }] },
      ],
      unknown: [id('81'), id('999')],
      overLimit: {
        records: [id('77'), id('79'), ...Array.from({ length: 70 }, (_, index) => id(String(7_000 + index)))],
        requests: 2,
      },
    },
    comments: {
      held: [
        {
          ticket: ticket('301'),
          comments: [
            {
              id: 'request-tracker:transaction:3011',
              at: '2026-05-20T09:00:00.000Z',
              body: 'It does not work — ümlaut',
              public: true,
              author: id('77'),
            },
            { body: 'Have you tried?', public: true, author: id('95') },
            { body: 'Difficult customer', public: false },
          ],
        },
        {
          ticket: ticket('303'),
          comments: [
            { body: 'Hello?\nA & B', author: id('79') },
            { body: 'Hello again', author: id('79') },
          ],
        },
      ],
      unknown: [ticket('302'), ticket('304'), ticket('9999')],
    },
  },
);

it('reads tickets page by page to the end', async () => {
  const connector = await startConnector(requestTracker, { URL: server.url, TOKEN });
  server.resetCalls();
  const [tickets] = await connector.tickets([id(BUSY)], testCall());
  expect(tickets).toHaveLength(250);
  expect(server.calls()).toHaveLength(3);
  await connector.close?.();
});
