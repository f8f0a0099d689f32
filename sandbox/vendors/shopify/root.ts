// The fields of QueryRoot: look-ups by id see every change at once, the lists `customers` and `orders` go through the search index.
// https://shopify.dev/docs/api/admin-graphql/2026-07
import type { GraphQLResolveInfo } from 'graphql';
import type { ShopCustomer } from '../../world/shop-story';
import { type CustomerArguments, listCustomers } from './customer-list';
import { toCustomer } from './customers';
import { badRequest, invalidGlobalId, staffDenied } from './errors';
import { listOrders, type OrderArguments } from './order-list';
import { toFulfillment, toLineItem, toReturn, toStaffMember } from './order-parts';
import { toOrder } from './orders';
import type { ShopifyStore } from './store';
import { SHOP_CURRENCY, fromGid, toGid } from './values';
import type { Asked, Views } from './views';

interface Identifier {
  id?: string;
  emailAddress?: string;
  phoneNumber?: string;
}

const SHOP_ID = '1';

/** @param tellsStaff whether the app may read staff. @returns the root value of every execution. */
export function createRoot(store: ShopifyStore, tellsStaff: boolean): object {
  const views: Views = {
    store,
    staffMember(member) {
      if (!tellsStaff) throw staffDenied();
      return member === null ? null : toStaffMember(member);
    },
    customer: (customer) => toCustomer(views, customer),
    order: (order) => toOrder(views, order),
    line: toLineItem,
    fulfillment: (order, fulfillment) => toFulfillment(views, order, fulfillment),
    returned: (order, told) => toReturn(views, order, told),
  };
  const shop = {
    __typename: 'Shop',
    id: toGid('Shop', SHOP_ID),
    name: 'Sandbox Shop',
    myshopifyDomain: 'sandbox.shop.example',
    currencyCode: SHOP_CURRENCY,
    ianaTimezone: 'Etc/UTC',
  };
  const customerOf = (customer: ShopCustomer | null) => (customer === null ? null : views.customer(customer));

  /** null = nothing has this id. */
  function node(gid: string): object | null {
    const { type, id } = idOf(gid);
    switch (type) {
      case 'Customer':
        return customerOf(store.customerById(id));
      case 'Order': {
        const order = store.orderById(id);
        return order === null ? null : views.order(order);
      }
      case 'LineItem': {
        const found = store.lineById(id);
        return found === null ? null : views.line(found.order, found.line);
      }
      case 'Fulfillment': {
        const found = store.fulfillmentById(id);
        return found === null ? null : views.fulfillment(found.order, found.fulfillment);
      }
      case 'Return': {
        const found = store.returnById(id);
        return found === null ? null : views.returned(found.order, found.told);
      }
      case 'StaffMember':
        return views.staffMember(store.staffById(id));
      case 'Shop':
        return id === SHOP_ID ? shop : null;
      default:
        return null;
    }
  }
  const nodeOf = (type: string, gid: string) => {
    if (idOf(gid).type !== type) throw badRequest(`Invalid id: ${gid}`);
    return node(gid);
  };

  return {
    shop,
    node: ({ id }: { id: string }) => node(id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map(node),
    customer: ({ id }: { id: string }) => nodeOf('Customer', id),
    order: ({ id }: { id: string }) => nodeOf('Order', id),
    staffMember: ({ id }: { id?: string | null }) => (typeof id === 'string' ? nodeOf('StaffMember', id) : views.staffMember(null)),
    customerByIdentifier({ identifier: { id, emailAddress, phoneNumber } }: { identifier: Identifier }) {
      if (id !== undefined) return nodeOf('Customer', id);
      if (emailAddress !== undefined) return customerOf(store.customerByEmail(emailAddress));
      return customerOf(store.customerByPhone(phoneNumber ?? ''));
    },
    customers: (args: CustomerArguments, asked: Asked, info: GraphQLResolveInfo) => listCustomers(views, args, asked, info),
    orders: (args: OrderArguments, asked: Asked, info: GraphQLResolveInfo) =>
      listOrders(views, store.orders(), args, 'PROCESSED_AT', asked, info),
  };
}

function idOf(gid: string): { type: string; id: string } {
  const id = fromGid(gid);
  if (id === null) throw invalidGlobalId(gid);
  return id;
}
