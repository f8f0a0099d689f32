// What the mappers make of odd rows: nothing invented, nothing lost.
import fc from 'fast-check';
import { CompanyRow, toCompany } from '../../../../../subgraphs/crm/vendors/salesforce/account-wire';
import { CaseRow, TaskRow, toCase, toTask } from '../../../../../subgraphs/crm/vendors/salesforce/activity-wire';
import { contactFields, ContactRow, toContactRecord } from '../../../../../subgraphs/crm/vendors/salesforce/contact-wire';
import { DealRow, dealFields, toDeal } from '../../../../../subgraphs/crm/vendors/salesforce/deal-wire';
import { LeadRow, toLeadRecord } from '../../../../../subgraphs/crm/vendors/salesforce/lead-wire';
import { Instant, toInstant } from '../../../../../subgraphs/crm/vendors/salesforce/org';
import { accountRow, caseRow, contactRow, dealRow, leadRow, org, taskRow } from './rows';

const contactOf = (change: object) => toContactRecord(ContactRow.parse({ ...contactRow, ...change }), org);
const dealOf = (change: object, of = org) => toDeal(DealRow.parse({ ...dealRow, ...change }), 'crm:contact:1', of);

describe('contacts', () => {
  it('link into Lightning and keep what Salesforce answered', () => {
    const record = contactOf({ Loyalty_Tier__c: 'gold' });
    expect(record.url).toBe('https://acme.my.salesforce.com/lightning/r/Contact/0035g0000000001AAA/view');
    expect(record.raw).toMatchObject({ Loyalty_Tier__c: 'gold', Account: { Name: ' Acme Ltd ' } });
  });

  it('read numbers without a country code by the country they live in, else by the source’s', () => {
    expect(contactOf({}).phones.map(({ value }) => value)).toEqual(['+442079460123', '+447700900123', '+442079460124']);
    expect(contactOf({ MailingCountry: null, Phone: '030 901820', MobilePhone: null, HomePhone: null }).phones).toMatchObject([
      { value: '+4930901820' },
    ]);
  });

  it('agree to nothing', () => {
    expect(contactOf({ HasOptedOutOfEmail: false, DoNotCall: false }).consents).toEqual([]);
  });

  it('are organisations where the mailbox is that of a function', () => {
    expect(contactOf({ Email: 'Info@Acme.example' }).kind).toBe('ORGANIZATION');
  });

  it('are owned by people, and queues are none', () => {
    expect(contactOf({}).ownerId).toBe('crm:user:0055g0000000001AAA');
    expect(contactOf({ OwnerId: '00G5g0000000001EAA' }).ownerId).toBeNull();
  });

  it('store ids of others as texts or numbers, in whatever case the field is configured', () => {
    const odd = { ...org, crosswalk: [{ records: 'zendesk:user', field: 'hubspot_id__C' }] };
    const idsOf = (HubSpot_Id__c: unknown) => toContactRecord(ContactRow.parse({ ...contactRow, HubSpot_Id__c }), odd).externalIds;
    expect(idsOf('501')).toEqual(['zendesk:user:501']);
    expect(idsOf(501)).toEqual(['zendesk:user:501']);
    expect([idsOf(' '), idsOf(null), idsOf(true)]).toEqual([[], [], []]);
  });

  it('are asked for each field once, whatever its case', () => {
    const fields = contactFields(org, ['Loyalty_Tier__c', 'email', 'HUBSPOT_ID__C']);
    expect(new Set(fields.map((field) => field.toLowerCase())).size).toBe(fields.length);
    expect(fields).toContain('Loyalty_Tier__c');
  });

  it('of another shape are refused', () => {
    for (const change of [{ Email: 7 }, { IsDeleted: 'no' }, { CreatedDate: 'yesterday' }, { Id: null }]) {
      expect(ContactRow.safeParse({ ...contactRow, ...change }).success).toBe(false);
    }
  });
});

it('a lead leads to the contact that it became, else to the lead that it was merged into', () => {
  const leadOf = (change: object) => toLeadRecord(LeadRow.parse({ ...leadRow, ...change }), org);
  expect(leadOf({})).toMatchObject({ movedTo: null, externalIds: [], lifecycleStage: 'LEAD', leadStatus: 'Working - Contacted' });
  const became = { ConvertedContactId: '0035g0000000001AAA', MasterRecordId: '00Q5g0000000009EAA' };
  expect(leadOf(became)).toMatchObject({ movedTo: 'crm:contact:0035g0000000001AAA', externalIds: ['crm:contact:0035g0000000001AAA'] });
  expect(leadOf({ ...became, ConvertedContactId: null }).movedTo).toBe('crm:lead:00Q5g0000000009EAA');
});

it.each([
  ['https://www.Acme.example/en', 'acme.example'],
  ['www.acme.example', 'acme.example'],
  ['acme.example:8080', 'acme.example'],
  ['http://shop.acme.example?x=1', 'shop.acme.example'],
  ['Acme', null],
  [' ', null],
  [null, null],
])('the domain of %j is %j', (Website, domain) => {
  expect(toCompany(CompanyRow.parse({ ...accountRow, Website }), org).domain).toBe(domain);
});

describe('deals', () => {
  it('have amounts in their own currency, in the org’s only one, or none', () => {
    expect(dealOf({})).toMatchObject({ amount: '1200.5', currency: 'EUR', status: 'LOST' });
    expect(dealOf({ CurrencyIsoCode: null })).toMatchObject({ amount: null, currency: null });
    const { CurrencyIsoCode: _, ...single } = dealRow;
    expect(toDeal(DealRow.parse(single), 'crm:contact:1', { ...org, currency: 'GBP' })).toMatchObject({
      amount: '1200.5',
      currency: 'GBP',
    });
    expect(toDeal(DealRow.parse(single), 'crm:contact:1', { ...org, currency: undefined })).toMatchObject({ amount: null, currency: null });
    expect(dealFields({ ...org, currency: 'GBP' })).not.toContain('CurrencyIsoCode');
    expect(dealFields(org, 'Opportunity.')).toContain('Opportunity.CurrencyIsoCode');
  });

  it('have decimal amounts, however large or small', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e18, max: 1e18, noNaN: true }), (Amount) => {
        const { amount } = dealOf({ Amount });
        expect(amount).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Math.abs(Number(amount) - Amount)).toBeLessThanOrEqual(0.005);
      }),
    );
  });
});

describe('activities', () => {
  it('of a task are when it was done, else the day it is due, else when it was written', () => {
    const atOf = (change: object) => toTask(TaskRow.parse({ ...taskRow, ...change }), 'crm:contact:1', org)?.at;
    expect(atOf({})).toBe('2026-02-02T10:00:00.000Z');
    expect(atOf({ CompletedDateTime: null })).toBe('2026-02-03T00:00:00.000Z');
    expect(atOf({ CompletedDateTime: null, ActivityDate: null })).toBe('2026-02-01T10:00:00.000Z');
    expect(atOf({ CompletedDateTime: null, ActivityDate: null, CreatedDate: null })).toBeUndefined();
  });

  it.each([
    ['Call', 'CALL'],
    ['Email', 'EMAIL'],
    ['ListEmail', 'EMAIL'],
    ['Cadence', 'TASK'],
    [null, 'TASK'],
  ])('of subtype %s are %s', (TaskSubtype, kind) => {
    expect(toTask(TaskRow.parse({ ...taskRow, TaskSubtype }), 'crm:contact:1', org)?.kind).toBe(kind);
  });

  it('of a case are tasks that say which, and how it stands', () => {
    const subjectOf = (change: object) => toCase(CaseRow.parse({ ...caseRow, ...change }), 'crm:contact:1', org)?.subject;
    expect(subjectOf({})).toBe('Case 00001026 (Working): It does not work');
    expect(subjectOf({ Subject: null })).toBe('Case 00001026 (Working)');
    expect(subjectOf({ CaseNumber: null, Status: null })).toBe('Case (no status): It does not work');
  });
});

it('instants are read with an offset, and told in UTC', () => {
  expect(toInstant('2024-03-01T10:00:00.000+0200')).toBe('2024-03-01T08:00:00.000Z');
  expect(toInstant(null)).toBeNull();
  expect(Instant.safeParse('soon').success).toBe(false);
});
