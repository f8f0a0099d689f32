// What became of the campaigns that reached a member, and the tags and segments they are in.
import type { MailchimpActivity, MailchimpMember } from '../mailchimp-story';
import type { Random } from '../random';
import type { WorldBuilder } from '../world-builder';
import type { MailchimpHouse } from './house';

const DAY_MS = 86_400_000;
const LINK = 'https://lumenfield.example.com/read-more';
const LATELY_DAYS = 90;
const YEAR_DAYS = 365;

/** Adds it all. Mail goes to confirmed members only, and none after the change that made them unreachable or unwilling. */
export function tellMember(build: WorldBuilder, random: Random, house: MailchimpHouse, member: MailchimpMember): void {
  const { account, customers, newsletter } = house;
  const audience = member.audienceId === customers.id ? customers : newsletter;
  const reached = house.campaignsOf(audience).filter(({ campaign: { sentAt } }) => isReached(member, sentAt));
  const chosen = random.sample(reached, random.int(2, 7)).sort((a, b) => a.age - b.age);
  const last = chosen[0];
  let openedLately = false;
  for (const { campaign, age } of chosen) {
    const add = (action: MailchimpActivity['action'], daysAfter: number, more: Partial<MailchimpActivity> = {}): void => {
      const at = build.ago(Math.max(0, age - daysAfter));
      account.activity.push({ contactId: member.contactId, action, at, campaignId: campaign.id, url: null, bounce: null, ...more });
    };
    add('sent', random.next() * 0.02);
    if (member.status === 'cleaned' && campaign === last?.campaign) {
      add('bounce', 0.03, { bounce: 'hard' });
      continue;
    }
    if (random.chance(0.05)) add('bounce', 0.03, { bounce: 'soft' });
    if (!random.chance(0.5)) continue;
    const opened = 0.05 + random.next();
    add('open', opened);
    openedLately ||= age < LATELY_DAYS;
    if (random.chance(0.4)) add('click', opened + 0.004, { url: LINK });
    if (member.status !== 'unsubscribed' || campaign !== last?.campaign) continue;
    add('unsub', opened + 0.006);
    if (random.chance(0.1)) add('abuse', opened + 0.006);
  }
  if (audience === customers) sortIn(random, house, member, build.ago(YEAR_DAYS), openedLately);
}

function isReached({ status, optedInAt, changedAt }: MailchimpMember, sentAt: string): boolean {
  if (optedInAt === null || sentAt < optedInAt) return false;
  // A day for what is done with the last one.
  const left = new Date(Date.parse(changedAt) - 2 * DAY_MS).toISOString();
  return status === 'subscribed' || sentAt < left;
}

function sortIn(random: Random, { segments }: MailchimpHouse, member: MailchimpMember, yearAgo: string, openedLately: boolean): void {
  if (random.chance(0.2)) member.segmentIds.push(segments.wholesale);
  if (random.chance(0.15)) member.segmentIds.push(segments.event);
  if (openedLately && member.status === 'subscribed') member.segmentIds.push(segments.active);
  if (member.optedInAt !== null && member.optedInAt > yearAgo && member.status === 'subscribed') member.segmentIds.push(segments.new);
}
