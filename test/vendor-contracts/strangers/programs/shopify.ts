// @shopify/admin-api-client as a stranger to the sandbox. It insists on https, so its requests are led to the sandbox by the fetch
// that it may be given. It tries a 429 again almost at once, taking Retry-After for milliseconds, and knows nothing of THROTTLED,
// which is how the vendor refuses for its limit: that answer it hands on.
import { createAdminApiClient } from '@shopify/admin-api-client';
import { expect, setting, type Stranger } from '../stranger';

interface Page {
  customers: {
    nodes: { id: string; defaultEmailAddress: { emailAddress: string } | null }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const CUSTOMERS = `query Page($first: Int!, $after: String, $query: String) {
  customers(first: $first, after: $after, query: $query) {
    nodes { id defaultEmailAddress { emailAddress } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const shopify: Stranger = {
  needs: ['SHOPIFY_URL', 'SHOPIFY_TOKEN'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'SHOPIFY_URL');
    const client = (accessToken: string) =>
      createAdminApiClient({
        storeDomain: 'sandbox.myshopify.com',
        apiVersion: '2026-07',
        accessToken,
        retries: 2,
        customFetchApi: (asked: string, init?: RequestInit) => fetch(asked.replace('https://sandbox.myshopify.com', url), init),
      });
    const api = client(setting(settings, 'SHOPIFY_TOKEN'));
    const page = async (variables: { first: number; after?: string; query?: string }): Promise<Page['customers']> => {
      const { data, errors } = await api.request<Page>(CUSTOMERS, { variables });
      expect(errors === undefined && data !== undefined, `the query was refused: ${errors?.message}`);
      return data.customers;
    };

    await check('is refused with a wrong token', async () => {
      const { errors } = await client('shpat_wrong').request(CUSTOMERS, { variables: { first: 1 } });
      expect(errors?.networkStatusCode === 401, 'the refusal is no 401');
    });
    await check('looks a customer up', async () => {
      const { nodes } = await page({ first: 20 });
      const known = nodes.find(({ defaultEmailAddress }) => defaultEmailAddress !== null);
      const email = known?.defaultEmailAddress?.emailAddress ?? '';
      const found = await page({ first: 5, query: `email:"${email}"` });
      expect(
        found.nodes.some(({ id }) => id === known?.id),
        'the search by address has not the customer',
      );
      const { data } = await api.request<{ customerByIdentifier: { id: string } | null }>(
        'query One($email: String!) { customerByIdentifier(identifier: { emailAddress: $email }) { id } }',
        { variables: { email } },
      );
      expect(data?.customerByIdentifier?.id !== undefined, 'the look-up by address has nobody');
    });
    await check('pages through', async () => {
      const whole = await page({ first: 6 });
      const first = await page({ first: 3 });
      const second = await page({ first: 3, after: first.pageInfo.endCursor ?? '' });
      const paged = [...first.nodes, ...second.nodes].map(({ id }) => id);
      expect(paged.join() === whole.nodes.map(({ id }) => id).join(), 'two pages are not what one page has');
    });
    await check('reads what belongs to a customer', async () => {
      const { data, errors } = await api.request<{ orders: { nodes: { id: string; totalPriceSet: { shopMoney: { amount: string } } }[] } }>(
        'query Orders { orders(first: 2, sortKey: CREATED_AT, reverse: true) { nodes { id totalPriceSet { shopMoney { amount currencyCode } } } } }',
      );
      expect(errors === undefined && data?.orders.nodes.length === 2, 'there are no orders');
    });
    await check('meets the limit and is told THROTTLED', async () => {
      await throttle(url);
      const { errors } = await api.request(CUSTOMERS, { variables: { first: 1 } });
      expect(errors?.graphQLErrors?.[0]?.extensions?.['code'] === 'THROTTLED', 'the answer is not THROTTLED');
      expect((await calls(url)) === 1, 'it was sent again');
    });
  },
};
