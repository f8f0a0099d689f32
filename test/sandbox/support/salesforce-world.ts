// A Salesforce of a few people, deals and cases, made by hand: each record stands for one thing the vendor does. Used by the tests of
// the pretend Salesforce and of the connector.
import { forceId, type ForceObject } from '../../../sandbox/world/salesforce/ids';
import type {
  ForceAccount,
  ForceActivity,
  ForceCase,
  ForceContact,
  ForceLead,
  ForceOpportunity,
  ForceStory,
} from '../../../sandbox/world/salesforce-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

/** The id of a record of the tests by its number. */
export const sf = (object: ForceObject, number: number): string => forceId(object, number);
const OLGA = sf('User', 71);
const OTTO = sf('User', 72);
const kept = { ownerId: OLGA, updatedAt: '2026-05-01T08:00:00.000Z', deleted: false, mergedInto: null };
const nowhere = { street: null, city: null, postalCode: null, country: null };
/** Every later number is a minute younger. */
const at = (number: number): string => new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString();

export function anAccount(number: number, fields: Partial<ForceAccount> = {}): ForceAccount {
  return {
    ...{ ...kept, ...nowhere, id: sf('Account', number), name: `Account ${number}`, createdAt: at(number) },
    ...{ type: null, phone: null, website: null, industry: null, employees: null, ...fields },
  };
}

export function aForceContact(number: number, fields: Partial<ForceContact> = {}): ForceContact {
  return {
    ...{ ...kept, ...nowhere, id: sf('Contact', number), person: `person-${number}`, createdAt: at(number) },
    ...{ accountId: null, firstName: null, lastName: 'Nobody', email: null, phone: null, mobile: null, homePhone: null },
    ...{ title: null, leadSource: null, optedOutOfEmail: false, doNotCall: false, birthDate: null, custom: {}, ...fields },
  };
}

export function aLead(number: number, fields: Partial<ForceLead> = {}): ForceLead {
  return {
    ...{ ...kept, ...nowhere, id: sf('Lead', number), person: `person-${number}`, createdAt: at(number) },
    ...{ firstName: null, lastName: 'Lead', company: 'Firm', email: null, phone: null, mobile: null, title: null },
    ...{ status: 'Open - Not Contacted', leadSource: null, optedOutOfEmail: false, convertedContactId: null, ...fields },
  };
}

export function aDeal(number: number, contactIds: string[], fields: Partial<ForceOpportunity> = {}): ForceOpportunity {
  return {
    ...{ id: sf('Opportunity', number), contactIds, accountId: null, name: `Deal ${number}`, stage: 'Negotiation/Review' },
    ...{ amount: null, currency: 'EUR', closeDate: '2025-12-31', ownerId: OTTO, createdAt: at(number), updatedAt: at(number), ...fields },
  };
}

export function aTask(number: number, whoId: string, fields: Partial<ForceActivity> = {}): ForceActivity {
  const id = sf(fields.kind === 'meeting' ? 'Event' : 'Task', number);
  return {
    ...{ id, kind: 'task', whoId, accountId: null, subject: `Task ${number}`, body: null, done: true, at: at(number) },
    ...{ ownerId: OLGA, createdAt: at(number), ...fields },
  };
}

export function aCase(number: number, contactId: string, fields: Partial<ForceCase> = {}): ForceCase {
  return {
    ...{ id: sf('Case', number), number: String(number).padStart(8, '0'), contactId, accountId: null, subject: 'It does not work' },
    ...{ description: null, status: 'Working', priority: 'Medium', origin: 'Email', ownerId: OTTO },
    ...{ createdAt: at(number), updatedAt: at(number), closedAt: null, ...fields },
  };
}

export const ANNA = sf('Contact', 501);
export const BERT = sf('Contact', 502);
export const INFO = sf('Contact', 505);
export const AUSTRIAN = sf('Contact', 506);
export const CARLA = sf('Contact', 507);
export const CARL = sf('Contact', 508);
export const BUSY = sf('Contact', 510);
export const LENA = sf('Lead', 601);
export const ACME = sf('Account', 801);
export const OTHER = sf('Account', 802);

/** The world; parts given replace its own. */
export function salesforceWorld(parts: Partial<ForceStory> = {}): World {
  return { ...smallWorld(), salesforce: { users, accounts, contacts, leads, opportunities, activities, cases, ...parts } };
}

const users = [
  { id: OLGA, firstName: 'Olga', lastName: 'Owner', email: 'Olga@Sandbox.example' },
  { id: OTTO, firstName: 'Otto', lastName: 'Owner', email: 'otto@sandbox.example' },
];

const accounts = [
  anAccount(801, {
    ...{ name: 'Acme GmbH', type: 'Customer - Direct', phone: '+49 30 901800', website: 'https://www.Acme.example/de', employees: 40 },
    ...{ industry: 'Machinery', street: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'Germany', ownerId: OTTO },
  }),
  anAccount(802, { name: 'Other Ltd', type: 'Prospect' }),
  anAccount(803, { name: 'Acme (old)', deleted: true, mergedInto: ACME }),
];

const contacts = [
  aForceContact(501, {
    ...{ accountId: ACME, firstName: 'Anna', lastName: 'Muster', email: 'Anna@Example.com', phone: '+49 30 901820' },
    ...{ mobile: '0171 / 234-5678', homePhone: '(030) 55 12 34', title: 'Buyer', leadSource: 'Web', birthDate: '1980-02-29' },
    ...{ street: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'Germany', optedOutOfEmail: true, doNotCall: true },
    ...{ createdAt: '2024-03-01T08:00:00.000Z', updatedAt: '2026-05-02T08:30:00.000Z' },
    custom: { HubSpot_Id__c: '77', Loyalty_Tier__c: 'gold', Newsletter_Count__c: 12 },
  }),
  aForceContact(502, { lastName: 'Bert', email: 'bert@example.com', phone: '030/901820 ext. 12', custom: { HubSpot_Id__c: "AB-9'" } }),
  // In the recycle bin: one deleted, one merged.
  aForceContact(503, { email: 'gone@example.com', phone: '030 77777', deleted: true }),
  aForceContact(504, { lastName: 'Muster (old)', email: 'anna@example.com', deleted: true, mergedInto: ANNA }),
  // The mailbox of a function, and the company behind it.
  aForceContact(505, { lastName: 'Acme', email: 'info@acme.example', accountId: ACME }),
  // Its number without the country code is Anna's.
  aForceContact(506, { lastName: 'Wien', phone: '+43 30901820', ownerId: '00G5g000000000QEAQ' }),
  aForceContact(507, { accountId: ACME, firstName: 'Carla', lastName: 'Closing', email: 'carla.closing@example.com' }),
  aForceContact(508, { firstName: 'Carl', lastName: "O'Closing", email: 'carl@example.com' }),
  aForceContact(510, { lastName: 'Busy', email: 'busy@example.com' }),
  aForceContact(511, { lastName: 'Nobody' }),
];

const leads = [
  aLead(601, {
    ...{ firstName: 'Lena', lastName: 'Lead', company: 'Start AG', email: 'lena@example.com', mobile: '+49 171 7654321' },
    ...{ title: 'Founder', status: 'Working - Contacted', leadSource: 'Partner Referral', city: 'Hamburg', country: 'DE' },
  }),
  aLead(602, { firstName: 'Carla', lastName: 'Closing', email: 'carla.closing@example.com', convertedContactId: CARLA }),
];

const opportunities = [
  aDeal(901, [ANNA, BERT], { name: 'Renewal', stage: 'Closed Won', amount: '1200.5', closeDate: '2026-03-01', ownerId: OLGA }),
  aDeal(902, [ANNA], { stage: 'Closed Lost', amount: '10', accountId: ACME, currency: 'USD', closeDate: '2026-02-01' }),
  aDeal(904, [], { accountId: ACME, closeDate: '2026-06-07' }),
  aDeal(903, [BERT]),
  aDeal(922, [CARLA], { closeDate: '2026-08-31' }),
  aDeal(921, [CARLA, CARL], { name: 'Renewal', amount: '300', closeDate: '2026-06-10' }),
  aDeal(923, [sf('Contact', 511)], { closeDate: '2026-06-05' }),
  // Of nobody, of a contact that is gone, closed, and on the days around.
  aDeal(924, [], { closeDate: '2026-06-06' }),
  aDeal(925, [sf('Contact', 503)], { closeDate: '2026-06-07' }),
  aDeal(926, [AUSTRIAN], { closeDate: '2026-06-08', stage: 'Closed Won' }),
  aDeal(927, [AUSTRIAN], { closeDate: '2026-09-01' }),
  aDeal(928, [AUSTRIAN], { closeDate: '2026-06-04' }),
  ...Array.from({ length: 620 }, (_, index) => aDeal(2_000 + index, [BUSY])),
];

const activities = [
  aTask(1001, ANNA, { kind: 'call', subject: 'First call', body: 'Said hello', accountId: ACME, at: '2026-02-01T10:00:00.000Z' }),
  aTask(1002, ANNA, { kind: 'email', subject: 'Offer', body: 'Dear Anna', at: '2026-02-02T10:00:00.000Z' }),
  aTask(1003, ANNA, { kind: 'meeting', subject: 'Visit', at: '2026-02-03T10:00:00.000Z' }),
  aTask(1005, ANNA, { subject: 'Call back', done: false, at: '2026-07-01T10:00:00.000Z' }),
  aTask(1006, LENA, { kind: 'call', subject: 'Cold call', at: '2026-02-04T10:00:00.000Z' }),
  ...Array.from({ length: 130 }, (_, index) => aTask(5_000 + index, BUSY, { kind: 'call' })),
];

const cases = [
  aCase(1, ANNA, { createdAt: '2026-02-05T09:00:00.000Z', accountId: ACME, description: 'Since Monday' }),
  aCase(2, BERT, { createdAt: '2026-02-06T09:00:00.000Z', status: 'Closed', subject: 'Thanks' }),
];
