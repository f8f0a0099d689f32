// The pretend Stripe's lists and retrievals over real HTTP: filters, paging, what bodies hold, expansion, refusals.
import { type RunningStripe, startStripe, type StripeOptions } from '../../../../sandbox/vendors/stripe/server';
import { ask } from '../../support/ask';
import { aPaymentCustomer, aPaymentSubscription, paymentWorld } from '../../support/payment-world';

let stripe: RunningStripe;
afterEach(() => stripe.stop());

async function start(options: Partial<StripeOptions> = {}): Promise<void> {
  stripe = await startStripe({ world: paymentWorld(), port: 0, limits: 'off', ...options });
}
const get = (path: string) => ask(`${stripe.url}/v1/${path}`, { headers: { authorization: `Bearer ${stripe.env['STRIPE_KEY']}` } });
const listed = (...ids: string[]) => ({ status: 200, body: { object: 'list', has_more: false, data: ids.map((id) => ({ id })) } });
const refused = (error: object, status = 400) => ({ status, body: { error: { type: 'invalid_request_error', ...error } } });
const seconds = (instant: string) => Date.parse(instant) / 1000;

test('customers are listed newest first, by one address in exactly its spelling, without deleted ones', async () => {
  await start();
  expect(await get('customers')).toMatchObject(listed('cus_bert', 'cus_anna3', 'cus_anna2', 'cus_anna'));
  expect(await get('customers?email=anna%40example.com')).toMatchObject(listed('cus_anna3', 'cus_anna2'));
  expect(await get('customers?email=Anna%40Example.com')).toMatchObject(listed('cus_anna'));
  expect(await get('customers?email=ANNA%40example.com')).toMatchObject(listed());
  const [from, to] = [seconds('2025-02-01T08:00:00Z'), seconds('2025-03-01T08:00:00Z')];
  expect(await get(`customers?created[gte]=${from}&created[lt]=${to}`)).toMatchObject(listed('cus_anna2'));
  expect(await get(`customers?created[gt]=${from}&created[lte]=${to}`)).toMatchObject(listed('cus_anna3'));
  expect(await get(`customers?created=${to}&email=anna%40example.com`)).toMatchObject(listed('cus_anna3'));
});

test('one customer as Stripe has it; a deleted one is but a mark, an unknown one a 404', async () => {
  await start();
  const { status, body } = await get('customers/cus_anna');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    object: 'customer',
    address: { line1: 'Hauptstr. 1', city: 'Berlin', postal_code: '10115', country: 'DE', line2: null, state: null },
    created: seconds('2025-01-01T08:00:00Z'),
    delinquent: true,
    email: 'Anna@Example.com',
    metadata: { hubspot_contact: '501', Tier: 'Gold' },
    next_invoice_sequence: 4,
    preferred_locales: ['de'],
  });
  expect(body).not.toHaveProperty('subscriptions');
  expect((await get('customers/cus_bert')).body).toMatchObject({ address: null, preferred_locales: [] });
  expect((await get('customers/cus_gone?expand[]=subscriptions')).body).toEqual({ id: 'cus_gone', object: 'customer', deleted: true });
  expect(await get('customers/cus_none')).toMatchObject(
    refused({ code: 'resource_missing', message: "No such customer: 'cus_none'", param: 'id' }, 404),
  );
});

test('pages go on after a record and end before one, to either end', async () => {
  const customers = Array.from({ length: 12 }, (_, index) =>
    aPaymentCustomer({ id: `cus_${index + 10}`, createdAt: `2025-01-${index + 10}T08:00:00.000Z` }),
  );
  await start({ world: paymentWorld({ customers, invoices: [], subscriptions: [], charges: [] }) });
  const page = async (query: string) => {
    const { body } = await get(`customers?${query}`);
    return body;
  };
  const of = (hasMore: boolean, ...ids: number[]) => ({ has_more: hasMore, data: ids.map((id) => ({ id: `cus_${id}` })) });
  expect(await page('')).toMatchObject(of(true, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12));
  expect(await page('starting_after=cus_12')).toMatchObject(of(false, 11, 10));
  expect(await page('limit=5&starting_after=cus_17')).toMatchObject(of(true, 16, 15, 14, 13, 12));
  expect(await page('limit=2&starting_after=cus_12')).toMatchObject(of(false, 11, 10));
  expect(await page('starting_after=cus_10')).toMatchObject(of(false));
  expect(await page('limit=3&ending_before=cus_15')).toMatchObject(of(true, 18, 17, 16));
  expect(await page('limit=3&ending_before=cus_18')).toMatchObject(of(false, 21, 20, 19));
  expect(await page('ending_before=cus_21')).toMatchObject(of(false));
});

test.each([
  ['invoices', ['in_4', 'in_3', 'in_2', 'in_1']],
  ['invoices?customer=cus_anna', ['in_3', 'in_2', 'in_1']],
  ['invoices?customer=cus_anna&status=open', ['in_3']],
  ['invoices?subscription=sub_team&limit=100', ['in_2', 'in_1']],
  ['invoices?collection_method=send_invoice', ['in_3']],
  [`invoices?due_date[lt]=${seconds('2026-06-01T00:00:00Z')}`, ['in_3']],
  [`invoices?due_date[gt]=${seconds('2026-06-01T00:00:00Z')}`, []],
  [`invoices?created[gt]=${seconds('2026-05-01T08:00:00Z')}`, ['in_4']],
  ['invoices?customer=cus_gone', []],
  ['subscriptions', ['sub_trial', 'sub_team']],
  ['subscriptions?customer=cus_anna&status=all', ['sub_trial', 'sub_team', 'sub_old']],
  ['subscriptions?status=canceled', ['sub_old']],
  ['subscriptions?status=ended', ['sub_old']],
  ['subscriptions?status=active', ['sub_team']],
  ['subscriptions?price=price_Teammontheur1000&status=trialing', ['sub_trial']],
  [`subscriptions?current_period_end[lte]=${seconds('2026-05-31T00:00:00Z')}`, []],
  ['charges', ['ch_3', 'ch_2', 'ch_1']],
  ['charges?customer=cus_anna', ['ch_2', 'ch_1']],
  ['charges?payment_intent=pi_1', ['ch_1']],
  ['refunds', ['re_3', 're_2', 're_1']],
  ['refunds?charge=ch_1', ['re_2', 're_1']],
  ['refunds?payment_intent=pi_2', ['re_3']],
])('%s lists %j', async (path, ids) => {
  await start();
  expect(await get(path)).toMatchObject(listed(...ids));
});

test('invoices, subscriptions, charges and refunds have the shapes of this version', async () => {
  await start();
  expect((await get('invoices?customer=cus_anna')).body).toMatchObject({
    data: [
      {
        amount_due: 2500,
        amount_remaining: 2500,
        collection_method: 'send_invoice',
        customer_email: 'Anna@Example.com',
        customer_tax_ids: [{ type: 'eu_vat', value: 'DE999100100' }],
        due_date: seconds('2026-05-15T08:00:00Z'),
        hosted_invoice_url: expect.stringContaining('in_3'),
        lines: { object: 'list', data: [{ amount: 2500 }] },
        parent: null,
        status_transitions: { finalized_at: seconds('2026-05-01T08:00:00Z'), paid_at: null },
      },
      {
        due_date: null,
        parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_team' } },
        status_transitions: { paid_at: seconds('2026-03-01T08:00:05Z') },
      },
      {},
    ],
  });
  expect((await get('invoices?status=draft')).body).toMatchObject({ data: [{ number: null, hosted_invoice_url: null }] });
  expect((await get('subscriptions')).body).toMatchObject({
    data: [
      {
        cancel_at: seconds('2026-06-03T08:00:00Z'),
        cancel_at_period_end: true,
        canceled_at: seconds('2026-05-25T08:00:00Z'),
        ended_at: null,
        latest_invoice: null,
        trial_end: seconds('2026-06-01T08:00:00Z'),
      },
      {
        items: {
          data: [
            {
              current_period_end: seconds('2026-06-01T08:00:00Z'),
              price: { nickname: 'Team', recurring: { interval: 'month' }, unit_amount: 1000 },
              quantity: 3,
            },
          ],
        },
        latest_invoice: 'in_2',
        trial_end: null,
      },
    ],
  });
  const { body } = await get('charges');
  expect(body).toMatchObject({
    data: [
      { failure_code: 'card_declined', failure_message: 'Your card was declined.', paid: false, status: 'failed' },
      { amount_refunded: 1000, disputed: true, refunded: true },
      { amount_refunded: 400, billing_details: { email: 'Anna@Example.com' }, payment_intent: 'pi_1', refunded: false },
    ],
  });
  expect(JSON.stringify(body)).not.toMatch(/"(refunds|invoice)"/);
  expect((await get('refunds?charge=ch_2')).body).toMatchObject({
    data: [{ amount: 1000, charge: 'ch_2', reason: 'fraudulent', status: 'succeeded' }],
  });
});

test('expansion fills in lists and turns ids into objects, four levels deep', async () => {
  await start();
  expect((await get('customers/cus_anna?expand[]=subscriptions&expand[]=tax_ids')).body).toMatchObject({
    // Canceled ones are left out.
    subscriptions: {
      object: 'list',
      has_more: false,
      data: [{ id: 'sub_trial' }, { id: 'sub_team' }],
      url: '/v1/customers/cus_anna/subscriptions',
    },
    tax_ids: { data: [{ type: 'eu_vat', value: 'DE999100100' }] },
  });
  const levels = await get('customers?email=Anna%40Example.com&expand[0]=data.subscriptions.data.latest_invoice&expand[1]=data.address');
  expect(levels.body).toMatchObject({
    data: [{ subscriptions: { data: [{ latest_invoice: null }, { latest_invoice: { id: 'in_2', object: 'invoice' } }] } }],
  });
  expect(
    (await get('charges?customer=cus_anna&limit=1&starting_after=ch_2&expand[]=data.refunds&expand[]=data.customer')).body,
  ).toMatchObject({
    data: [{ customer: { id: 'cus_anna', email: 'Anna@Example.com' }, refunds: { data: [{ id: 're_2' }, { id: 're_1' }] } }],
  });
  expect(
    (await get('invoices?limit=1&starting_after=in_2&expand[]=data.payments&expand[]=data.parent.subscription_details.subscription')).body,
  ).toMatchObject({
    data: [
      {
        parent: { subscription_details: { subscription: { id: 'sub_team', object: 'subscription' } } },
        payments: { data: [{ invoice: 'in_1', payment: { payment_intent: 'pi_1' }, status: 'paid' }] },
      },
    ],
  });
  expect((await get('refunds?limit=1&expand[]=data.charge.customer')).body).toMatchObject({
    data: [{ charge: { id: 'ch_2', customer: { id: 'cus_anna' } } }],
  });
});

test('a list inside a customer holds ten', async () => {
  const subscriptions = Array.from({ length: 11 }, (_, index) => aPaymentSubscription({ id: `sub_${index}`, customerId: 'cus_anna' }));
  await start({ world: paymentWorld({ subscriptions, invoices: [] }) });
  const { body } = await get('customers/cus_anna?expand[]=subscriptions');
  expect(body).toMatchObject({ subscriptions: { has_more: true, data: { length: 10 } } });
});

test.each([
  ['customers?expand[]=subscriptions', { message: expect.stringContaining("expanding 'data.subscriptions' instead") }],
  ['customers?expand[]=data.shoes', { message: 'This property cannot be expanded (data.shoes).' }],
  ['customers?expand[]=data.email', { message: 'This property cannot be expanded (data.email).' }],
  ['customers?expand[]=data.constructor', { message: 'This property cannot be expanded (data.constructor).' }],
  ['customers/cus_none?expand[]=data.subscriptions', { message: 'This property cannot be expanded (data.subscriptions).' }],
  ['charges?expand[]=data.invoice', { message: 'This property cannot be expanded (data.invoice).' }],
  ['customers?expand[]=total_count', { message: expect.stringContaining('cannot be expanded (total_count)') }],
  ['subscriptions?expand[]=data.items.data.price.product', { code: 'property_expansion_max_depth' }],
  ['customers?expand=data.subscriptions', { param: 'expand' }],
  ['customers?emails=a', { code: 'parameter_unknown', message: 'Received unknown parameter: emails', param: 'emails' }],
  ['customers/cus_anna?limit=3', { code: 'parameter_unknown' }],
  ['customers?created[after]=3', { code: 'parameter_unknown', param: 'created[after]' }],
  ['customers?created[gte]=today', { code: 'parameter_invalid_integer' }],
  ['customers?email=', { code: 'parameter_invalid_empty', param: 'email' }],
  ['customers?email[]=a', { message: 'Invalid string: {"":"a"}', param: 'email' }],
  ['customers?limit=0', { code: 'parameter_invalid_integer', param: 'limit' }],
  ['customers?limit=101', { code: 'parameter_invalid_integer', param: 'limit' }],
  ['customers?limit=ten', { code: 'parameter_invalid_integer', param: 'limit' }],
  ['customers?starting_after=cus_none', { code: 'resource_missing', message: "No such customer: 'cus_none'", param: 'starting_after' }],
  ['invoices?ending_before=cus_anna', { code: 'resource_missing', param: 'ending_before' }],
  ['customers?starting_after=cus_anna&ending_before=cus_bert', { message: expect.stringContaining('only one') }],
  ['invoices?customer=cus_none', { code: 'resource_missing', param: 'customer' }],
  ['invoices?subscription=sub_none', { code: 'resource_missing', param: 'subscription' }],
  ['invoices?status=overdue', { message: 'Invalid status: must be one of draft, open, paid, uncollectible, or void' }],
  ['subscriptions?status=live', { param: 'status' }],
  ['refunds?charge=ch_none', { code: 'resource_missing', param: 'charge' }],
  ['refunds?customer=cus_anna', { code: 'parameter_unknown' }],
])('refuses %s', async (path, error) => {
  await start();
  expect(await get(path)).toMatchObject(refused(error));
});
