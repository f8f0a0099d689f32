// What a member did: the last fifty things by hash, address or contact id, and all of it by the hash alone.
import type { Route, VendorRequest } from '../../http/message';
import type { MailchimpActivity } from '../../world/mailchimp-story';
import { answer, memberOf } from './answers';
import { invalidResource, Refused } from './errors';
import { toInstant } from './members';
import { checkParameters, PAGING, toPage } from './parameters';
import { activityFeedShape, activityShape } from './shapes';
import { hashOf, type MailchimpStore } from './store';

const LAST = 50;
const ACTIONS = ['abuse', 'bounce', 'click', 'open', 'sent', 'unsub', 'ecomm'];
/** Of the eighteen kinds the documentation names, those that the world tells of. */
const FEED = ['bounce', 'click', 'open', 'sent', 'unsub'];

export function createActivityRoutes(store: MailchimpStore): Route[] {
  const titleOf = (campaignId: string) => store.campaigns.find(({ id }) => id === campaignId)?.title ?? '';
  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-activity/view-recent-activity-50/ (not paged)
      method: 'GET',
      path: '/3.0/lists/:list/members/:hash/activity',
      shape: activityShape,
      handle(request) {
        checkParameters(request.query, ['action']);
        const member = memberOf(store, request, 'any key');
        const all = actionsIn(request, 'action', ACTIONS, store.activityOf(member.contactId)).slice(0, LAST);
        const activity = all.map(({ action, at, campaignId, url }) => ({
          ...{ action, timestamp: toInstant(at), ...(url === null ? {} : { url }) },
          ...{ type: 'regular', campaign_id: campaignId, title: titleOf(campaignId) },
        }));
        const ids = { email_id: hashOf(member), contact_id: member.contactId, list_id: member.audienceId };
        return answer({ activity, ...ids, total_items: activity.length }, request, activityShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-activity/view-recent-activity/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/members/:hash/activity-feed',
      shape: activityFeedShape,
      handle(request) {
        checkParameters(request.query, [...PAGING, 'activity_filters']);
        // Alone among the endpoints of a member, it does not say that it takes an address or a contact id.
        const member = memberOf(store, request, 'the hash');
        const told = store.activityOf(member.contactId).filter(({ action }) => action !== 'abuse');
        const all = actionsIn(request, 'activity_filters', FEED, told);
        const activity = toPage(all, request.query).map((one) => ({
          ...{ activity_type: one.action, created_at_timestamp: toInstant(one.at) },
          ...{ campaign_id: one.campaignId, campaign_title: titleOf(one.campaignId) },
          ...(one.url === null ? {} : { link_clicked: one.url }),
          ...(one.bounce === null ? {} : { bounce_type: one.bounce, bounce_has_open_activity: false }),
          ...(one.action === 'unsub' ? { is_admin_unsubscribed: false, unsubscribe_reason: member.unsubscribeReason ?? '' } : {}),
        }));
        return answer({ activity, email_id: hashOf(member), list_id: member.audienceId }, request, activityFeedShape);
      },
    },
  ];
}

/** @throws Refused for an action that is not among the known ones. */
function actionsIn(
  { query }: VendorRequest,
  parameter: string,
  known: readonly string[],
  all: readonly MailchimpActivity[],
): readonly MailchimpActivity[] {
  const wanted = query.get(parameter)?.split(',');
  if (wanted === undefined) return all;
  if (!wanted.every((action) => known.includes(action))) {
    throw new Refused(invalidResource(parameter, `This value should be among ${known.join(', ')}.`));
  }
  return all.filter(({ action }) => wanted.includes(action));
}
