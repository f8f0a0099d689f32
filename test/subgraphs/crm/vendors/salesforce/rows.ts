// Rows as Salesforce answers them, as rich as can be, and the org that they are of: for the tests of the mappers.
import type { Org } from '../../../../../subgraphs/crm/vendors/salesforce/org';

export const org: Org = {
  source: 'crm',
  url: 'https://acme.my.salesforce.com',
  currency: 'multi',
  phoneRegion: 'DE',
  crosswalk: [{ records: 'hubspot:contact', field: 'HubSpot_Id__c' }],
};

const attributes = (type: string, id: string) => ({ type, url: `/services/data/v66.0/sobjects/${type}/${id}` });
const OWNER = '0055g0000000001AAA';
const times = { CreatedDate: '2024-03-01T10:00:00.000+0200', LastModifiedDate: '2026-05-02T08:30:00.000+0000' };

export const contactRow = {
  attributes: attributes('Contact', '0035g0000000001AAA'),
  ...{ Id: '0035g0000000001AAA', IsDeleted: false, MasterRecordId: null as string | null, AccountId: '0015g0000000001AAA', OwnerId: OWNER },
  Account: { attributes: attributes('Account', '0015g0000000001AAA'), Name: ' Acme Ltd ', Type: 'Customer - Direct' },
  ...{ FirstName: 'Anna', LastName: 'Muster', Title: ' Buyer ', Email: 'Anna@Example.com' },
  // Of another country than the org's.
  ...{ Phone: '020 7946 0123', MobilePhone: '07700 900123', HomePhone: '(020) 7946-0124' },
  ...{ MailingStreet: '1 Long Lane', MailingCity: 'London', MailingPostalCode: 'E1 6AN', MailingCountry: 'United Kingdom' },
  ...{ LeadSource: 'Web', Birthdate: '1980-02-29', HasOptedOutOfEmail: true, DoNotCall: true, ...times, HubSpot_Id__c: '501' },
};

export const leadRow = {
  attributes: attributes('Lead', '00Q5g0000000001EAA'),
  ...{ Id: '00Q5g0000000001EAA', IsDeleted: false, MasterRecordId: null as string | null, ConvertedContactId: null as string | null },
  ...{ OwnerId: OWNER, FirstName: 'Lena', LastName: 'Lead', Company: 'Start AG', Title: 'Founder', Email: 'lena@example.com' },
  ...{ Phone: '020 7946 0123', MobilePhone: '07700 900123', Street: '1 Long Lane', City: 'London', PostalCode: 'E1 6AN' },
  ...{ Country: 'GB', Status: 'Working - Contacted', LeadSource: 'Web', HasOptedOutOfEmail: true, ...times },
};

export const accountRow = {
  attributes: attributes('Account', '0015g0000000001AAA'),
  ...{ Id: '0015g0000000001AAA', IsDeleted: false, MasterRecordId: null as string | null, OwnerId: OWNER, Name: 'Acme Ltd' },
  ...{
    Type: 'Customer - Direct',
    Phone: '020 7946 0100',
    Website: 'https://www.Acme.example/en',
    Industry: 'Retail',
    NumberOfEmployees: 12,
  },
  ...{ BillingStreet: '1 Long Lane', BillingCity: 'London', BillingPostalCode: 'E1 6AN', BillingCountry: 'United Kingdom', ...times },
};

export const dealRow = {
  ...{ Id: '0065g0000000001AAA', Name: 'Lamps for all', StageName: 'Closed Lost', IsClosed: true, IsWon: false, Amount: 1200.5 },
  ...{ CurrencyIsoCode: 'EUR', CloseDate: '2026-07-01', CreatedDate: times.CreatedDate, OwnerId: OWNER },
};

export const taskRow = {
  ...{ Id: '00T5g0000000001EAA', Subject: 'First call', Description: 'Said hello', TaskSubtype: 'Call', OwnerId: OWNER },
  ...{ ActivityDate: '2026-02-03' as string | null, CompletedDateTime: '2026-02-02T10:00:00.000+0000' as string | null },
  CreatedDate: '2026-02-01T10:00:00.000+0000',
};

export const eventRow = {
  ...{ Id: '00U5g0000000001EAA', Subject: 'Visit', Description: 'Brings cake', OwnerId: OWNER },
  ...{ ActivityDateTime: '2026-02-03T10:00:00.000+0000' as string | null, CreatedDate: '2026-02-01T10:00:00.000+0000' },
};

export const caseRow = {
  ...{ Id: '5005g0000000001AAA', CaseNumber: '00001026', Subject: 'It does not work', Description: 'Since Monday', Status: 'Working' },
  ...{ CreatedDate: '2026-02-01T10:00:00.000+0000', OwnerId: OWNER },
};

export const userRow = { Id: OWNER, Name: 'Olga Owner', Email: 'Olga@Sandbox.example' };
