// Users by a text, as an agent's search box finds them: every word in the name, or in the address, or in the user's name in RT, or in
// the organisation. REST 2 joins conditions on different fields by "and", so that each field is a request.
import { allOf } from '../../../../platform/batch-read';
import type { ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { UpstreamError } from '../../../../platform/errors';
import type { PersonRecord } from '../../../../platform/record';
import type { Installation } from './api';
import { isPerson, toPersonRecord } from './records';
import type { UserSearch } from './users';
import type { RtUser } from './wire';

const FIELDS = ['RealName', 'EmailAddress', 'Name', 'Organization'] as const;
const MAX_WORDS = 10;

type SearchUsers = (search: UserSearch, call: Call) => Promise<{ users: RtUser[]; complete: boolean }>;

/** Those whose name holds the words first, then those of whom another field does; each by name. Users who may not log in are left out. */
export function userSearch(installation: Installation, search: SearchUsers): ListRead<{ text: string }, PersonRecord> {
  return async ({ text }, most, call) => {
    const words = toWords(text);
    if (words.length === 0 || words.length > MAX_WORDS) return { records: [], complete: true };
    const answers = await allOf(FIELDS.map((field) => searchBy(field, words, most)));
    const people = new Map(answers.flatMap(({ users }) => users.filter(isPerson)).map((user) => [user.id, user]));
    const records = [...people.values()].map((user) => ({ record: toPersonRecord(user, installation), items: [] }));
    return { records: records.slice(0, most), complete: answers.every(({ complete }) => complete) && records.length <= most };

    async function searchBy(field: (typeof FIELDS)[number], wanted: readonly string[], atMost: number) {
      try {
        return await search(
          {
            conditions: wanted.map((value) => ({ field, operator: 'LIKE', value, entry_aggregator: 'AND' })),
            holds: (user) => wanted.every((word) => folded(user[field] ?? '').includes(folded(word))),
            ...{ disabledToo: false, most: atMost },
          },
          call,
        );
      } catch (error) {
        // Accounts without AdminUsers may not search by organisation; the names and the address are enough then.
        if (field === 'Organization' && error instanceof UpstreamError && error.code === 'UPSTREAM_DENIED')
          return { users: [], complete: true };
        throw error;
      }
    }
  };
}

/** `%` and `_` stand for any characters in RT, and cannot be escaped: the former parts words, answers to the latter are looked through. */
function toWords(text: string): string[] {
  return text.split(/[\s%]+/).filter((word) => /[^_]/.test(word));
}

/** As the more lenient of RT's databases compare: neither case nor accents count. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
