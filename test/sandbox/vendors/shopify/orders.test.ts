// What an order of the pretend Shopify tells, over real HTTP: sums, lines, parcels, returns and the state they make together.
import { anOrder, shopWorld } from '../../support/shop-world';
import { type AskedShopify, startAsked } from './asking';

let shopify: AskedShopify;
afterEach(() => shopify.stop());

const start = async (...options: Parameters<typeof startAsked>) => {
  shopify = await startAsked(...options);
};
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

test('an order tells sums, state, lines, parcels, returns and who made it', async () => {
  await start();
  const reply = await shopify.query(`{
    orders(first: 1, query: "name:1042") { nodes {
      name number processedAt cancelledAt cancelReason closed displayFinancialStatus displayFulfillmentStatus returnStatus currencyCode tags
      totalPriceSet { shopMoney { amount currencyCode } } currentTotalPriceSet { presentmentMoney { amount } } totalRefundedSet { shopMoney { amount } }
      customer { displayName } staffMember { name email }
      lineItems(first: 10) { nodes { title sku quantity originalUnitPriceSet { shopMoney { amount } } originalTotalSet { shopMoney { amount } } } }
      fulfillments(first: 5) { name status displayStatus deliveredAt estimatedDeliveryAt trackingInfo(first: 1) { company number url } order { name } }
      returns(first: 5) { nodes { name status totalQuantity returnLineItems(first: 5) { nodes { quantity returnReason returnReasonDefinition { handle name } } } } }
    } }
  }`);
  expect(reply.body).toMatchObject({
    data: {
      orders: {
        nodes: [
          {
            name: '#1042',
            number: 1042,
            closed: false,
            displayFinancialStatus: 'PARTIALLY_REFUNDED',
            displayFulfillmentStatus: 'FULFILLED',
            returnStatus: 'IN_PROGRESS',
            tags: ['sales:olga@sandbox.example'],
            totalPriceSet: { shopMoney: { amount: '120.5', currencyCode: 'EUR' } },
            currentTotalPriceSet: { presentmentMoney: { amount: '100.0' } },
            totalRefundedSet: { shopMoney: { amount: '20.5' } },
            customer: { displayName: 'Anna Muster' },
            staffMember: { name: 'Olga Owner', email: 'olga@sandbox.example' },
            lineItems: {
              nodes: [
                { title: 'Sensor', sku: 'S-1', originalTotalSet: { shopMoney: { amount: '100.0' } } },
                { title: 'Cable', sku: null },
              ],
            },
            fulfillments: [
              {
                name: '#1042-F1',
                displayStatus: 'DELIVERED',
                deliveredAt: '2026-05-13T10:00:00Z',
                trackingInfo: [{ company: 'DHL', number: '00340', url: null }],
                order: { name: '#1042' },
              },
            ],
            returns: {
              nodes: [
                {
                  name: '#1042-R1',
                  status: 'OPEN',
                  totalQuantity: 1,
                  returnLineItems: { nodes: [{ returnReasonDefinition: { handle: 'defective' } }] },
                },
              ],
            },
          },
        ],
      },
    },
  });
  expect(reply.body).not.toHaveProperty('errors');
});

test.each([
  [['REQUESTED'], 'RETURN_REQUESTED', false],
  [['CLOSED', 'DECLINED'], 'RETURNED', true],
  [['DECLINED', 'CANCELED'], 'NO_RETURN', true],
  [['CLOSED', 'OPEN'], 'IN_PROGRESS', false],
] as const)('an order sent and paid, with returns %j, is %s', async (statuses, returnStatus, closed) => {
  const returns = statuses.map((status, index) => ({
    ...{ id: String(index), name: `#901-R${index}`, status },
    ...{ createdAt: '2026-05-15T10:00:00.000Z', reason: 'OTHER' as const, quantity: 1 },
  }));
  const order = anOrder({ id: '901', customerId: '501', fulfillmentStatus: 'FULFILLED', returns });
  await start({ world: shopWorld({ orders: [order] }) });
  const { body } = await shopify.query(`{ order(id: "${gid('Order', 901)}") { returnStatus closed } }`);
  expect(body).toMatchObject({ data: { order: { returnStatus, closed } } });
});
