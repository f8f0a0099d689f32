// Salesforce's accounts: what an answer says of one, as a record that is a customer of its own, and as the company of a contact. Person
// accounts (one record that is both) answer as what they are here: an organisation, and a contact of the same name. Pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { regionOf } from '../../../../platform/identity/region';
import { recordId } from '../../../../platform/record';
import type { Company, CrmRecord } from '../../contract';
import { Attributes, Instant, Text, toAddresses, toId, toInstant, toOwnerId, toPhones, toUrl, type Org } from './org';

const companyRow = {
  attributes: Attributes,
  Id: z.string(),
  Name: Text,
  Website: Text,
  Industry: Text,
  NumberOfEmployees: z.int().nullable(),
};

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm */
export const AccountRow = z
  .object({
    ...{ ...companyRow, IsDeleted: z.boolean(), MasterRecordId: Text, OwnerId: Text, Type: Text, Phone: Text },
    ...{ BillingStreet: Text, BillingCity: Text, BillingPostalCode: Text, BillingCountry: Text },
    ...{ CreatedDate: Instant, LastModifiedDate: Instant },
  })
  .catchall(z.json());
export type AccountRow = z.infer<typeof AccountRow>;

/** What is read of the company of a contact. */
export const CompanyRow = z.object(companyRow);
export type CompanyRow = z.infer<typeof CompanyRow>;
export const COMPANY_FIELDS = ['Id', 'Name', 'Website', 'Industry', 'NumberOfEmployees'] as const;

export const ACCOUNT_FIELDS = [
  ...COMPANY_FIELDS,
  ...['IsDeleted', 'MasterRecordId', 'OwnerId', 'Type', 'Phone', 'BillingStreet', 'BillingCity', 'BillingPostalCode', 'BillingCountry'],
  ...['CreatedDate', 'LastModifiedDate'],
] as const;

export function toCompany(row: CompanyRow, { source }: Org): Company {
  return {
    id: recordId(source, 'account', row.Id),
    name: textOf(row.Name),
    domain: toDomain(row.Website),
    industry: textOf(row.Industry),
    employees: row.NumberOfEmployees,
  };
}

export function toAccountRecord(row: AccountRow, org: Org): CrmRecord {
  const id = recordId(org.source, 'account', row.Id);
  const movedTo = toId(org, 'account', row.MasterRecordId);
  return {
    id,
    url: toUrl(org, 'Account', row.Id),
    kind: 'ORGANIZATION',
    name: { full: textOf(row.Name), given: null, family: null },
    emails: [],
    phones: toPhones([row.Phone], regionOf(textOf(row.BillingCountry)) ?? org.phoneRegion),
    addresses: toAddresses({
      ...{ line1: row.BillingStreet, city: row.BillingCity, postalCode: row.BillingPostalCode, country: row.BillingCountry },
    }),
    company: textOf(row.Name),
    jobTitle: null,
    language: null,
    taxId: null,
    birthDate: null,
    employees: row.NumberOfEmployees,
    consents: [],
    externalIds: movedTo === null ? [] : [movedTo],
    createdAt: toInstant(row.CreatedDate),
    updatedAt: toInstant(row.LastModifiedDate),
    movedTo,
    raw: row,
    lifecycleStage: row.Type?.startsWith('Customer') === true ? 'CUSTOMER' : null,
    leadStatus: null,
    leadSource: null,
    ownerId: toOwnerId(org, row.OwnerId),
    // It is the company itself, which `crm.company` tells more of.
    companyId: id,
  };
}

/** `https://www.acme.example/en` and `acme.example` name one domain. */
function toDomain(website: string | null): string | null {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?([^\s/:?#]+\.[^\s/:?#.]+)/i.exec(website?.trim() ?? '')?.[1];
  return host?.toLowerCase() ?? null;
}
