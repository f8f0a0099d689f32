// Intercom's writes of conversations: a teammate's reply or note, and a deletion. Replies of contacts are not known here.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route } from '../../http/message';
import { fromHtml, toConversation } from './conversations';
import { invalidParameter, missingParameter, Refused, resourceNotFound } from './errors';
import { conversationDeletedShape, conversationShape } from './shapes';
import type { IntercomStore } from './store';
import { TEAMMATE_ID } from './teammate';

const reply = z.strictObject({
  ...{ message_type: z.enum(['comment', 'note']), type: z.literal('admin') },
  // Text by the description, a number in its examples.
  admin_id: z.union([z.string(), z.number()]).transform(String),
  body: z.string().optional(),
  ...{ created_at: z.int().optional(), skip_notifications: z.boolean().optional() },
});

export function createConversationWrites(store: IntercomStore, changes: Changes): Route[] {
  return [
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/replyconversation: notes are HTML
      method: 'POST',
      path: '/conversations/:id/reply',
      shape: conversationShape,
      handle({ params, body: given }) {
        const id = params['id'] ?? '';
        if (store.conversationById(id) === null) return resourceNotFound();
        const parsed = reply.safeParse(given);
        if (!parsed.success) throw new Refused(invalidParameter(z.prettifyError(parsed.error)));
        const { message_type: type, admin_id: adminId, body = '', created_at: at } = parsed.data;
        const said = fromHtml(body);
        if (said === '') throw new Refused(missingParameter('body'));
        if (adminId !== TEAMMATE_ID) throw new Refused(invalidParameter('admin_id is no teammate of this workspace'));
        const instant = at === undefined ? new Date().toISOString() : new Date(at * 1_000).toISOString();
        const conversation = store.addPart(id, { type, body: said, at: instant, author: { kind: 'admin', id: adminId } });
        changes.tell({ type: 'conversation', id, what: 'updated' });
        return { status: 200, body: toConversation(store, conversation, false) };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/deleteconversation
      method: 'DELETE',
      path: '/conversations/:id',
      shape: conversationDeletedShape,
      handle({ params }) {
        const id = params['id'] ?? '';
        if (store.conversationById(id) === null) return resourceNotFound();
        store.deleteConversation(id);
        changes.tell({ type: 'conversation', id, what: 'deleted' });
        return { status: 200, body: { id, object: 'conversation', deleted: true } };
      },
    },
  ];
}
