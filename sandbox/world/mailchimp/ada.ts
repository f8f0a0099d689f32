// Ada Mensah in Mailchimp: a customer who reads everything, and under her old address somebody who wants no newsletter. Word for
// word the same in every world.
import type { MailchimpActivity, MailchimpMember } from '../mailchimp-story';
import { FIRST_CUSTOMER } from '../showcase/ada';
import type { WorldBuilder } from '../world-builder';
import type { MailchimpHouse } from './house';
import type { BlankMember } from './members';

const PERSON = 'ada-mensah';
const CONTACT_ID = FIRST_CUSTOMER.id.slice(FIRST_CUSTOMER.id.lastIndexOf(':') + 1);

/** `write` adds a member to an audience. */
export function tellAdaInMailchimp(
  build: WorldBuilder,
  house: MailchimpHouse,
  write: (audience: MailchimpHouse['customers'], told: BlankMember) => MailchimpMember | null,
): void {
  const { account, customers, newsletter, segments } = house;
  const own = { FNAME: 'Ada', LNAME: 'Mensah' };
  const current = write(customers, {
    ...{ contactId: '5f0c1d7e9ab34826b1e07d43a2c96f18', person: PERSON, email: 'Ada.Mensah@copperfield-foods.example.com' },
    ...{ status: 'subscribed', changedAt: build.ago(3), signedUpAt: build.ago(305), optedInAt: build.ago(305, -1) },
    mergeFields: {
      ...{ ...own, PHONE: '020 7946 0501', COMPANY: 'Copperfield Foods', BIRTHDAY: '04/17', CRMID: CONTACT_ID },
      ADDRESS: { addr1: '14 Mill Lane', addr2: '', city: 'London', state: '', zip: 'SE1 4TW', country: 'GB' },
    },
    ...{ language: 'en', vip: true, rating: 5, source: 'Embed Form' },
    segmentIds: [segments.wholesale, segments.active, segments.new],
  });
  const old = write(newsletter, {
    ...{ contactId: '8be2740cf1d5469fa63b92e8177d0c54', person: PERSON, email: 'a.mensah@harbour-catering.example.org' },
    ...{
      status: 'unsubscribed',
      changedAt: build.ago(49),
      optedInAt: build.ago(790),
      mergeFields: { ...own, COMPANY: 'Harbour Catering' },
    },
    unsubscribeReason: 'NORMAL (I no longer want to receive these emails)',
  });
  const tell = (member: MailchimpMember | null, action: MailchimpActivity['action'], campaignId: string, days: number): void => {
    if (member === null) return;
    const url = action === 'click' ? 'https://lumenfield.example.com/firmware' : null;
    account.activity.push({ contactId: member.contactId, action, at: build.ago(days), campaignId, url, bounce: null });
  };
  house
    .campaignsOf(customers)
    .slice(0, 4)
    .forEach(({ campaign, age }, index) => {
      tell(current, 'sent', campaign.id, age - 0.01);
      if (index !== 2) tell(current, 'open', campaign.id, age - 0.2);
      if (index === 0) tell(current, 'click', campaign.id, age - 0.21);
    });
  const last = house.campaignsOf(newsletter)[2];
  if (last === undefined) return;
  tell(old, 'sent', last.campaign.id, last.age - 0.01);
  tell(old, 'open', last.campaign.id, last.age - 1);
  tell(old, 'unsub', last.campaign.id, last.age - 1.01);
}
