// Mailchimp's reads of campaigns that were sent.
import type { Route } from '../../http/message';
import type { MailchimpCampaign } from '../../world/mailchimp-story';
import { answer, refuse } from './answers';
import { toInstant } from './members';
import { checkParameters, PAGING, readChoice, readInstant, toPage } from './parameters';
import { campaignShape, campaignsShape } from './shapes';
import type { MailchimpStore } from './store';

const FIRST_WEB_ID = 7_200_001;

export function createCampaignRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/campaigns/list-campaigns/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/campaigns',
      shape: campaignsShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, [...PAGING, 'status', 'list_id', 'since_send_time', 'before_send_time', 'sort_field', 'sort_dir']);
        const status = readChoice(query, 'status', ['save', 'paused', 'schedule', 'sending', 'sent']);
        const listId = query.get('list_id');
        const [since, before] = [readInstant(query, 'since_send_time'), readInstant(query, 'before_send_time')];
        const found = store.campaigns
          .filter(({ audienceId }) => (status === null || status === 'sent') && (listId === null || audienceId === listId))
          .filter(({ sentAt }) => sentAt > (since ?? '') && sentAt < (before ?? '9'));
        const field = readChoice(query, 'sort_field', ['create_time', 'send_time']);
        const ascending = field === null ? found : found.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
        const inOrder = readChoice(query, 'sort_dir', ['ASC', 'DESC']) === 'DESC' ? ascending.toReversed() : ascending;
        const campaigns = toPage(inOrder, query).map((campaign) => toCampaign(store, campaign, origin));
        return answer({ campaigns, total_items: found.length }, request, campaignsShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/campaigns/get-campaign-info/
      method: 'GET',
      path: '/3.0/campaigns/:campaign',
      shape: campaignShape,
      handle(request) {
        checkParameters(request.query, []);
        const campaign = store.campaigns.find(({ id }) => id === request.params['campaign']) ?? refuse();
        return answer(toCampaign(store, campaign, request.origin), request, campaignShape);
      },
    },
  ];
}

function toCampaign(store: MailchimpStore, campaign: MailchimpCampaign, origin: string): object {
  const { id, audienceId, title, subject, sentAt } = campaign;
  const recipient_count = store.membersOf(audienceId).filter(({ status }) => status === 'subscribed').length;
  const list_name = store.audiences.find((audience) => audience.id === audienceId)?.name ?? '';
  return {
    ...{ id, web_id: FIRST_WEB_ID + store.campaigns.indexOf(campaign), type: 'regular', status: 'sent', content_type: 'template' },
    ...{ create_time: toInstant(sentAt), send_time: toInstant(sentAt), emails_sent: recipient_count },
    recipients: { list_id: audienceId, list_is_active: true, list_name, recipient_count },
    settings: { subject_line: subject, title, from_name: 'Lumenfield', reply_to: 'hello@lumenfield.example.com' },
    _links: [{ rel: 'self', href: `${origin}/3.0/campaigns/${id}`, method: 'GET' }],
  };
}
