// The Mailchimp part of a small world, made by hand, for the tests of the pretend Mailchimp and of its connector: each member stands
// for one thing it does.
import type { MailchimpAccount, MailchimpActivity, MailchimpMember } from '../../../sandbox/world/mailchimp-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

export const SHOP = 'aaaaaaaa01';
export const NEWS = 'bbbbbbbb02';

/** A contact id that tells itself apart by a number. */
export function contactId(number: number): string {
  return number.toString(16).padStart(32, 'c');
}

/** A member of the shop's audience, subscribed, with the fields given; the rest empty. */
export function aMember(fields: Partial<MailchimpMember> & { contactId: string; email: string }): MailchimpMember {
  return {
    webId: Number.parseInt(fields.contactId.slice(-6), 16),
    audienceId: SHOP,
    person: `person-${fields.contactId}`,
    status: 'subscribed',
    mergeFields: {},
    language: '',
    vip: false,
    rating: 2,
    source: 'Import',
    signedUpAt: null,
    optedInAt: '2025-01-01T08:00:00.000Z',
    changedAt: '2026-05-01T08:00:00.000Z',
    unsubscribeReason: null,
    segmentIds: [],
    ...fields,
  };
}

/** Something a member did with the spring campaign, with the fields given. */
export function anActivity(fields: Partial<MailchimpActivity> & { contactId: string }): MailchimpActivity {
  return { action: 'sent', at: '2026-05-10T09:00:00.000Z', campaignId: SPRING, url: null, bounce: null, ...fields };
}

export const SPRING = 'ca00000001';
export const SUMMER = 'ca00000002';
export const ANNA = contactId(1);
/** Anna in the other audience, where she wants nothing. */
export const ANNA_NEWS = contactId(2);
export const BERT = contactId(3);
export const GONE = contactId(4);
export const TAG = 501;
export const RULE = 601;

/** The world; parts given replace its own. */
export function mailchimpWorld(parts: Partial<MailchimpAccount> = {}): World {
  const segment = { audienceId: SHOP, createdAt: '2025-02-01T00:00:00.000Z' };
  return {
    ...smallWorld(),
    mailchimp: {
      audiences: [
        { id: SHOP, name: 'Shop', createdAt: '2024-01-01T00:00:00.000Z' },
        { id: NEWS, name: 'News', createdAt: '2024-02-01T00:00:00.000Z' },
      ],
      segments: [
        { ...segment, id: TAG, name: 'VIP', type: 'static' },
        { ...segment, id: RULE, name: 'Opened lately', type: 'saved' },
        { ...segment, id: 502, name: 'Trade fair', type: 'static' },
      ],
      campaigns: [
        { id: SPRING, audienceId: SHOP, title: 'Spring sale', subject: 'Up to half off', sentAt: '2026-05-10T08:00:00.000Z' },
        { id: SUMMER, audienceId: SHOP, title: 'Summer sale', subject: 'Sun!', sentAt: '2026-05-20T08:00:00.000Z' },
      ],
      members,
      activity,
      ...parts,
    },
  };
}

const members = [
  aMember({
    contactId: ANNA,
    email: 'Anna@Example.com',
    mergeFields: {
      FNAME: 'Anna',
      LNAME: 'Muster',
      PHONE: '030 901820',
      COMPANY: 'Acme GmbH',
      BIRTHDAY: '04/17',
      CRMID: '501',
      ADDRESS: { addr1: 'Hauptstr. 1', addr2: '', city: 'Berlin', state: '', zip: '10115', country: 'DE' },
    },
    language: 'de',
    vip: true,
    signedUpAt: '2025-03-01T10:00:00.000Z',
    optedInAt: '2025-03-01T10:05:00.000Z',
    changedAt: '2026-05-14T09:00:00.000Z',
    segmentIds: [TAG, RULE],
  }),
  aMember({
    contactId: ANNA_NEWS,
    audienceId: NEWS,
    email: 'anna@example.com',
    status: 'unsubscribed',
    unsubscribeReason: 'NORMAL (I no longer want to receive these emails)',
  }),
  aMember({
    contactId: BERT,
    email: 'bert@example.com',
    status: 'cleaned',
    mergeFields: { FNAME: 'Bert', LNAME: 'Brown' },
    segmentIds: [TAG],
    optedInAt: '2025-02-01T08:00:00.000Z',
  }),
  aMember({ contactId: GONE, email: 'gone@example.com', status: 'archived' }),
];

const activity = [
  anActivity({ contactId: ANNA }),
  anActivity({ contactId: ANNA, action: 'open', at: '2026-05-10T10:00:00.000Z' }),
  anActivity({ contactId: ANNA, action: 'open', at: '2026-05-11T10:00:00.000Z' }),
  anActivity({ contactId: ANNA, action: 'click', at: '2026-05-11T10:01:00.000Z', url: 'https://shop.example.com/spring' }),
  anActivity({ contactId: ANNA, campaignId: SUMMER, at: '2026-05-20T09:00:00.000Z' }),
  anActivity({ contactId: BERT }),
  anActivity({ contactId: BERT, action: 'bounce', at: '2026-05-10T09:01:00.000Z', bounce: 'hard' }),
];
