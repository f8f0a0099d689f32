// What Intercom is asked to do with conversations. There is no createTicket: Intercom takes no key with a new conversation, keeps no id of
// ours with it, and has no list of a contact's conversations but the search, so that nobody could tell at once whether it was made already.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import { recordId, type RecordId } from '../../../../platform/record';
import type { SupportActions } from '../../contract';
import type { IntercomApi } from './api';
import { ConversationParts, requesterOf } from './conversation-wire';
import { toParagraphs } from './plain-text';
import { ErrorList } from './wire';

const NUMBER = /^[1-9]\d{0,18}$/;
const Teammate = z.object({ type: z.literal('admin'), id: z.string() });
const Deleted = z.object({ deleted: z.literal(true) });

export function conversationActions(api: IntercomApi): Pick<SupportActions, 'deleteTicket' | 'addComment'> {
  const { http, account } = api;
  const { source } = account;

  /** At once and as it is now, with its newest 500 parts; null = there is none. The same request as in tickets.ts. */
  async function conversationOf(id: string, call: Call): Promise<ConversationParts | null> {
    const path = `/conversations/${id}`;
    const { body } = await http.send({ method: 'GET', path, reply: z.union([ConversationParts, ErrorList]), accept: [404], call });
    return 'conversation_parts' in body ? body : null;
  }

  /** Whose token it is: a note has an author. https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/admins/identifyadmin */
  async function teammate(call: Call): Promise<string> {
    return (await http.send({ method: 'GET', path: '/me', reply: Teammate, call })).body.id;
  }

  const touched = (conversation: ConversationParts): RecordId[] => {
    const requester = requesterOf(conversation);
    return requester === null ? [] : [recordId(source, 'contact', requester)];
  };

  return {
    async deleteTicket({ ticket }, call) {
      const id = ownId(source, 'conversation', ticket, NUMBER);
      const conversation = await conversationOf(id, call);
      const deed: Deed = { record: ticket, undo: null };
      return unlessHeld(call, conversation === null ? deed : null, async () => {
        // 404 = somebody was faster. https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/deleteconversation;
        // in the app's limit of calls (index.ts), as all of these.
        const reply = z.union([Deleted, ErrorList]);
        await http.send({ method: 'DELETE', path: `/conversations/${id}`, reply, accept: [404], retry: false, call });
        return { ...deed, touched: conversation === null ? [] : touched(conversation) };
      });
    },
    async addComment(input, call) {
      const id = ownId(source, 'conversation', input.ticket, NUMBER);
      const conversation = await conversationOf(id, call);
      if (conversation === null) throw notThere(source, 'addComment');
      const mark = markOf(call.key);
      const isWritten = conversation.conversation_parts.conversation_parts.some(({ body }) => body?.includes(mark) === true);
      const deed: Deed = { record: input.ticket, undo: null, touched: touched(conversation) };
      return unlessHeld(call, isWritten ? deed : null, async () => {
        // "Notes accept some HTML": https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/replyconversation
        const { status } = await http.send({
          method: 'POST',
          path: `/conversations/${id}/reply`,
          body: {
            ...{ message_type: 'note', type: 'admin', admin_id: await teammate(call) },
            body: toParagraphs(withMark(input.text, { key: call.key, ref: input.ref })),
          },
          reply: z.union([z.object({ id: z.union([z.string(), z.int()]) }), ErrorList]),
          accept: [400, 404, 422],
          retry: false,
          call,
        });
        if (status === 404) throw notThere(source, 'addComment');
        if (status >= 400) throw refusedInput(source, 'addComment', input);
        return deed;
      });
    },
  };
}
