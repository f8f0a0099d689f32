// The other showcase people in shop, payments and marketing: the same spellings and shared mailboxes as elsewhere, as these
// systems keep them. Word for word the same in every world.
import type { MarketingConsent } from '../marketing-story';
import type { OnlineHouse } from '../online-house';
import type { PaymentCustomer, PaymentSubscription } from '../payment-story';
import type { ShopCustomer, ShopFulfillment } from '../shop-story';
import type { WorldBuilder } from '../world-builder';

/** Call when all showcase people are booked, and Ada is told. */
export function tellOthersOnline(build: WorldBuilder, online: OnlineHouse): void {
  tellJuergen(build, online);
  tellRobert(build, online);
  tellMisaki(build);
  tellLindqvists(build, online);
  tellJoao(build);
  tellBrigitte(build);
  tellTheTwoKowalskis(build, online);
  tellNordlicht(build, online);
}

function subscribed(build: WorldBuilder, days: number): Pick<MarketingConsent, 'state' | 'at'> {
  return { state: 'SUBSCRIBED', at: build.ago(days) };
}

/** Jürgen: capitals in the payment system, ue in the shop. */
function tellJuergen(build: WorldBuilder, { staff }: OnlineHouse): void {
  const email = 'juergen.mueller@ostwind-logistics.example.com';
  const juergen = { person: 'juergen-mueller', company: 'Ostwind Logistics GmbH' };
  const account = build.shop.customer({
    ...{ ...juergen, firstName: 'Juergen', lastName: 'Mueller', email, phone: '+493023125017', countryCode: 'DE', locale: 'de' },
    ...{ city: 'Berlin', postalCode: '10999', street: 'Lindenstr. 8', createdAt: build.ago(200) },
  });
  tellOrder(build, account, { currency: 'EUR', age: 40, price: '79.00', quantity: 6, parcel: 'DELIVERED', staffId: staff[0]?.id ?? null });
  const payer = build.payments.customer({
    ...{
      person: juergen.person,
      email: email.toUpperCase(),
      name: 'Juergen Mueller',
      phone: '030 23125017',
      country: 'DE',
      currency: 'eur',
    },
    createdAt: build.ago(190),
  });
  subscribe(build, payer, { plan: 'Relay Basic', interval: 'year', unitAmount: 29_000, age: 150, length: 365 });
}

/** Robert has an account, and Bob bought as a guest: one phone. */
function tellRobert(build: WorldBuilder, { marketing: { lists } }: OnlineHouse): void {
  build.addCases('robert-fletcher', ['guest-beside-account']);
  const robert = { person: 'robert-fletcher', lastName: 'Fletcher', countryCode: 'GB', locale: 'en' };
  build.shop.customer({ ...robert, firstName: 'Robert', email: 'robert.fletcher@kestrel-bikes.example.com', createdAt: build.ago(500) });
  const bob = build.shop.customer({
    ...{ ...robert, firstName: 'Bob', phone: '+447455550612', hasAccount: false, createdAt: build.ago(10) },
  });
  tellOrder(build, bob, { currency: 'GBP', age: 10, price: '71.00', quantity: 2, parcel: 'IN_TRANSIT' });
  build.marketing.profile({
    ...{ person: robert.person, email: 'bob.fletcher@mail.example.com', firstName: 'Bob', lastName: 'Fletcher', country: 'UK' },
    ...{ emailConsent: { ...subscribed(build, 90), method: 'Footer form' }, listIds: [lists.newsletter], createdAt: build.ago(90) },
  });
}

/** Misaki: Latin letters, and a currency without decimals. */
function tellMisaki(build: WorldBuilder): void {
  const misaki = { person: 'misaki-sato', email: 'misaki.sato@sakura-optics.example.net' };
  const buyer = build.shop.customer({
    ...{ ...misaki, firstName: 'Misaki', lastName: 'Sato', phone: '+819055508801', countryCode: 'JP', locale: 'ja' },
    ...{ company: 'Sakura Optics K.K.', createdAt: build.ago(190) },
  });
  tellOrder(build, buyer, { currency: 'JPY', age: 3, price: '12600', quantity: 2, parcel: 'OUT_FOR_DELIVERY', decimals: 0 });
  const yen = build.payments.customer({ ...misaki, name: 'Sato Misaki', country: 'JP', currency: 'jpy', createdAt: build.ago(180) });
  subscribe(build, yen, { plan: 'Relay Pro', interval: 'month', unitAmount: 12_600, age: 12, length: 30 });
}

/** The Lindqvists: shop and marketing let one of them have the address, the payment system both. */
function tellLindqvists(build: WorldBuilder, { marketing: { lists } }: OnlineHouse): void {
  const mailbox = 'lindqvist@post.example.net';
  const erik = build.shop.customer({
    ...{ person: 'erik-lindqvist', firstName: 'Erik', lastName: 'Lindqvist', email: mailbox, phone: '+46846500421' },
    ...{ countryCode: 'SE', locale: 'sv', createdAt: build.ago(140) },
  });
  tellOrder(build, erik, { currency: 'SEK', age: 100, price: '869.00', quantity: 1, parcel: 'DELIVERED' });
  for (const [person, name, age] of [
    ['erik-lindqvist', 'Erik Lindqvist', 25],
    ['anna-lindqvist', 'Anna Lindqvist', 7],
  ] as const) {
    const one = build.payments.customer({ person, name, email: mailbox, country: 'SE', currency: 'sek', createdAt: build.ago(age + 1) });
    subscribe(build, one, { plan: 'Relay Basic', interval: 'month', unitAmount: 31_900, age, length: 30 });
  }
  build.marketing.profile({
    ...{ person: 'anna-lindqvist', email: mailbox, firstName: 'Anna', lastName: 'Lindqvist', country: 'Sweden', locale: 'sv' },
    ...{ emailConsent: { ...subscribed(build, 130), method: 'Checkout' }, listIds: [lists.newsletter], createdAt: build.ago(130) },
  });
}

/** João: the shop has the old address and the number without its ninth digit, marketing the new one. */
function tellJoao(build: WorldBuilder): void {
  const joao = { person: 'joao-almeida', firstName: 'João', lastName: 'Almeida' };
  const loja = build.shop.customer({
    ...{
      ...joao,
      email: 'jalmeida@web.example.net',
      phone: '+551175559901',
      countryCode: 'BR',
      locale: 'pt-BR',
      createdAt: build.ago(400),
    },
  });
  tellOrder(build, loja, { currency: 'BRL', age: 150, price: '474.00', quantity: 3, parcel: 'DELIVERED' });
  const profile = build.marketing.profile({
    ...{ ...joao, email: 'joao.almeida@tamarind-hotels.example.com', phone: '+5511975559901', organization: 'Tamarind Hotels Ltda' },
    ...{ emailConsent: { state: 'UNSUBSCRIBED', at: build.ago(30), method: 'Unsubscribe link' }, createdAt: build.ago(350) },
  });
  build.marketing.event(profile, { metric: 'Unsubscribed from Email Marketing', at: build.ago(30) });
}

/** Brigitte: still unknown to the CRM. */
function tellBrigitte(build: WorldBuilder): void {
  const brigitte = { person: 'brigitte-lacroix', email: 'brigitte.lacroix@inbox.example.org' };
  const guest = build.shop.customer({
    ...{
      ...brigitte,
      firstName: 'Brigitte',
      lastName: 'Lacroix',
      hasAccount: false,
      countryCode: 'FR',
      locale: 'fr',
      createdAt: build.ago(14),
    },
  });
  tellOrder(build, guest, { currency: 'EUR', age: 14, price: '59.00', quantity: 1, parcel: 'FAILURE' });
  const owing = build.payments.customer({
    ...{ ...brigitte, name: 'Brigitte Lacroix', country: 'FR', currency: 'eur', delinquent: true, createdAt: build.ago(120) },
  });
  subscribe(build, owing, { plan: 'Relay Basic', interval: 'month', unitAmount: 2_900, age: 20, length: 30, status: 'past_due' });
}

/** The two Kowalskis: nothing ties them here either. */
function tellTheTwoKowalskis(build: WorldBuilder, { marketing: { lists } }: OnlineHouse): void {
  const chicago = build.shop.customer({
    ...{ person: 'maria-kowalski-chicago', firstName: 'Maria', lastName: 'Kowalski', email: 'maria.kowalski@granite-dental.example.com' },
    ...{ phone: '+13125550182', countryCode: 'US', locale: 'en', createdAt: build.ago(250) },
  });
  tellOrder(build, chicago, { currency: 'USD', age: 33, price: '86.90', quantity: 4, parcel: 'DELIVERED' });
  build.marketing.profile({
    ...{
      person: 'maria-kowalski-berlin',
      firstName: 'Maria',
      lastName: 'Kowalski',
      email: 'm.kowalski@fastpost.example.com',
      country: 'DE',
    },
    ...{ emailConsent: { ...subscribed(build, 70), method: 'Landing page' }, listIds: [lists.newsletter], createdAt: build.ago(70) },
  });
}

/** Nordlicht: an organisation in all of them. */
function tellNordlicht(build: WorldBuilder, { staff, marketing: { lists, segments } }: OnlineHouse): void {
  const nordlicht = { person: 'nordlicht-freight', email: 'info@nordlicht-freight.example.com', phone: '+494066969300' };
  const name = 'Nordlicht Freight GmbH';
  const firm = build.shop.customer({
    ...{ ...nordlicht, company: name, tags: ['b2b'], countryCode: 'DE', locale: 'de', createdAt: build.ago(380) },
  });
  tellOrder(build, firm, {
    currency: 'EUR',
    age: 60,
    price: '429.00',
    quantity: 8,
    parcel: 'DELIVERED',
    tags: staff.slice(1, 2).map(({ email }) => `sales:${email}`),
  });
  const fleet = build.payments.customer({
    ...nordlicht,
    name,
    country: 'DE',
    currency: 'eur',
    taxId: 'DE999300300',
    createdAt: build.ago(370),
  });
  subscribe(build, fleet, { plan: 'Relay Fleet', interval: 'year', unitAmount: 249_000, age: 300, length: 365 });
  build.marketing.profile({
    ...{ ...nordlicht, organization: name, country: 'Germany', createdAt: build.ago(360) },
    ...{
      emailConsent: { ...subscribed(build, 360), method: 'Import' },
      listIds: [lists.newsletter, lists.product],
      segmentIds: [segments.bigSpenders],
    },
  });
}

interface OneOrder {
  currency: string;
  /** Days. */
  age: number;
  price: string;
  quantity: number;
  parcel: 'DELIVERED' | 'IN_TRANSIT' | 'OUT_FOR_DELIVERY' | 'FAILURE';
  decimals?: 0;
  staffId?: string | null;
  tags?: string[];
}

/** An order of Beacon sensors, paid and sent a day later. */
function tellOrder(build: WorldBuilder, customer: ShopCustomer, { age, price, quantity, parcel, decimals, ...told }: OneOrder): void {
  const delivered = parcel === 'DELIVERED' ? build.ago(age - 4) : null;
  const sent: Omit<ShopFulfillment, 'id'> = {
    ...{ createdAt: build.ago(age - 1), deliveredAt: delivered, status: 'SUCCESS', displayStatus: parcel },
    ...{ trackingCompany: 'DHL', trackingNumber: `0034043${customer.id}` },
  };
  build.shop.order(
    {
      ...{ ...told, customerId: customer.id, financialStatus: 'PAID', fulfillmentStatus: 'FULFILLED', fulfillments: [sent] },
      ...{ createdAt: build.ago(age), updatedAt: delivered ?? sent.createdAt },
      lines: [{ sku: 'BCN-100', title: 'Beacon sensor', quantity, unitPrice: price }],
    },
    decimals ?? 2,
  );
}

interface OneSubscription extends Pick<PaymentSubscription, 'plan' | 'interval' | 'unitAmount'> {
  /** Days since it began, and days of its period: this is the first one. */
  age: number;
  length: number;
  status?: 'past_due';
}

/** A subscription in its first period, with its invoice: paid, or declined where it is past due. */
function subscribe(build: WorldBuilder, customer: PaymentCustomer, { age, length, status, ...told }: OneSubscription): void {
  const createdAt = build.ago(age);
  const common = { customerId: customer.id, currency: customer.currency ?? 'eur' };
  const subscription = build.payments.subscription({
    ...{ ...common, ...told, status: status ?? 'active', startedAt: createdAt },
    ...{ currentPeriodStart: createdAt, currentPeriodEnd: build.ago(age - length) },
  });
  const bill = { ...common, createdAt, subscriptionId: subscription.id, total: told.unitAmount };
  const invoice = build.payments.invoice(
    status === undefined ? { ...bill, status: 'paid', paidAt: createdAt } : { ...bill, status: 'open', dueAt: build.ago(age - 14) },
  );
  const charge = { ...common, createdAt, amount: told.unitAmount, invoiceId: invoice.id };
  build.payments.charge(
    status === undefined ? { ...charge, status: 'succeeded' } : { ...charge, status: 'failed', failureMessage: 'Your card was declined.' },
  );
}
