// HubSpot's webhooks, as its documentation words and signs them.
// https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide,
// https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
import { createHash, createHmac } from 'node:crypto';
import type { Change } from '../../changes';
import type { WriteWebhook } from '../../webhooks/message';

const PORTAL_ID = 62515;
const APP_ID = 54321;
const CHANGES: Readonly<Record<Change['what'], string>> = { created: 'creation', updated: 'propertyChange', deleted: 'deletion' };
const TYPES = ['contact', 'company', 'deal'];

/** Events of several kinds have each a subscription. */
const subscriptionId = (type: string, what: Change['what']): number =>
  1_000 + TYPES.indexOf(type) * 10 + Object.keys(CHANGES).indexOf(what);

/** One event a delivery, though HubSpot gathers up to a hundred. */
export const writeHubspotWebhook: WriteWebhook = ({ type, id, what, eventId, at }, { url, secret }, attempt, now) => {
  if (!TYPES.includes(type)) return null;
  const event = {
    eventId: Number.parseInt(eventId.slice(0, 8), 16),
    subscriptionId: subscriptionId(type, what),
    portalId: PORTAL_ID,
    appId: APP_ID,
    occurredAt: at,
    subscriptionType: `${type}.${CHANGES[what]}`,
    attemptNumber: attempt,
    objectId: Number(id),
    ...(what === 'updated' ? { propertyName: 'lifecyclestage', propertyValue: 'customer' } : { changeFlag: what.toUpperCase() }),
    changeSource: 'CRM',
  };
  const body = JSON.stringify([event]);
  const v3 = createHmac('sha256', secret).update(`POST${url}${body}${now}`).digest('base64');
  return {
    body,
    headers: {
      'Content-Type': 'application/json;charset=utf-8',
      'User-Agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks',
      'X-HubSpot-Request-Timestamp': String(now),
      'X-HubSpot-Signature-V3': v3,
      'X-HubSpot-Signature-Version': 'v1',
      'X-HubSpot-Signature': createHash('sha256').update(`${secret}${body}`).digest('hex'),
    },
  };
};
