// What somebody bought in the shop and what became of it, in step with their plot: of who is angry a parcel is late or lost,
// of who pays late an order is unpaid, and who left ordered last long ago.
import type { OnlinePerson } from '../online-person';
import { priceIn } from '../prices';
import type { Random } from '../random';
import type { ShopCustomer, ShopFulfillment, ShopOrder, ShopReturn, ShopStaff } from '../shop-story';
import type { WorldBuilder } from '../world-builder';
import type { OrderToTell } from './builder';
import { ARTICLES, CARRIERS, TRIAL_ARTICLE } from './catalogue';
import type { WrittenCustomer } from './customers';

type Fate = 'delivered' | 'underway' | 'fresh' | 'on-hold' | 'delayed' | 'failed' | 'unpaid' | 'cancelled' | 'returned' | 'returning';
type Line = Omit<ShopOrder['lines'][number], 'id'>;

/** How many days old an order of a fate is. */
const AGE: Readonly<Record<Fate, readonly [from: number, to: number]>> = {
  ...{ delivered: [8, 700], returned: [30, 700], cancelled: [3, 500], unpaid: [12, 50] },
  ...{ returning: [9, 25], delayed: [7, 16], failed: [6, 14], underway: [2, 5], fresh: [0, 1], 'on-hold': [1, 6] },
};

export interface OrderTelling {
  build: WorldBuilder;
  random: Random;
  one: OnlinePerson;
  staff: readonly ShopStaff[];
}

/** All orders of one customer, the newest first; an account of the last days may have none, a guest always has one. */
export function tellOrders(telling: OrderTelling, { customer, sinceDays }: WrittenCustomer): ShopOrder[] {
  const { random, one } = telling;
  const { plot } = one.person;
  const trial = plot === 'lead' || plot === 'prospect';
  const past = trial || !customer.hasAccount ? 0 : random.int(0, plot === 'happy' ? 3 : 2);
  const fates = [newestFate(telling), ...Array.from({ length: past }, () => random.weighted({ delivered: 8, returned: 1, cancelled: 1 }))];
  const tell = (fate: Fate): ShopOrder[] => {
    const [from, to] = plot === 'churned' ? [200, 700] : AGE[fate];
    const oldest = Math.min(to, sinceDays - 1);
    return oldest < from ? [] : [tellOrder(telling, customer, fate, random.int(from, oldest) + random.next() * 0.9, trial)];
  };
  const orders = fates.flatMap(tell);
  if (customer.hasAccount) return orders;
  const bought = orders.length > 0 ? orders : tell('fresh');
  beginWith(bought, customer);
  return bought;
}

/** A guest is known from the first order on, and said at its checkout whether they want mail. */
function beginWith(orders: readonly ShopOrder[], customer: ShopCustomer): void {
  const first = orders.map(({ createdAt }) => createdAt).sort()[0] ?? customer.createdAt;
  customer.createdAt = first;
  for (const consent of [customer.emailConsent, customer.smsConsent]) if (consent !== null && consent.at !== null) consent.at = first;
}

function newestFate({ random, one: { person } }: OrderTelling): Fate {
  switch (person.plot) {
    case 'angry':
      return random.weighted({ delayed: 5, failed: 3, returning: 2 });
    case 'late':
      return random.weighted({ unpaid: 6, delivered: 3, 'on-hold': 1 });
    case 'churned':
      return random.weighted({ delivered: 4, returned: 4, cancelled: 2 });
    default:
      return random.weighted({ delivered: 60, underway: 18, fresh: 8, cancelled: 5, returned: 6, returning: 3 });
  }
}

function tellOrder(telling: OrderTelling, customer: ShopCustomer, fate: Fate, age: number, trial: boolean): ShopOrder {
  const { build, random, one } = telling;
  const { currency, decimals } = one.person.culture;
  const lines = trial
    ? [lineOf(telling, TRIAL_ARTICLE, 1)]
    : random.sample(ARTICLES, random.int(1, 3)).map((article) => lineOf(telling, article, random.int(1, 6)));
  const createdAt = build.ago(age);
  const parcel = parcelOf(telling, fate, age);
  const paid = { financialStatus: 'PAID', fulfillmentStatus: parcel === null ? 'UNFULFILLED' : 'FULFILLED' } as const;
  return build.shop.order(
    {
      ...{ customerId: customer.id, createdAt, currency, lines, ...paid, ...salesPersonOf(telling, customer) },
      fulfillments: parcel === null ? [] : [parcel],
      updatedAt: parcel?.deliveredAt ?? parcel?.createdAt ?? createdAt,
      ...endingOf(telling, fate, age, lines),
    },
    decimals,
  );
}

function lineOf({ one }: OrderTelling, { sku, title, price }: { sku: string; title: string; price: number }, quantity: number): Line {
  const { culture } = one.person;
  return { sku, title, quantity, unitPrice: priceIn(culture, price).toFixed(culture.decimals) };
}

/** null = nothing was sent. */
function parcelOf({ build, random }: OrderTelling, fate: Fate, age: number): Omit<ShopFulfillment, 'id'> | null {
  if (fate === 'fresh' || fate === 'on-hold' || fate === 'cancelled') return null;
  const sent = age - 0.3 - random.next();
  const tracking = {
    trackingCompany: random.pick(CARRIERS),
    trackingNumber: String(random.int(100_000_000, 999_999_999)).padStart(12, '3'),
  };
  const parcel = { createdAt: build.ago(sent), status: 'SUCCESS' as const, deliveredAt: null, ...tracking };
  if (fate === 'underway') return { ...parcel, displayStatus: random.pick(['CONFIRMED', 'IN_TRANSIT', 'IN_TRANSIT', 'OUT_FOR_DELIVERY']) };
  if (fate === 'delayed') return { ...parcel, displayStatus: 'DELAYED' };
  if (fate === 'failed') return { ...parcel, displayStatus: 'FAILURE' };
  return { ...parcel, displayStatus: 'DELIVERED', deliveredAt: build.ago(sent - 1 - random.next() * 3) };
}

/** What makes an order other than one that is paid and went its way. */
function endingOf({ build, random, one }: OrderTelling, fate: Fate, age: number, lines: readonly Line[]): Partial<OrderToTell> {
  const { decimals } = one.person.culture;
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * Number(unitPrice), 0);
  switch (fate) {
    case 'unpaid':
      return { financialStatus: 'PENDING' };
    case 'fresh':
      return random.chance(0.3) ? { financialStatus: 'AUTHORIZED' } : {};
    case 'on-hold':
      return { financialStatus: 'PENDING', fulfillmentStatus: 'ON_HOLD' };
    case 'cancelled': {
      const cancelledAt = build.ago(age - 0.1 - random.next());
      const refunded = random.chance(0.5) ? total : 0;
      return {
        ...{ cancelledAt, updatedAt: cancelledAt, cancelReason: random.pick(['CUSTOMER', 'CUSTOMER', 'INVENTORY', 'DECLINED', 'OTHER']) },
        ...{ refunded: refunded.toFixed(decimals), financialStatus: refunded === 0 ? 'VOIDED' : 'REFUNDED' },
      };
    }
    case 'returning': {
      const [first] = lines;
      const createdAt = build.ago(random.next() * 3);
      const status = random.pick<ShopReturn['status']>(['REQUESTED', 'OPEN']);
      return { returns: [{ ...returnOf(random, createdAt, first?.quantity ?? 1), status }], updatedAt: createdAt };
    }
    case 'returned': {
      const [first] = lines;
      const quantity = random.int(1, first?.quantity ?? 1);
      const refunded = quantity * Number(first?.unitPrice ?? 0);
      const asked = build.ago(age - 7 - random.next() * 6);
      return {
        returns: [{ ...returnOf(random, asked, quantity), status: 'CLOSED' }],
        ...{ refunded: refunded.toFixed(decimals), updatedAt: build.ago(age - 18 - random.next() * 6) },
        financialStatus: refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
      };
    }
    default:
      return {};
  }
}

function returnOf(random: Random, createdAt: string, quantity: number): Omit<ShopReturn, 'id' | 'name' | 'status'> {
  return { createdAt, quantity, reason: random.pick(['DEFECTIVE', 'DEFECTIVE', 'NOT_AS_DESCRIBED', 'UNWANTED', 'WRONG_ITEM', 'OTHER']) };
}

/** Told by the staff member who made the order, by a tag, or not at all: whoever orders for themselves needs nobody. */
function salesPersonOf({ random, one: { owner }, staff }: OrderTelling, customer: ShopCustomer): Pick<ShopOrder, 'staffId' | 'tags'> {
  const told = customer.hasAccount ? random.weighted({ staff: 40, tag: 30, nobody: 30 }) : 'nobody';
  if (owner === null || told === 'nobody') return { staffId: null, tags: [] };
  const colleague = staff.find(({ email }) => email === owner.email);
  if (told === 'staff' && colleague !== undefined) return { staffId: colleague.id, tags: [] };
  return { staffId: null, tags: [`sales:${owner.email}`] };
}
