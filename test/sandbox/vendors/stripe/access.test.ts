// Who the pretend Stripe lets in, how often, in which version, and how it fails on order.
import { type RunningStripe, startStripe, type StripeOptions } from '../../../../sandbox/vendors/stripe/server';
import { ask } from '../../support/ask';
import { paymentWorld } from '../../support/payment-world';

/** A "second" that no busy machine outruns. */
const MINUTE_MS = 60_000;

let stripe: RunningStripe;
afterEach(() => stripe.stop());

async function start(options: Partial<StripeOptions> = {}): Promise<void> {
  stripe = await startStripe({ world: paymentWorld(), port: 0, limits: 'off', ...options });
}
const get = (path: string, headers: Record<string, string> = {}) =>
  ask(`${stripe.url}/v1/${path}`, { headers: { authorization: `Bearer ${stripe.env['STRIPE_KEY']}`, ...headers } });
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

test('takes the key as a bearer token or as the user of Basic, and no other', async () => {
  await start({ token: 'rk_test_51abcdefgh' });
  expect(stripe.env).toEqual({ STRIPE_URL: stripe.url, STRIPE_KEY: 'rk_test_51abcdefgh' });
  expect((await get('customers')).status).toBe(200);
  expect((await get('customers', basic('rk_test_51abcdefgh:'))).status).toBe(200);
  const wrong = await get('customers', basic('rk_test_51abcdefgX:'));
  expect(wrong).toMatchObject({
    status: 401,
    body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: rk_test_******efgX' } },
  });
  expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="Stripe"');
  expect((await get('customers', { authorization: 'Bearer rk_test' })).status).toBe(401);
  expect(await ask(`${stripe.url}/v1/customers`)).toMatchObject({
    status: 401,
    body: { error: { message: expect.stringContaining('You did not provide an API key') } },
  });
  expect(await get('shoes')).toMatchObject({
    status: 404,
    body: { error: { message: expect.stringContaining('Unrecognized request URL') } },
  });
});

test('every answer names its request and its version', async () => {
  await start();
  const latest = await get('customers');
  expect(latest.headers.get('stripe-version')).toBe('2026-10-28.endive');
  expect(latest.headers.get('request-id')).toMatch(/^req_\w{14}$/);
  const older = await get('customers', { 'stripe-version': '2025-09-30.clover' });
  expect([older.status, older.headers.get('stripe-version')]).toEqual([200, '2025-09-30.clover']);
  for (const version of ['2024-06-20', '2026-10-28', '2025-02-24.acacia', '2027-01-27.fennel', 'latest']) {
    const refused = await get('customers', { 'stripe-version': version });
    expect(refused).toMatchObject({ status: 400, body: { error: { message: `Invalid Stripe API version: ${version}` } } });
    expect(refused.headers.get('stripe-version')).toBe('2026-10-28.endive');
  }
  const ids = [latest, older, await get('customers/cus_none'), await ask(`${stripe.url}/v1/customers`)].map(({ headers }) =>
    headers.get('request-id'),
  );
  expect(ids).not.toContain(null);
  expect(new Set(ids).size).toBe(4);
});

test('counts each endpoint, all searches together, and everything', async () => {
  await start({ limits: { endpointSecondly: 2, searchSecondly: 3, globalSecondly: 7, secondMs: MINUTE_MS } });
  const statuses = async (...paths: string[]) => {
    const replies = [];
    for (const path of paths) replies.push(await get(path));
    return replies.map(({ status, headers }) => (status === 429 ? headers.get('stripe-rate-limited-reason') : status));
  };
  expect(await statuses('customers/cus_anna', 'customers/cus_bert', 'customers/cus_anna2')).toEqual([200, 200, 'endpoint-rate']);
  const [customers, invoices, charges] = ['customers', 'invoices', 'charges'].map((resource) => `${resource}/search?query=created>1`);
  expect(await statuses(`${customers}`, `${customers}`, `${invoices}`, `${charges}`)).toEqual([200, 200, 200, 'endpoint-rate']);
  expect(await statuses('charges', 'refunds', 'invoices')).toEqual([200, 200, 'global-rate']);
});

test('a refusal for the rate has the body of one and no hint of when; answers within it have no limit headers', async () => {
  await start({ limits: { globalSecondly: 1, secondMs: 500 } });
  const first = await get('customers');
  expect([...first.headers.keys()].filter((name) => /limit|retry/.test(name))).toEqual([]);
  const refused = await get('customers');
  expect(refused).toMatchObject({
    status: 429,
    body: {
      error: {
        type: 'invalid_request_error',
        code: 'rate_limit',
        doc_url: 'https://stripe.com/docs/error-codes/rate-limit',
        message: expect.stringContaining('Request rate limit exceeded'),
      },
    },
  });
  const names = ['stripe-rate-limited-reason', 'retry-after', 'stripe-should-retry'];
  expect(names.map((name) => refused.headers.get(name))).toEqual(['global-rate', null, null]);
  await new Promise((resolve) => setTimeout(resolve, 510));
  expect((await get('customers')).status).toBe(200);
});

test('has the documented limits unless told otherwise', async () => {
  stripe = await startStripe({ world: paymentWorld(), port: 0, limits: { secondMs: MINUTE_MS } });
  const replies = await Promise.all(Array.from({ length: 26 }, () => get('refunds')));
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(1);
  const searches = await Promise.all(Array.from({ length: 21 }, () => get('charges/search?query=created>1')));
  expect(searches.filter(({ status }) => status === 429)).toHaveLength(1);
});

test('fails on order as Stripe does', async () => {
  await start();
  stripe.faults.set({ mode: '429', times: 1, retryAfterSeconds: 2 });
  const { status, headers } = await get('customers');
  expect([status, headers.get('retry-after'), headers.get('stripe-should-retry')]).toEqual([429, '2', 'true']);
  stripe.faults.set({ mode: '503', times: 1 });
  expect(await get('customers')).toMatchObject({ status: 503, body: { error: { type: 'api_error' } } });
  stripe.faults.set({ mode: '401', times: 1, path: '/v1/customers' });
  expect(await get('invoices')).toMatchObject({ status: 200 });
  expect(await get('customers')).toMatchObject({ status: 401, body: { error: { message: expect.stringContaining('Invalid API Key') } } });
  expect(stripe.calls().map(({ path, status: answered }) => [path, answered])).toEqual([
    ['/v1/customers', 429],
    ['/v1/customers', 503],
    ['/v1/invoices', 200],
    ['/v1/customers', 401],
  ]);
});
