// What a Vendure source is configured by, under its name's prefix: `VENDURE_URL`.
import { z } from 'zod';

/** Names in a GraphQL document, as Vendure's custom fields are. */
const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;
const CROSSWALK = /^([_A-Za-z][_0-9A-Za-z]*)=([^\s:=]+:[^\s:=]+)$/;

/** The names of `CUSTOM_FIELDS`. */
export const namesOf = (text: string): string[] => text.split(',').flatMap((name) => name.trim() || []);

export const settings = z
  .object({
    /** Address of the Admin API: `https://shop.example.com/admin-api`. */
    URL: z
      .url({ protocol: /^https?$/ })
      .refine((url) => URL.canParse(url) && new URL(url).pathname !== '/', 'must be the address of the Admin API: its path is missing'),
    /** Of an administrator who may read customers and orders; needs `bearer` in the shop's `authOptions.tokenMethod`. */
    USERNAME: z.string().min(1).optional(),
    PASSWORD: z.string().min(1).optional(),
    /** In place of both, from Vendure 3.6 on where `tokenMethod` has `api-key`: a key of such an administrator. */
    API_KEY: z.string().min(1).optional(),
    /** Token of one channel; left out = the default channel, which has everything. */
    CHANNEL: z.string().min(1).optional(),
    /** Address of the dashboard, which records and orders link to: `https://shop.example.com/dashboard`. Left out = no links. */
    DASHBOARD: z.url({ protocol: /^https?$/ }).optional(),
    /** Custom fields of customers that `raw` shall have: `loyaltyTier,birthday`. */
    CUSTOM_FIELDS: z
      .string()
      .refine((text) => namesOf(text).every((name) => NAME.test(name)), 'must be names of custom fields, with commas between')
      .default(''),
    /** Custom field of customers that holds another source's record ids: `crmId=hubspot:contact`. */
    EXTERNAL_ID: z
      .string()
      .refine((text) => CROSSWALK.test(text), 'must be field=source:type, such as crmId=hubspot:contact')
      .optional(),
    /** Custom field of orders that names who sold it, by an email address or a name. */
    SALES_PERSON_FIELD: z
      .string()
      .refine((name) => NAME.test(name), 'must be the name of a custom field')
      .optional(),
  })
  .superRefine(({ USERNAME, PASSWORD, API_KEY }, context) => {
    const issue = (name: string, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
    if (API_KEY !== undefined) {
      if (USERNAME !== undefined || PASSWORD !== undefined) issue('API_KEY', 'is in place of USERNAME and PASSWORD: set one or the other');
    } else {
      if (USERNAME === undefined) issue('USERNAME', 'is required where API_KEY is not set');
      if (PASSWORD === undefined) issue('PASSWORD', 'is required where API_KEY is not set');
    }
  });

export type VendureSettings = z.infer<typeof settings>;

/** Where crosswalk ids are kept, and how they begin: `hubspot:contact:`. */
export interface Crosswalk {
  field: string;
  prefix: string;
}

/** undefined = there is none. */
export function toCrosswalk({ EXTERNAL_ID = '' }: VendureSettings): Crosswalk | undefined {
  const [, field, kind] = CROSSWALK.exec(EXTERNAL_ID) ?? [];
  return field === undefined || kind === undefined ? undefined : { field, prefix: `${kind}:` };
}
