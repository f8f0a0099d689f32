// Mailchimp's mapping, held to its mappers.
import { mailchimpMapping } from '../../../../../subgraphs/marketing/vendors/mailchimp/mapping';
import { Segment, toGroup } from '../../../../../subgraphs/marketing/vendors/mailchimp/groups';
import { ActivityList, toEngagement } from '../../../../../subgraphs/marketing/vendors/mailchimp/touches';
import { MailchimpMember, toMarketingRecord, type Account } from '../../../../../subgraphs/marketing/vendors/mailchimp/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const crosswalk = [{ records: 'hubspot:contact', tag: 'CRMID' }];
const account: Account = { source: 'mail', dataCentre: 'us6', phoneRegion: 'DE', crosswalk };

const member = (status: string) => ({
  ...{ contact_id: 'c1', list_id: 'l1', web_id: 7, email_address: 'anna@example.com', status, language: 'fr_CA' },
  merge_fields: {
    ...{ FNAME: 'Anna', LNAME: 'Muster', PHONE: '+4930901820', COMPANY: 'Acme', CRMID: '501' },
    ADDRESS: { addr1: '1 Long Lane', city: 'London', zip: 'E1 6AN', country: 'GB' },
  },
  ...{
    timestamp_signup: '2025-01-02T03:04:05+00:00',
    timestamp_opt: '2025-01-02T03:05:05+00:00',
    last_changed: '2025-02-03T04:05:06+00:00',
  },
});
const day = (number: number) => `2026-05-${10 + number}T09:00:00+00:00`;
const event = (action: string, at: number) => ({ action, timestamp: day(at), campaign_id: 'spring', title: 'Spring sale' });

describeMapping({
  name: 'mailchimp',
  mapping: mailchimpMapping(crosswalk),
  objects: [
    {
      of: 'MarketingRecord',
      samples: [member('subscribed'), member('cleaned')],
      map: (wire) => toMarketingRecord(MailchimpMember.parse(wire), account),
      instead: { status: ['unsubscribed', 'cleaned'] },
      never: ['jobTitle', 'taxId', 'birthDate', 'employees', 'movedTo', 'lastEngagedAt'],
    },
    {
      of: 'CampaignTouch',
      samples: [
        { activity: [event('unsub', 5), event('bounce', 4), event('click', 3), event('open', 2), event('sent', 1)] },
        { activity: [event('sent', 1)] },
      ],
      map: (wire) => toEngagement(ActivityList.parse(wire), { list: 'l1', contact: 'c1' }, 'mail').touches,
      never: ['subject'],
    },
    {
      of: 'Audience',
      samples: [{ id: 501, name: 'VIP', type: 'saved' }],
      map: (wire) => toGroup('l1', Segment.parse(wire), 'mail'),
      instead: { type: ['static'] },
    },
  ],
});
