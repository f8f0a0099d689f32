// The contract that every sales connector meets, on the pretend Vendure.
import { startVendure, type RunningVendure } from '../../../../../sandbox/vendors/vendure/server';
import type { SalesConnector } from '../../../../../subgraphs/sales/contract';
import { vendure } from '../../../../../subgraphs/sales/vendors/vendure';
import { describeSalesConnector } from '../../../../contracts/sales.contract';
import { by, many } from '../../../../support/identifiers';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { id, known, order, PASSWORD, settingsOf, world } from './vendure-world';

let server: RunningVendure;
beforeAll(async () => {
  server = await startVendure({ world, port: 0, password: PASSWORD });
});
afterAll(() => server.stop());

function connect(): Promise<SalesConnector> {
  return startConnector(vendure, settingsOf(server));
}

describeSalesConnector(
  {
    name: 'vendure',
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
        by('email', 'nobody@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:999'),
        by('externalId', 'salesforce:contact:77'),
      ],
      full: {
        identifier: by('id', id('501')),
        record: {
          id: id('501'),
          url: 'https://shop.example.com/dashboard/customers/501',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [{ value: 'anna@example.com', primary: true, verified: true }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          addresses: [
            { purpose: 'billing', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
            { purpose: 'shipping', line1: 'Lagerweg 9', city: 'Bremen', postalCode: '28195', country: 'DE' },
          ],
          company: 'Acme GmbH',
          externalIds: ['hubspot:contact:77'],
          createdAt: '2025-01-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:00:00.000Z',
          raw: expect.objectContaining({ title: 'Dr.', customFields: { loyaltyTier: 'gold', crmId: '77' } }),
          orderCount: 2,
        },
      },
      sparse: {
        identifier: by('id', id('505')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [{ value: 'nobody-else@example.com', primary: true, verified: null }],
          phones: [],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          taxId: null,
          birthDate: null,
          employees: null,
          consents: [],
          externalIds: [],
          movedTo: null,
          orderCount: 0,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(50, (index) => by('id', id(String(7_000 + index)))),
          ...many(50, (index) => by('email', `u${index}@example.com`)),
          ...many(50, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // A hundred and fifty-six identifiers: one request takes 100 of whatever kinds.
        requests: 2,
      },
      search: {
        filter: { text: 'anna' },
        records: [
          { id: id('501'), items: [] },
          { id: id('503'), items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'nobody of this name' }, { text: '' }, { text: ' - ' }],
      },
    },
    orders: {
      held: [
        {
          record: id('501'),
          orders: [
            {
              id: order('902'),
              status: 'CANCELLED',
              total: '84.00',
              refunded: '84.00',
              cancelledAt: '2026-05-12T11:00:00.000Z',
              shipments: [],
              hasReturns: false,
              salesPerson: null,
            },
            {
              id: order('901'),
              url: 'https://shop.example.com/dashboard/orders/901',
              number: 'T3D2',
              status: 'DELIVERED',
              currency: 'EUR',
              total: '125.50',
              refunded: '51.00',
              placedAt: '2026-05-10T10:00:00.000Z',
              updatedAt: '2026-05-14T10:00:00.000Z',
              cancelledAt: null,
              shipments: [
                { carrier: null, trackingNumber: null, shippedAt: '2026-05-11T10:00:00.000Z', deliveredAt: '2026-05-13T10:00:00.000Z' },
                { carrier: 'DHL', trackingNumber: '00340', shippedAt: '2026-05-12T10:00:00.000Z', deliveredAt: '2026-05-14T10:00:00.000Z' },
              ],
              hasReturns: true,
              salesPerson: { id: expect.stringMatching(/^vendure:sales-person:[0-9a-f]{16}$/), name: null, email: 'olga@sandbox.example' },
            },
          ],
        },
        { record: id('502'), orders: [{ id: order('903'), status: 'PROCESSING', salesPerson: expect.objectContaining({ name: 'Olga' }) }] },
      ],
      unknown: [id('503'), id('999')],
      overLimit: {
        records: [id('501'), id('502'), ...Array.from({ length: 50 }, (_, index) => id(String(7_000 + index)))],
        // The orders of fifty customers fit into a query.
        requests: 2,
      },
    },
    contents: {
      held: [
        {
          order: order('901'),
          contents: {
            items: [
              { id: 'vendure:line:9011', sku: 'S-1', name: 'Sensor', quantity: 2, unitPrice: '50.00' },
              { id: 'vendure:line:9012', sku: null, name: 'Cable', quantity: 1, unitPrice: '20.50' },
            ],
            returns: [
              { id: 'vendure:return:8102', number: null, status: 'OPEN', at: '2026-05-16T10:00:00.000Z', reason: null, quantity: 1 },
              { id: 'vendure:return:8101', number: null, status: 'CLOSED', at: '2026-05-15T10:00:00.000Z', reason: 'Damaged', quantity: 1 },
            ],
          },
        },
        {
          // What was called off was ordered all the same.
          order: order('902'),
          contents: {
            items: [{ id: 'vendure:line:9021', sku: 'BCN-100', name: 'Beacon sensor', quantity: 1, unitPrice: '79.00' }],
            returns: [],
          },
        },
      ],
      unknown: [order('999')],
      overLimit: {
        orders: [order('901'), order('902'), ...Array.from({ length: 49 }, (_, index) => order(String(7_000 + index)))],
        // Fifty orders a query.
        requests: 2,
      },
    },
  },
);
