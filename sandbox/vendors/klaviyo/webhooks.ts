// Klaviyo's system webhooks, as its documentation words and signs them. Klaviyo tells of events, not of changed fields: whoever changes a
// profile's consent, or what is known of it, is told of as an event of the profile.
// https://developers.klaviyo.com/en/docs/working_with_system_webhooks
import { createHmac } from 'node:crypto';
import type { WriteWebhook } from '../../webhooks/message';

const WEBHOOK_ID = '01HQ1GQBYYFJNG6FQK3WJFHBPW';

const TOPICS: Readonly<Record<string, string>> = {
  profile: 'event:klaviyo.subscribed_to_email_marketing',
  consent: 'event:klaviyo.unsubscribed_from_email_marketing',
};

/** `id` is the profile's. */
export const writeKlaviyoWebhook: WriteWebhook = ({ type, id, eventId, at }, { secret }, _attempt, now) => {
  const topic = TOPICS[type];
  if (topic === undefined) return null;
  const happened = new Date(at).toISOString().replace('Z', '+00:00');
  const body = JSON.stringify({
    data: [
      {
        external_id: eventId.replaceAll('-', '').slice(0, 11),
        payload: {
          data: {
            type: 'event',
            id: eventId.replaceAll('-', '').slice(0, 11),
            attributes: { timestamp: Math.floor(at / 1_000), event_properties: {}, datetime: happened, uuid: eventId },
            relationships: { profile: { data: { type: 'profile', id } }, metric: { data: { type: 'metric', id: 'UaRnTs' } } },
          },
        },
        topic,
      },
    ],
    meta: { timestamp: new Date(now).toISOString().replace('Z', '+00:00'), klaviyo_webhook_id: WEBHOOK_ID, version: '2026-07-15' },
  });
  const time = new Date(now).toUTCString();
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'Klaviyo-Webhook-Id': WEBHOOK_ID,
      'Klaviyo-Timestamp': time,
      'Klaviyo-Signature': createHmac('sha256', secret).update(body).update(time).digest('hex'),
    },
  };
};
