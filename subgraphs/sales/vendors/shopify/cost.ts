// How much of Shopify's data fits into one query. Pure arithmetic; the documents whose costs these are stand in the files beside it.

/** "A single query may not exceed a cost of 1,000 points, regardless of plan limits." https://shopify.dev/docs/api/usage/limits */
export const MAX_QUERY_COST = 1_000;
/** Entries of a page, and of an argument that is a list. */
export const MAX_ENTRIES = 250;
/** Newest orders of a customer that are read. */
export const MAX_ORDERS = 100;
/** Few customers have more; a page of fewer orders would cost most of the others a second query. */
const FEWEST_ORDERS = 20;

/**
 * What a connection costs at most, when each of its entries costs `each` points. Published is that objects cost 1, scalars 0, and
 * that connections are "sized by first and last arguments"
 * (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits), not how. Answers tell: it is 2, and `first` entries count
 * as the natural logarithm of their number, twice (https://community.shopify.dev/t/23101: a product with
 * `variants(first: 250)` and one object in each costs 25 = 1 + 2 + 11 × 2). Amounts of money cost nothing, at whatever depth.
 */
export function connectionCost(first: number, each: number): number {
  return 2 + Math.max(1, Math.floor(2 * Math.log(first))) * each;
}

/**
 * The page size with which a query about so many customers reads the most orders, FEWEST_ORDERS to 100; `orderCost` points an
 * order. Whether Shopify counts `nodes(ids:)` once or for each id is not published: this counts each.
 */
export function ordersPerCustomer(customers: number, orderCost: number): number {
  let first = MAX_ORDERS;
  while (first > FEWEST_ORDERS && customers * customerCost(first, orderCost) > MAX_QUERY_COST) first -= 1;
  return first;
}

/**
 * Customers of one query about orders: so many that each gets a page of FEWEST_ORDERS. With three points an order a customer
 * costs 1 + 2 + 5 × 3 = 18, so that 55 customers fit, and fifty are one query.
 */
export function customersPerQuery(orderCost: number): number {
  return Math.floor(MAX_QUERY_COST / customerCost(FEWEST_ORDERS, orderCost));
}

function customerCost(first: number, orderCost: number): number {
  return 1 + connectionCost(first, orderCost);
}
