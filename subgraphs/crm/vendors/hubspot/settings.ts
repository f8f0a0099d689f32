// What a HubSpot source is configured by, under its name's prefix: `HUBSPOT_TOKEN`.
import { z } from 'zod';

/** A contact property in which the account stores the ids of another source's records. */
export interface CrosswalkProperty {
  /** `source:type` of those records, such as `zendesk:user`. */
  records: string;
  /** Internal name of the property. */
  property: string;
}

const PROPERTY = /^[a-z][a-z0-9_]*$/;
const CROSSWALK_ENTRY = /^([^\s:=]+:[^\s:=]+)=([a-z][a-z0-9_]*)$/;

export const settings = z.object({
  /** Of a private app that may read contacts, companies, deals, owners and the engagements. */
  TOKEN: z.string().min(1),
  URL: z.url({ protocol: /^https?$/ }).default('https://api.hubapi.com'),
  /** Needed for links into HubSpot. */
  PORTAL_ID: z
    .string()
    .refine((text) => /^\d+$/.test(text), 'must be the number of the HubSpot account')
    .optional(),
  /** ISO 4217, for accounts with one currency: HubSpot names none in their deals, and without it their amounts are left out. */
  CURRENCY: z
    .string()
    .refine((text) => /^[A-Z]{3}$/.test(text), 'must be an ISO 4217 code')
    .optional(),
  /** Further contact properties to read, separated by commas; they show in the raw record. */
  PROPERTIES: z
    .string()
    .refine(
      (text) => toParts(text).every((part) => PROPERTY.test(part)),
      'must be internal names of contact properties, separated by commas',
    )
    .default(''),
  /** Which contact properties hold other sources' ids: `zendesk:user=zendesk_user_id`, separated by commas. */
  CROSSWALK: z
    .string()
    .refine(
      (text) => toParts(text).every((part) => CROSSWALK_ENTRY.test(part)),
      'must be entries such as zendesk:user=zendesk_user_id, separated by commas',
    )
    .default(''),
});

/** The entries of `CROSSWALK`. */
export function toCrosswalk(text: string): CrosswalkProperty[] {
  return toParts(text).flatMap((part) => {
    const [, records, property] = CROSSWALK_ENTRY.exec(part) ?? [];
    return records === undefined || property === undefined ? [] : [{ records, property }];
  });
}

/** What stands between commas, without blanks. */
export function toParts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
