// How Salesforce's fields become ours, as lines that `sources` shows; the wire files are the code that does it. Paths begin with the
// object that they are of.
import type { FieldMapping } from '../../../../platform/connector';
import type { Org } from './org';

type Line = readonly [field: string, from: string, by?: string];

const TEXT = 'without blanks around';
const TIME = 'ISO 8601 in UTC';
const PHONE = 'normalisePhone';
const REGION = 'regionOf: whose a number without a country code is';
const AMOUNT = 'a decimal; none without a currency';
const USER = 'a user; a queue is nobody';

/** The lines of an org: its crosswalk and its currency are part of them. */
export function salesforceMapping(org: Pick<Org, 'crosswalk' | 'currency'>): FieldMapping[] {
  return [
    ...lines('CrmRecord', 'Contact', [
      ...CONTACT,
      ...org.crosswalk.map(({ records, field }): Line => ['externalIds', field, `${records}:…`]),
    ]),
    ...lines('CrmRecord', 'Lead', LEAD),
    ...lines('CrmRecord', 'Account', ACCOUNT),
    ...lines('Deal', 'Opportunity', dealLines(org.currency)),
    ...lines('Activity', 'Task', TASK),
    ...lines('Activity', 'Event', EVENT),
    ...lines('Activity', 'Case', CASE),
    ...lines('Owner', 'User', [
      ['name', 'Name', TEXT],
      ['email', 'Email', 'normaliseEmail'],
    ]),
    ...lines('Company', 'Account', COMPANY),
  ];
}

function lines(of: string, object: string, told: readonly Line[]): FieldMapping[] {
  return told.map(([field, from, by = null]) => ({ of, field, from: `${object}.${from}`, by }));
}

const CONTACT: readonly Line[] = [
  ['kind', 'Email', 'the mailbox of a function → ORGANIZATION'],
  ['name', 'FirstName', TEXT],
  ['name', 'LastName', TEXT],
  ['emails', 'Email', 'normaliseEmail'],
  ['phones', 'Phone', PHONE],
  ['phones', 'MobilePhone', PHONE],
  ['phones', 'HomePhone', PHONE],
  ['phones', 'MailingCountry', REGION],
  ['addresses', 'MailingStreet', TEXT],
  ['addresses', 'MailingCity', TEXT],
  ['addresses', 'MailingPostalCode', TEXT],
  ['addresses', 'MailingCountry', TEXT],
  ['company', 'Account.Name', TEXT],
  ['companyId', 'AccountId'],
  ['jobTitle', 'Title', TEXT],
  ['birthDate', 'Birthdate'],
  ['consents', 'HasOptedOutOfEmail', 'true → EMAIL REVOKED'],
  ['consents', 'Email', 'normaliseEmail'],
  ['consents', 'DoNotCall', 'true → PHONE DENIED'],
  ['externalIds', 'MasterRecordId', 'the contact it was merged into'],
  ['movedTo', 'MasterRecordId', 'the contact it was merged into'],
  ['createdAt', 'CreatedDate', TIME],
  ['updatedAt', 'LastModifiedDate', TIME],
  ['lifecycleStage', 'Account.Type', 'Customer… → CUSTOMER'],
  ['leadSource', 'LeadSource', TEXT],
  ['ownerId', 'OwnerId', USER],
];

const LEAD: readonly Line[] = [
  ['kind', 'Email', 'the mailbox of a function → ORGANIZATION'],
  ['name', 'FirstName', TEXT],
  ['name', 'LastName', TEXT],
  ['emails', 'Email', 'normaliseEmail'],
  ['phones', 'Phone', PHONE],
  ['phones', 'MobilePhone', PHONE],
  ['phones', 'Country', REGION],
  ['addresses', 'Street', TEXT],
  ['addresses', 'City', TEXT],
  ['addresses', 'PostalCode', TEXT],
  ['addresses', 'Country', TEXT],
  ['company', 'Company', TEXT],
  ['jobTitle', 'Title', TEXT],
  ['consents', 'HasOptedOutOfEmail', 'true → EMAIL REVOKED'],
  ['consents', 'Email', 'normaliseEmail'],
  ['externalIds', 'ConvertedContactId', 'the contact it became'],
  ['externalIds', 'MasterRecordId', 'the lead it was merged into'],
  ['movedTo', 'ConvertedContactId', 'the contact it became'],
  ['movedTo', 'MasterRecordId', 'the lead it was merged into'],
  ['createdAt', 'CreatedDate', TIME],
  ['updatedAt', 'LastModifiedDate', TIME],
  ['leadStatus', 'Status', TEXT],
  ['leadSource', 'LeadSource', TEXT],
  ['ownerId', 'OwnerId', USER],
];

const COMPANY: readonly Line[] = [
  ['name', 'Name', TEXT],
  ['domain', 'Website', 'its host name, without www'],
  ['industry', 'Industry', TEXT],
  ['employees', 'NumberOfEmployees'],
];

const ACCOUNT: readonly Line[] = [
  ['name', 'Name', TEXT],
  ['phones', 'Phone', PHONE],
  ['phones', 'BillingCountry', REGION],
  ['addresses', 'BillingStreet', TEXT],
  ['addresses', 'BillingCity', TEXT],
  ['addresses', 'BillingPostalCode', TEXT],
  ['addresses', 'BillingCountry', TEXT],
  ['company', 'Name', TEXT],
  ['companyId', 'Id', 'the account itself'],
  ['employees', 'NumberOfEmployees'],
  ['externalIds', 'MasterRecordId', 'the account it was merged into'],
  ['movedTo', 'MasterRecordId', 'the account it was merged into'],
  ['createdAt', 'CreatedDate', TIME],
  ['updatedAt', 'LastModifiedDate', TIME],
  ['lifecycleStage', 'Type', 'Customer… → CUSTOMER'],
  ['ownerId', 'OwnerId', USER],
];

/** Without a currency there are no amounts; where there is one, the deal is not asked for its own. */
function dealLines(currency: Org['currency']): Line[] {
  const money: Record<string, readonly Line[]> = {
    none: [],
    one: [
      ['amount', 'Amount', AMOUNT],
      ['currency', 'Amount', `${currency}; none without an amount`],
    ],
    multi: [
      ['amount', 'Amount', AMOUNT],
      ['amount', 'CurrencyIsoCode', AMOUNT],
      ['currency', 'CurrencyIsoCode', 'ISO 4217; none without an amount'],
      ['currency', 'Amount', 'none without an amount'],
    ],
  };
  return [
    ['name', 'Name', TEXT],
    ['stage', 'StageName', TEXT],
    ['status', 'IsWon', 'true → WON'],
    ['status', 'IsClosed', 'true → LOST where it is not won, else OPEN'],
    ...(money[currency === undefined ? 'none' : currency === 'multi' ? 'multi' : 'one'] ?? []),
    ['closeDate', 'CloseDate'],
    ['createdAt', 'CreatedDate', TIME],
    ['ownerId', 'OwnerId', USER],
  ];
}

const TASK: readonly Line[] = [
  ['kind', 'TaskSubtype', 'Call → CALL; Email, ListEmail → EMAIL; else TASK'],
  ['at', 'CompletedDateTime', TIME],
  ['at', 'ActivityDate', 'the beginning of the day it is due, where it is not done'],
  ['at', 'CreatedDate', 'where it is neither done nor due'],
  ['subject', 'Subject', TEXT],
  ['body', 'Description', TEXT],
  ['ownerId', 'OwnerId', USER],
];

const EVENT: readonly Line[] = [
  ['at', 'ActivityDateTime', TIME],
  ['at', 'CreatedDate', 'where it has no hour'],
  ['subject', 'Subject', TEXT],
  ['body', 'Description', TEXT],
  ['ownerId', 'OwnerId', USER],
];

const CASE: readonly Line[] = [
  ['at', 'CreatedDate', TIME],
  ['subject', 'CaseNumber', 'Case 00001026 (Working): …'],
  ['subject', 'Status', 'Case 00001026 (Working): …'],
  ['subject', 'Subject', 'Case 00001026 (Working): …'],
  ['body', 'Description', TEXT],
  ['ownerId', 'OwnerId', USER],
];
