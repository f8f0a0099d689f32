// What a Shopify source is configured by, under its name's prefix: `SHOPIFY_SHOP`.
import { z } from 'zod';

const SHOP = /^[a-z0-9][a-z0-9-]*$/;

export const settings = z
  .object({
    /** Admin API access token of a custom app that may read customers and orders: `read_customers`, `read_orders`, `read_returns`. */
    TOKEN: z.string().min(1),
    /** `acme` for acme.myshopify.com. */
    SHOP: z
      .string()
      .refine((text) => SHOP.test(text), 'must be the name before .myshopify.com')
      .optional(),
    /** Origin of the API, in place of the shop's own: for a sandbox or a proxy. Without SHOP, records have no links. */
    URL: z.url({ protocol: /^https?$/ }).optional(),
    /**
     * Where an order tells who sold it. `tags` = by a tag `sales:anna@example.com`, which every shop can have; `member` = by the
     * member of staff who made the order, and by the tag where it names none. Shopify gives out staff only on the plans
     * Advanced and Plus, to apps with `read_users`; to others orders with `member` are UPSTREAM_DENIED.
     */
    STAFF: z.enum(['tags', 'member']).default('tags'),
    /** How such a tag begins; what follows is an email address or a name. */
    SALES_TAG: z.string().min(1).default('sales:'),
  })
  .superRefine(({ SHOP: shop, URL }, context) => {
    if (shop === undefined && URL === undefined) {
      context.addIssue({ code: 'custom', path: ['SHOP'], message: 'is required where URL is not set' });
    }
  });

export type ShopifySettings = z.infer<typeof settings>;

/** Origin of the API, without a slash at its end. */
export function toBaseUrl({ SHOP: shop = '', URL = `https://${shop}.myshopify.com` }: ShopifySettings): string {
  return URL.replace(/\/+$/, '');
}
