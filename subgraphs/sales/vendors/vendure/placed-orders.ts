// Which of a customer's orders count. Vendure lists carts among them, and where several sellers share a shop, each seller's part.
import type { Filter } from './shop-access';
import type { Account } from './wire';

/**
 * Orders that were placed. A part of an order that went to one seller counts only in a seller's own channel: in the default one
 * the whole order is there too. https://docs.vendure.io/reference/graphql-api/admin/enums/#ordertype
 */
export function placedOrders({ ofChannel }: Account): Filter {
  return { orderPlacedAt: { isNull: false }, ...(ofChannel ? {} : { type: { notEq: 'Seller' } }) };
}
