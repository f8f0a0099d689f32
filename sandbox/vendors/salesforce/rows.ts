// How the world's records look as Salesforce's: API names of the standard fields, null where there is nothing. Instants are written
// as Salesforce writes them, with `+0000` behind.
import { forceId } from '../../world/salesforce/ids';
import type {
  ForceAccount,
  ForceActivity,
  ForceCase,
  ForceContact,
  ForceLead,
  ForceOpportunity,
  ForceUser,
} from '../../world/salesforce-story';

export type Value = string | number | boolean | null;
/** A record by its fields' API names. */
export type Row = Readonly<Record<string, Value>>;

interface Audited {
  ownerId: string;
  createdAt: string;
  updatedAt: string;
  deleted?: boolean;
}

export function toUserRow({ id, firstName, lastName, email }: ForceUser): Row {
  return {
    ...{ Id: id, Name: `${firstName} ${lastName}`, FirstName: firstName, LastName: lastName, Email: email, Username: email },
    ...{ IsActive: true, CreatedDate: '2020-01-02T08:00:00.000+0000' },
  };
}

export function toAccountRow(account: ForceAccount): Row {
  const { id, name, type, phone, website, industry, employees, street, city, postalCode, country, mergedInto } = account;
  return {
    ...{ Id: id, Name: name, Type: type, Phone: phone, Website: website, Industry: industry, NumberOfEmployees: employees },
    ...{ BillingStreet: street, BillingCity: city, BillingPostalCode: postalCode, BillingCountry: country },
    ...{ MasterRecordId: mergedInto, Description: null },
    ...audit(account),
  };
}

export function toContactRow(contact: ForceContact): Row {
  const { id, accountId, firstName, lastName, email, phone, mobile, homePhone, title, leadSource, custom } = contact;
  return {
    ...{ Id: id, AccountId: accountId, Name: fullName(contact), FirstName: firstName, LastName: lastName, Email: email },
    ...{ Phone: phone, MobilePhone: mobile, HomePhone: homePhone, Title: title, LeadSource: leadSource },
    ...{ MailingStreet: contact.street, MailingCity: contact.city },
    ...{ MailingPostalCode: contact.postalCode, MailingCountry: contact.country },
    ...{ HasOptedOutOfEmail: contact.optedOutOfEmail, DoNotCall: contact.doNotCall, Birthdate: contact.birthDate },
    ...{ MasterRecordId: contact.mergedInto, Description: null },
    ...{ HubSpot_Id__c: null, Loyalty_Tier__c: null, Newsletter_Count__c: null, ...custom },
    ...audit(contact),
  };
}

export function toLeadRow(lead: ForceLead): Row {
  const { id, firstName, lastName, company, title, email, phone, mobile, status, leadSource, convertedContactId } = lead;
  return {
    ...{ Id: id, Name: fullName(lead), FirstName: firstName, LastName: lastName, Company: company, Title: title },
    ...{ Email: email, Phone: phone, MobilePhone: mobile, Status: status, LeadSource: leadSource },
    ...{ Street: lead.street, City: lead.city, PostalCode: lead.postalCode, Country: lead.country },
    ...{ HasOptedOutOfEmail: lead.optedOutOfEmail, IsConverted: convertedContactId !== null, ConvertedContactId: convertedContactId },
    ConvertedDate: convertedContactId === null ? null : lead.updatedAt.slice(0, 10),
    ...{ MasterRecordId: lead.mergedInto, Description: null },
    ...audit(lead),
  };
}

export function toOpportunityRow(deal: ForceOpportunity): Row {
  const { id, accountId, name, stage, amount, currency, closeDate } = deal;
  return {
    ...{ Id: id, AccountId: accountId, Name: name, StageName: stage },
    ...{ IsClosed: stage.startsWith('Closed'), IsWon: stage === 'Closed Won' },
    ...{ Amount: amount === null ? null : Number(amount), CurrencyIsoCode: currency, CloseDate: closeDate, Description: null },
    ...audit(deal),
  };
}

/** A contact's part in a deal; the first one is the primary. `turn` counts over all deals, from 1. */
export function toContactRoleRow(deal: ForceOpportunity, contactId: string, isPrimary: boolean, turn: number): Row {
  return {
    ...{ Id: forceId('OpportunityContactRole', turn), OpportunityId: deal.id, ContactId: contactId, IsPrimary: isPrimary },
    ...{ Role: isPrimary ? 'Decision Maker' : null, CreatedDate: toInstant(deal.createdAt), IsDeleted: false },
  };
}

const SUBTYPES = { call: 'Call', email: 'Email', task: 'Task' } as const;

/** A Task, or an Event where it is a meeting. */
export function toActivityRow(activity: ForceActivity): Row {
  const { id, kind, whoId, accountId, subject, body, done, at } = activity;
  const common = {
    ...{ Id: id, WhoId: whoId, WhatId: accountId, AccountId: accountId, Subject: subject, Description: body },
    ...audit({ ...activity, updatedAt: activity.createdAt }),
  };
  if (kind === 'meeting') {
    const end = new Date(Date.parse(at) + 3_600_000).toISOString();
    return { ...common, StartDateTime: toInstant(at), EndDateTime: toInstant(end), ActivityDateTime: toInstant(at) };
  }
  return {
    ...common,
    ...{ Status: done ? 'Completed' : 'Not Started', IsClosed: done, Priority: 'Normal', TaskSubtype: SUBTYPES[kind] },
    ...{ ActivityDate: at.slice(0, 10), CompletedDateTime: done ? toInstant(at) : null },
  };
}

/** A task that was written by the API, now. */
export function toWrittenTaskRow(id: string, ownerId: string, fields: Row, now: string): Row {
  return {
    ...{ Id: id, WhoId: null, WhatId: null, AccountId: null, Subject: null, Description: null, Status: 'Not Started', Priority: 'Normal' },
    ...{ TaskSubtype: 'Task', ActivityDate: null, CompletedDateTime: null, IsClosed: false },
    ...audit({ ownerId, createdAt: now, updatedAt: now }),
    ...fields,
  };
}

/** A row of which the API changed some fields, now. */
export function toChangedRow(row: Row, fields: Row, now: string): Row {
  const changed = { ...row, ...fields, LastModifiedDate: toInstant(now), SystemModstamp: toInstant(now) };
  if (typeof fields['Status'] !== 'string') return changed;
  const done = fields['Status'] === 'Completed';
  return { ...changed, IsClosed: done, CompletedDateTime: done ? toInstant(now) : null };
}

/** A note: a document that is shared with nobody but its owner until it is linked. */
export function toNoteRow(id: string, ownerId: string, fields: Row, now: string): Row {
  const text = Buffer.from(String(fields['Content'] ?? ''), 'base64').toString('utf8');
  return {
    ...{ Id: id, FileType: 'SNOTE', Content: null, TextPreview: text.replaceAll(/<[^>]*>/g, ' ').slice(0, 255) },
    ...audit({ ownerId, createdAt: now, updatedAt: now }),
    ...fields,
  };
}

/** Where a document is shared. */
export function toLinkRow(id: string, fields: Row, now: string): Row {
  return { Id: id, Visibility: 'InternalUsers', ...fields, SystemModstamp: toInstant(now), IsDeleted: false };
}

export function toCaseRow(told: ForceCase): Row {
  const { id, number, contactId, accountId, subject, description, status, priority, origin, closedAt } = told;
  return {
    ...{ Id: id, CaseNumber: number, ContactId: contactId, AccountId: accountId, Subject: subject, Description: description },
    ...{ Status: status, Priority: priority, Origin: origin, IsClosed: status === 'Closed', IsEscalated: status === 'Escalated' },
    ClosedDate: closedAt === null ? null : toInstant(closedAt),
    ...audit(told),
  };
}

function audit({ ownerId, createdAt, updatedAt, deleted = false }: Audited): Row {
  const changed = toInstant(updatedAt);
  return { OwnerId: ownerId, CreatedDate: toInstant(createdAt), LastModifiedDate: changed, SystemModstamp: changed, IsDeleted: deleted };
}

function fullName({ firstName, lastName }: { firstName: string | null; lastName: string }): string {
  return firstName === null ? lastName : `${firstName} ${lastName}`;
}

/** In whole seconds: Salesforce keeps no parts of them. */
function toInstant(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}.000+0000`;
}
