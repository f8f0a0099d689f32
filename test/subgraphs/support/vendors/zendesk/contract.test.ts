// The contract that every support connector meets, on the pretend Zendesk.
import type { Identifier } from '../../../../../platform/connector';
import { startZendesk, type RunningZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { by, many } from '../../../../support/identifiers';
import { EMAIL, TOKEN, world, id, ticket } from './zendesk-world';

let server: RunningZendesk;
beforeAll(async () => {
  server = await startZendesk({ world, port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<SupportConnector> {
  return startConnector(zendesk, { URL: server.url, EMAIL, TOKEN, EXTERNAL_ID: 'hubspot:contact', ...more });
}

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('77')), recordIds: [id('77')] },
  { identifier: by('id', id('78')), recordIds: [id('78')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('77')] },
  { identifier: by('email', 'anna.work@acme.example'), recordIds: [id('77')] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id('78')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('77'), id('78')] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id('77')] },
];

describeSupportConnector(
  {
    name: 'zendesk',
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
        by('id', id('79')),
        // Merged into 77: Zendesk knows the id no more.
        by('id', id('76')),
        by('email', 'nobody@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:1'),
        by('externalId', 'hubspot:contact:503'),
      ],
      full: {
        identifier: by('id', id('77')),
        record: {
          id: id('77'),
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          language: 'de',
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
        },
      },
      sparse: {
        identifier: by('id', id('80')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [{ value: '+49301234567', primary: true, shared: true }],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          externalIds: [],
          movedTo: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(String(7_000 + index)))),
          ...many(150, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
          ...many(27, (index) => by('email', `u${index}@example.com`)),
          ...many(20, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Two of ids, two of external ids, two of numbers; of addresses one, one for the unanswered ones, one of identities.
        requests: 9,
      },
      search: {
        filter: { text: 'caller' },
        records: [
          { id: id('86'), items: [] },
          { id: id('87'), items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: '"*"' }, { text: 'gone' }, { text: 'word '.repeat(61) }],
      },
    },
    openTickets: {
      filter: { priorities: ['HIGH', 'URGENT'] },
      records: [
        { id: id('87'), items: [{ id: ticket('402') }, { id: ticket('406'), at: '2026-05-11T09:00:00.000Z' }] },
        { id: id('77'), items: [{ id: ticket('301'), title: 'It is broken', at: '2026-05-20T09:00:00.000Z', amount: null }] },
        { id: id('86'), items: [{ id: ticket('403') }, { id: ticket('401') }] },
      ],
      // The tickets, their requesters.
      requests: 2,
      nobody: [{ priorities: ['LOW'] }],
    },
    tickets: {
      held: [
        {
          record: id('77'),
          tickets: [
            {
              id: ticket('302'),
              status: 'CLOSED',
              priority: null,
              firstReplyAt: null,
              solvedAt: '2026-05-23T09:00:00.000Z',
              sla: 'FULFILLED',
              slaDueAt: null,
              rating: { score: 1, scaleMax: 1, comment: 'Thank you', at: null },
            },
            {
              id: ticket('301'),
              number: '301',
              subject: 'It is broken',
              status: 'OPEN',
              priority: 'URGENT',
              channel: 'email',
              createdAt: '2026-05-20T09:00:00.000Z',
              updatedAt: '2026-05-21T09:00:00.000Z',
              firstReplyAt: '2026-05-20T10:30:00.000Z',
              solvedAt: null,
              sla: 'BREACHED',
              slaDueAt: '2026-05-20T12:00:00.000Z',
              tags: ['billing', 'vip'],
              rating: null,
            },
          ],
        },
        { record: id('78'), tickets: [{ id: ticket('303'), status: 'IN_PROGRESS', sla: 'ON_TRACK', rating: null }] },
      ],
      unknown: [id('81'), id('999')],
      overLimit: {
        records: [id('77'), id('78'), ...Array.from({ length: 70 }, (_, index) => id(String(7_000 + index)))],
        // Two searches, and one read of the tickets that the first found.
        requests: 3,
      },
    },
    comments: {
      held: [
        {
          ticket: ticket('301'),
          comments: [
            { id: 'zendesk:comment:3011', at: '2026-05-20T09:00:00.000Z', body: 'It does not work', public: true, author: id('77') },
            { body: 'Have you tried?', public: true },
            { body: 'Difficult customer', public: false },
          ],
        },
        { ticket: ticket('303'), comments: [{ body: 'Hello?', author: id('78') }] },
      ],
      unknown: [ticket('302'), ticket('9999')],
    },
  },
);
