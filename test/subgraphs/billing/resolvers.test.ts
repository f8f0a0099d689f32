// Billing as its schema answers it, over two Stripe accounts of one domain: joined, summed apart by currency, and honest about a
// source that fails.
import { join } from 'node:path';
import { z } from 'zod';
import { EVERYBODY } from '../../../platform/request/caller';
import { createEnvReader } from '../../../platform/env';
import { domainEvents } from '../../../platform/exchange/events';
import { silentLog } from '../../../platform/log';
import { toHeaders } from '../../../platform/request/headers';
import { deploy, type Deployment } from '../../../platform/subgraph/deployment';
import { startStripe, type RunningStripe } from '../../../sandbox/vendors/stripe/server';
import { billing } from '../../../subgraphs/billing';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { aPaymentCharge, aPaymentCustomer, aPaymentSubscription, paymentWorld } from '../../sandbox/support/payment-world';
import { freshDataFolder } from '../../support/data-folder';
import { dayAgo, world } from './vendors/stripe/stripe-world';

let europe: RunningStripe;
let japan: RunningStripe;
let deployment: Deployment;
beforeAll(async () => {
  europe = await startStripe({ world, port: 0, limits: 'off' });
  japan = await startStripe({ world: japanese, port: 0, limits: 'off', token: 'rk_test_jp' });
  const env = createEnvReader({
    ...{ BILLING_SOURCES: 'eu=stripe, jp=stripe', EU_URL: europe.url, EU_KEY: europe.env['STRIPE_KEY'] ?? '' },
    ...{ JP_URL: japan.url, JP_KEY: 'rk_test_jp', CACHE_MODE: 'off', DATA_FOLDER: freshDataFolder() },
  });
  deployment = await deploy([billing], { env, log: silentLog, schemaFolder: join(__dirname, '../../../schema') });
  env.check();
});
afterAll(async () => {
  await deployment.close();
  await Promise.all([europe.stop(), japan.stop()]);
});
beforeEach(() => [europe, japan].forEach((server) => server.resetCalls()));
afterEach(() => [europe, japan].forEach((server) => server.faults.clear()));

const japanese = paymentWorld({
  customers: [aPaymentCustomer({ id: 'cus_jp', email: 'anna@example.com', name: 'Anna Muster' })],
  invoices: [],
  subscriptions: [
    aPaymentSubscription({
      ...{ id: 'sub_jp', customerId: 'cus_jp', plan: 'Kyoto', currency: 'jpy', unitAmount: 500, quantity: 1 },
      startedAt: '2026-01-01T08:00:00.000Z',
    }),
  ],
  charges: [
    aPaymentCharge({ id: 'ch_jp', customerId: 'cus_jp', status: 'failed', currency: 'jpy', createdAt: '2026-05-20T08:00:00.000Z' }),
  ],
});
const ANNA = person('hubspot:contact:501', { fullName: 'Anna Muster', email: 'anna@example.com' });

async function ask(query: string, variables: Record<string, unknown>) {
  const headers = toHeaders({ requestId: 'r', scopeId: crypto.randomUUID(), deadlineMs: 3_000, caller: EVERYBODY, askedSubgraphs: [] });
  const link = deployment.links.get('billing');
  if (link === undefined) throw new Error('billing does not run');
  return await link.send({ query, variables, headers });
}

function askForAnna(fields: string) {
  return ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fields} } } }`, {
    of: [{ __typename: 'Customer', matchKeys: matchKeysOf([ANNA]) }],
  });
}

const paths = (server: RunningStripe) => server.calls().map(({ path }) => path);

it('joins subscriptions and payments of all sources, newest first, each with its record', async () => {
  const { data, errors } = await askForAnna(`billing {
    missing
    monthlyRecurring { amount currency }
    subscriptions(status: [ACTIVE]) { plan monthlyAmount { amount currency } record { id } }
    payments(first: 2) { status amount { amount currency } refunds { amount { amount currency } } record { source } }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    _entities: [
      {
        billing: {
          missing: [],
          monthlyRecurring: [
            { amount: '38.33', currency: 'EUR' },
            { amount: '500', currency: 'JPY' },
          ],
          subscriptions: [
            { plan: 'Kyoto', monthlyAmount: { amount: '500', currency: 'JPY' }, record: { id: 'jp:customer:cus_jp' } },
            { plan: 'Archive', monthlyAmount: { amount: '8.33', currency: 'EUR' }, record: { id: 'eu:customer:cus_anna' } },
            { plan: 'Team', monthlyAmount: { amount: '30.00', currency: 'EUR' }, record: { id: 'eu:customer:cus_anna' } },
          ],
          payments: [
            { status: 'FAILED', amount: { amount: '1000', currency: 'JPY' }, refunds: [], record: { source: 'jp' } },
            { status: 'SUCCEEDED', amount: { amount: '10.00', currency: 'EUR' }, refunds: [], record: { source: 'eu' } },
          ],
        },
      },
    ],
  });
  expect(paths(europe)).toEqual(['/v1/customers/search', '/v1/charges']);
});

it('asks for ended subscriptions only where they are wanted', async () => {
  const { data } = await askForAnna('billing { all: subscriptions { status } }');
  expect(data).toMatchObject({ _entities: [{ billing: { all: [{}, {}, {}, { status: 'CANCELLED' }] } }] });
  const ended = await askForAnna('billing { subscriptions(status: [CANCELLED, PAUSED]) { plan } }');
  expect(ended.data).toEqual({ _entities: [{ billing: { subscriptions: [{ plan: 'Starter' }] } }] });
  expect(paths(europe)).toContain('/v1/subscriptions');
});

it('takes the states and the number that are asked for', async () => {
  const { data } = await askForAnna('billing { payments(status: [SUCCEEDED]) { refunds { amount { amount currency } reason } } }');
  const refunds = [
    { amount: { amount: '1.00', currency: 'EUR' }, reason: null },
    { amount: { amount: '3.00', currency: 'EUR' }, reason: 'duplicate' },
  ];
  expect(data).toEqual({ _entities: [{ billing: { payments: [{ refunds: [] }, { refunds }] } }] });
  const { errors } = await askForAnna('billing { payments(first: 101) { id } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('names a source that fails, lists what the other has, and sums nothing', async () => {
  japan.faults.set({ mode: '503', path: '/v1/charges' });
  const { data, errors } = await askForAnna('billing { missing payments { record { source } } balance { amount } }');
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    _entities: [{ billing: { missing: ['jp'], payments: [{ record: { source: 'eu' } }, {}], balance: [{}] } }],
  });
  japan.faults.set({ mode: '503', path: '/v1/invoices' });
  const broken = await askForAnna('billing { balance { amount } invoices { totalCount } }');
  expect(broken.data).toMatchObject({ _entities: [{ billing: { balance: null, invoices: { totalCount: 3 } } }] });
  expect(broken.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'jp' } }]);
});

it('tells the timeline of payments, without losing it where they cannot be had', async () => {
  const told = async () => {
    const { data } = await askForAnna('billingEvents');
    const [{ billingEvents }] = z.tuple([z.object({ billingEvents: domainEvents })]).parse(data?.['_entities']);
    const kinds = [...billingEvents.events, ...billingEvents.facts].map(({ kind }) => kind);
    return { kinds: [...new Set(kinds)].toSorted(), missing: billingEvents.missing };
  };
  const always = ['INVOICE_DUE', 'INVOICE_ISSUED', 'INVOICE_OVERDUE'];
  const rest = ['SUBSCRIPTION_CANCELLING', 'SUBSCRIPTION_STARTED'];
  expect(await told()).toEqual({ kinds: [...always, 'PAYMENT_FAILED', 'PAYMENT_REFUNDED', ...rest], missing: [] });
  expect(paths(europe)).not.toContain('/v1/subscriptions');
  for (const server of [europe, japan]) server.faults.set({ mode: '500', path: '/v1/charges' });
  expect(await told()).toEqual({ kinds: [...always, ...rest], missing: ['eu', 'jp'] });
});

it('lists who owes, and who is called something, over all sources', async () => {
  const list = async (query: object) => {
    const { data } = await ask('query ($query: ListQuery!) { _billingList(query: $query) }', {
      query: { ...query, most: 10, maxAgeSeconds: null },
    });
    return data?.['_billingList'];
  };
  expect(await list({ kind: 'OVERDUE', minDays: 5 })).toMatchObject({
    records: [
      { person: { id: 'eu:customer:cus_anna' }, items: [{ at: dayAgo(40), amount: { amount: '25.00', currency: 'EUR' } }] },
      { person: { id: 'eu:customer:cus_bert' } },
    ],
    ...{ failed: [], unsupported: [], complete: true },
  });
  japan.faults.set({ mode: '503' });
  expect(await list({ kind: 'SEARCH', text: 'muster' })).toMatchObject({
    records: [{ person: { id: 'eu:customer:cus_anna' }, items: [] }],
    failed: [{ source: 'jp', code: 'UPSTREAM_UNAVAILABLE' }],
  });
  expect(await list({ kind: 'CLOSING', from: '2026-01-01', to: '2026-02-01' })).toMatchObject({ records: [], unsupported: ['eu', 'jp'] });
});
