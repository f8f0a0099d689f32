// What a Zendesk source is configured by, under its name's prefix: `ZENDESK_SUBDOMAIN`.
import { z } from 'zod';

export const settings = z
  .object({
    /** `acme` for acme.zendesk.com. */
    SUBDOMAIN: z
      .string()
      .refine((text) => /^[a-z0-9][a-z0-9-]*$/i.test(text), 'must be the name before .zendesk.com')
      .optional(),
    /** Instead of SUBDOMAIN. */
    URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Of the agent that the API token belongs to. */
    EMAIL: z.string().optional(),
    /** API token; goes with EMAIL. */
    TOKEN: z.string().optional(),
    /** Instead of EMAIL and TOKEN. */
    OAUTH_TOKEN: z.string().optional(),
    /** Whose record ids the users' `external_id` holds: `hubspot:contact`. */
    EXTERNAL_ID: z
      .string()
      .refine((text) => /^[^\s:]+:[^\s:]+$/.test(text), 'must be source:type, such as hubspot:contact')
      .optional(),
  })
  .superRefine(({ SUBDOMAIN, URL, EMAIL, TOKEN, OAUTH_TOKEN }, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (SUBDOMAIN === undefined && URL === undefined) missing('SUBDOMAIN', 'is required where URL is not set');
    if (OAUTH_TOKEN !== undefined) return;
    if (EMAIL === undefined) missing('EMAIL', 'is required where OAUTH_TOKEN is not set');
    if (TOKEN === undefined) missing('TOKEN', 'is required where OAUTH_TOKEN is not set');
  });

export type ZendeskSettings = z.infer<typeof settings>;

/** Origin of the account, without a slash at its end. */
export function toBaseUrl({ SUBDOMAIN = '', URL = `https://${SUBDOMAIN}.zendesk.com` }: ZendeskSettings): string {
  return URL.replace(/\/+$/, '');
}

/** https://developer.zendesk.com/api-reference/introduction/security-and-auth/ */
export function toAuthorization({ EMAIL = '', TOKEN = '', OAUTH_TOKEN }: ZendeskSettings): string {
  if (OAUTH_TOKEN !== undefined) return `Bearer ${OAUTH_TOKEN}`;
  return `Basic ${Buffer.from(`${EMAIL}/token:${TOKEN}`).toString('base64')}`;
}
