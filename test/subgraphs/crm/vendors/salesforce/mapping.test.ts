// Salesforce's mapping, held to its mappers, object by object.
import { AccountRow, CompanyRow, toAccountRecord, toCompany } from '../../../../../subgraphs/crm/vendors/salesforce/account-wire';
import { CaseRow, EventRow, TaskRow, toCase, toEvent, toTask } from '../../../../../subgraphs/crm/vendors/salesforce/activity-wire';
import { toOwner, UserRow } from '../../../../../subgraphs/crm/vendors/salesforce/by-id';
import { ContactRow, toContactRecord } from '../../../../../subgraphs/crm/vendors/salesforce/contact-wire';
import { DealRow, toDeal } from '../../../../../subgraphs/crm/vendors/salesforce/deal-wire';
import { LeadRow, toLeadRecord } from '../../../../../subgraphs/crm/vendors/salesforce/lead-wire';
import { salesforceMapping } from '../../../../../subgraphs/crm/vendors/salesforce/mapping';
import { describeMapping } from '../../../../contracts/mapping.contract';
import { accountRow, caseRow, contactRow, dealRow, eventRow, leadRow, org, taskRow, userRow } from './rows';

const ANNA = 'crm:contact:0035g0000000001AAA';
const MASTER = '0035g0000000009AAA';
const OTHER_LEAD = '00Q5g0000000009EAA';
const OTHER_ACCOUNT = '0015g0000000009AAA';
const UNTOLD = ['language', 'taxId', 'employees'];

describeMapping({
  name: 'salesforce',
  mapping: salesforceMapping(org),
  objects: [
    {
      of: 'CrmRecord',
      prefix: 'Contact.',
      samples: [contactRow, { ...contactRow, MasterRecordId: MASTER }],
      map: (wire) => toContactRecord(ContactRow.parse(wire), org),
      instead: { Email: ['info@example.com'] },
      never: [...UNTOLD, 'leadStatus'],
    },
    {
      of: 'CrmRecord',
      prefix: 'Lead.',
      samples: [leadRow, { ...leadRow, MasterRecordId: OTHER_LEAD }, { ...leadRow, ConvertedContactId: MASTER }],
      map: (wire) => toLeadRecord(LeadRow.parse(wire), org),
      instead: { Email: ['info@example.com'] },
      never: [...UNTOLD, 'birthDate', 'companyId'],
    },
    {
      of: 'CrmRecord',
      prefix: 'Account.',
      samples: [accountRow, { ...accountRow, MasterRecordId: OTHER_ACCOUNT }],
      map: (wire) => toAccountRecord(AccountRow.parse(wire), org),
      never: ['language', 'taxId', 'emails', 'jobTitle', 'birthDate', 'consents', 'leadStatus', 'leadSource'],
    },
    {
      of: 'Company',
      prefix: 'Account.',
      samples: [CompanyRow.parse(accountRow)],
      map: (wire) => toCompany(CompanyRow.parse(wire), org),
    },
    {
      of: 'Deal',
      prefix: 'Opportunity.',
      samples: [dealRow],
      map: (wire) => {
        const { record: _, ...deal } = toDeal(DealRow.parse(wire), ANNA, org);
        return deal;
      },
    },
    {
      of: 'Activity',
      prefix: 'Task.',
      samples: [taskRow, { ...taskRow, CompletedDateTime: null }, { ...taskRow, CompletedDateTime: null, ActivityDate: null }],
      map: (wire) => told(toTask(TaskRow.parse(wire), ANNA, org)),
      instead: { TaskSubtype: ['Email', 'Task'] },
    },
    {
      of: 'Activity',
      prefix: 'Event.',
      samples: [eventRow, { ...eventRow, ActivityDateTime: null }],
      map: (wire) => told(toEvent(EventRow.parse(wire), ANNA, org)),
    },
    { of: 'Activity', prefix: 'Case.', samples: [caseRow], map: (wire) => told(toCase(CaseRow.parse(wire), ANNA, org)) },
    { of: 'Owner', prefix: 'User.', samples: [userRow], map: (wire) => toOwner(UserRow.parse(wire), 'crm') },
  ],
});

/** Without the record that it was asked for, which no field of Salesforce's tells. */
function told(activity: { record: string } | null): object | null {
  if (activity === null) return null;
  const { record: _, ...own } = activity;
  return own;
}
