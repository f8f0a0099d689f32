// The contract that every billing connector meets, on a pretend Acme Desk.
import { acmeDesk } from '../../../../../commands/new-connector/templates/billing';
import { describeBillingConnector } from '../../../../contracts/billing.contract';
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
const invoice = (number: string) => `acme-desk:invoice:${number}`;

describeBillingConnector(
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
    invoices: {
      held: [
        {
          record: id('p1'),
          children: [
            { id: invoice('i2'), status: 'PAID', balance: '0', dueDate: null },
            { id: invoice('i1'), status: 'OPEN', total: '120.50', balance: '20.50', currency: 'EUR', issueDate: '2026-05-01' },
          ],
        },
        { record: id('p2'), children: [{ id: invoice('i3'), currency: 'GBP' }] },
        { record: id('p4'), children: Array.from({ length: 120 }, () => ({ status: 'PAID' as const })) },
      ],
      unknown: [id('p3'), id('p9')],
      overLimit: { records: Array.from({ length: 101 }, (_, index) => id(`z${index}`)), requests: 2 },
    },
    overdue: {
      filter: { minDays: 1 },
      records: [
        { id: id('p2'), items: [{ id: invoice('i3'), at: '2026-05-10', amount: { amount: '15', currency: 'GBP' } }] },
        { id: id('p1'), items: [{ id: invoice('i1') }] },
      ],
      requests: 2,
      nobody: [{ minDays: 30_000 }],
    },
  },
);
