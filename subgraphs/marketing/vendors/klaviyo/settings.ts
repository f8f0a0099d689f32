// What a Klaviyo source is configured by, under its name's prefix: `KLAVIYO_KEY`.
import { z } from 'zod';

export const settings = z.object({
  /** Private API key; a read-only one is enough: profiles:read, events:read, metrics:read, segments:read, lists:read. */
  KEY: z.string().min(1),
  URL: z.url({ protocol: /^https?$/ }).default('https://a.klaviyo.com'),
  /** Whose record ids the profiles' `external_id` holds: `hubspot:contact`. */
  EXTERNAL_ID: z
    .string()
    .refine((text) => /^[^\s:]+:[^\s:]+$/.test(text), 'must be source:type, such as hubspot:contact')
    .optional(),
});

/** The version of the API that the requests and schemas here are written for. https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy */
const REVISION = '2026-07-15';

/** https://developers.klaviyo.com/en/docs/authenticate_ */
export function toHeaders(key: string): Record<string, string> {
  return { accept: 'application/vnd.api+json', authorization: `Klaviyo-API-Key ${key}`, revision: REVISION };
}
