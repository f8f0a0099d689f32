// The `stripe` package as a stranger to the sandbox. At a 429 it does not try again, it throws at once, unless the vendor advises it
// to by Stripe-Should-Retry.
import Stripe from 'stripe';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const stripe: Stranger = {
  needs: ['STRIPE_URL', 'STRIPE_KEY'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'STRIPE_URL');
    const { hostname, port } = new URL(url);
    const client = (key: string) => new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', telemetry: false });
    const api = client(setting(settings, 'STRIPE_KEY'));

    await check('is refused with a wrong key', async () => {
      const error = await refusal(client('sk_test_wrong').customers.list());
      expect(error instanceof Stripe.errors.StripeAuthenticationError, 'the refusal is no StripeAuthenticationError');
    });
    const { data } = await api.customers.list({ limit: 100 });
    const known = data.find(({ email }) => email !== null && email !== undefined);
    await check('looks a customer up', async () => {
      expect(known?.email != null, 'no customer has an address');
      const byEmail = await api.customers.list({ email: known.email });
      expect(
        byEmail.data.some(({ id }) => id === known.id),
        'the list by address has not the customer',
      );
      const found = await api.customers.search({ query: `email:"${known.email}"`, limit: 10 });
      expect(
        found.data.some(({ id }) => id === known.id),
        'the search by address has not the customer',
      );
      const one = await api.customers.retrieve(known.id);
      expect(one.deleted !== true && one.email === known.email, 'the customer by id is another');
    });
    await check('is told of a customer that is not there', async () => {
      const error = await refusal(api.customers.retrieve('cus_nobody'));
      expect(
        error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing',
        'the refusal is not resource_missing',
      );
    });
    await check('pages through', async () => {
      const whole = await api.invoices.list({ limit: 12 });
      const paged: string[] = [];
      for await (const invoice of api.invoices.list({ limit: 5 })) {
        paged.push(invoice.id ?? '');
        if (paged.length === whole.data.length) break;
      }
      expect(paged.join() === whole.data.map(({ id }) => id).join(), 'three pages are not what one page has');
      const searched: string[] = [];
      for await (const charge of api.charges.search({ query: 'status:"succeeded"', limit: 3 })) {
        searched.push(charge.id);
        if (searched.length === 8) break;
      }
      expect(new Set(searched).size === 8, 'pages of a search repeat charges');
    });
    await check('reads what belongs to a customer', async () => {
      const { data: subscriptions } = await api.subscriptions.list({ status: 'all', limit: 1 });
      const item = subscriptions[0]?.items.data[0];
      expect(item !== undefined && item.price.unit_amount_decimal !== undefined, 'a subscription has no price');
      const { data: refunds } = await api.refunds.list({ limit: 1 });
      expect(refunds[0]?.object === 'refund', 'there is no refund');
    });
    await check('meets a 429 and throws at once', async () => {
      await throttle(url, '/v1/customers', null);
      const error = await refusal(api.customers.list({ limit: 1 }));
      expect(error instanceof Stripe.errors.StripeRateLimitError, 'the refusal is no StripeRateLimitError');
      expect((await calls(url)) === 1, 'it was sent again');
    });
    await check('meets a 429 that advises to try again, and does', async () => {
      await throttle(url, '/v1/customers');
      const { data: again } = await api.customers.list({ limit: 1 });
      expect(again.length === 1 && (await calls(url)) === 2, 'it was not sent twice');
    });
  },
};
