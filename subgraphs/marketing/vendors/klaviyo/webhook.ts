// Klaviyo's system webhooks: how they are proven, and the hints in them. A delivery holds several events, each of one profile.
// https://developers.klaviyo.com/en/docs/working_with_system_webhooks
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'klaviyo-signature', encoding: 'hex' },
  time: { of: ({ headers }) => headers['klaviyo-timestamp'], unit: 'date' },
  signed: ({ body }, time) => [body, time],
};

const delivery = z.object({
  data: z.array(
    z.object({
      external_id: z.string().min(1),
      /** `event:klaviyo.unsubscribed_from_email_marketing` */
      topic: z.string(),
      /** As the API answers an event. */
      payload: z.looseObject({
        data: z.looseObject({
          attributes: z.looseObject({ datetime: z.string().nullish() }).nullish(),
          relationships: z
            .looseObject({ profile: z.looseObject({ data: z.looseObject({ id: z.string() }).nullish() }).nullish() })
            .nullish(),
        }),
      }),
    }),
  ),
});

/** Of what is told of a profile, this changes what may be sent to it. */
const CONSENT = /subscribed|marked_.*_as_spam|bounced|suppressed|consent/;

/** The secret is the one that the webhook was made with, 16 characters at least. */
export const webhook: WebhookDeclaration = {
  schemes: { v1 },
  read: ({ body }, source) =>
    delivery.parse(JSON.parse(body.toString('utf8'))).data.map(({ external_id: id, topic, payload: { data } }) => {
      const profile = data.relationships?.profile?.data?.id;
      const isConsent = CONSENT.test(topic);
      const at = Date.parse(data.attributes?.datetime ?? '');
      return {
        id,
        type: isConsent ? 'marketing.consent.updated' : 'marketing.engagement.created',
        at: Number.isNaN(at) ? null : new Date(at).toISOString(),
        records: profile === undefined ? [] : [recordId(source, 'profile', profile)],
        // Who agrees to something may be new, and have an address that nobody had.
        items: profile === undefined || isConsent ? [] : [recordId(source, 'event', id)],
      };
    }),
  secretFault: (secret) => (secret.length >= 16 ? null : 'takes at least 16 characters, as Klaviyo does'),
};
