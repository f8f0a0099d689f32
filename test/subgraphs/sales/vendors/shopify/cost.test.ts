import { connectionCost, customersPerQuery, MAX_QUERY_COST, ordersPerCustomer } from '../../../../../subgraphs/sales/vendors/shopify/cost';

// What Shopify told of real queries: community.shopify.dev/t/23101, and the audited costs of Microsoft's connector (BCApps #5926).
it.each([
  ['250 variants with an object each', 1 + connectionCost(250, 2), 25],
  ['200 customers', connectionCost(200, 1), 12],
  ['200 balance transactions with an object each', 1 + connectionCost(200, 2), 23],
  ['10 lines with nine objects each', 1 + connectionCost(10, 10), 43],
  ['3 of the same', 1 + connectionCost(3, 10), 23],
])('a connection costs what Shopify says: %s', (_what, cost, told) => {
  expect(cost).toBe(told);
});

describe.each([3, 4])('orders of %i points', (orderCost) => {
  const cost = (customers: number) => customers * (1 + connectionCost(ordersPerCustomer(customers, orderCost), orderCost));

  it('fit into a query, of as many customers as it takes', () => {
    const most = customersPerQuery(orderCost);
    for (let customers = 1; customers <= most; customers += 1) {
      const first = ordersPerCustomer(customers, orderCost);
      expect(cost(customers)).toBeLessThanOrEqual(MAX_QUERY_COST);
      expect(first).toBeGreaterThanOrEqual(20);
      expect(first).toBeLessThanOrEqual(100);
      // One more would be too much, or is not wanted.
      expect(first === 100 || customers * (1 + connectionCost(first + 1, orderCost)) > MAX_QUERY_COST).toBe(true);
    }
    expect((most + 1) * (1 + connectionCost(20, orderCost))).toBeGreaterThan(MAX_QUERY_COST);
  });
});

it('fifty customers are one query, two with their staff; a few customers get a full page each', () => {
  expect([customersPerQuery(3), customersPerQuery(4)]).toEqual([55, 43]);
  expect([1, 33, 34, 47, 50, 55].map((customers) => ordersPerCustomer(customers, 3))).toEqual([100, 100, 90, 33, 20, 20]);
});
