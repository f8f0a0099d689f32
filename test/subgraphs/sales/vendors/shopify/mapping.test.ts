// Shopify's mapping, held to its mappers.
import { OrderInside, toContents } from '../../../../../subgraphs/sales/vendors/shopify/contents';
import { shopifyMapping } from '../../../../../subgraphs/sales/vendors/shopify/mapping';
import { ShopifyOrder, toOrder } from '../../../../../subgraphs/sales/vendors/shopify/order-wire';
import { Customer, toSalesRecord, type Account } from '../../../../../subgraphs/sales/vendors/shopify/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = { source: 'shop', shop: 'acme', phoneRegion: 'DE', salesTag: 'sales:' };

const CUSTOMER = {
  ...{ id: 'gid://shopify/Customer/7', firstName: 'Anna', lastName: 'Muster', locale: 'de', verifiedEmail: false },
  ...{ createdAt: '2025-01-02T03:04:05Z', updatedAt: '2025-02-03T04:05:06Z', numberOfOrders: '3' },
  ...{ amountSpent: { amount: '12.5', currencyCode: 'EUR' }, tags: ['vip'], note: 'kind', state: 'ENABLED', taxExempt: false },
  defaultEmailAddress: {
    ...{ emailAddress: 'anna@example.com', marketingState: 'SUBSCRIBED', marketingUpdatedAt: '2025-03-01T00:00:00Z' },
  },
  defaultPhoneNumber: { phoneNumber: '030 901820', marketingState: 'UNSUBSCRIBED', marketingUpdatedAt: '2025-04-01T00:00:00Z' },
  defaultAddress: {
    ...{ company: 'Lamps', address1: '1 Long Lane', address2: 'Yard', city: 'London', provinceCode: 'LND', zip: 'E1 6AN' },
    countryCodeV2: 'GB',
  },
};

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
const PARCEL = {
  ...{ status: 'SUCCESS', displayStatus: 'DELIVERED', createdAt: '2026-05-11T10:00:00Z', deliveredAt: '2026-05-13T10:00:00Z' },
  trackingInfo: [{ company: 'DHL', number: '00340' }],
};
const ON_ITS_WAY = { ...PARCEL, displayStatus: 'IN_TRANSIT' };
const ORDER = {
  ...{ id: 'gid://shopify/Order/9', name: '#1042', processedAt: '2026-05-10T10:00:00Z', updatedAt: '2026-05-11T10:00:00Z' },
  ...{ cancelledAt: null, displayFinancialStatus: 'REFUNDED', displayFulfillmentStatus: 'FULFILLED', returnStatus: 'RETURNED' },
  ...{ tags: ['gift', 'sales:sam@example.com'], totalPriceSet: money('20.0'), totalRefundedSet: money('20.0') },
  fulfillments: [PARCEL],
  staffMember: null,
};

describeMapping({
  name: 'shopify',
  mapping: shopifyMapping(account, { staff: true }),
  objects: [
    {
      of: 'SalesRecord',
      samples: [
        CUSTOMER,
        { ...CUSTOMER, firstName: null },
        { ...CUSTOMER, lastName: null },
        { ...CUSTOMER, firstName: null, lastName: null },
      ],
      map: (wire) => toSalesRecord(Customer.parse(wire), account),
      never: ['jobTitle', 'taxId', 'birthDate', 'employees', 'externalIds', 'movedTo'],
    },
    {
      of: 'Order',
      samples: [
        { ...ORDER, staffMember: { id: 'gid://shopify/StaffMember/5', name: 'Sam Seller', email: 'sam@example.com' } },
        ORDER,
        { ...ORDER, cancelledAt: '2026-05-12T10:00:00Z' },
        { ...ORDER, fulfillments: [ON_ITS_WAY], returnStatus: 'NO_RETURN' },
      ],
      map: (wire) => toOrder(ShopifyOrder.parse(wire), 'shop:customer:7', account),
      instead: {
        returnStatus: ['NO_RETURN'],
        displayFulfillmentStatus: ['ON_HOLD'],
        'fulfillments[].status': ['CANCELLED', 'ERROR'],
        'fulfillments[].displayStatus': ['LABEL_PRINTED', 'DELAYED'],
      },
    },
    {
      of: 'OrderItem',
      samples: [
        {
          id: 'gid://shopify/Order/9',
          lineItems: {
            nodes: [{ id: 'gid://shopify/LineItem/1', sku: 'L-1', name: 'Lamp', quantity: 2, originalUnitPriceSet: money('10.0') }],
          },
          returns: { nodes: [] },
        },
      ],
      map: (wire) => toContents(OrderInside.parse(wire), account).items,
    },
    {
      of: 'OrderReturn',
      samples: [
        {
          id: 'gid://shopify/Order/9',
          lineItems: { nodes: [] },
          returns: {
            nodes: [
              {
                ...{
                  id: 'gid://shopify/Return/1',
                  name: '#1042-R1',
                  status: 'CLOSED',
                  createdAt: '2026-05-20T10:00:00Z',
                  totalQuantity: 1,
                },
                returnLineItems: { nodes: [{ returnReasonNote: 'it came too late', returnReasonDefinition: { name: 'Other' } }] },
              },
            ],
          },
        },
      ],
      map: (wire) => toContents(OrderInside.parse(wire), account).returns,
    },
  ],
});

it('has no line for staff that is not read', () => {
  const staff = (read: boolean) => shopifyMapping(account, { staff: read }).filter(({ from }) => from.startsWith('staffMember'));
  expect(staff(true)).toHaveLength(3);
  expect(staff(false)).toEqual([]);
});
