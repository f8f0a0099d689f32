// What somebody ordered at the house's own Vendure, in step with their plot.
import { priceIn } from '../prices';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import { ARTICLES, CARRIERS } from '../shop/catalogue';
import type { CrmOwner } from '../story';
import type { VendureFulfillment, VendureOrderState } from '../vendure-story';
import type { WorldBuilder } from '../world-builder';
import type { KnownCustomer } from './customers';
import type { Ledger } from './ledger';

/** Vendure's default precision: two places, in yen too. */
const PLACES = 100;

type State = Exclude<VendureOrderState, 'ArrangingPayment' | 'PartiallyDelivered'>;
const DONE = { Delivered: 12, Cancelled: 2 } as const;
/** How many days old an order in a state is. */
const AGE: Readonly<Record<State, readonly [from: number, to: number]>> = {
  ...{ AddingItems: [0, 3], PaymentAuthorized: [0, 2], PaymentSettled: [0, 3], PartiallyShipped: [2, 6], Shipped: [2, 6] },
  ...{ Delivered: [8, 600], Cancelled: [3, 400] },
};

/** Adds their orders, none of which is older than they are. */
export function tellVendureOrders(
  build: WorldBuilder,
  random: Random,
  ledger: Ledger,
  { person, contact }: WrittenPerson,
  { customer, sinceDays }: KnownCustomer,
  owners: readonly CrmOwner[],
): void {
  const isGuest = customer.user === null;
  const newest = newestOf(random, person.plot, isGuest);
  const past = isGuest || person.plot === 'lead' ? 0 : random.int(0, 2);
  const states = [newest, ...Array.from({ length: past }, () => random.weighted(DONE))];
  const owner = owners.find(({ id }) => id === contact?.ownerId);
  for (const state of states) {
    const [from, to] = AGE[state];
    const oldest = Math.min(to, sinceDays - 1);
    if (oldest < from) continue;
    const age = random.int(from, oldest) + random.next() * 0.9;
    const lines = random.sample(ARTICLES, random.int(1, 3)).map(({ sku, title, price }) => ({
      ...{ sku, name: title, quantity: random.int(1, 4) },
      unitPrice: Math.round(priceIn(person.culture, price) * PLACES),
    }));
    const refunded = state === 'Delivered' && random.chance(0.12);
    const changed = state === 'Delivered' ? age - 3 : age * 0.8;
    ledger.order({
      ...{ customerId: customer.id, state, currency: person.culture.currency, age, changed, lines },
      parcels: parcelsOf(build, random, state, age),
      refund:
        state === 'Cancelled'
          ? { amount: Infinity, state: 'Settled', reason: 'Changed their mind', line: null, age: changed }
          : refunded
            ? {
                amount: lines[0]?.unitPrice ?? 0,
                state: random.pick(['Settled', 'Settled', 'Pending']),
                reason: 'Defective',
                line: 0,
                age: age - 5,
              }
            : null,
      salesPerson: owner !== undefined && random.chance(0.4) ? owner.email : null,
    });
  }
}

function newestOf(random: Random, plot: WrittenPerson['person']['plot'], isGuest: boolean): State {
  if (plot === 'churned') return random.weighted(DONE);
  if (plot === 'angry') return random.weighted({ PartiallyShipped: 6, Shipped: 3, Cancelled: 1 });
  if (plot === 'late') return random.weighted({ PaymentAuthorized: 6, Delivered: 4 });
  return random.weighted({ Delivered: 60, Shipped: 15, PaymentSettled: 12, Cancelled: 6, AddingItems: isGuest ? 0 : 7 });
}

function parcelsOf(build: WorldBuilder, random: Random, state: State, age: number): Omit<VendureFulfillment, 'id'>[] {
  if (state !== 'PartiallyShipped' && state !== 'Shipped' && state !== 'Delivered') return [];
  const sent = age - 0.5 - random.next();
  const delivered = state === 'Delivered';
  return [
    {
      ...{ state: delivered ? 'Delivered' : 'Shipped', method: random.pick(CARRIERS) },
      trackingCode: String(random.int(100_000_000, 999_999_999)).padStart(12, '4'),
      createdAt: build.ago(sent),
      updatedAt: build.ago(delivered ? sent - 2 : sent - 0.1),
    },
  ];
}
