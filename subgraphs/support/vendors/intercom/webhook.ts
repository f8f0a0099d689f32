// Intercom's webhooks: how they are proven, and the hints in them.
// https://developers.intercom.com/docs/webhooks/webhook-notifications, https://developers.intercom.com/docs/references/webhooks/webhook-models
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

/** Without a time that is signed: a double is known by its id alone. */
const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha1', header: 'x-hub-signature', encoding: 'hex', time: null },
  signatures: (header) => (header.startsWith('sha1=') ? [header.slice('sha1='.length)] : []),
  signed: ({ body }) => [body],
};

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const contact = z.looseObject({ id });

const notification = z.object({
  type: z.literal('notification_event'),
  id: z.string().min(1),
  topic: z.string(),
  created_at: z.number().nullish(),
  data: z.looseObject({
    item: z.looseObject({
      type: z.string(),
      id: id.nullish(),
      contact: contact.nullish(),
      contacts: z.looseObject({ contacts: z.array(contact).nullish() }).nullish(),
    }),
  }),
});

const PEOPLE = ['contact', 'user', 'lead'];

/** `contact.user.created`, `conversation.admin.replied`: the last word says what became of what the first one names. */
function verbOf(topic: string): string {
  if (/^(contact\.\w+|contact|conversation\.user|conversation\.\w+\.single|ticket)\.created$/.test(topic) && !topic.includes('tag'))
    return 'created';
  return /\.(deleted|archived|archive|merged)$/.test(topic) ? 'deleted' : 'updated';
}

/** The secret is the app's client secret. */
export const webhook: WebhookDeclaration = {
  schemes: { v1 },
  read({ body }, source) {
    const { id: eventId, topic, created_at: created, data } = notification.parse(JSON.parse(body.toString('utf8')));
    const about = topic.split(/[._]/)[0] ?? '';
    if (!['contact', 'conversation', 'ticket'].includes(about)) return [];
    const { item } = data;
    const isPerson = PEOPLE.includes(item.type);
    const people = [isPerson ? item.id : undefined, item.contact?.id, ...(item.contacts?.contacts ?? []).map((one) => one.id)];
    return [
      {
        id: eventId,
        type: `support.${about === 'contact' ? 'user' : 'ticket'}.${verbOf(topic)}`,
        at: created == null ? null : new Date(created * 1_000).toISOString(),
        records: people.flatMap((one) => (one == null ? [] : [recordId(source, 'contact', one)])),
        items: about === 'contact' || item.id == null ? [] : [recordId(source, 'conversation', item.id)],
      },
    ];
  },
};
