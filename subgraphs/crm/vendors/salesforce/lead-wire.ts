// Salesforce's leads: people who are no contacts yet. A lead that became a contact stays, and leads to it. Pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { isRoleMailbox } from '../../../../platform/identity/email';
import { regionOf } from '../../../../platform/identity/region';
import { recordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { emailConsent, toEmails } from './contact-wire';
import { Attributes, Instant, Text, toAddresses, toId, toInstant, toOwnerId, toPhones, toUrl, type Org } from './org';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_lead.htm */
export const LeadRow = z
  .object({
    ...{ attributes: Attributes, Id: z.string(), IsDeleted: z.boolean(), MasterRecordId: Text, ConvertedContactId: Text, OwnerId: Text },
    ...{ FirstName: Text, LastName: Text, Company: Text, Title: Text, Email: Text, Phone: Text, MobilePhone: Text },
    ...{ Street: Text, City: Text, PostalCode: Text, Country: Text, Status: Text, LeadSource: Text },
    ...{ HasOptedOutOfEmail: z.boolean(), CreatedDate: Instant, LastModifiedDate: Instant },
  })
  .catchall(z.json());
export type LeadRow = z.infer<typeof LeadRow>;

export const LEAD_FIELDS = [
  ...['Id', 'IsDeleted', 'MasterRecordId', 'ConvertedContactId', 'OwnerId', 'FirstName', 'LastName', 'Company', 'Title'],
  ...['Email', 'Phone', 'MobilePhone', 'Street', 'City', 'PostalCode', 'Country', 'Status', 'LeadSource'],
  ...['HasOptedOutOfEmail', 'CreatedDate', 'LastModifiedDate'],
] as const;

export function toLeadRecord(row: LeadRow, org: Org): CrmRecord {
  const given = textOf(row.FirstName);
  const family = textOf(row.LastName);
  const emails = toEmails(row.Email);
  const movedTo = toId(org, 'contact', row.ConvertedContactId) ?? toId(org, 'lead', row.MasterRecordId);
  return {
    id: recordId(org.source, 'lead', row.Id),
    url: toUrl(org, 'Lead', row.Id),
    kind: emails.some(({ value }) => isRoleMailbox(value)) ? 'ORGANIZATION' : 'PERSON',
    name: { full: [given, family].filter((part) => part !== null).join(' ') || null, given, family },
    emails,
    phones: toPhones([row.Phone, row.MobilePhone], regionOf(textOf(row.Country)) ?? org.phoneRegion),
    addresses: toAddresses({ line1: row.Street, city: row.City, postalCode: row.PostalCode, country: row.Country }),
    company: textOf(row.Company),
    jobTitle: textOf(row.Title),
    language: null,
    taxId: null,
    birthDate: null,
    employees: null,
    consents: emailConsent(row),
    externalIds: movedTo === null ? [] : [movedTo],
    createdAt: toInstant(row.CreatedDate),
    updatedAt: toInstant(row.LastModifiedDate),
    movedTo,
    raw: row,
    lifecycleStage: 'LEAD',
    leadStatus: textOf(row.Status),
    leadSource: textOf(row.LeadSource),
    ownerId: toOwnerId(org, row.OwnerId),
    companyId: null,
  };
}
