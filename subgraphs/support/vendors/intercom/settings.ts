// What an Intercom source is configured by, under its name's prefix: `INTERCOM_TOKEN`.
import { z } from 'zod';

export const settings = z.object({
  /** Access token of the app. */
  TOKEN: z.string(),
  /** Where the workspace is hosted; `us` when left out. */
  REGION: z.enum(['us', 'eu', 'au']).optional(),
  /** Instead of the region's address. */
  URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The workspace's id; without it there are no links that a person can open. */
  APP: z
    .string()
    .refine((text) => /^[a-z0-9_-]+$/i.test(text), 'must be the id of the workspace')
    .optional(),
  /** Whose record ids the contacts' `external_id` holds: `hubspot:contact`. */
  EXTERNAL_ID: z
    .string()
    .refine((text) => /^[^\s:]+:[^\s:]+$/.test(text), 'must be source:type, such as hubspot:contact')
    .optional(),
});

export type IntercomSettings = z.infer<typeof settings>;

/** https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis#regional-hosting */
const API: Readonly<Record<'us' | 'eu' | 'au', string>> = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
};
const APPLICATION: typeof API = {
  us: 'https://app.intercom.com',
  eu: 'https://app.eu.intercom.com',
  au: 'https://app.au.intercom.com',
};

/** Origin of the API, without a slash at its end. */
export function toBaseUrl({ REGION = 'us', URL = API[REGION] }: IntercomSettings): string {
  return URL.replace(/\/+$/, '');
}

/** Where the workspace's own people work; null = not known. */
export function toWorkspaceUrl({ REGION = 'us', APP }: IntercomSettings): string | null {
  return APP === undefined ? null : `${APPLICATION[REGION]}/a/apps/${APP}`;
}
