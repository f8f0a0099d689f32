// HubSpot's companies: what an answer says of one, as a record that is a customer of its own, and as the company of a contact.
// Pure, sends nothing.
import { regionOf } from '../../../../platform/identity/region';
import { recordId } from '../../../../platform/record';
import type { Company, CrmRecord } from '../../contract';
import { formerIds, reader, toAddresses, toId, toInstant, toPhones, toStage, toUrl, type Account, type HubspotObject } from './wire';

/** HubSpot has no address of theirs to write to, and a domain identifies no record. */
const COMPANY_PROPERTIES = [
  'name',
  'domain',
  'industry',
  'numberofemployees',
  'phone',
  'address',
  'city',
  'zip',
  'country',
  'lifecyclestage',
  'hubspot_owner_id',
  'hs_merged_object_ids',
] as const;

/** What is read of every company, each once; a record that is a customer has its custom fields too. */
export function companyProperties({ custom = [] }: Pick<Account, 'custom'> = {}): string[] {
  return [...new Set([...COMPANY_PROPERTIES, ...custom])];
}

export function toCompany(company: HubspotObject, account: Account): Company {
  const of = reader(company);
  return {
    id: recordId(account.source, 'company', company.id),
    name: of('name'),
    domain: of('domain'),
    industry: of('industry'),
    employees: toCount(of('numberofemployees')),
  };
}

export function toCompanyRecord(company: HubspotObject, account: Account): CrmRecord {
  const of = reader(company);
  const id = recordId(account.source, 'company', company.id);
  return {
    id,
    url: toUrl(account, `company/${company.id}`),
    kind: 'ORGANIZATION',
    name: { full: of('name'), given: null, family: null },
    emails: [],
    phones: toPhones([of('phone')], regionOf(of('country')) ?? account.phoneRegion),
    addresses: toAddresses({ line1: of('address'), city: of('city'), postalCode: of('zip'), country: of('country') }),
    company: of('name'),
    jobTitle: null,
    language: null,
    taxId: null,
    birthDate: null,
    employees: toCount(of('numberofemployees')),
    consents: [],
    externalIds: [],
    createdAt: toInstant(company.createdAt),
    updatedAt: toInstant(company.updatedAt),
    movedTo: null,
    ...formerIds(company, 'company', account),
    raw: company,
    lifecycleStage: toStage(of('lifecyclestage')),
    leadStatus: null,
    leadSource: null,
    ownerId: toId(account, 'owner', of('hubspot_owner_id')),
    // It is the company itself, which `crm.company` tells more of.
    companyId: id,
  };
}

function toCount(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
