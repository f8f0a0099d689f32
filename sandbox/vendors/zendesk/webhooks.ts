// Zendesk's webhooks, as its documentation words and signs them: events of users and of tickets.
// https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/, https://developer.zendesk.com/documentation/webhooks/verifying/
import { createHmac } from 'node:crypto';
import type { WriteWebhook } from '../../webhooks/message';
import type { ZendeskStore } from './store';

const ACCOUNT_ID = 12514403;
const CHANGES: Readonly<Record<string, string>> = { created: 'created', updated: 'details_changed', deleted: 'soft_deleted' };
const USER_CHANGES: Readonly<Record<string, string>> = { created: 'created', updated: 'details_changed', deleted: 'deleted' };

export function writeZendeskWebhook(store: ZendeskStore): WriteWebhook {
  const detailOf = (type: string, id: string): object | null => {
    if (type === 'user') {
      const user = store.userById(id);
      const known = { email: user?.email ?? null, external_id: user?.externalId ?? '', role: 'end-user' };
      return { id, ...known, default_group_id: '0', organization_id: '0', created_at: store.now, updated_at: store.now };
    }
    const ticket = type === 'ticket' ? store.ticketById(id) : null;
    if (ticket === null) return null;
    return { id, requester_id: ticket.requesterId, subject: 'as it was', status: 'OPEN', created_at: store.now, updated_at: store.now };
  };
  return ({ type, id, what, eventId, at }, { secret }, _attempt, now) => {
    const detail = detailOf(type, id);
    if (detail === null) return null;
    const change = (type === 'user' ? USER_CHANGES : CHANGES)[what] ?? '';
    const body = JSON.stringify({
      type: `zen:event-type:${type}.${change}`,
      account_id: ACCOUNT_ID,
      id: eventId,
      time: new Date(at).toISOString(),
      zendesk_event_version: '2022-06-20',
      subject: `zen:${type}:${id}`,
      detail,
      event: {},
    });
    const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    return {
      body,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Zendesk Webhook',
        'X-Zendesk-Account-Id': String(ACCOUNT_ID),
        'X-Zendesk-Webhook-Id': '01F1KRFQ6BG29CNWFR60NK5FNY',
        'X-Zendesk-Webhook-Invocation-Id': eventId,
        'X-Zendesk-Webhook-Signature-Timestamp': time,
        'X-Zendesk-Webhook-Signature': createHmac('sha256', secret).update(`${time}${body}`).digest('base64'),
      },
    };
  };
}
