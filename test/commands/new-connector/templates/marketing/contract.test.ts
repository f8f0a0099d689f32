// The contract that every marketing connector meets, on a pretend Acme Desk.
import { acmeDesk } from '../../../../../commands/new-connector/templates/marketing';
import { describeMarketingConnector } from '../../../../contracts/marketing.contract';
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
const NEWS = { id: 'acme-desk:list:l2', name: 'News', kind: 'LIST' } as const;
const FRIENDS = { id: 'acme-desk:list:l1', name: 'Friends', kind: 'LIST' } as const;
const SHOPPERS = { id: 'acme-desk:list:l3', name: 'Shoppers', kind: 'LIST' } as const;

describeMarketingConnector(
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
          consents: [{ channel: 'EMAIL', purpose: 'marketing', status: 'GRANTED', address: 'anna@example.com', at: null }],
          raw: {
            id: 'p1',
            name: 'Anna Muster',
            email: 'Anna@Example.com',
            phone: '030 901820',
            plan: 'gold',
            newsletter: 'yes',
            list_ids: ['l2', 'l1'],
          },
        },
      },
      sparse: { identifier: by('id', id('p3')), record: { name: { full: null, given: null, family: null }, emails: [], phones: [] } },
      overLimit: { identifiers: many(120, (index) => by('id', id(`z${index}`))), requests: 2 },
    },
    engagement: 'unsupported',
    segments: 'unsupported',
    lists: {
      held: [
        { record: id('p1'), audiences: [FRIENDS, NEWS] },
        { record: id('p2'), audiences: [NEWS] },
      ],
      unknown: [id('p3'), id('p9')],
    },
    audiences: [FRIENDS, NEWS, SHOPPERS],
    members: {
      held: [
        { audience: NEWS.id, members: [id('p1'), id('p2')] },
        { audience: FRIENDS.id, members: [id('p1')] },
        { audience: SHOPPERS.id, members: Array.from({ length: 120 }, (_, index) => id(`many${index}`)) },
      ],
      unknown: ['acme-desk:list:l9'],
    },
  },
);
