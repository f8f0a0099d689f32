// Stripe's webhooks, as its documentation words and signs them.
// https://docs.stripe.com/api/events/object, https://docs.stripe.com/webhooks#verify-manually
import { createHmac } from 'node:crypto';
import type { WriteWebhook } from '../../webhooks/message';

/** An object as the API answers it; null = there is none of that id. */
export type ObjectOf = (type: string, id: string) => object | null;

const TYPES: Readonly<Record<string, string>> = {
  customer: 'customer',
  invoice: 'invoice',
  charge: 'charge',
  subscription: 'customer.subscription',
};

export function writeStripeWebhook(objectOf: ObjectOf): WriteWebhook {
  return ({ type, id, what, eventId, at }, { secret }, _attempt, now) => {
    const name = TYPES[type];
    const object = objectOf(type, id);
    if (name === undefined || object === null) return null;
    const body = JSON.stringify(
      {
        id: `evt_${eventId.replaceAll('-', '').slice(0, 24)}`,
        object: 'event',
        api_version: '2026-06-30.basil',
        created: Math.floor(at / 1_000),
        data: { object },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type: `${name}.${what}`,
      },
      null,
      2,
    );
    const time = Math.floor(now / 1_000);
    const v1 = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    return { body, headers: { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': `t=${time},v1=${v1}` } };
  };
}
