// Zendesk's webhooks: how they are proven, and the hints in them. Subscribed to events of tickets and users.
// https://developer.zendesk.com/documentation/webhooks/verifying/, https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'x-zendesk-webhook-signature', encoding: 'base64' },
  time: { of: ({ headers }) => headers['x-zendesk-webhook-signature-timestamp'], unit: 'date' },
  signed: ({ body }, time) => [time, body],
};

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]);

const event = z.object({
  /** `zen:event-type:ticket.status_changed` */
  type: z.string(),
  id: z.string().min(1),
  time: z.string(),
  /** `zen:ticket:35436` */
  subject: z.string(),
  detail: z.looseObject({ id, requester_id: id.nullish() }),
});

/** `comment_added` and the like change a ticket; `permanently_deleted`, `soft_deleted` and `merged` end it, or the user. */
function verbOf(change: string): string {
  if (change === 'created') return 'created';
  return /deleted$|^merged$/.test(change) ? 'deleted' : 'updated';
}

/** The secret is the webhook's signing secret. */
export const webhook: WebhookDeclaration = {
  schemes: { v1 },
  read({ body }, source) {
    const { type, id: eventId, time, detail } = event.parse(JSON.parse(body.toString('utf8')));
    const [, about = '', change = ''] = /^zen:event-type:(\w+)\.(\w+)$/.exec(type) ?? [];
    if (about !== 'ticket' && about !== 'user') return [];
    const requester = about === 'user' ? detail.id : detail.requester_id;
    return [
      {
        id: eventId,
        type: `support.${about}.${verbOf(change)}`,
        at: new Date(time).toISOString(),
        records: requester == null ? [] : [recordId(source, 'user', requester)],
        items: about === 'ticket' ? [recordId(source, 'ticket', detail.id)] : [],
      },
    ];
  },
};
