// The contract that every CRM connector meets, on a pretend Acme Desk.
import { acmeDesk } from '../../../../../commands/new-connector/templates/crm';
import { describeCrmConnector } from '../../../../contracts/crm.contract';
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
const deal = (number: string) => `acme-desk:deal:${number}`;

describeCrmConnector(
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
          company: 'Muster AG',
          raw: { id: 'p1', name: 'Anna Muster', email: 'Anna@Example.com', phone: '030 901820', plan: 'gold', company: 'Muster AG' },
        },
      },
      sparse: { identifier: by('id', id('p3')), record: { name: { full: null, given: null, family: null }, emails: [], phones: [] } },
      overLimit: { identifiers: many(120, (index) => by('id', id(`z${index}`))), requests: 2 },
    },
    deals: {
      held: [
        {
          record: id('p1'),
          items: [
            { id: deal('d2'), name: null, status: 'OPEN', amount: null, closeDate: '2026-08-02' },
            { id: deal('d1'), name: 'A first one', status: 'WON', amount: '100', createdAt: '2026-05-20T09:00:00.000Z' },
          ],
        },
        { record: id('p2'), items: [{ id: deal('d3'), currency: 'GBP' }] },
        { record: id('p4'), items: Array.from({ length: 120 }, () => ({ status: 'LOST' as const })) },
      ],
      unknown: [id('p3'), id('p9')],
      overLimit: { records: Array.from({ length: 101 }, (_, index) => id(`z${index}`)), requests: 2 },
    },
    closingDeals: {
      filter: { from: '2026-07-01', to: '2026-08-31' },
      records: [
        { id: id('p2'), items: [{ id: deal('d3'), at: '2026-08-01', amount: { amount: '15.50', currency: 'GBP' } }] },
        { id: id('p1'), items: [{ id: deal('d2'), amount: null }] },
      ],
      requests: 2,
      nobody: [{ from: '2020-01-01', to: '2020-12-31' }],
    },
    activities: 'unsupported',
    owners: 'unsupported',
    companies: 'unsupported',
  },
);
