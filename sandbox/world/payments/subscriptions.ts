// What somebody subscribed to, period by period: an invoice for each and the charges for it, in step with their plot. Who pays
// late elsewhere is past due here too, who is angry is about to leave or had money back, and who left has cancelled.
import type { OnlinePerson } from '../online-person';
import type { PaymentInvoice, PaymentSubscription } from '../payment-story';
import { priceIn, smallestUnits } from '../prices';
import type { Random } from '../random';
import type { WorldBuilder } from '../world-builder';
import type { WrittenPayer } from './customers';
import { DECLINES, PLANS } from './plans';

type Course = 'active' | 'ending' | 'trialing' | 'canceled' | 'past_due' | 'owing' | 'unpaid';

export interface PaymentTelling {
  build: WorldBuilder;
  random: Random;
  one: OnlinePerson;
  payer: WrittenPayer;
}

/** Days; the pretend world has no months of other lengths. */
const MONTH = 30;
const YEAR = 365;
const TRIAL = 14;
const NET = 14;
const TROUBLE_FROM = 60;

/** A subscription with everything paid and unpaid for it. */
export function tellSubscription(telling: PaymentTelling): void {
  const { build, random, one, payer } = telling;
  const course = courseOf(telling);
  const plan = random.pick(PLANS);
  const interval = random.chance(0.2) ? 'year' : 'month';
  const price = priceIn(one.person.culture, plan.price * (interval === 'year' ? 10 : 1));
  const length = course === 'trialing' ? TRIAL : interval === 'year' ? YEAR : MONTH;
  const { start, past, endedDays } = lifeOf(telling, course, length);
  const currency = one.person.culture.currency.toLowerCase();
  const currentPeriodEnd = build.ago(start - length);
  const subscription = build.payments.subscription({
    ...{ customerId: payer.customer.id, plan: plan.name, interval, currency, quantity: random.int(1, 6) },
    unitAmount: smallestUnits(price, one.person.culture.decimals),
    status: course === 'owing' || course === 'ending' ? 'active' : course,
    ...{ startedAt: build.ago(start + past * length), currentPeriodStart: build.ago(start), currentPeriodEnd },
    ...(course === 'ending'
      ? { cancelAtPeriodEnd: true, cancelAt: currentPeriodEnd, canceledAt: build.ago(random.next() * start) }
      : { canceledAt: endedDays === null ? null : build.ago(endedDays) }),
  });
  const byInvoice = course === 'owing' || random.chance(course === 'past_due' || course === 'unpaid' ? 0.6 : 0.2);
  // From the first period to the current one, as invoices are numbered in that order.
  for (let period = past; period >= 0; period -= 1) {
    tellPeriod(telling, { subscription, course, byInvoice, period, age: start + period * length });
  }
}

/** Something bought once, without a subscription, and paid at once. */
export function tellSinglePayment({ build, random, one: { person }, payer }: PaymentTelling): void {
  const { currency, decimals } = person.culture;
  const total = smallestUnits(priceIn(person.culture, random.pick([49, 95, 120, 290])), decimals);
  const at = build.ago(random.next() * (payer.sinceDays - 0.5));
  const common = { customerId: payer.customer.id, currency: currency.toLowerCase(), createdAt: at };
  const invoice = build.payments.invoice({ ...common, status: 'paid', total, paidAt: at });
  build.payments.charge({ ...common, status: 'succeeded', amount: total, invoiceId: invoice.id });
}

/** Who came lately has had no time for trouble. */
function courseOf({ random, one: { person }, payer }: PaymentTelling): Course {
  const isTrial = person.plot === 'lead' || person.plot === 'prospect';
  switch (isTrial || payer.sinceDays >= TROUBLE_FROM ? person.plot : 'happy') {
    case 'lead':
    case 'prospect':
      return 'trialing';
    case 'late':
      return random.weighted({ past_due: 60, owing: 28, unpaid: 12 });
    case 'angry':
      return random.weighted({ ending: 35, active: 45, canceled: 20 });
    case 'churned':
      return 'canceled';
    default:
      return random.weighted({ active: 80, ending: 6, trialing: 6, canceled: 8 });
  }
}

/** `start` = days since the current period began, `past` = how many periods there were before it. */
function lifeOf(
  { random, one, payer }: PaymentTelling,
  course: Course,
  length: number,
): { start: number; past: number; endedDays: number | null } {
  const { sinceDays } = payer;
  const late = course === 'past_due' || course === 'owing' || course === 'unpaid';
  const [from, to] = course === 'trialing' ? [1, TRIAL - 1] : late ? [NET + 2, MONTH - 2] : [1, length - 1];
  const endedDays = course === 'canceled' ? endedDaysOf(random, sinceDays, one.person.plot === 'churned') : null;
  const room = sinceDays - 1 - (endedDays ?? 0);
  const start = Math.max(Math.min(1, room), Math.min(random.int(from, to), room)) + (endedDays ?? 0);
  const most = course === 'trialing' ? 0 : Math.floor((sinceDays - 1 - start) / length);
  return { start, past: Math.max(0, Math.min(random.int(late ? 2 : 0, 8), most)), endedDays };
}

/** Who left, left long ago, if they had been there for long. */
function endedDaysOf(random: Random, sinceDays: number, left: boolean): number {
  if (!left || sinceDays < TROUBLE_FROM) return random.int(1, Math.floor(sinceDays / 2));
  return random.int(Math.min(150, Math.floor(sinceDays / 2)), Math.min(300, sinceDays - 5));
}

interface Period {
  subscription: PaymentSubscription;
  course: Course;
  byInvoice: boolean;
  /** 0 = the current one. */
  period: number;
  /** Days since it began. */
  age: number;
}

function tellPeriod(telling: PaymentTelling, { subscription, course, byInvoice, period, age }: Period): void {
  const { build, random, payer } = telling;
  const status = statusOf(telling, course, period, age);
  const paidDays = byInvoice ? Math.max(0, age - 1 - random.next() * (NET - 2)) : age - 0.04;
  const { currency, id: subscriptionId, quantity, unitAmount } = subscription;
  const invoice = build.payments.invoice({
    customerId: payer.customer.id,
    subscriptionId,
    currency,
    status,
    createdAt: build.ago(age),
    total: course === 'trialing' ? 0 : unitAmount * quantity,
    dueAt: byInvoice ? build.ago(age - NET) : null,
    paidAt: status === 'paid' ? build.ago(paidDays) : null,
  });
  if (status === 'open' && (!byInvoice || age > NET)) payer.customer.delinquent = true;
  tellCharges(telling, invoice, { byInvoice, age, paidDays });
}

/** The current period of who pays late is unpaid, and perhaps the one before; what is older was given up or paid. */
function statusOf({ random, one }: PaymentTelling, course: Course, period: number, age: number): PaymentInvoice['status'] {
  if (course === 'past_due' || course === 'owing') {
    if (period === 0 || (period === 1 && random.chance(0.35))) return 'open';
    return age > 150 && random.chance(0.2) ? 'uncollectible' : 'paid';
  }
  if (course === 'unpaid') return period < 3 ? 'open' : 'paid';
  if (course === 'canceled' && period === 0 && one.person.plot === 'churned')
    return random.weighted({ paid: 50, uncollectible: 30, void: 20 });
  return random.chance(0.01) ? 'void' : 'paid';
}

/** `age`, `paidDays`: days since it was made, and since it was paid where it is. */
function tellCharges(
  { build, random, one, payer }: PaymentTelling,
  invoice: PaymentInvoice,
  { byInvoice, age, paidDays }: { byInvoice: boolean; age: number; paidDays: number },
): void {
  const { currency, total: amount, id: invoiceId, status, paidAt } = invoice;
  if (amount === 0 || status === 'void') return;
  const common = { customerId: payer.customer.id, invoiceId, currency, amount };
  const fail = (hoursAfter: number): void => {
    build.payments.charge({ ...common, status: 'failed', createdAt: build.ago(age, -hoursAfter), failureMessage: random.pick(DECLINES) });
  };
  if (paidAt === null) {
    if (byInvoice) return;
    fail(1);
    if (age > 4) fail(73);
    return;
  }
  if (!byInvoice && random.chance(0.03)) fail(0.5);
  const unhappy = one.person.plot === 'angry' || one.person.plot === 'churned';
  const back = random.chance(unhappy ? 0.12 : 0.015) ? { amount: random.chance(0.5) ? amount : Math.ceil(amount / 3) } : null;
  const refundedAt = build.ago(paidDays * random.next());
  build.payments.charge(
    { ...common, status: 'succeeded', createdAt: paidAt, disputed: back === null && random.chance(unhappy ? 0.02 : 0.002) },
    back === null ? [] : [{ ...back, createdAt: refundedAt, reason: unhappy ? 'requested_by_customer' : random.pick(['duplicate', null]) }],
  );
}
