// Intercom's webhooks, as its documentation words and signs them.
// https://developers.intercom.com/docs/references/webhooks/webhook-models, https://developers.intercom.com/docs/webhooks/webhook-notifications
import { createHmac } from 'node:crypto';
import type { Change } from '../../changes';
import type { WriteWebhook } from '../../webhooks/message';
import { WORKSPACE_ID } from './contacts';
import type { IntercomStore } from './store';

const TOPICS: Readonly<Record<string, Record<Change['what'], string>>> = {
  contact: { created: 'contact.user.created', updated: 'contact.user.updated', deleted: 'contact.deleted' },
  conversation: { created: 'conversation.user.created', updated: 'conversation.admin.replied', deleted: 'conversation.deleted' },
};
const NOTED = 'conversation.admin.noted';

export function writeIntercomWebhook(store: IntercomStore): WriteWebhook {
  const itemOf = (type: string, id: string): object => {
    if (type === 'contact') return { type: 'contact', id, workspace_id: WORKSPACE_ID, email: store.contactById(id)?.email ?? null };
    const contacts = (store.conversationTold(id)?.contactIds ?? []).map((contact) => ({ type: 'contact', id: contact }));
    return { type: 'conversation', id, contacts: { type: 'contact.list', contacts } };
  };
  const isNoted = (id: string): boolean => store.conversationTold(id)?.parts.at(-1)?.type === 'note';
  return ({ type, id, what, eventId, at }, { secret }, attempt) => {
    const topic = type === 'conversation' && what === 'updated' && isNoted(id) ? NOTED : TOPICS[type]?.[what];
    if (topic === undefined) return null;
    const seconds = Math.floor(at / 1_000);
    const body = JSON.stringify({
      type: 'notification_event',
      app_id: WORKSPACE_ID,
      data: { type: 'notification_event_data', item: itemOf(type, id) },
      links: {},
      id: `notif_${eventId}`,
      topic,
      delivery_status: 'pending',
      delivery_attempts: attempt + 1,
      delivered_at: 0,
      first_sent_at: seconds,
      created_at: seconds,
      self: null,
    });
    const signature = createHmac('sha1', secret).update(body).digest('hex');
    return { body, headers: { 'Content-Type': 'application/json; charset=utf-8', 'X-Hub-Signature': `sha1=${signature}` } };
  };
}
