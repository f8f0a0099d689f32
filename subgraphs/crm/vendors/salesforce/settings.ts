// What a Salesforce source is configured by, under its name's prefix: `SALESFORCE_URL`.
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

/** A field of contacts in which the org stores the ids of another source's records. */
export interface CrosswalkField {
  /** `source:type` of those records, such as `hubspot:contact`. */
  records: string;
  /** API name of the field. */
  field: string;
}

const FIELD = /^[A-Za-z]\w{0,79}$/;
const CROSSWALK_ENTRY = /^([^\s:=]+:[^\s:=]+)=([A-Za-z]\w{0,79})$/;

const fields = z.object({
  /** The org's My Domain address, for log-in and data: https://acme.my.salesforce.com. */
  URL: z.url({ protocol: /^https?$/ }),
  /** Consumer key of the external client app. */
  CLIENT_ID: z.string().min(1),
  /** Consumer secret, for the client-credentials flow. */
  CLIENT_SECRET: z.string().min(1).optional(),
  /** For the JWT bearer flow: who the app acts as, approved in advance. */
  USERNAME: z.string().min(1).optional(),
  /** For the JWT bearer flow: the RSA key whose certificate the app has, as PEM; line breaks may be written `\n`. */
  PRIVATE_KEY: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(isRsaKey, 'must be an RSA private key in PEM')
    .optional(),
  /** `EUR`: the currency of all deals. `multi`: the org has several, and each deal names its own. Without it amounts are left out. */
  CURRENCY: z
    .string()
    .refine((text) => /^([A-Z]{3}|multi)$/.test(text), 'must be an ISO 4217 code, or multi where the org has several currencies')
    .optional(),
  /** Which fields of contacts hold other sources' ids, one a source: `hubspot:contact=HubSpot_Id__c`, separated by commas. */
  EXTERNAL_ID: z
    .string()
    .refine(
      (text) => toParts(text).every((part) => CROSSWALK_ENTRY.test(part)),
      'must be entries such as hubspot:contact=HubSpot_Id__c, separated by commas',
    )
    .refine((text) => {
      const named = toCrosswalk(text).map(({ records }) => records);
      return new Set(named).size === named.length;
    }, 'must name each kind of record once')
    .default(''),
  /** Further fields of contacts to read, by API name, separated by commas; they show in the raw record. */
  CUSTOM_FIELDS: z
    .string()
    .refine((text) => toParts(text).every((part) => FIELD.test(part)), 'must be API names of fields of contacts, separated by commas')
    .default(''),
});

/** A check that runs whatever else is wrong, so that all faults are told at once. */
function also(path: 'CLIENT_SECRET' | 'USERNAME' | 'PRIVATE_KEY', error: string) {
  return { path: [path], error, when: () => true };
}

export const settings = fields
  .refine(
    ({ CLIENT_SECRET, USERNAME, PRIVATE_KEY }) => CLIENT_SECRET !== undefined || USERNAME !== undefined || PRIVATE_KEY !== undefined,
    {
      ...also('CLIENT_SECRET', 'is required, or USERNAME and PRIVATE_KEY in its place'),
    },
  )
  .refine(
    ({ CLIENT_SECRET, USERNAME, PRIVATE_KEY }) => CLIENT_SECRET === undefined || (USERNAME === undefined && PRIVATE_KEY === undefined),
    {
      ...also('CLIENT_SECRET', 'must not be set beside USERNAME and PRIVATE_KEY: one way to log in, not two'),
    },
  )
  .refine(({ USERNAME, PRIVATE_KEY }) => PRIVATE_KEY === undefined || USERNAME !== undefined, also('USERNAME', 'goes with PRIVATE_KEY'))
  .refine(({ USERNAME, PRIVATE_KEY }) => USERNAME === undefined || PRIVATE_KEY !== undefined, also('PRIVATE_KEY', 'goes with USERNAME'));

export type SalesforceSettings = z.infer<typeof settings>;

/** The entries of `EXTERNAL_ID`. */
export function toCrosswalk(text: string): CrosswalkField[] {
  return toParts(text).flatMap((part) => {
    const [, records, field] = CROSSWALK_ENTRY.exec(part) ?? [];
    return records === undefined || field === undefined ? [] : [{ records, field }];
  });
}

/** What stands between commas, without blanks. */
export function toParts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
