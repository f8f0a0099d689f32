// What a Mailchimp source is configured by, under its name's prefix: `MAILCHIMP_KEY`.
import { z } from 'zod';

/** A merge field in which the account's members store the ids of another source's records. */
export interface CrosswalkField {
  /** `source:type` of those records, such as `hubspot:contact`. */
  records: string;
  /** Its merge tag. */
  tag: string;
}

/** Merge tags have at most ten capitals, digits and underscores. */
const CROSSWALK_ENTRY = /^([^\s:=]+:[^\s:=]+)=([A-Z0-9_]{1,10})$/;

export const settings = z.object({
  /** API key; its end names the data centre, which is the host: `…-us6`. https://mailchimp.com/help/about-api-keys/ */
  KEY: z.string().refine((text) => /^[^\s:]+-[a-z]{2,}\d+$/.test(text), 'must be the key with its data centre, as in …-us6'),
  /** Instead of the data centre's address. */
  URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Ids of the audiences to ask, separated by commas; left out = all of the account. */
  AUDIENCES: z
    .string()
    .refine((text) => toParts(text).every((part) => /^[A-Za-z0-9]+$/.test(part)), 'must be audience ids, separated by commas')
    .optional(),
  /** Which merge fields hold other sources' ids, one a source: `hubspot:contact=CRMID`, separated by commas. */
  EXTERNAL_ID: z
    .string()
    .refine(
      (text) => toParts(text).every((part) => CROSSWALK_ENTRY.test(part)),
      'must be entries such as hubspot:contact=CRMID, separated by commas',
    )
    .default(''),
});

/** `us6`. */
export function toDataCentre(key: string): string {
  return key.slice(key.lastIndexOf('-') + 1);
}

/** https://mailchimp.com/developer/marketing/docs/fundamentals/#connecting-to-the-api: Basic, with any name. */
export function toHeaders(key: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`customer-graph:${key}`).toString('base64')}` };
}

/** The ids of `AUDIENCES`; null = all there are. */
export function toAudienceIds(text: string | undefined): readonly string[] | null {
  const ids = toParts(text ?? '');
  return ids.length === 0 ? null : [...new Set(ids)];
}

/** The entries of `EXTERNAL_ID`. */
export function toCrosswalk(text: string): CrosswalkField[] {
  return toParts(text).flatMap((part) => {
    const [, records, tag] = CROSSWALK_ENTRY.exec(part) ?? [];
    return records === undefined || tag === undefined ? [] : [{ records, tag }];
  });
}

function toParts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
