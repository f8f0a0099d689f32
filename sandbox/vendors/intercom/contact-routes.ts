// Intercom's reads of contacts: by search, which lags behind; one by one and as a list, which do not; and their merge.
import { z } from 'zod';
import type { Route, VendorRequest } from '../../http/message';
import { toIntercomContact } from './contacts';
import { contactMerged, contactNotFound, invalidMerge, missingParameter, Refused } from './errors';
import { CONTACTS, toPredicate } from './fields';
import { toListPage, toSearchPage } from './pages';
import { type Filter, filtersOf, meets, readQuery } from './query';
import { contactShape, contactsShape } from './shapes';
import type { IntercomStore } from './store';
import { tellsMerges } from './versions';

const PAGE = 50;
/** "Resolving multi-hop merge chains (up to 3 hops)." */
const MAX_HOPS = 3;
const KEY_FIELDS = new Set(['id', 'email', 'phone', 'external_id']);

const mergeSchema = z.object({ from: z.string(), into: z.string() });

export function createContactRoutes(store: IntercomStore): Route[] {
  return [
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts (50 a page, 150 at most)
      method: 'POST',
      path: '/contacts/search',
      shape: contactsShape,
      keys: (request) => countKeys(request, KEY_FIELDS),
      handle({ body }) {
        const query = readQuery(body);
        const tests = new Map(filtersOf(query).map((filter) => [filter, toPredicate(CONTACTS, filter)]));
        const found = store.searchableContacts().filter((contact) => meets(query, (filter) => tests.get(filter)?.(contact) === true));
        const { items, frame } = toSearchPage(found, body, PAGE);
        return { status: 200, body: { type: 'list', data: items.map(toIntercomContact), ...frame } };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/mergecontact
      method: 'POST',
      path: '/contacts/merge',
      shape: contactShape,
      handle({ body }) {
        const parsed = mergeSchema.safeParse(body);
        if (!parsed.success) throw new Refused(missingParameter('from and into'));
        const { from, into } = parsed.data;
        if ([from, into].some((id) => store.contactById(id)?.mergedInto !== null)) throw new Refused(contactNotFound());
        try {
          return { status: 200, body: toIntercomContact(store.mergeContacts(from, into)) };
        } catch (error) {
          if (error instanceof RangeError) throw new Refused(invalidMerge());
          throw error;
        }
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/listcontacts
      method: 'GET',
      path: '/contacts',
      shape: contactsShape,
      handle({ query }) {
        const { items, frame } = toListPage(store.contacts(), query, PAGE);
        return { status: 200, body: { type: 'list', data: items.map(toIntercomContact), ...frame } };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/showcontactbyexternalid (users only)
      method: 'GET',
      path: '/contacts/find_by_external_id/:externalid',
      shape: contactShape,
      handle({ params }) {
        const contact = store.userByExternalId(params['externalid'] ?? '');
        return contact === null ? contactNotFound() : { status: 200, body: toIntercomContact(contact) };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/showcontact
      method: 'GET',
      path: '/contacts/:id',
      shape: contactShape,
      handle: (request) => showContact(store, request),
    },
  ];
}

/** A merged one is not found; from version 2.16 on it is gone, with a link to what it became. */
function showContact(store: IntercomStore, { params, headers }: VendorRequest) {
  const asked = store.contactById(params['id'] ?? '');
  let contact = asked;
  for (let hop = 0; contact !== null && contact.mergedInto !== null && hop < MAX_HOPS; hop += 1) {
    contact = store.contactById(contact.mergedInto);
  }
  if (asked === null || contact === null || contact.mergedInto !== null) return contactNotFound();
  if (contact === asked) return { status: 200, body: toIntercomContact(contact) };
  return tellsMerges(headers) ? contactMerged(contact.id) : contactNotFound();
}

/** Values asked for in the fields named; 1 where there are none, or the query cannot be read. */
export function countKeys({ body }: VendorRequest, fields: ReadonlySet<string>): number {
  const filters = readable(body).filter(({ field, operator }) => fields.has(field) && (operator === '=' || operator === 'IN'));
  return Math.max(
    1,
    filters.reduce((sum, { values }) => sum + values.length, 0),
  );
}

function readable(body: unknown): Filter[] {
  try {
    return filtersOf(readQuery(body));
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}
