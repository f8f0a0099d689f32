// Salesforce's contacts: what is read of them, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { regionOf } from '../../../../platform/identity/region';
import { recordId, type ConsentPoint, type EmailPoint } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { Attributes, Instant, Text, toAddresses, toId, toInstant, toOwnerId, toPhones, toUrl, type Org } from './org';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm */
export const ContactRow = z
  .object({
    ...{ attributes: Attributes, Id: z.string(), IsDeleted: z.boolean(), MasterRecordId: Text, AccountId: Text, OwnerId: Text },
    Account: z.object({ Name: Text, Type: Text }).catchall(z.json()).nullable(),
    ...{ FirstName: Text, LastName: Text, Title: Text, Email: Text, Phone: Text, MobilePhone: Text, HomePhone: Text },
    ...{ MailingStreet: Text, MailingCity: Text, MailingPostalCode: Text, MailingCountry: Text, LeadSource: Text, Birthdate: Text },
    ...{ HasOptedOutOfEmail: z.boolean(), DoNotCall: z.boolean(), CreatedDate: Instant, LastModifiedDate: Instant },
  })
  .catchall(z.json());
export type ContactRow = z.infer<typeof ContactRow>;

const FIELDS = [
  ...['Id', 'IsDeleted', 'MasterRecordId', 'AccountId', 'Account.Name', 'Account.Type', 'OwnerId'],
  ...['FirstName', 'LastName', 'Title', 'Email', 'Phone', 'MobilePhone', 'HomePhone'],
  ...['MailingStreet', 'MailingCity', 'MailingPostalCode', 'MailingCountry', 'LeadSource', 'Birthdate'],
  ...['HasOptedOutOfEmail', 'DoNotCall', 'CreatedDate', 'LastModifiedDate'],
];

/** What is read of every contact: ours, the crosswalk's and the further fields, each once. */
export function contactFields({ crosswalk }: Org, further: readonly string[]): string[] {
  const named = new Map([...FIELDS, ...crosswalk.map(({ field }) => field), ...further].map((field) => [field.toLowerCase(), field]));
  return [...named.values()];
}

export function toContactRecord(row: ContactRow, org: Org): CrmRecord {
  const given = textOf(row.FirstName);
  const family = textOf(row.LastName);
  const movedTo = toId(org, 'contact', row.MasterRecordId);
  const emails = toEmails(row.Email);
  return {
    id: recordId(org.source, 'contact', row.Id),
    url: toUrl(org, 'Contact', row.Id),
    kind: emails.some(({ value }) => isRoleMailbox(value)) ? 'ORGANIZATION' : 'PERSON',
    name: { full: [given, family].filter((part) => part !== null).join(' ') || null, given, family },
    emails,
    // A number without a country code is one of the country the contact lives in.
    phones: toPhones([row.Phone, row.MobilePhone, row.HomePhone], regionOf(textOf(row.MailingCountry)) ?? org.phoneRegion),
    addresses: toAddresses({
      ...{ line1: row.MailingStreet, city: row.MailingCity, postalCode: row.MailingPostalCode, country: row.MailingCountry },
    }),
    company: textOf(row.Account?.Name ?? null),
    jobTitle: textOf(row.Title),
    language: null,
    taxId: null,
    birthDate: row.Birthdate,
    employees: null,
    consents: [...emailConsent(row), ...phoneConsent(row.DoNotCall)],
    externalIds: [
      ...org.crosswalk.flatMap(({ records, field }) => {
        const id = crosswalkId(row, field);
        return id === null ? [] : [`${records}:${id}`];
      }),
      // Whoever asks by the id of a record that is no more is led to the one it was merged into.
      ...(movedTo === null ? [] : [movedTo]),
    ],
    createdAt: toInstant(row.CreatedDate),
    updatedAt: toInstant(row.LastModifiedDate),
    movedTo,
    raw: row,
    lifecycleStage: row.Account?.Type?.startsWith('Customer') === true ? 'CUSTOMER' : null,
    leadStatus: null,
    leadSource: textOf(row.LeadSource),
    ownerId: toOwnerId(org, row.OwnerId),
    companyId: toId(org, 'account', row.AccountId),
  };
}

/** Ids of other systems are texts, or numbers without decimals. Fields are answered in the case that they were made in. */
function crosswalkId(row: ContactRow, field: string): string | null {
  const name = Object.keys(row).find((key) => key.toLowerCase() === field.toLowerCase());
  const value = name === undefined ? null : row[name];
  return typeof value === 'string' ? textOf(value) : typeof value === 'number' ? String(value) : null;
}

export function toEmails(email: string | null): EmailPoint[] {
  const value = normaliseEmail(email);
  return value === null ? [] : [{ value, primary: true, verified: null }];
}

/** "Email Opt Out" is a no; that somebody has not opted out tells of no yes. */
export function emailConsent({ HasOptedOutOfEmail, Email }: { HasOptedOutOfEmail: boolean; Email: string | null }): ConsentPoint[] {
  if (!HasOptedOutOfEmail) return [];
  return [{ channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: normaliseEmail(Email), at: null }];
}

function phoneConsent(doNotCall: boolean): ConsentPoint[] {
  return doNotCall ? [{ channel: 'PHONE', purpose: 'marketing', status: 'DENIED', address: null, at: null }] : [];
}
