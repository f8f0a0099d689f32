// Which payments somebody's customers have: the first one subscribes, of the further ones some bought something once, and some
// subscribe a second time. A draft lies about here and there.
import { smallestUnits, priceIn } from '../prices';
import { tellSinglePayment, tellSubscription, type PaymentTelling } from './subscriptions';

/** `turn` = 0 for the first customer of a person. */
export function tellPayments(telling: PaymentTelling, turn: number): void {
  const { build, random, one, payer } = telling;
  if (turn === 0 || random.chance(0.4)) tellSubscription(telling);
  else tellSinglePayment(telling);
  if (!random.chance(0.03)) return;
  const { culture } = one.person;
  build.payments.invoice({
    ...{ customerId: payer.customer.id, status: 'draft', currency: culture.currency.toLowerCase() },
    ...{ total: smallestUnits(priceIn(culture, 95), culture.decimals), createdAt: build.ago(0, random.next()) },
  });
}
