// Intercom's requests for contacts: by a search, and one by its id, which also tells what became of a merged one.
import { z } from 'zod';
import type { Call } from '../../../../platform/http/call';
import { searchAll, type Filter, type Group, type IntercomApi } from './api';
import { ContactList, ErrorList, IntercomContact } from './wire';

/**
 * The first contacts that a query finds, each once, up to `most` and the rest of their page; `more` = there are further ones.
 * Merged ones are never among them, new and changed ones "can take a few minutes".
 * https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts: 150 a page.
 */
export async function searchContacts(
  api: IntercomApi,
  query: Filter | Group,
  most: number,
  call: Call,
): Promise<{ contacts: IntercomContact[]; more: boolean }> {
  const search = { path: '/contacts/search' as const, query, reply: ContactList, itemsOf: (reply: ContactList) => reply.data };
  const { items, more } = await searchAll(api, search, most, call);
  return { contacts: [...new Map(items.map((contact) => [contact.id, contact])).values()], more };
}

/** Merges into merges are resolved by Intercom; one more hop for a merge that happens in between. */
const MAX_HOPS = 2;

/** What there is under an id now, and the ids that led there. */
export interface Followed {
  contact: IntercomContact;
  formerIds: readonly string[];
}

/**
 * One contact, at once and as it is now; of one that was merged away the contact that it became, null where there is none.
 * https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/contacts/showcontact: one a call; 410 with
 * `Link: </contacts/{id}>; rel="canonical"` for a merged one, which up to 2.15 is not found.
 */
export async function followContact(api: IntercomApi, id: string, call: Call, formerIds: readonly string[] = []): Promise<Followed | null> {
  const { status, headers, body } = await api.mergesHttp.send({
    method: 'GET',
    path: `/contacts/${encodeURIComponent(id)}`,
    reply: z.union([IntercomContact, ErrorList]),
    accept: [404, 410],
    call,
  });
  if (body.type === 'contact') return { contact: body, formerIds };
  const next = status === 410 ? canonicalId(headers['link']) : null;
  return next === null || formerIds.length >= MAX_HOPS ? null : followContact(api, next, call, [...formerIds, id]);
}

/** The contact that a Link header calls canonical; null = it names none. */
export function canonicalId(link: string | undefined): string | null {
  return /<(?:https?:\/\/[^/>]+)?\/contacts\/([\w-]{1,64})>\s*;\s*rel="?canonical"?/i.exec(link ?? '')?.[1] ?? null;
}
