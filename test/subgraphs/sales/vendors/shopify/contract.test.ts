// The contract that every sales connector meets, on the pretend Shopify.
import { startShopify, type RunningShopify } from '../../../../../sandbox/vendors/shopify/server';
import type { SalesConnector } from '../../../../../subgraphs/sales/contract';
import { shopify } from '../../../../../subgraphs/sales/vendors/shopify';
import { describeSalesConnector } from '../../../../contracts/sales.contract';
import { by, many } from '../../../../support/identifiers';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { id, known, order, TOKEN, world } from './shopify-world';

let server: RunningShopify;
beforeAll(async () => {
  server = await startShopify({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(): Promise<SalesConnector> {
  return startConnector(shopify, { TOKEN, URL: server.url, SHOP: 'acme', STAFF: 'member' });
}

describeSalesConnector(
  {
    name: 'shopify',
    connect,
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [by('id', id('999')), by('email', 'nobody@example.com'), by('phone', '+4930111111')],
      full: {
        identifier: by('id', id('501')),
        record: {
          id: id('501'),
          url: 'https://admin.shopify.com/store/acme/customers/501',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
          company: 'Acme GmbH',
          language: 'de',
          consents: [
            { channel: 'EMAIL', purpose: 'marketing', status: 'GRANTED', address: 'anna@example.com', at: '2025-02-01T09:00:00.000Z' },
            { channel: 'SMS', purpose: 'marketing', status: 'REVOKED', address: '+4930901820', at: '2025-03-01T09:00:00.000Z' },
          ],
          createdAt: '2025-01-01T08:00:00.000Z',
          updatedAt: '2026-05-01T08:00:00.000Z',
          orderCount: 2,
          spent: { amount: '100.0', currency: 'EUR' },
        },
      },
      sparse: {
        identifier: by('id', id('505')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [{ value: '+14155552671', primary: true, shared: false }],
          addresses: [],
          company: null,
          jobTitle: null,
          taxId: null,
          birthDate: null,
          employees: null,
          consents: [{ channel: 'SMS', purpose: 'marketing', status: 'UNKNOWN', address: '+14155552671', at: null }],
          externalIds: [],
          movedTo: null,
          orderCount: 0,
          spent: { amount: '0.0', currency: 'EUR' },
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(80, (index) => by('id', id(String(7_000 + index)))),
          ...many(80, (index) => by('email', `u${index}@example.com`)),
          ...many(80, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Two hundred and forty-five identifiers: one request takes 238 of whatever kinds.
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
              total: '50.0',
              refunded: '0.0',
              cancelledAt: '2026-05-12T11:00:00.000Z',
              shipments: [],
              hasReturns: false,
              salesPerson: null,
            },
            {
              id: order('901'),
              url: 'https://admin.shopify.com/store/acme/orders/901',
              number: '#1042',
              status: 'DELIVERED',
              currency: 'EUR',
              total: '120.5',
              refunded: '20.5',
              placedAt: '2026-05-10T10:00:00.000Z',
              updatedAt: '2026-05-10T10:00:00.000Z',
              cancelledAt: null,
              shipments: [
                { carrier: null, trackingNumber: null, shippedAt: '2026-05-11T10:00:00.000Z', deliveredAt: '2026-05-13T10:00:00.000Z' },
                { carrier: 'DHL', trackingNumber: '00340', shippedAt: '2026-05-12T10:00:00.000Z', deliveredAt: '2026-05-14T10:00:00.000Z' },
              ],
              hasReturns: true,
              salesPerson: { id: 'shopify:staff:71', name: 'Olga Owner', email: 'olga@sandbox.example' },
            },
          ],
        },
        { record: id('502'), orders: [{ id: order('903'), status: 'PENDING', salesPerson: expect.objectContaining({ name: 'Olga' }) }] },
      ],
      unknown: [id('503'), id('999')],
      overLimit: {
        records: [id('501'), id('502'), ...Array.from({ length: 70 }, (_, index) => id(String(7_000 + index)))],
        // With their staff, the orders of 43 customers fit into a query.
        requests: 2,
      },
    },
    contents: {
      held: [
        {
          order: order('901'),
          contents: {
            items: [
              { id: 'shopify:line:9011', sku: 'S-1', name: 'Sensor', quantity: 2, unitPrice: '50.0' },
              { id: 'shopify:line:9012', sku: null, name: 'Cable', quantity: 1, unitPrice: '20.5' },
            ],
            returns: [
              {
                ...{ id: 'shopify:return:8002', number: '#1042-R2', status: 'CANCELLED', at: '2026-05-16T10:00:00.000Z' },
                ...{ reason: 'Changed my mind', quantity: 2 },
              },
              {
                ...{ id: 'shopify:return:8001', number: '#1042-R1', status: 'OPEN', at: '2026-05-15T10:00:00.000Z' },
                ...{ reason: 'Damaged or defective', quantity: 1 },
              },
            ],
          },
        },
        {
          order: order('903'),
          contents: { items: [{ id: 'shopify:line:9031', sku: 'S-1', name: 'Sensor', quantity: 1, unitPrice: '50.0' }], returns: [] },
        },
      ],
      unknown: [order('999')],
      overLimit: {
        orders: [order('901'), order('903'), ...Array.from({ length: 30 }, (_, index) => order(String(7_000 + index)))],
        // Sixteen orders a query.
        requests: 2,
      },
    },
  },
);
