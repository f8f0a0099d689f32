// How Salesforce's fields become ours: data for people to read. Contacts, leads and accounts are all PersonRecords; a path that begins
// with an object's name holds for that object alone. The wire files do it; a test holds these lines to them.
import type { FieldMapping } from '../../../../platform/connector';

function lines(of: string, entries: readonly (readonly [field: string, from: string, by: string | null])[]): FieldMapping[] {
  return entries.map(([field, from, by]) => ({ of, field, from, by }));
}

const PHONE = 'normalisePhone, by the country where it has none';

export const MAPPING: readonly FieldMapping[] = [
  ...lines('CrmRecord', [
    ['id', 'Id', 'source:contact:Id'],
    ['url', 'Id', 'a link into Lightning'],
    ['name', 'FirstName', 'without blanks around'],
    ['name', 'LastName', 'without blanks around'],
    ['kind', 'Email', 'the mailbox of a function → ORGANIZATION'],
    ['emails', 'Email', 'normaliseEmail'],
    ['phones', 'Phone', PHONE],
    ['phones', 'MobilePhone', PHONE],
    ['phones', 'HomePhone', PHONE],
    ['phones', 'MailingCountry', 'regionOf'],
    ['addresses', 'MailingStreet', 'line1'],
    ['addresses', 'MailingCity', 'city'],
    ['addresses', 'MailingPostalCode', 'postalCode'],
    ['addresses', 'MailingCountry', 'country'],
    ['company', 'Account.Name', 'without blanks around'],
    ['companyId', 'AccountId', 'source:account:AccountId'],
    ['jobTitle', 'Title', 'without blanks around'],
    ['birthDate', 'Birthdate', null],
    ['consents', 'HasOptedOutOfEmail', 'true → EMAIL REVOKED'],
    ['consents', 'DoNotCall', 'true → PHONE DENIED'],
    ['consents', 'Email', 'normaliseEmail'],
    ['lifecycleStage', 'Account.Type', 'Customer… → CUSTOMER'],
    ['leadSource', 'LeadSource', 'without blanks around'],
    ['ownerId', 'OwnerId', 'source:user:OwnerId; a queue is nobody'],
    ['movedTo', 'MasterRecordId', 'source:contact:MasterRecordId'],
    ['externalIds', 'MasterRecordId', 'source:contact:MasterRecordId'],
    ['createdAt', 'CreatedDate', 'UTC'],
    ['updatedAt', 'LastModifiedDate', 'UTC'],
  ]),
  ...lines('Deal', [
    ['id', 'Id', 'source:opportunity:Id'],
    ['url', 'Id', 'a link into Lightning'],
    ['name', 'Name', 'without blanks around'],
    ['stage', 'StageName', 'without blanks around'],
    ['status', 'IsWon', 'true → WON'],
    ['status', 'IsClosed', 'true and not won → LOST, false → OPEN'],
    ['amount', 'Amount', 'a decimal text; none without a currency'],
    ['amount', 'CurrencyIsoCode', 'none without a currency'],
    ['currency', 'CurrencyIsoCode', 'where SALESFORCE_CURRENCY=multi'],
    ['currency', 'Amount', 'none without an amount'],
    ['closeDate', 'CloseDate', null],
    ['createdAt', 'CreatedDate', 'UTC'],
    ['ownerId', 'OwnerId', 'source:user:OwnerId; a queue is nobody'],
  ]),
  ...lines('Activity', [
    ['id', 'Id', 'source:task:Id'],
    ['url', 'Id', 'a link into Lightning'],
    ['kind', 'TaskSubtype', 'Call → CALL, Email, ListEmail → EMAIL, else TASK'],
    ['at', 'CompletedDateTime', 'UTC; where it is not done: ActivityDate, else CreatedDate'],
    ['subject', 'Subject', 'without blanks around'],
    ['body', 'Description', 'without blanks around'],
    ['ownerId', 'OwnerId', 'source:user:OwnerId; a queue is nobody'],
  ]),
  ...lines('Owner', [
    ['id', 'Id', 'source:user:Id'],
    ['name', 'Name', 'without blanks around'],
    ['email', 'Email', 'normaliseEmail'],
  ]),
  ...lines('Company', [
    ['id', 'Id', 'source:account:Id'],
    ['name', 'Name', 'without blanks around'],
    ['domain', 'Website', 'the host name, without www'],
    ['industry', 'Industry', 'without blanks around'],
    ['employees', 'NumberOfEmployees', null],
  ]),
];
