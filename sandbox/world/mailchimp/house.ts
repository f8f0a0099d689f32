// What the house has in Mailchimp before any contact comes: two audiences, their tags and segments, and a year of campaigns. The
// same in every world.
import type { MailchimpAccount, MailchimpAudience, MailchimpCampaign, MailchimpSegment } from '../mailchimp-story';
import type { WorldBuilder } from '../world-builder';

export interface MailchimpHouse {
  account: MailchimpAccount;
  customers: MailchimpAudience;
  newsletter: MailchimpAudience;
  /** Audience and lower-cased address of every member. */
  taken: Set<string>;
  /** Tags and segments of the audience of customers. */
  segments: { wholesale: number; event: number; active: number; new: number };
  /** Of one audience, the newest first, with how many days ago each was sent. */
  campaignsOf(audience: MailchimpAudience): readonly { campaign: MailchimpCampaign; age: number }[];
}

const CAMPAIGN_COUNT = 16;

const TITLES: readonly (readonly [title: string, subject: string])[] = [
  ['Service window', 'Two hours on Sunday without alarms by text'],
  ['Customer letter', 'What changes in your contract, and what does not'],
  ['Firmware 4', 'Your gateways learn something new tonight'],
  ['Thank you', 'A year without a lost delivery'],
];

/** Adds them to an empty account. */
export function openMailchimp(build: WorldBuilder, account: MailchimpAccount): MailchimpHouse {
  const audience = (id: string, name: string, age: number): MailchimpAudience => {
    const made = { id, name, createdAt: build.ago(age) };
    account.audiences.push(made);
    return made;
  };
  const customers = audience('c3a1f09b52', 'Customers', 1_500);
  const newsletter = audience('0e7d4b88a6', 'Newsletter', 1_480);
  const segment = ({ id: audienceId }: MailchimpAudience, id: number, name: string, type: MailchimpSegment['type']): number => {
    account.segments.push({ id, audienceId, name, type, createdAt: build.ago(900) });
    return id;
  };
  const segments = {
    wholesale: segment(customers, 41_301, 'Wholesale', 'static'),
    event: segment(customers, 41_302, 'Trade fair', 'static'),
    active: segment(customers, 41_377, 'Opened lately', 'saved'),
    new: segment(customers, 41_378, 'New this year', 'saved'),
  };
  segment(newsletter, 41_390, 'Trade fair', 'static');
  const sent = new Map([customers, newsletter].map((one, place) => [one.id, planCampaigns(build, account, one, place)]));
  return { account, customers, newsletter, taken: new Set(), segments, campaignsOf: ({ id }) => sent.get(id) ?? [] };
}

function planCampaigns(build: WorldBuilder, account: MailchimpAccount, { id: audienceId, name }: MailchimpAudience, place: number) {
  return Array.from({ length: CAMPAIGN_COUNT }, (_, index) => {
    const age = 5 + place * 3 + index * 22;
    const [title = '', subject = ''] = TITLES[index % TITLES.length] ?? [];
    const id = `${place === 0 ? 'a' : 'b'}${(0x91f2c40 + index * 0x1d35).toString(16).padStart(9, '0')}`;
    const campaign = { id, audienceId, title: `${name}: ${title} (${CAMPAIGN_COUNT - index})`, subject, sentAt: build.ago(age) };
    account.campaigns.push(campaign);
    return { campaign, age };
  });
}
