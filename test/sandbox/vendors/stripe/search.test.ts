// The pretend Stripe's searches over real HTTP: the query language, paging, expansion, refusals, the lagging index.
import { type RunningStripe, startStripe, type StripeOptions } from '../../../../sandbox/vendors/stripe/server';
import { anHourLater } from '../../../support/hour-later';
import { ask } from '../../support/ask';
import { aPaymentCustomer, paymentWorld } from '../../support/payment-world';

let stripe: RunningStripe;
afterEach(() => stripe.stop());

async function start(options: Partial<StripeOptions> = {}): Promise<void> {
  stripe = await startStripe({ world: paymentWorld(), port: 0, limits: 'off', ...options });
}
const search = (resource: string, query: string, more = '') =>
  ask(`${stripe.url}/v1/${resource}/search?query=${encodeURIComponent(query)}${more}`, {
    headers: { authorization: `Bearer ${stripe.env['STRIPE_KEY']}` },
  });
const found = (...ids: string[]) => ({
  status: 200,
  body: { object: 'search_result', has_more: false, next_page: null, data: ids.map((id) => ({ id })) },
});
const CREATED = Date.parse('2025-03-01T08:00:00Z') / 1000;

test.each([
  ['email:"ANNA@example.com"', ['cus_anna3', 'cus_anna2', 'cus_anna']],
  [
    "email:'bert@example.com' OR email:\"Anna@Example.com\" or email:'none@example.com'",
    ['cus_bert', 'cus_anna3', 'cus_anna2', 'cus_anna'],
  ],
  ['email:"anna@example.com" name:"anna m."', ['cus_anna2']],
  ['email:"anna@example.com" and -name:"Anna M."', ['cus_anna3', 'cus_anna']],
  ['email~"NNA@" AND name:null', ['cus_anna3']],
  ['-name:NULL', ['cus_bert', 'cus_anna2', 'cus_anna']],
  ['name:"Bert \\"B\\" Brown"', ['cus_bert']],
  ['phone~"901820"', ['cus_anna']],
  ['metadata["hubspot_contact"]:"501"', ['cus_anna']],
  ["metadata['Tier']:'gold'", ['cus_anna']],
  ['-metadata["tier"]:null', []],
  [`created>=${CREATED}`, ['cus_bert', 'cus_anna3']],
  [`created>"${CREATED}"`, ['cus_bert']],
  [`created:${CREATED}`, ['cus_anna3']],
  [`created<${CREATED} -created<=0 phone:null`, ['cus_anna2']],
])('customer search %s finds %j; deleted ones never', async (query, ids) => {
  await start();
  expect(await search('customers', query)).toMatchObject(found(...ids));
});

test.each([
  ['invoices', 'customer:"cus_anna" OR customer:"cus_bert"', ['in_4', 'in_3', 'in_2', 'in_1']],
  ['invoices', 'status:"open" total>2000', ['in_3']],
  ['invoices', 'subscription:"sub_team" currency:"EUR"', ['in_2', 'in_1']],
  ['invoices', 'number~"in_2"', ['in_2']],
  ['invoices', 'number:null', ['in_4']],
  ['charges', 'customer:"cus_anna"', ['ch_2', 'ch_1']],
  ['charges', 'refunded:"true" disputed:true', ['ch_2']],
  ['charges', '-status:"succeeded"', ['ch_3']],
  ['charges', 'amount:1000 billing_details.address.postal_code:"10115"', ['ch_2', 'ch_1']],
  ['charges', 'payment_method_details.card.last4:4242', ['ch_3', 'ch_2', 'ch_1']],
])('search of %s by %s finds %j', async (resource, query, ids) => {
  await start();
  expect(await search(resource, query)).toMatchObject(found(...ids));
});

test('pages by an opaque token, counts on request, expands, and logs how many clauses were asked', async () => {
  await start();
  const first = await search('customers', 'email:"anna@example.com"', '&limit=2&expand[]=total_count&expand[]=data.subscriptions');
  expect(first).toMatchObject({
    body: {
      has_more: true,
      next_page: expect.any(String),
      total_count: 3,
      data: [{ id: 'cus_anna3', subscriptions: { data: [] } }, { id: 'cus_anna2' }],
      url: '/v1/customers/search',
    },
  });
  const { next_page: next } = first.body as { next_page: string };
  const second = await search('customers', 'email:"anna@example.com"', `&limit=2&page=${next}`);
  expect(second).toMatchObject(found('cus_anna'));
  expect(second.body).not.toHaveProperty('total_count');
  expect((await search('charges', 'customer:"cus_anna" OR customer:"cus_bert"', '&expand[]=data.refunds')).body).toMatchObject({
    data: [{ refunds: { data: [] } }, { refunds: { data: [{ id: 're_3' }] } }, { refunds: { data: [{ id: 're_2' }, { id: 're_1' }] } }],
  });
  await search('customers', '');
  expect(stripe.calls().map(({ keys }) => keys)).toEqual([1, 1, 2, 1]);
});

const clauses = (count: number) => Array.from({ length: count }, (_, index) => `email:"p${index}@example.com"`).join(' OR ');

test.each([
  ['', { code: 'parameter_invalid_empty', param: 'query' }],
  [' ', { message: expect.stringContaining('unable to parse') }],
  ['anna', { message: expect.stringContaining('unable to parse') }],
  ['email:anna@example.com', { message: expect.stringContaining('unable to parse') }],
  ['email="anna@example.com"', { message: expect.stringContaining('unable to parse') }],
  ['email:"anna', { message: expect.stringContaining('unable to parse') }],
  ['(email:"a@example.com")', { message: expect.stringContaining('unable to parse') }],
  ['OR email:"a@example.com"', { message: expect.stringContaining('unable to parse') }],
  ['email:"a@example.com" OR', { message: expect.stringContaining('unable to parse') }],
  ['email:"a" OR email:"b" AND name:"c"', { message: expect.stringContaining("can't combine AND and OR") }],
  ['email:"a" OR email:"b" name:"c"', { message: expect.stringContaining("can't combine AND and OR") }],
  [clauses(11), { message: expect.stringContaining('up to 10') }],
  ['email~"an"', { message: expect.stringContaining('at least 3') }],
  ['shoe:"44"', { message: expect.stringContaining('Field `shoe` is an unsupported search field for resource `customers`') }],
  ['toString:"44"', { message: expect.stringContaining('unsupported search field') }],
  ['metadata:"44"', { message: expect.stringContaining('unsupported search field') }],
  ['metadata["Tier"]~"gold"', { message: expect.stringContaining('operator `~`') }],
  ['email>"anna"', { message: expect.stringContaining('operator `>`') }],
  ['created:"today"', { message: expect.stringContaining('operator `:`') }],
])('refuses the query %s', async (query, error) => {
  await start();
  expect(await search('customers', query)).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', ...error } } });
});

test('takes ten clauses; refuses a wrong page, limit or parameter', async () => {
  await start();
  expect(await search('customers', clauses(10))).toMatchObject(found());
  for (const more of ['&page=2', '&limit=101', '&limit=0', '&starting_after=cus_anna', '&expand[]=data.refunds']) {
    expect((await search('customers', 'name:null', more)).status).toBe(400);
  }
  const authorization = `Bearer ${stripe.env['STRIPE_KEY']}`;
  expect(await ask(`${stripe.url}/v1/customers/search`, { headers: { authorization } })).toMatchObject({
    status: 400,
    body: { error: { code: 'parameter_missing', message: 'Missing required param: query.', param: 'query' } },
  });
});

test('a change is read and listed at once and found by search after the lag', async () => {
  const customers = [aPaymentCustomer({ id: 'cus_1', email: 'old@example.com' })];
  await start({ world: paymentWorld({ customers, invoices: [], subscriptions: [], charges: [] }), lagSeconds: 1_800 });
  const put = (body: unknown) => ask(`${stripe.url}/__sandbox/people`, { body });
  expect((await put({ id: 'cus_1', email: 'new@example.com', metadata: { crm: '9' } })).status).toBe(200);
  expect((await put({ id: 'cus_2', email: 'second@example.com' })).status).toBe(200);
  expect((await put({ id: 'cus_3', email: 7 })).status).toBe(400);
  const list = (email: string) =>
    ask(`${stripe.url}/v1/customers?email=${email}`, { headers: { authorization: `Bearer ${stripe.env['STRIPE_KEY']}` } });
  expect(await list('new@example.com')).toMatchObject({ body: { data: [{ id: 'cus_1', metadata: { crm: '9' } }] } });
  expect(await list('second@example.com')).toMatchObject({ body: { data: [{ id: 'cus_2' }] } });
  expect(await list('old@example.com')).toMatchObject({ body: { data: [] } });

  const query = 'email:"old@example.com" OR email:"new@example.com" OR email:"second@example.com"';
  expect(await search('customers', query)).toMatchObject({ body: { data: [{ id: 'cus_1', email: 'old@example.com' }] } });
  await anHourLater(async () => {
    expect(await search('customers', query)).toMatchObject({
      body: { data: [{ id: 'cus_2' }, { id: 'cus_1', email: 'new@example.com' }] },
    });
  });
  await put({ id: 'cus_2', deleted: true });
  expect(await list('second@example.com')).toMatchObject({ body: { data: [] } });
});
