import { ShopifyOrder, toOrder } from '../../../../../subgraphs/sales/vendors/shopify/order-wire';
import type { Account } from '../../../../../subgraphs/sales/vendors/shopify/wire';

const account: Account = { source: 'shop', shop: 'acme', phoneRegion: undefined, salesTag: 'sales:' };
const RECORD = 'shop:customer:7';
const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });

const order = (more: object = {}) =>
  toOrder(
    ShopifyOrder.parse({
      ...{ id: 'gid://shopify/Order/9', name: '#1042', processedAt: '2026-05-10T10:00:00Z', updatedAt: '2026-05-11T10:00:00Z' },
      ...{
        cancelledAt: null,
        displayFinancialStatus: 'PAID',
        displayFulfillmentStatus: 'UNFULFILLED',
        returnStatus: 'NO_RETURN',
        tags: [],
      },
      ...{ totalPriceSet: eur('20.0'), totalRefundedSet: eur('0.0'), fulfillments: [] },
      ...more,
    }),
    RECORD,
    account,
  );
const parcel = (displayStatus: string | null, more: object = {}) => ({
  ...{ status: 'SUCCESS', displayStatus, createdAt: '2026-05-11T10:00:00Z', deliveredAt: null, trackingInfo: [] },
  ...more,
});
const sent = (...fulfillments: object[]) => ({ displayFulfillmentStatus: 'FULFILLED', fulfillments });

it('an order is what Shopify says of it', () => {
  expect(order()).toEqual({
    ...{ id: 'shop:order:9', url: 'https://admin.shopify.com/store/acme/orders/9', number: '#1042', status: 'PROCESSING' },
    ...{ currency: 'EUR', total: '20.0', refunded: '0.0', placedAt: '2026-05-10T10:00:00.000Z', updatedAt: '2026-05-11T10:00:00.000Z' },
    ...{ cancelledAt: null, shipments: [], hasReturns: false, salesPerson: null, record: RECORD },
  });
});

describe('the status of an order', () => {
  it.each([
    ['PENDING', { displayFinancialStatus: 'PENDING' }],
    ['PENDING', { displayFinancialStatus: 'PARTIALLY_PAID' }],
    ['PENDING', { displayFinancialStatus: null }],
    ['PROCESSING', { displayFinancialStatus: 'AUTHORIZED' }],
    ['PROCESSING', { displayFinancialStatus: 'PARTIALLY_REFUNDED', displayFulfillmentStatus: 'SCHEDULED' }],
    ['PROCESSING', { ...sent(parcel('LABEL_PRINTED')), displayFinancialStatus: 'PENDING' }],
    ['IN_TRANSIT', sent(parcel('CONFIRMED'))],
    ['IN_TRANSIT', sent(parcel(null))],
    ['IN_TRANSIT', sent(parcel('DELIVERED'), parcel('OUT_FOR_DELIVERY'))],
    ['IN_TRANSIT', { ...sent(parcel('DELIVERED')), displayFulfillmentStatus: 'PARTIALLY_FULFILLED' }],
    ['DELIVERED', sent(parcel('DELIVERED'))],
    ['DELIVERED', sent(parcel('PICKED_UP'), parcel('FULFILLED', { deliveredAt: '2026-05-13T10:00:00Z' }))],
    ['DELIVERED', { ...sent(parcel('DELIVERED')), returnStatus: 'RETURN_REQUESTED', displayFinancialStatus: 'PENDING' }],
    ['DELIVERED', sent(parcel('DELIVERED'), parcel('FAILURE', { status: 'CANCELLED' }))],
    ['RETURNED', { ...sent(parcel('DELIVERED')), returnStatus: 'RETURNED', displayFinancialStatus: 'REFUNDED' }],
    ['RETURNED', { ...sent(parcel('FAILURE')), returnStatus: 'INSPECTION_COMPLETE', displayFinancialStatus: 'REFUNDED' }],
    ['DELIVERED', { ...sent(parcel('DELIVERED')), returnStatus: 'RETURNED', displayFinancialStatus: 'PARTIALLY_REFUNDED' }],
    ['PROBLEM', { displayFulfillmentStatus: 'ON_HOLD', displayFinancialStatus: 'PENDING' }],
    ['PROBLEM', { displayFulfillmentStatus: 'REQUEST_DECLINED' }],
    ['PROBLEM', sent(parcel('DELIVERED'), parcel('DELAYED'))],
    ['PROBLEM', sent(parcel('ATTEMPTED_DELIVERY'))],
    ['PROBLEM', sent(parcel('NOT_DELIVERED'))],
    ['PROBLEM', sent(parcel(null, { status: 'ERROR' }))],
    ['CANCELLED', { displayFinancialStatus: 'REFUNDED' }],
    ['CANCELLED', { ...sent(parcel('DELAYED')), cancelledAt: '2026-05-12T10:00:00Z', returnStatus: 'RETURNED' }],
  ])('is %s for %j', (status, more) => {
    expect(order(more).status).toBe(status);
  });
});

it('parcels come the first one first, without those that were called off, and sent only when they were', () => {
  const { shipments } = order(
    sent(
      parcel('DELIVERED', {
        createdAt: '2026-05-12T10:00:00Z',
        deliveredAt: '2026-05-14T10:00:00Z',
        trackingInfo: [{ company: 'DHL', number: '00340' }],
      }),
      parcel('LABEL_PURCHASED', { trackingInfo: [{ company: '', number: null }] }),
      parcel('CANCELED', { status: 'CANCELLED' }),
    ),
  );
  expect(shipments).toEqual([
    { carrier: null, trackingNumber: null, shippedAt: null, deliveredAt: null },
    { carrier: 'DHL', trackingNumber: '00340', shippedAt: '2026-05-12T10:00:00.000Z', deliveredAt: '2026-05-14T10:00:00.000Z' },
  ]);
});

it.each(['RETURN_REQUESTED', 'IN_PROGRESS', 'RETURNED', 'RETURN_FAILED', 'INSPECTION_COMPLETE'])(
  '%s means that there are returns',
  (state) => {
    expect(order({ returnStatus: state }).hasReturns).toBe(true);
  },
);

describe('the sales person', () => {
  const staffMember = { id: 'gid://shopify/StaffMember/71', name: 'Olga Owner', email: 'Olga@Example.com' };

  it('is the member of staff, before any tag', () => {
    const olga = { id: 'shop:staff:71', name: 'Olga Owner', email: 'olga@example.com' };
    expect(order({ staffMember, tags: ['sales:petra@example.com'] }).salesPerson).toEqual(olga);
  });

  it('is whom the first such tag names, by an address or a name, under an id that tells neither', () => {
    const tagged = (...tags: string[]) => order({ staffMember: null, tags }).salesPerson;
    const byAddress = tagged('VIP', 'Sales: Petra@Example.com', 'sales:olga@example.com');
    expect(byAddress).toEqual({ id: expect.stringMatching(/^shop:sales-tag:[0-9a-f]{16}$/), name: null, email: 'petra@example.com' });
    expect(tagged('sales:petra@example.com')?.id).toBe(byAddress?.id);
    expect(tagged('sales:Petra')).toMatchObject({ name: 'Petra', email: null });
    expect(tagged('sales:Petra')?.id).not.toBe(byAddress?.id);
    expect([tagged('sales:'), tagged('presales:x'), tagged()]).toEqual([null, null, null]);
  });
});
