// The contract that every sales connector meets, on a pretend Acme Desk.
import { acmeDesk } from '../../../../../commands/new-connector/templates/sales';
import { describeSalesConnector } from '../../../../contracts/sales.contract';
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
const order = (number: string) => `acme-desk:order:${number}`;

describeSalesConnector(
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
    orders: {
      held: [
        {
          record: id('p1'),
          orders: [
            { id: order('o2'), status: 'IN_TRANSIT', total: '9.00', currency: 'EUR' },
            { id: order('o1'), status: 'DELIVERED', placedAt: '2026-05-20T09:00:00.000Z' },
          ],
        },
        { record: id('p2'), orders: [{ id: order('o3'), status: 'PROCESSING', currency: 'GBP' }] },
        { record: id('p4'), orders: Array.from({ length: 100 }, () => ({ status: 'CANCELLED' as const })) },
      ],
      unknown: [id('p3'), id('p9')],
      overLimit: { records: Array.from({ length: 101 }, (_, index) => id(`z${index}`)), requests: 2 },
    },
    contents: 'unsupported',
  },
);
