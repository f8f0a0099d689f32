// What an operator says of the address that vendors send webhooks to.
import { z } from 'zod';

/** To be read with the gateway's own settings. */
export const webhookSettings = {
  /** The public base that vendors know, where a proxy stands before us: some of them sign the whole address. No slash at the end. */
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .refine((url) => new URL(url).search === '', { message: 'is a base address, without a query' })
    .optional(),
  /** The largest webhook that is read. */
  WEBHOOK_MAX_BYTES: z.coerce.number().int().min(1_024).max(16_777_216).default(1_048_576),
};

export interface WebhookSettings {
  WEBHOOK_URL?: string | undefined;
  WEBHOOK_MAX_BYTES: number;
}
