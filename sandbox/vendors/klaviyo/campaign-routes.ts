// Klaviyo's reads of campaigns: by channel, or one; with their messages when asked.
import type { Route } from '../../http/message';
import { CAMPAIGN_FIELDS, CAMPAIGN_FILTERS, CAMPAIGN_SORTS, MESSAGE_FIELDS, toKlaviyoCampaign, toKlaviyoMessage } from './campaigns';
import { answerMany, answerOne, withFields } from './documents';
import { invalidParameter, recordNotFound } from './errors';
import { countKeys, readFilter, toPredicate } from './filters';
import { toPage } from './pages';
import { type Accepted, readParameters } from './parameters';
import { campaignShape, campaignsShape } from './shapes';
import { inOrder } from './sorting';
import type { KlaviyoStore } from './store';

const PAGE = { default: 100, max: 100 };
const ONE: Accepted = { fields: { campaign: CAMPAIGN_FIELDS, 'campaign-message': MESSAGE_FIELDS }, include: ['campaign-messages'] };
const MANY: Accepted = { ...ONE, filter: true, sort: Object.keys(CAMPAIGN_SORTS), page: { size: PAGE } };

export function createCampaignRoutes(store: KlaviyoStore): Route[] {
  return [
    {
      // https://developers.klaviyo.com/en/reference/get_campaigns (100 a page; a filter by channel is required; 10/s, 150/min)
      method: 'GET',
      path: '/api/campaigns',
      shape: campaignsShape,
      keys: countKeys,
      handle(request) {
        const { query, origin } = request;
        const { fieldsOf, include, sort } = readParameters(query, MANY);
        const conditions = readFilter(query);
        if (!conditions.some(({ field }) => field === 'messages.channel')) {
          return invalidParameter('filter', 'A channel filter is required to list campaigns.');
        }
        const found = store.campaigns.filter(toPredicate(conditions, CAMPAIGN_FILTERS));
        const { items, links } = toPage(inOrder(found, sort, CAMPAIGN_SORTS), request, PAGE);
        const data = items.map((campaign) => withFields(toKlaviyoCampaign(campaign, origin), fieldsOf('campaign')));
        const messages = () => items.map((campaign) => withFields(toKlaviyoMessage(campaign, origin), fieldsOf('campaign-message')));
        return answerMany(data, links, include === null ? null : messages());
      },
    },
    {
      // https://developers.klaviyo.com/en/reference/get_campaign (10/s, 150/min)
      method: 'GET',
      path: '/api/campaigns/:id',
      shape: campaignShape,
      handle({ query, params, origin }) {
        const { fieldsOf, include } = readParameters(query, ONE);
        const campaign = store.campaignById(params['id'] ?? '');
        if (campaign === null) return recordNotFound('campaign', params['id'] ?? '');
        const messages = () => [withFields(toKlaviyoMessage(campaign, origin), fieldsOf('campaign-message'))];
        return answerOne(withFields(toKlaviyoCampaign(campaign, origin), fieldsOf('campaign')), include === null ? null : messages());
      },
    },
  ];
}
