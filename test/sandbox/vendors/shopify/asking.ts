// Starts a pretend Shopify of the small shop and asks it queries, for its tests.
import { type RunningShopify, startShopify, type ShopifyOptions } from '../../../../sandbox/vendors/shopify/server';
import { ask, type Reply } from '../../support/ask';
import { shopWorld } from '../../support/shop-world';

export interface AskedShopify extends RunningShopify {
  query(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** The numbers at the end of the ids found, in order. */
  find(list: 'customers' | 'orders', query: string, more?: string): Promise<number[]>;
}

export async function startAsked(options: Partial<ShopifyOptions> = {}): Promise<AskedShopify> {
  const shopify = await startShopify({ world: shopWorld(), port: 0, ...options });
  const headers = { 'x-shopify-access-token': shopify.env['SHOPIFY_TOKEN'] ?? '' };
  const query = (text: string, variables?: Record<string, unknown>) =>
    ask(`${shopify.url}/admin/api/2026-07/graphql.json`, {
      headers,
      body: { query: text, ...(variables === undefined ? {} : { variables }) },
    });
  return {
    ...shopify,
    query,
    async find(list, text, more = '') {
      const { body } = await query(`query ($text: String) { ${list}(first: 100, query: $text${more}) { nodes { legacyResourceId } } }`, {
        text,
      });
      return [...JSON.stringify(body).matchAll(/"legacyResourceId":"(\d+)"/g)].map(([, id]) => Number(id));
    },
  };
}
