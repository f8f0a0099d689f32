// How Stripe's answers become our records, and what is refused at the border.
import type { Account } from '../../../../../subgraphs/billing/vendors/stripe/account';
import { toBillingRecord, toInvoice, toPayment } from '../../../../../subgraphs/billing/vendors/stripe/records';
import { OwnedInvoice, StripeCharge, StripeCustomer, type StripeInvoice } from '../../../../../subgraphs/billing/vendors/stripe/wire';

const account: Account = {
  source: 'pay',
  id: undefined,
  phoneRegion: 'DE',
  crosswalk: [{ records: 'hubspot:contact', key: 'hubspot' }],
};
/** 2026-03-01T08:00:00Z */
const MARCH = 1_772_352_000;
const DAY = 86_400;

const customer = (more: object = {}): StripeCustomer => StripeCustomer.parse({ id: 'cus_1', livemode: true, created: MARCH, ...more });

const invoice = (more: object = {}): StripeInvoice =>
  OwnedInvoice.parse({
    ...{ id: 'in_1', livemode: true, customer: 'cus_1', created: MARCH, status: 'open', currency: 'eur' },
    ...{ total: 2_500, amount_paid: 0, amount_remaining: 2_500 },
    ...more,
  });

const charge = (more: object = {}): StripeCharge =>
  StripeCharge.parse({
    ...{ id: 'ch_1', livemode: true, customer: 'cus_1', created: MARCH, status: 'succeeded', captured: true, currency: 'eur' },
    ...{ amount: 1_000, amount_refunded: 0, refunded: false, disputed: false },
    ...more,
  });

describe('a Stripe customer', () => {
  it('has nothing that Stripe leaves empty', () => {
    const bare = {
      email: null,
      name: '',
      phone: null,
      address: null,
      shipping: null,
      preferred_locales: [],
      metadata: {},
      description: null,
    };
    expect(toBillingRecord(customer(bare), account)).toEqual({
      id: 'pay:customer:cus_1',
      url: 'https://dashboard.stripe.com/customers/cus_1',
      kind: 'PERSON',
      name: { full: null, given: null, family: null },
      emails: [],
      phones: [],
      addresses: [],
      company: null,
      jobTitle: null,
      language: null,
      taxId: null,
      birthDate: null,
      employees: null,
      consents: [],
      externalIds: [],
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: null,
      movedTo: null,
      raw: { id: 'cus_1', livemode: true, created: MARCH, ...bare },
      subscriptions: null,
    });
  });

  it.each([
    ['a person', { name: 'Anna Muster', email: 'anna@example.com' }, 'PERSON', 'Anna Muster', null],
    ['a role mailbox', { name: 'Acme', email: 'billing@acme.example' }, 'ORGANIZATION', 'Acme', null],
    ['a business', { name: 'Acme', business_name: 'Acme Ltd' }, 'ORGANIZATION', null, 'Acme Ltd'],
    ['a person at a business', { name: 'Acme', business_name: 'Acme', individual_name: 'Anna' }, 'PERSON', 'Anna', 'Acme'],
  ])('is what its names say: %s', (_name, more, kind, full, company) => {
    expect(toBillingRecord(customer(more), account)).toMatchObject({ kind, name: { full }, company });
  });

  it('reads a number by the country of its address, else by the configured one', () => {
    const phones = (more: object) => toBillingRecord(customer(more), account).phones.map(({ value }) => value);
    expect(phones({ phone: '(415) 555-2671', address: { country: 'US' } })).toEqual(['+14155552671']);
    expect(phones({ phone: '030 901820', address: { country: null } })).toEqual(['+4930901820']);
    expect(phones({ phone: 'call me' })).toEqual([]);
  });

  it('has where bills and goods go, and the fields that Stripe adds in the raw record', () => {
    const record = toBillingRecord(
      customer({
        address: { line1: '1 Row', line2: 'Flat 2', city: 'London', postal_code: 'N1', country: 'GB', state: null },
        shipping: { name: 'Anna', phone: null, address: { line1: '2 Row', city: null, postal_code: null, country: null } },
        new_field: { deep: [1] },
      }),
      account,
    );
    expect(record.addresses).toEqual([
      { purpose: 'billing', line1: '1 Row', city: 'London', postalCode: 'N1', country: 'GB' },
      { purpose: 'shipping', line1: '2 Row', city: null, postalCode: null, country: null },
    ]);
    expect(record.raw).toMatchObject({ address: { line2: 'Flat 2' }, shipping: { name: 'Anna' }, new_field: { deep: [1] } });
  });

  it('stores ids of others only under the configured key', () => {
    const ids = (metadata: object) => toBillingRecord(customer({ metadata }), account).externalIds;
    expect(ids({ hubspot: ' 501 ', zendesk: '77' })).toEqual(['hubspot:contact:501']);
    expect(ids({ hubspot: ' ' })).toEqual([]);
  });
});

describe('a Stripe invoice', () => {
  const of = (more: object) => toInvoice(invoice(more), 'cus_1', account);

  it.each([
    ['draft', 0, 'DRAFT', '0.00'],
    ['open', 0, 'OPEN', '25.00'],
    ['open', 500, 'PARTIALLY_PAID', '20.00'],
    ['paid', 2_500, 'PAID', '0.00'],
    ['void', 500, 'VOID', '0.00'],
    ['uncollectible', 500, 'UNCOLLECTIBLE', '0.00'],
  ])('that is %s with %d paid is %s', (status, amount_paid, ours, balance) => {
    expect(of({ status, amount_paid, amount_remaining: 2_500 - amount_paid })).toMatchObject({ status: ours, total: '25.00', balance });
  });

  it('is dated by the day it took effect, was finalised, or was made', () => {
    expect(of({}).issueDate).toBe('2026-03-01');
    expect(of({ status_transitions: { finalized_at: MARCH + DAY } }).issueDate).toBe('2026-03-02');
    expect(of({ effective_at: MARCH + 2 * DAY, status_transitions: { finalized_at: MARCH + DAY } }).issueDate).toBe('2026-03-03');
  });

  it('is due by a date, or by none where Stripe charges it', () => {
    expect(of({ due_date: MARCH + 14 * DAY }).dueDate).toBe('2026-03-15');
    expect(of({ due_date: null }).dueDate).toBeNull();
  });
});

describe('a Stripe charge', () => {
  const of = (more: object) => toPayment(charge(more), 'cus_1', account);

  it.each([
    ['succeeded', true, false, 'SUCCEEDED'],
    ['pending', false, false, 'PENDING'],
    ['failed', false, false, 'FAILED'],
    ['succeeded', false, false, 'PENDING'],
    ['succeeded', true, true, 'SUCCEEDED'],
  ])('that is %s (captured: %j, refunded: %j) is %s', (status, captured, refunded, ours) => {
    expect(of({ status, captured, refunded })?.status).toBe(ours);
  });

  it('is none where an authorisation was let go', () => {
    expect(of({ captured: false, refunded: true, amount_refunded: 1_000 })).toBeNull();
  });

  it('tells of refunds, those that failed aside', () => {
    const refund = (id: string, status: string) => ({ id, created: MARCH + DAY, amount: 250, status, reason: 'duplicate' });
    const data = [refund('re_1', 'succeeded'), refund('re_2', 'failed'), refund('re_3', 'canceled'), refund('re_4', 'pending')];
    expect(of({ amount_refunded: 500, refunds: { data } })).toMatchObject({
      refunded: '5.00',
      refunds: [{ id: 'pay:refund:re_1', amount: '2.50', at: '2026-03-02T08:00:00.000Z', reason: 'duplicate' }, { id: 'pay:refund:re_4' }],
    });
  });
});

it.each([
  [StripeCustomer, { id: 7 }],
  [StripeCustomer, { created: '2026-03-01' }],
  [StripeCustomer, { deleted: true }],
  [OwnedInvoice, { status: 'deleted' }],
  [OwnedInvoice, { currency: 'Euro' }],
  [OwnedInvoice, { total: '25.00' }],
  [StripeCharge, { status: 'disputed' }],
  [StripeCharge, { amount: 10.5 }],
])('refuses another shape', (schema, wrong) => {
  const right = schema === StripeCustomer ? customer() : schema === OwnedInvoice ? { ...invoice(), customer: 'cus_1' } : charge();
  expect(schema.safeParse(right).success).toBe(true);
  expect(schema.safeParse({ ...right, ...wrong }).success).toBe(false);
});
