// HubSpot's mapping, held to its mapper, object by object.
import { toCompany, toCompanyRecord } from '../../../../../subgraphs/crm/vendors/hubspot/company-wire';
import { hubspotMapping } from '../../../../../subgraphs/crm/vendors/hubspot/mapping';
import {
  ENGAGEMENTS,
  HubspotObject,
  HubspotOwner,
  toActivity,
  toCrmRecord,
  toDeal,
  toOwner,
  type Account,
} from '../../../../../subgraphs/crm/vendors/hubspot/wire';
import { describeMapping, type MappedObject } from '../../../../contracts/mapping.contract';

const account: Account = {
  source: 'crm',
  portalId: '1',
  currency: undefined,
  phoneRegion: 'DE',
  crosswalk: [{ records: 'zendesk:user', property: 'zendesk_user_id' }],
};

const anObject = (properties: Record<string, string | null>) => ({
  id: '7',
  properties,
  createdAt: '2025-01-02T03:04:05.678Z',
  updatedAt: '2025-02-03T04:05:06Z',
});

const CONTACT = {
  firstname: 'Anna',
  lastname: 'Muster',
  email: 'anna@example.com',
  hs_additional_emails: 'a.muster@example.com',
  // Of another country than the account's.
  phone: '020 7946 0123',
  mobilephone: '07700 900123',
  company: 'Lamps',
  associatedcompanyid: '70',
  jobtitle: 'Buyer',
  address: '1 Long Lane',
  city: 'London',
  zip: 'E1 6AN',
  country: 'United Kingdom',
  hs_language: 'en-gb',
  lifecyclestage: 'customer',
  hs_lead_status: 'OPEN',
  hs_analytics_source: 'DIRECT_TRAFFIC',
  hubspot_owner_id: '5',
  hs_merged_object_ids: '3;4',
  hs_email_optout: 'true',
  zendesk_user_id: '12',
};
const COMPANY = anObject({
  name: 'Lamps',
  domain: 'lamps.example.com',
  industry: 'RETAIL',
  numberofemployees: '12',
  phone: '020 7946 0123',
  address: '1 Long Lane',
  city: 'London',
  zip: 'E1 6AN',
  country: 'United Kingdom',
  lifecyclestage: 'lead',
  hubspot_owner_id: '5',
  hs_merged_object_ids: '3',
});
const DEAL = {
  dealname: 'Lamps for all',
  dealstage: 'presentationscheduled',
  hs_is_closed: 'true',
  hs_is_closed_won: 'false',
  amount: '1200.50',
  deal_currency_code: 'EUR',
  closedate: '2026-07-01T10:00:00Z',
  hubspot_owner_id: '5',
};

describeMapping({
  name: 'hubspot',
  mapping: hubspotMapping(account),
  objects: [
    {
      of: 'CrmRecord',
      prefix: 'contacts.',
      samples: [
        anObject(CONTACT),
        // A mailbox of a function, which stands for its company.
        anObject({ ...CONTACT, firstname: null, lastname: null, email: 'info@example.com', hs_additional_emails: '' }),
        anObject({ ...CONTACT, email: 'info@example.com', hs_additional_emails: 'anna@example.com' }),
      ],
      map: (wire) => toCrmRecord(HubspotObject.parse(wire), account),
      never: ['taxId', 'birthDate', 'employees', 'movedTo'],
    },
    {
      of: 'CrmRecord',
      prefix: 'companies.',
      samples: [COMPANY],
      map: (wire) => toCompanyRecord(HubspotObject.parse(wire), account),
      never: [
        ...['emails', 'jobTitle', 'language', 'taxId', 'birthDate', 'consents', 'externalIds', 'movedTo', 'leadStatus'],
        'leadSource',
      ],
    },
    { of: 'Company', prefix: 'companies.', samples: [COMPANY], map: (wire) => toCompany(HubspotObject.parse(wire), account) },
    {
      of: 'Deal',
      prefix: 'deals.',
      samples: [anObject(DEAL)],
      map: (wire) => toDeal(HubspotObject.parse(wire), 'crm:contact:7', account),
    },
    ...ENGAGEMENTS.map((engagement): MappedObject => {
      const { type, subject, body } = engagement;
      const said = { [body]: 'They want lamps', ...(subject === null ? {} : { [subject]: 'Lamps' }), hubspot_owner_id: '5' };
      return {
        of: 'Activity',
        prefix: `${type}.`,
        samples: [anObject({ ...said, hs_timestamp: '2026-05-01T10:00:00Z' }), anObject({ ...said, hs_timestamp: null })],
        map: (wire) => toActivity(HubspotObject.parse(wire), engagement, 'crm:contact:7', account),
        never: subject === null ? ['subject'] : [],
      };
    }),
    {
      of: 'Owner',
      prefix: 'owners.',
      samples: [{ id: '5', email: 'owner@example.com', firstName: 'Olga', lastName: 'Owner' }],
      map: (wire) => toOwner(HubspotOwner.parse(wire), account),
    },
  ],
});
