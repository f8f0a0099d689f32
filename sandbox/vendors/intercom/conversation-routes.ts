// Intercom's reads of conversations: by search, as a list, and one with its parts.
import type { Route } from '../../http/message';
import type { IntercomConversation } from '../../world/intercom-story';
import { countKeys } from './contact-routes';
import { toConversation, toListedConversation } from './conversations';
import { resourceNotFound } from './errors';
import { CONVERSATIONS, toPredicate } from './fields';
import { toListPage, toSearchPage } from './pages';
import { type Filter, filtersOf, type Group, meets, readQuery } from './query';
import { conversationShape, conversationsShape } from './shapes';
import type { IntercomStore } from './store';

const PAGE = 20;
const KEY_FIELDS = new Set(['id', 'contact_ids']);

export function createConversationRoutes(store: IntercomStore): Route[] {
  return [
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/searchconversations (20 a page,
      // 150 at most). The order is not documented: ids, the oldest first, stand for it.
      method: 'POST',
      path: '/conversations/search',
      shape: conversationsShape,
      keys: (request) => countKeys(request, KEY_FIELDS),
      handle({ body }) {
        const query = readQuery(body);
        const tests = new Map(filtersOf(query).map((filter) => [filter, toPredicate(CONVERSATIONS, filter)]));
        const found = candidates(store, query).filter((one) => meets(query, (filter) => tests.get(filter)?.(one) === true));
        const { items, frame } = toSearchPage(found.toSorted(byId), body, PAGE);
        const conversations = items.map((one) => toListedConversation(store, one));
        return { status: 200, body: { type: 'conversation.list', ...frame, conversations } };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/listconversations
      method: 'GET',
      path: '/conversations',
      shape: conversationsShape,
      handle({ query }) {
        const { items, frame } = toListPage(store.conversations().toSorted(byId), query, PAGE);
        const conversations = items.map((one) => toListedConversation(store, one));
        return { status: 200, body: { type: 'conversation.list', ...frame, conversations } };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/retrieveconversation
      method: 'GET',
      path: '/conversations/:id',
      shape: conversationShape,
      handle({ params, query }) {
        const conversation = store.conversationById(params['id'] ?? '');
        if (conversation === null) return resourceNotFound();
        return { status: 200, body: toConversation(store, conversation, query.get('display_as') === 'plaintext') };
      },
    },
  ];
}

/** The conversations worth looking at: those of the contacts named by id where that is all that is asked, else all. */
function candidates(store: IntercomStore, query: Filter | Group): readonly IntercomConversation[] {
  const ids = 'join' in query ? null : contactIdsOf(query);
  return ids === null ? store.conversations() : store.conversationsOf(ids);
}

function contactIdsOf({ field, operator, values }: Filter): string[] | null {
  return field === 'contact_ids' && (operator === 'IN' || operator === '=') ? values.map(String) : null;
}

function byId(a: IntercomConversation, b: IntercomConversation): number {
  return Number(a.id) - Number(b.id);
}
