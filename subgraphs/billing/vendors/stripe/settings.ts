// What a Stripe source is configured by, under its name's prefix: `STRIPE_KEY`.
import { z } from 'zod';

/** A metadata key in which the account's customers store the ids of another source's records. */
export interface CrosswalkKey {
  /** `source:type` of those records, such as `hubspot:contact`. */
  records: string;
  /** Key of the metadata. */
  key: string;
}

/** Stripe's keys have at most 40 characters, and no brackets; ours need no quoting either. */
const CROSSWALK_ENTRY = /^([^\s:=]+:[^\s:=]+)=([\w.-]{1,40})$/;

export const settings = z.object({
  /**
   * Best a restricted key (`rk_live_…`) that may read, and nothing else: customers, invoices, subscriptions, prices, charges and
   * refunds, tax ids. https://docs.stripe.com/keys/restricted-api-keys
   */
  KEY: z.string().min(1),
  URL: z.url({ protocol: /^https?$/ }).default('https://api.stripe.com'),
  /** For links into the dashboard of people who have several accounts; without it they lead into the one opened last. */
  ACCOUNT: z
    .string()
    .refine((text) => /^acct_\w+$/.test(text), 'must be the id of the Stripe account: acct_…')
    .optional(),
  /** Which metadata keys of customers hold other sources' ids, one a source: `hubspot:contact=hubspot_contact`, separated by commas. */
  EXTERNAL_ID: z
    .string()
    .refine(
      (text) => toParts(text).every((part) => CROSSWALK_ENTRY.test(part)),
      'must be entries such as hubspot:contact=hubspot_contact, separated by commas',
    )
    .refine((text) => {
      const named = toCrosswalk(text).map(({ records }) => records);
      return new Set(named).size === named.length;
    }, 'must name each kind of record once')
    .default(''),
});

/** The entries of `EXTERNAL_ID`. */
export function toCrosswalk(text: string): CrosswalkKey[] {
  return toParts(text).flatMap((part) => {
    const [, records, key] = CROSSWALK_ENTRY.exec(part) ?? [];
    return records === undefined || key === undefined ? [] : [{ records, key }];
  });
}

function toParts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
