// The secrets that pretend systems sign their webhooks with, as an operator would set them: `HUBSPOT_WEBHOOK_SECRET` and so on. Others at
// each start: whoever knows one may tell of changes.
import type { RunningVendors } from '../vendors';

/** One setting a system that sends webhooks. */
export function webhookSecretsOf({
  hubspot,
  zendesk,
  shopify,
  stripe,
  klaviyo,
  mailchimp,
  intercom,
}: RunningVendors): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ hubspot, zendesk, shopify, stripe, klaviyo, mailchimp, intercom }).map(([vendor, { webhooks }]) => [
      `${vendor.toUpperCase()}_WEBHOOK_SECRET`,
      webhooks.secret,
    ]),
  );
}
