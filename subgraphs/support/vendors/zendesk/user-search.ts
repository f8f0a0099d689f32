// Customers by a text, as an agent's search box finds them. What somebody typed must stay words: Zendesk's keywords and operators
// in it would ask another question.
import type { ListRead } from '../../../../platform/connector';
import type { PersonRecord } from '../../../../platform/record';
import { MAX_QUERY_CHARACTERS, type ZendeskApi } from './api';
import { searchUsers } from './users';
import { isCustomer, toPersonRecord } from './wire';

/** Of the 64 in a query, `role` and its value apart. */
const MAX_WORDS = 60;

/** End users of whom a name, an address or another property has all words of the text, or words that begin with them. */
export function userSearch(api: ZendeskApi): ListRead<{ text: string }, PersonRecord> {
  return async ({ text }, most, call) => {
    const query = toUserQuery(text);
    if (query === null) return { records: [], complete: true };
    const { users, complete } = await searchUsers(api, query, most, call);
    return { records: users.filter(isCustomer).map((user) => ({ record: toPersonRecord(user, api.account), items: [] })), complete };
  };
}

/**
 * The query for a text. What is no letter, digit or mark within a word parts words, so that no keyword (`role:admin`), comparison,
 * phrase, wildcard or exclusion (`-word`) is left; Zendesk does not search punctuation anyway. null where no word is left (the
 * query would find everybody), or more of them than a search takes: nobody is called so.
 * https://support.zendesk.com/hc/en-us/articles/4408886879258#topic_ngr_frb_vc
 */
export function toUserQuery(text: string): string | null {
  const words = text
    .split(/[^\p{L}\p{M}\p{N}@._'’-]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
  const query = [...words, 'role:end-user'].join(' ');
  return words.length === 0 || words.length > MAX_WORDS || encodeURIComponent(query).length > MAX_QUERY_CHARACTERS ? null : query;
}
