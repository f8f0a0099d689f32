// The contract that every sales connector meets, on a real PostgreSQL, and every way in which a database fails.
import { describeSalesConnector } from '../../../../contracts/sales.contract';
import { houseUnderTest } from '../../../../platform/sql/house-under-test';
import { peopleOfHouse } from '../../../../platform/sql/people-of-house';
import { startHouse } from './house';

describeSalesConnector(houseUnderTest(startHouse, { person: 'no', sale: 'person', sale_line: 'sale' }), {
  records: peopleOfHouse('shipping'),
  orders: {
    held: [
      {
        record: 'sql:customer:1',
        orders: [
          {
            ...{ id: 'sql:order:10', url: 'https://house.example/sales/10', number: '10', status: 'IN_TRANSIT', currency: 'EUR' },
            ...{ total: '100.10', refunded: '0', placedAt: '2026-02-01T04:30:00.000Z', updatedAt: '2026-02-03T12:00:00.000Z' },
            shipments: [{ carrier: 'DHL', trackingNumber: 'P-1', shippedAt: '2026-02-02T08:00:00.000Z', deliveredAt: null }],
            salesPerson: { id: 'sql:staff:8', name: 'Alan Turing', email: null },
            ...{ cancelledAt: null, hasReturns: false },
          },
          {
            ...{ id: 'sql:order:9', status: 'RETURNED', total: '50.00', refunded: '50.00', shipments: [], updatedAt: null },
            // Nobody is named: it is who looks after the customer.
            salesPerson: { id: 'sql:staff:7', name: 'Grace Hopper', email: 'grace@house.example' },
          },
          {
            ...{ id: 'sql:order:11', status: 'CANCELLED', currency: 'USD', total: '0.01', cancelledAt: '2026-01-01T00:00:00.000Z' },
            // Not among the staff any more. The carrier never got it.
            ...{ salesPerson: { id: 'sql:staff:99', name: null, email: null }, shipments: [] },
          },
        ],
      },
      {
        record: 'sql:customer:2',
        orders: [
          {
            ...{ id: 'sql:order:12', status: 'DELIVERED', total: '0.30', salesPerson: null },
            shipments: [{ carrier: 'UPS', trackingNumber: null, shippedAt: null, deliveredAt: '2026-03-01T08:00:00.000Z' }],
          },
        ],
      },
    ],
    unknown: ['sql:customer:3', 'sql:customer:99', 'sql:customer:abc', 'sql:order:1', 'shopify:customer:1'],
    overLimit: { records: Array.from({ length: 1_500 }, (_, index) => `sql:customer:${index + 1_000}`), requests: 2 },
  },
  contents: {
    held: [
      {
        order: 'sql:order:10',
        contents: {
          items: [
            { id: 'sql:item:00000000-0000-0000-0000-000000000001', sku: 'T-1', name: 'Tea', quantity: 5, unitPrice: '4.02' },
            { id: 'sql:item:00000000-0000-0000-0000-000000000002', sku: 'K-2', name: 'Kettle', quantity: 2, unitPrice: '40.00' },
          ],
          returns: [],
        },
      },
      {
        order: 'sql:order:12',
        contents: {
          items: [{ id: 'sql:item:00000000-0000-0000-0000-000000000003', sku: null, name: null, quantity: 1, unitPrice: null }],
          returns: [],
        },
      },
    ],
    unknown: ['sql:order:9', 'sql:order:99', 'sql:order:x', 'sql:customer:10', 'shopify:order:10'],
    overLimit: { orders: Array.from({ length: 1_500 }, (_, index) => `sql:order:${index + 1_000}`), requests: 2 },
  },
});
