// Ada Mensah in the second CRM: under her old address, with a title that disagrees, two deals, a case and a lead that she once was.
// Word for word the same in every world.
import { FIRST_CUSTOMER } from '../showcase/ada';
import type { WorldBuilder } from '../world-builder';

const PERSON = 'ada-mensah';
const HUBSPOT_ID = FIRST_CUSTOMER.id.slice(FIRST_CUSTOMER.id.lastIndexOf(':') + 1);

/** Call when her identity is booked; `ownerId` of a user of Salesforce. */
export function tellAdaInSalesforce(build: WorldBuilder, ownerId: string): void {
  const account = build.salesforce.account({
    ...{ name: 'Copperfield Foods', ownerId, type: 'Customer - Direct', phone: '(020) 7946 0500', industry: 'Food & Beverage' },
    ...{ website: 'https://www.copperfield-foods.example.com', employees: 260, createdAt: build.ago(500), updatedAt: build.ago(20) },
    ...{ street: '14 Mill Lane', city: 'London', postalCode: 'SE1 4TW', country: 'United Kingdom' },
  });
  const name = { person: PERSON, firstName: 'Ada', lastName: 'Mensah', ownerId };
  const contact = build.salesforce.contact({
    ...{ ...name, accountId: account.id, email: 'A.Mensah@Harbour-Catering.example.org', title: 'Purchasing Director' },
    ...{ phone: '020 7946 0501', mobile: '0044 7455 550501', street: '14 Mill Lane', city: 'London', postalCode: 'SE1 4TW' },
    ...{ country: 'United Kingdom', leadSource: 'Trade Show', createdAt: build.ago(498), updatedAt: build.ago(7) },
    custom: { HubSpot_Id__c: HUBSPOT_ID, Loyalty_Tier__c: 'silver', Newsletter_Count__c: 14 },
  });
  const before = { ...name, email: FIRST_CUSTOMER.email, createdAt: build.ago(520), updatedAt: build.ago(498) };
  build.salesforce.lead({ ...before, company: 'Copperfield Foods', status: 'Closed - Converted', convertedContactId: contact.id });
  build.salesforce.contact({ ...before, deleted: true, mergedInto: contact.id });

  const deal = (title: string, stage: string, amount: string, age: number, close: number): void => {
    build.salesforce.opportunity({
      ...{ name: `Copperfield Foods – ${title}`, stage, amount, currency: 'GBP', contactIds: [contact.id], accountId: account.id, ownerId },
      ...{ createdAt: build.ago(age), updatedAt: build.ago(Math.min(age, 4)), closeDate: build.dayAgo(close) },
    });
  };
  deal('cold-chain audit', 'Proposal/Price Quote', '7400', 30, -25);
  deal('sensors for the bakery', 'Closed Won', '5200.5', 420, 400);

  const activity = { whoId: contact.id, accountId: account.id, ownerId };
  build.salesforce.activity({
    ...activity,
    kind: 'call',
    subject: 'Audit: scope',
    body: 'Wants both sites in one audit.',
    at: build.ago(12, 2),
  });
  build.salesforce.activity({ ...activity, kind: 'meeting', subject: 'Walk through the cold store', at: build.ago(20, 4) });
  const due = { done: false, at: build.ago(-5), createdAt: build.ago(3) };
  build.salesforce.activity({ ...activity, ...due, kind: 'task', subject: 'Send the audit proposal' });

  build.salesforce.case({
    ...{ contactId: contact.id, accountId: account.id, ownerId, subject: 'Audit report shows the wrong site', status: 'Escalated' },
    ...{ priority: 'High', origin: 'Phone', createdAt: build.ago(2, 5), updatedAt: build.ago(1) },
    description: 'The report names the old cold store. Needs a corrected one before Friday.',
  });
}
