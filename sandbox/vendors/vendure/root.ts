// The fields of Query and Mutation. All but the log-in, the log-out and introspection want an administrator who is logged in, and changes
// one who may make them.
// https://docs.vendure.io/reference/graphql-api/admin/queries/, /mutations/
import type { Changes } from '../../changes';
import { createCustomerWrites, type WritePermission } from './customer-writes';
import { customerRow, toCustomer, toShippingAddress } from './customers';
import { forbidden } from './errors';
import { listOf, type ListOptions } from './list-query';
import { orderRow, toLine, toOrder } from './orders';
import type { Sessions } from './sessions';
import type { VendureStore } from './store';
import type { Asked, Views } from './views';

/** https://docs.vendure.io/reference/typescript-api/money/default-money-strategy/: two places, which is the default. */
const PRECISION = 2;
const BEGINNING = '2024-01-01T00:00:00.000Z';

export interface RootParts {
  store: VendureStore;
  sessions: Sessions;
  /** Of the administrator. */
  username: string;
  /** What the administrator may do of what can be changed. */
  permissions: readonly WritePermission[];
  changes: Changes;
}

/** @returns the root value of every execution. */
export function createRoot({ store, sessions, username, permissions, changes }: RootParts): object {
  const views: Views = {
    store,
    customer: (customer) => toCustomer(views, customer),
    shippingAddress: toShippingAddress,
    order: (order) => toOrder(views, order),
    line: (order, line) => toLine(views, order, line),
  };
  const guarded =
    <Arguments, Answer>(answer: (args: Arguments) => Answer) =>
    (args: Arguments, { signedIn }: Asked): Answer => {
      if (!signedIn) throw forbidden();
      return answer(args);
    };
  const writes = createCustomerWrites(store, views, changes);
  const permitted =
    <Arguments, Answer>(permission: WritePermission, write: (args: Arguments) => Answer) =>
    (args: Arguments, { signedIn }: Asked): Answer => {
      if (!signedIn || !permissions.includes(permission)) throw forbidden();
      return write(args);
    };
  const channels = [{ id: '1', code: '__default_channel__', token: 'sandbox-channel' }];
  const user = { __typename: 'CurrentUser', id: '1', identifier: username, channels };
  const serverConfig = { moneyStrategyPrecision: PRECISION, ...customFieldConfigs() };

  return {
    me(_: object, asked: Asked) {
      if (asked.signedIn) return user;
      asked.newToken = sessions.ofNobody();
      throw forbidden();
    },
    customers: guarded(({ options }: { options?: ListOptions | null }) =>
      listOf(
        store.customers().map((customer) => customerRow(views, customer)),
        options,
      ),
    ),
    customer: guarded(({ id }: { id: string }) => viewOf(store.customerById(id), views.customer)),
    orders: guarded(({ options }: { options?: ListOptions | null }) =>
      listOf(
        store.orders().map((order) => orderRow(views, order)),
        options,
      ),
    ),
    order: guarded(({ id }: { id: string }) => viewOf(store.orderById(id), views.order)),
    globalSettings: guarded(() => ({ id: '1', createdAt: BEGINNING, updatedAt: BEGINNING, serverConfig })),
    addNoteToCustomer: permitted('UpdateCustomer', writes.addNoteToCustomer),
    deleteCustomerNote: permitted('UpdateCustomer', writes.deleteCustomerNote),
    updateCustomer: permitted('UpdateCustomer', writes.updateCustomer),
    createCustomer: permitted('CreateCustomer', writes.createCustomer),
    deleteCustomer: permitted('DeleteCustomer', writes.deleteCustomer),
    login({ username: name, password }: { username: string; password: string }, asked: Asked) {
      const token = sessions.begin(name, password);
      if (token === null) {
        const message = 'The provided credentials are invalid';
        return { __typename: 'InvalidCredentialsError', errorCode: 'INVALID_CREDENTIALS_ERROR', message, authenticationError: '' };
      }
      asked.newToken = token;
      return user;
    },
    logout(_: object, asked: Asked) {
      if (asked.token === null) return { success: false };
      asked.newToken = '';
      return { success: sessions.end(asked.token) };
    },
  };
}

function viewOf<T>(found: T | null, view: (found: T) => object): object | null {
  return found === null ? null : view(found);
}

/** What this shop adds to Vendure's own fields: see admin.graphql. */
function customFieldConfigs(): object {
  const field = (name: string): object => ({
    ...{ __typename: 'StringCustomFieldConfig', name, type: 'string', list: false, nullable: true },
    ...{ readonly: false, internal: false, deprecated: false, deprecationReason: null, length: null, pattern: null },
  });
  const [Customer, Order] = [['crmId', 'loyaltyTier'].map(field), ['salesPerson'].map(field)];
  return {
    customFieldConfig: { Customer, Order },
    entityCustomFields: [
      { entityName: 'Customer', customFields: Customer },
      { entityName: 'Order', customFields: Order },
    ],
  };
}
