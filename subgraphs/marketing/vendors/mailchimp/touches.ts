// Mailchimp's activity of a member as what they did with each campaign. Pure, sends nothing.
import { z } from 'zod';
import { newestFirst } from '../../../../platform/newest-first';
import { recordId } from '../../../../platform/record';
import { touchedAt, type CampaignTouch, type Engagement } from '../../contract';
import { memberId, type MemberKey } from './ids';
import { Instant, text, toInstant } from './wire';

const Text = z.string().nullish();

/** https://mailchimp.com/developer/marketing/api/list-activity/view-recent-activity-50/ */
export const ActivityList = z.object({
  activity: z.array(z.object({ action: z.string(), timestamp: Instant, campaign_id: Text, title: Text })),
});
export type ActivityList = z.infer<typeof ActivityList>;

export const ACTIVITY_FIELDS = ['activity.action', 'activity.timestamp', 'activity.campaign_id', 'activity.title'];

type Moment = 'sentAt' | 'openedAt' | 'clickedAt' | 'bouncedAt' | 'unsubscribedAt';

/** `abuse`: taken for spam, which unsubscribes. What a shop told (`ecomm`) is no touch. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  ...{ sent: 'sentAt', open: 'openedAt', click: 'clickedAt', bounce: 'bouncedAt', unsub: 'unsubscribedAt', abuse: 'unsubscribedAt' },
};

/** One touch a campaign, with the first time of each thing; what is of no campaign, or has no time, is left out. */
export function toEngagement({ activity }: ActivityList, member: MemberKey, source: string): Engagement {
  const touches = new Map<string, CampaignTouch>();
  const told = activity.flatMap(({ action, timestamp, campaign_id, title }) => {
    const [moment, at, campaign] = [MOMENTS[action], toInstant(timestamp), text(campaign_id)];
    return moment === undefined || at === null || campaign === null ? [] : [{ moment, at, campaign, title: text(title) }];
  });
  for (const { moment, at, campaign, title } of newestFirst(told, (one) => one.at).toReversed()) {
    const touch = touches.get(campaign) ?? blankTouch(campaign, member, source);
    touch.campaign ??= title;
    touch[moment] ??= at;
    touches.set(campaign, touch);
  }
  return { touches: newestFirst([...touches.values()], touchedAt), feedback: [] };
}

/** A campaign goes to many: its id alone names no touch. */
function blankTouch(campaign: string, member: MemberKey, source: string): CampaignTouch {
  return {
    ...{ id: recordId(source, 'message', `${campaign}:${member.list}-${member.contact}`), campaign: null, channel: 'EMAIL', subject: null },
    ...{ sentAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null },
    record: memberId(source, member),
  };
}
