// How the world's campaigns look as Klaviyo campaigns with one message each, and what they can be filtered by:
// https://developers.klaviyo.com/en/reference/get_campaigns
import type { MarketingCampaign } from '../../world/marketing-story';
import { type Resource, toInstant, toLinks, toRelationship } from './documents';
import { AFTER_OR_BEFORE, type FilterFields } from './filters';
import type { SortKeys } from './sorting';

const SENDER = { from_email: 'news@sandbox.example', from_label: 'Sandbox' };

export function toKlaviyoCampaign(campaign: MarketingCampaign, origin: string): Resource {
  const links = toLinks(origin, 'campaigns', campaign.id);
  const sentAt = toInstant(campaign.sentAt);
  return {
    type: 'campaign',
    id: campaign.id,
    attributes: {
      name: campaign.name,
      status: 'Sent',
      archived: false,
      audiences: { included: [], excluded: [] },
      send_options: { use_smart_sending: true },
      tracking_options: { add_tracking_params: false, custom_tracking_params: [], is_tracking_clicks: true, is_tracking_opens: true },
      send_strategy: { method: 'static', datetime: sentAt, options: { is_local: false } },
      created_at: sentAt,
      scheduled_at: sentAt,
      updated_at: sentAt,
      send_time: sentAt,
    },
    relationships: {
      'campaign-messages': toRelationship(links, 'campaign-messages', [{ type: 'campaign-message', id: messageIdOf(campaign) }]),
      tags: toRelationship(links, 'tags', []),
    },
    links,
  };
}

/** `include=campaign-messages`: what the campaign sent. */
export function toKlaviyoMessage(campaign: MarketingCampaign, origin: string): Resource {
  const id = messageIdOf(campaign);
  const links = toLinks(origin, 'campaign-messages', id);
  const sentAt = toInstant(campaign.sentAt);
  const email = {
    subject: campaign.subject,
    preview_text: null,
    ...SENDER,
    reply_to_email: null,
    cc_email: null,
    bcc_email: null,
  };
  return {
    type: 'campaign-message',
    id,
    attributes: {
      definition:
        campaign.channel === 'email'
          ? { channel: 'email', label: campaign.name, content: email }
          : { channel: 'sms', content: { body: campaign.name, media_url: null } },
      send_times: [{ datetime: sentAt, is_local: false }],
      created_at: sentAt,
      updated_at: sentAt,
    },
    relationships: { campaign: toRelationship(links, 'campaign', { type: 'campaign', id: campaign.id }) },
    links,
  };
}

function messageIdOf({ id }: MarketingCampaign): string {
  return `${id}M`;
}

/** `fields[campaign]`, of the first level. */
export const CAMPAIGN_FIELDS = [
  'archived',
  'audiences',
  'created_at',
  'id',
  'name',
  'scheduled_at',
  'send_options',
  'send_strategy',
  'send_time',
  'status',
  'tracking_options',
  'updated_at',
];

/** `fields[campaign-message]`, down to what is sent. */
export const MESSAGE_FIELDS = [
  'created_at',
  'definition',
  'definition.channel',
  'definition.content',
  'definition.content.body',
  'definition.content.subject',
  'definition.label',
  'id',
  'send_times',
  'updated_at',
];

const sendTimeOf = ({ sentAt }: MarketingCampaign) => toInstant(sentAt);

/** Documented for `GET /api/campaigns`, which wants one of `messages.channel`. */
export const CAMPAIGN_FILTERS: FilterFields<MarketingCampaign> = {
  id: { type: 'text', operators: ['any'], read: ({ id }) => id },
  'messages.channel': { type: 'text', operators: ['equals'], read: ({ channel }) => channel },
  name: { type: 'text', operators: ['contains'], read: ({ name }) => name },
  status: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: () => 'Sent' },
  archived: { type: 'flag', operators: ['equals'], read: () => false },
  created_at: { type: 'date', operators: AFTER_OR_BEFORE, read: sendTimeOf },
  scheduled_at: { type: 'date', operators: AFTER_OR_BEFORE, read: sendTimeOf },
  updated_at: { type: 'date', operators: AFTER_OR_BEFORE, read: sendTimeOf },
};

/** Documented for `GET /api/campaigns`. */
export const CAMPAIGN_SORTS: SortKeys<MarketingCampaign> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  created_at: sendTimeOf,
  scheduled_at: sendTimeOf,
  updated_at: sendTimeOf,
};
