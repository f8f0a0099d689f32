// The books of the house's own Vendure while a world is made: each customer and order gets its number here, and the sums that
// follow from the others are worked out. It knows nothing of people or plots.
import type { VendureCustomer, VendureFulfillment, VendureOrder, VendureOrderState, VendurePayment, VendureShop } from '../vendure-story';
import type { WorldBuilder } from '../world-builder';

/** Codes of orders, which look thrown: https://docs.vendure.io/reference/typescript-api/orders/order-code-strategy/ */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 16;
/** Of each parcel, whatever is in it. */
const SHIPPING = 590;

export interface OrderToTell {
  customerId: string;
  state: VendureOrderState;
  currency: string;
  /** Days ago, of the order and of what changed it last. */
  age: number;
  changed: number;
  lines: readonly { sku: string; name: string; unitPrice: number; quantity: number }[];
  parcels: readonly Omit<VendureFulfillment, 'id'>[];
  /** Of a paid order; `line` = which of the lines came back, null = none. */
  refund: { amount: number; state: 'Pending' | 'Settled'; reason: string | null; line: number | null; age: number } | null;
  salesPerson: string | null;
}

export interface Ledger {
  readonly shop: VendureShop;
  /** Books it as theirs, too. */
  customer(customer: Omit<VendureCustomer, 'id' | 'user' | 'addresses'> & Accounts): VendureCustomer;
  order(order: OrderToTell): VendureOrder;
}

interface Accounts {
  /** null = a guest. */
  account: { verified: boolean } | null;
  addresses: readonly Omit<VendureCustomer['addresses'][number], 'id'>[];
}

/** @param letter throws one of so many letters. */
export function openLedger(build: WorldBuilder, letter: (count: number) => number): Ledger {
  const shop: VendureShop = { customers: [], orders: [] };
  const next = new Map<string, number>();
  const nextId = (kind: string, first = 1): string => {
    const id = next.get(kind) ?? first;
    next.set(kind, id + 1);
    return String(id);
  };
  const toCode = (): string => Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[letter(CODE_LETTERS.length)]).join('');

  return {
    shop,
    customer({ account, addresses, ...told }) {
      const customer: VendureCustomer = {
        ...told,
        id: nextId('customer', 301),
        // The first user is the administrator.
        user: account === null ? null : { id: nextId('user', 2), verified: account.verified },
        addresses: addresses.map((address) => ({ ...address, id: nextId('address') })),
      };
      build.knowFurther(told.person, `vendure:customer:${customer.id}`);
      shop.customers.push(customer);
      return customer;
    },
    order({ customerId, state, currency, age, changed, lines: told, parcels, refund, salesPerson }) {
      const placedAt = build.ago(age);
      const lines = told.map((line) => ({ ...line, id: nextId('line', 5_001), variantId: toVariantId(line.sku) }));
      const total = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0) + SHIPPING;
      const isCart = state === 'AddingItems' || state === 'ArrangingPayment';
      const order: VendureOrder = {
        ...{
          id: nextId('order', 1_001),
          code: toCode(),
          customerId,
          state,
          type: 'Regular',
          currency,
          shipping: SHIPPING,
          lines,
          salesPerson,
        },
        ...{ createdAt: build.ago(age + 0.02), updatedAt: build.ago(changed), orderPlacedAt: isCart ? null : placedAt },
        fulfillments: parcels.map((parcel) => ({ ...parcel, id: nextId('fulfillment') })),
        payments: isCart ? [] : [paid(total, placedAt)],
      };
      shop.orders.push(order);
      return order;

      function paid(amount: number, createdAt: string): VendurePayment {
        const returned = refund?.line === null || refund?.line === undefined ? undefined : lines[refund.line];
        return {
          ...{ id: nextId('payment'), method: 'card', amount, createdAt, state: state === 'PaymentAuthorized' ? 'Authorized' : 'Settled' },
          refunds:
            refund === null
              ? []
              : [
                  {
                    ...{ id: nextId('refund'), total: Math.min(amount, refund.amount), state: refund.state, reason: refund.reason },
                    lines: returned === undefined ? [] : [{ lineId: returned.id, quantity: 1 }],
                    createdAt: build.ago(refund.age),
                  },
                ],
        };
      }
    },
  };
}

/** The same article has the same number. */
function toVariantId(sku: string): string {
  return String([...sku].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000, 7) + 1);
}
