// Ada Mensah in shop, payments and marketing: a late parcel and a return, two customers of one address in the payment system,
// and two profiles that disagree about mail. Word for word the same in every world.
import type { OnlineHouse } from '../online-house';
import type { WorldBuilder } from '../world-builder';
import { FIRST_CUSTOMER } from './ada';

const PERSON = 'ada-mensah';
const NAME = { firstName: 'Ada', lastName: 'Mensah' };
const FIRM = 'Copperfield Foods Ltd';
const CONTACT_ID = FIRST_CUSTOMER.id.slice(FIRST_CUSTOMER.id.lastIndexOf(':') + 1);

/** Call when her identity is booked. */
export function tellAdaOnline(build: WorldBuilder, online: OnlineHouse): void {
  build.addCases(PERSON, ['several-payment-customers', 'mixed-case-payment-email', 'two-marketing-profiles']);
  build.addCases(PERSON, ['crm-id-in-payments', 'crm-id-in-marketing']);
  tellShop(build, online);
  tellPayments(build);
  tellMarketing(build, online);
}

function tellShop(build: WorldBuilder, { staff }: OnlineHouse): void {
  const customer = build.shop.customer({
    ...{ ...NAME, person: PERSON, email: FIRST_CUSTOMER.email, phone: FIRST_CUSTOMER.phone, company: FIRM },
    ...{ street: '14 Mill Lane', city: 'London', postalCode: 'SE1 4TW', countryCode: 'GB', locale: 'en', tags: ['b2b', 'vip'] },
    ...{ emailConsent: { state: 'SUBSCRIBED', at: build.ago(310) }, smsConsent: { state: 'NOT_SUBSCRIBED', at: null } },
    ...{ note: 'Cold store: delivers to the back gate.', createdAt: build.ago(310) },
  });
  const common = { customerId: customer.id, currency: 'GBP', staffId: staff[0]?.id ?? null };
  build.shop.order(
    {
      ...{ ...common, financialStatus: 'PARTIALLY_REFUNDED', fulfillmentStatus: 'FULFILLED', refunded: '213.00' },
      ...{ createdAt: build.ago(74), updatedAt: build.ago(48) },
      lines: [
        { sku: 'BCN-100', title: 'Beacon sensor', quantity: 12, unitPrice: '71.00' },
        { sku: 'ACC-MNT', title: 'Wall mounts, 5 pieces', quantity: 2, unitPrice: '17.90' },
      ],
      fulfillments: [
        {
          ...{ createdAt: build.ago(73), deliveredAt: build.ago(71), status: 'SUCCESS', displayStatus: 'DELIVERED' },
          ...{ trackingCompany: 'DPD', trackingNumber: '15501827740213' },
        },
      ],
      returns: [{ status: 'CLOSED', createdAt: build.ago(62), reason: 'DEFECTIVE', quantity: 3 }],
    },
    2,
  );
  build.shop.order(
    {
      ...{ ...common, financialStatus: 'PAID', fulfillmentStatus: 'FULFILLED', tags: ['second site'] },
      ...{ createdAt: build.ago(11), updatedAt: build.ago(1) },
      lines: [
        { sku: 'RLY-P20', title: 'Relay Pro gateway, 4G', quantity: 1, unitPrice: '386.00' },
        { sku: 'BCN-104', title: 'Beacon sensor, pack of four', quantity: 2, unitPrice: '260.00' },
      ],
      fulfillments: [
        {
          ...{ createdAt: build.ago(9), deliveredAt: null, status: 'SUCCESS', displayStatus: 'DELAYED' },
          ...{ trackingCompany: 'DPD', trackingNumber: '15501827749901' },
        },
        {
          ...{ createdAt: build.ago(2), deliveredAt: null, status: 'SUCCESS', displayStatus: 'IN_TRANSIT' },
          ...{ trackingCompany: 'DPD', trackingNumber: '15501827751144' },
        },
      ],
    },
    2,
  );
}

/** Two customers of one address: the one was made by sales, the other at the checkout, where she typed capitals. */
function tellPayments(build: WorldBuilder): void {
  const main = build.payments.customer({
    ...{ person: PERSON, email: FIRST_CUSTOMER.email, name: 'Ada Mensah', phone: FIRST_CUSTOMER.phone, description: FIRM },
    ...{ street: '14 Mill Lane', city: 'London', postalCode: 'SE1 4TW', country: 'GB', currency: 'gbp', preferredLocale: 'en-GB' },
    ...{ metadata: { hubspot_contact: CONTACT_ID }, taxId: 'GB999100501', delinquent: true, createdAt: build.ago(300) },
  });
  const pro = build.payments.subscription({
    ...{ customerId: main.id, status: 'active', plan: 'Relay Pro', interval: 'month', currency: 'gbp', unitAmount: 7100, quantity: 4 },
    ...{ startedAt: build.ago(109), currentPeriodStart: build.ago(19), currentPeriodEnd: build.ago(-11) },
  });
  const billed = { customerId: main.id, subscriptionId: pro.id, currency: 'gbp', total: 28_400 };
  for (const age of [109, 79, 49]) {
    const paidAt = build.ago(age - 6);
    const invoice = build.payments.invoice({ ...billed, status: 'paid', createdAt: build.ago(age), dueAt: build.ago(age - 14), paidAt });
    const charge = { customerId: main.id, invoiceId: invoice.id, currency: 'gbp', amount: 28_400, createdAt: paidAt };
    const refund = { amount: 7_100, createdAt: build.ago(40), reason: 'requested_by_customer' as const };
    build.payments.charge({ ...charge, status: 'succeeded' }, age === 49 ? [refund] : []);
  }
  build.payments.invoice({ ...billed, status: 'open', createdAt: build.ago(19), dueAt: build.ago(5) });

  const checkout = build.payments.customer({
    ...{ person: PERSON, email: 'Ada.Mensah@Copperfield-Foods.example.com', name: 'A. Mensah', country: 'GB', currency: 'gbp' },
    createdAt: build.ago(70),
  });
  const basic = build.payments.subscription({
    ...{ customerId: checkout.id, status: 'active', plan: 'Relay Basic', interval: 'month', currency: 'gbp', unitAmount: 2690 },
    ...{ startedAt: build.ago(70), currentPeriodStart: build.ago(10), currentPeriodEnd: build.ago(-20) },
    ...{ cancelAtPeriodEnd: true, cancelAt: build.ago(-20), canceledAt: build.ago(1) },
  });
  for (const age of [70, 40, 10]) {
    const common = { customerId: checkout.id, currency: 'gbp', createdAt: build.ago(age) };
    const invoice = build.payments.invoice({ ...common, subscriptionId: basic.id, status: 'paid', total: 2690, paidAt: build.ago(age) });
    build.payments.charge({ ...common, invoiceId: invoice.id, amount: 2690, status: 'succeeded' });
  }
}

function tellMarketing(build: WorldBuilder, { marketing }: OnlineHouse): void {
  const { lists, segments, emails } = marketing;
  const current = build.marketing.profile({
    ...{ ...NAME, person: PERSON, email: FIRST_CUSTOMER.email, phone: FIRST_CUSTOMER.phone, externalId: CONTACT_ID },
    ...{ organization: FIRM, title: 'Head of Purchasing', city: 'London', country: 'United Kingdom', locale: 'en-GB' },
    emailConsent: { state: 'SUBSCRIBED', at: build.ago(310), method: 'Checkout' },
    ...{ listIds: [lists.newsletter, lists.product], segmentIds: [segments.active, segments.bigSpenders, segments.atRisk] },
    ...{ custom: { interest: 'cold chain' }, createdAt: build.ago(310) },
  });
  emails.slice(0, 4).forEach(({ campaign, age }, index) => {
    const common = { campaignId: campaign.id };
    build.marketing.event(current, { ...common, metric: 'Received Email', at: build.ago(age, -1) });
    if (index !== 1) build.marketing.event(current, { ...common, metric: 'Opened Email', at: build.ago(age, -3) });
    if (index === 0 || index === 3) build.marketing.event(current, { ...common, metric: 'Clicked Email', at: build.ago(age, -3.1) });
  });
  const rating = { score: 2, scaleMax: 5, comment: 'Good sensors, but who helps me at night?' };
  build.marketing.event(current, { metric: 'Submitted Survey', at: build.ago(0, 9), rating });

  const old = build.marketing.profile({
    ...{ ...NAME, person: PERSON, email: 'a.mensah@harbour-catering.example.org', organization: 'Harbour Catering' },
    emailConsent: { state: 'UNSUBSCRIBED', at: build.ago(322), method: 'Unsubscribe link' },
    createdAt: build.ago(800),
  });
  const last = emails.find(({ age }) => age > 322);
  if (last !== undefined)
    build.marketing.event(old, { metric: 'Received Email', at: build.ago(last.age, -1), campaignId: last.campaign.id });
  build.marketing.event(old, {
    metric: 'Unsubscribed from Email Marketing',
    at: build.ago(322),
    campaignId: last?.campaign.id ?? null,
  });
}
