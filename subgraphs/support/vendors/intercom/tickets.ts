// Conversations of contacts as tickets, many contacts at a time, and what was written in each.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Comment, Ticket } from '../../contract';
import { MAX_VALUES, ownIds, REQUESTS_AT_ONCE, searchAll, type Filter, type Group, type IntercomApi } from './api';
import type { Conversation } from './conversation-wire';
import { ConversationList, ConversationParts, requesterOf, toComments, toTicket } from './conversation-wire';
import { ErrorList } from './wire';

const MAX_COMMENTS = 100;

/**
 * The first conversations that a query finds, each once, up to `most` and the rest of their page; `more` = there are further ones.
 * https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/searchconversations: 150 a page.
 */
export async function searchConversations(
  api: IntercomApi,
  query: Filter | Group,
  most: number,
  call: Call,
): Promise<{ conversations: Conversation[]; more: boolean }> {
  const itemsOf = (reply: ConversationList) => reply.conversations;
  const { items, more } = await searchAll(api, { path: '/conversations/search', query, reply: ConversationList, itemsOf }, most, call);
  return { conversations: [...new Map(items.map((conversation) => [conversation.id, conversation])).values()], more };
}

/** Conversations each contact began, newest first: paged to the end. One in which they only take part is another's. */
export function ticketsOfContacts(api: IntercomApi): BatchRead<RecordId, readonly Ticket[]> {
  return chunked<readonly Ticket[]>({
    absent: [],
    keysPerCall: MAX_VALUES,
    async read(recordIds, call) {
      const asked = ownIds(api.account, 'contact', recordIds);
      if (asked.size === 0) return new Map();
      const query: Filter = { field: 'contact_ids', operator: 'IN', value: [...asked.keys()] };
      const { conversations } = await searchConversations(api, query, Infinity, call);
      const lists = new Map<RecordId, Ticket[]>();
      for (const conversation of conversations) {
        const requester = requesterOf(conversation);
        const recordId = requester === null ? undefined : asked.get(requester);
        if (requester === null || recordId === undefined) continue;
        lists.set(recordId, [...(lists.get(recordId) ?? []), toTicket(conversation, requester, api.account)]);
      }
      return new Map([...lists].map(([id, list]) => [id, newestFirst(list, ({ createdAt }) => createdAt)]));
    },
  });
}

/**
 * What was written in each conversation, the oldest 100; of one with more than 500 parts Intercom tells the newest 500. 404 = there
 * is no such conversation. https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/retrieveconversation:
 * one a call.
 */
export function commentsOfConversations(api: IntercomApi): BatchRead<RecordId, readonly Comment[]> {
  return chunked<readonly Comment[]>({
    absent: [],
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    async read([recordId = ''], call) {
      const [id] = ownIds(api.account, 'conversation', [recordId]).keys();
      if (id === undefined) return new Map();
      const { body } = await api.http.send({
        method: 'GET',
        path: `/conversations/${id}`,
        reply: z.union([ConversationParts, ErrorList]),
        accept: [404],
        call,
      });
      const comments = 'conversation_parts' in body ? toComments(body, api.account) : [];
      return new Map([[recordId, comments.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, MAX_COMMENTS)]]);
    },
  });
}
