// Contacts by a text: each of its words must be in the name or the address. Filters carry it as a value, so that nothing in it is
// syntax.
import type { ListRead } from '../../../../platform/connector';
import type { PersonRecord } from '../../../../platform/record';
import type { Filter, Group, IntercomApi } from './api';
import { searchContacts } from './contacts';
import { toPersonRecord } from './wire';

/** Filters of a group. https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts */
const MAX_WORDS = 15;

/** Contacts whose name or address contains every word of the text, in Intercom's order, which is not documented. */
export function textSearch(api: IntercomApi): ListRead<{ text: string }, PersonRecord> {
  return async ({ text }, most, call) => {
    const query = toTextQuery(text);
    if (query === null) return { records: [], complete: true };
    const { contacts, more } = await searchContacts(api, query, most, call);
    const records = contacts.slice(0, most).map((contact) => ({ record: toPersonRecord(contact, api.account), items: [] }));
    return { records, complete: !more && contacts.length <= most };
  };
}

/**
 * The query for a text; null where no word is left (it would find everybody), or more than a query takes: nobody is called so.
 * Whether `~` minds capitals is not documented: words are asked for as typed, in small letters and with a capital first.
 */
export function toTextQuery(text: string): Group | null {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  return { operator: 'AND', value: words.map(toWordGroup) };
}

function toWordGroup(word: string): Group {
  const small = word.toLowerCase();
  const names = new Set([word, small, small.replace(/^./u, (letter) => letter.toUpperCase())]);
  const contains = (field: string) => (value: string) => ({ field, operator: '~', value }) satisfies Filter;
  return { operator: 'OR', value: [...[...names].map(contains('name')), ...[...new Set([word, small])].map(contains('email'))] };
}
