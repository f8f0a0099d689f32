// RT's search of users by conditions in JSON, and the check that RT kept to them: conditions on fields that an account may not search
// by are dropped without a word, and everybody is answered.
import { unhurried, type Call } from '../../../../platform/http/call';
import { UpstreamError } from '../../../../platform/errors';
import { readPage, type RequestTrackerApi } from './api';
import { RtUser } from './wire';

/** Conditions on one field. Those on one field are joined by "or" unless they say AND; those on different fields by "and". */
export interface Condition {
  field: string;
  operator?: 'LIKE';
  value: string;
  entry_aggregator?: 'AND';
}

export interface UserSearch {
  /** On one field, at least one. */
  conditions: readonly Condition[];
  /** Whether a user is what was asked for. */
  holds(user: RtUser): boolean;
  /** Of users who may not log in any more as well; their tickets are still theirs. */
  disabledToo: boolean;
  most: number;
}

/** No name, address or number of anybody. */
const IMPOSSIBLE = '\u0001 nobody \u0001';

/**
 * The first `most` users who are what was asked for, by name; not `complete` = there are more. Rejects with UPSTREAM_DENIED where the
 * account may not search by that field.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#JSON-searches: by Name, EmailAddress, Organization, RealName, NickName,
 * Lang, City, Country and custom fields with the right AdminUsers; else by RealName, EmailAddress and Name. 100 a page.
 */
export function createUserSearch(
  api: RequestTrackerApi,
): (search: UserSearch, call: Call) => Promise<{ users: RtUser[]; complete: boolean }> {
  const checked = new Map<string, Promise<boolean>>();

  async function page(conditions: readonly Condition[], disabledToo: boolean, number: number, call: Call) {
    const query = { fields: api.userFields, ...(disabledToo ? { find_disabled_rows: 1 } : {}) };
    return readPage(api, { method: 'POST', path: '/users', query, body: conditions, item: RtUser, call }, number);
  }

  /** Asked once for each field, when an answer looks as if it could not be searched by. */
  async function isSearchable(field: string, call: Call): Promise<boolean> {
    const known = checked.get(field);
    if (known !== undefined) return known;
    const asked = page([{ field, value: IMPOSSIBLE }], false, 1, unhurried(call)).then(({ items }) => items.length === 0);
    checked.set(field, asked);
    asked.catch(() => checked.delete(field));
    return asked;
  }

  return async ({ conditions, holds, disabledToo, most }, call) => {
    const field = conditions[0]?.field ?? '';
    const found = new Map<number, RtUser>();
    let more = true;
    for (let number = 1; more && found.size <= most; number += 1) {
      const answer = await page(conditions, disabledToo, number, call);
      if (!answer.items.every(holds) && !(await isSearchable(field, call))) {
        throw new UpstreamError(api.installation.source, 'UPSTREAM_DENIED', { cause: new Error('RT does not search users by this field') });
      }
      for (const user of answer.items) if (holds(user)) found.set(user.id, user);
      more = answer.more;
    }
    const users = [...found.values()];
    return { users: users.slice(0, most), complete: !more && users.length <= most };
  };
}
