// The contract that every support connector meets, on the pretend Intercom.
import type { Identifier } from '../../../../../platform/connector';
import { startIntercom, type RunningIntercom } from '../../../../../sandbox/vendors/intercom/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { intercom } from '../../../../../subgraphs/support/vendors/intercom';
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { by, many } from '../../../../support/identifiers';
import { hex, id, ticket, TOKEN, world } from './intercom-world';

let server: RunningIntercom;
beforeAll(async () => {
  server = await startIntercom({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<SupportConnector> {
  return startConnector(intercom, { URL: server.url, TOKEN, EXTERNAL_ID: 'hubspot:contact', APP: 'acme1', ...more });
}

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id(77)), recordIds: [id(77)] },
  { identifier: by('id', id(78)), recordIds: [id(78)] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id(77)] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id(78)] },
  { identifier: by('phone', '+4930901820'), recordIds: [id(77), id(78)] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id(77)] },
];

describeSupportConnector(
  {
    name: 'intercom',
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
        by('id', id(999)),
        by('id', 'intercom:contact:../me'),
        by('email', 'nobody@example.com'),
        by('email', 'gone@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:1'),
        by('externalId', 'salesforce:contact:501'),
      ],
      full: {
        identifier: by('id', id(77)),
        record: {
          id: id(77),
          url: `https://app.intercom.com/a/apps/acme1/users/${hex(77)}`,
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          language: 'de',
          consents: [{ channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: 'anna@example.com', at: null }],
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
        },
      },
      sparse: {
        identifier: by('id', id(80)),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [{ value: '+49301234567', primary: true, shared: false }],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          consents: [],
          externalIds: [],
          movedTo: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(20, (index) => by('id', id(7_000 + index))),
          ...many(40, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
          ...many(27, (index) => by('email', `u${index}@example.com`)),
          ...many(8, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Searches: two for ids, three for external ids, two for addresses, two for numbers; and each id that a search does not find.
        requests: 29,
      },
      search: {
        filter: { text: 'caller' },
        records: [
          { id: id(86), items: [] },
          { id: id(87), items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: '"*"' }, { text: 'gone' }, { text: 'word '.repeat(16) }],
      },
    },
    openTickets: {
      filter: { priorities: ['HIGH', 'URGENT'] },
      records: [
        { id: id(86), items: [{ id: ticket(401) }] },
        { id: id(87), items: [{ id: ticket(402), at: '2026-05-19T09:00:00.000Z' }] },
        {
          id: id(77),
          items: [
            {
              ...{ id: ticket(301), title: 'It is <broken>', at: '2026-05-20T09:00:00.000Z', amount: null },
              url: 'https://app.intercom.com/a/apps/acme1/conversations/301',
            },
          ],
        },
      ],
      // The conversations, their contacts.
      requests: 2,
      nobody: [{ priorities: ['LOW'] }, { priorities: ['URGENT', 'LOW'] }],
    },
    tickets: {
      held: [
        {
          record: id(77),
          tickets: [
            {
              id: ticket(302),
              subject: 'Matter 302',
              status: 'CLOSED',
              priority: 'NORMAL',
              channel: 'conversation',
              firstReplyAt: null,
              solvedAt: '2026-05-23T09:00:00.000Z',
              sla: 'FULFILLED',
              slaDueAt: null,
              rating: { score: 5, scaleMax: 5, comment: 'Thank you', at: '2026-05-24T09:00:00.000Z' },
            },
            {
              id: ticket(301),
              number: '301',
              url: 'https://app.intercom.com/a/apps/acme1/conversations/301',
              subject: 'It is <broken>',
              status: 'OPEN',
              priority: 'HIGH',
              channel: 'email',
              createdAt: '2026-05-20T09:00:00.000Z',
              updatedAt: '2026-05-21T09:00:00.000Z',
              firstReplyAt: '2026-05-20T10:30:00.000Z',
              solvedAt: null,
              sla: 'BREACHED',
              tags: ['billing', 'vip'],
              rating: null,
            },
          ],
        },
        // Closed once, and opened again; the one he was brought into is Clara's.
        { record: id(78), tickets: [{ id: ticket(303), status: 'ON_HOLD', sla: 'ON_TRACK', solvedAt: null, rating: null }] },
      ],
      unknown: [id(81), id(999)],
      overLimit: {
        records: [id(77), id(78), ...Array.from({ length: 20 }, (_, index) => id(7_000 + index))],
        requests: 2,
      },
    },
    comments: {
      held: [
        {
          ticket: ticket(301),
          comments: [
            {
              ...{ id: 'intercom:message:3010', at: '2026-05-20T09:00:00.000Z', body: 'It does not work & it\nshould' },
              ...{ public: true, author: id(77), fromCustomer: true },
            },
            { id: 'intercom:part:3011', body: 'Have you tried?', public: true, author: 'intercom:admin:9', fromCustomer: false },
            { id: 'intercom:part:3012', body: 'Difficult customer', public: false },
          ],
        },
        { ticket: ticket(303), comments: [{ body: 'Matter 303', author: id(78) }] },
      ],
      unknown: [ticket(9_999), 'intercom:conversation:x'],
    },
  },
);
