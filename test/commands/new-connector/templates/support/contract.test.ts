// The contract that every support connector meets, on a pretend Acme Desk.
import { acmeDesk } from '../../../../../commands/new-connector/templates/support';
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { by, many } from '../../../../support/identifiers';
import type { PretendSystem } from '../../../../support/pretend-system';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { startAcmeDesk, TOKEN } from './acme-desk';

let system: PretendSystem;
beforeAll(async () => {
  system = await startAcmeDesk();
});
afterAll(() => system.stop());

const id = (person: string) => `acme-desk:person:${person}`;
const ticket = (number: string) => `acme-desk:ticket:${number}`;

describeSupportConnector(
  {
    name: 'acme-desk',
    connect: () => startConnector(acmeDesk, { URL: system.url, TOKEN }),
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => system),
    heal: () => system.faults.clear(),
    counter: { calls: () => system.calls().length, resetCalls: () => system.resetCalls() },
  },
  {
    records: {
      held: [
        { identifier: by('id', id('p1')), recordIds: [id('p1')] },
        { identifier: by('id', id('p2')), recordIds: [id('p2')] },
        { identifier: by('email', 'anna@example.com'), recordIds: [id('p1')] },
        { identifier: by('phone', '+4930901820'), recordIds: [id('p1')] },
      ],
      unknown: [by('id', id('p9')), by('email', 'nobody@example.com'), by('phone', '+4930111111')],
      full: {
        identifier: by('id', id('p1')),
        record: {
          id: id('p1'),
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          raw: { id: 'p1', name: 'Anna Muster', email: 'Anna@Example.com', phone: '030 901820', plan: 'gold' },
        },
      },
      sparse: { identifier: by('id', id('p3')), record: { name: { full: null, given: null, family: null }, emails: [], phones: [] } },
      overLimit: { identifiers: many(120, (index) => by('id', id(`z${index}`))), requests: 2 },
    },
    tickets: {
      held: [
        {
          record: id('p1'),
          tickets: [
            { id: ticket('t2'), status: 'CLOSED', priority: 'NORMAL', subject: null, updatedAt: '2026-05-23T09:00:00.000Z' },
            { id: ticket('t1'), status: 'OPEN', priority: 'URGENT', subject: 'It is broken', createdAt: '2026-05-20T09:00:00.000Z' },
          ],
        },
        { record: id('p2'), tickets: [{ id: ticket('t3'), status: 'IN_PROGRESS' }] },
        { record: id('p4'), tickets: Array.from({ length: 120 }, () => ({ status: 'CLOSED' as const })) },
      ],
      unknown: [id('p3'), id('p9')],
      overLimit: { records: Array.from({ length: 101 }, (_, index) => id(`z${index}`)), requests: 2 },
    },
    comments: {
      held: [
        {
          ticket: ticket('t1'),
          comments: [
            { body: 'It does not work', public: true, author: id('p1') },
            { public: false, author: null },
          ],
        },
        { ticket: ticket('t3'), comments: [{ body: 'Hello?' }] },
      ],
      unknown: [ticket('t2'), ticket('t9')],
    },
    openTickets: {
      filter: { priorities: [] },
      records: [
        { id: id('p1'), items: [{ id: ticket('t1'), title: 'It is broken' }] },
        { id: id('p2'), items: [{ id: ticket('t3'), at: '2026-05-21T09:00:00.000Z' }] },
      ],
      requests: 2,
      nobody: [{ priorities: ['LOW'] }],
    },
  },
);
