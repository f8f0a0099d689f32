// RT's writes of users: changes of their fields, each taken or not by itself, with 200 whatever came of them.
// https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Users, and the answers of a real 5.0.3.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route } from '../../http/message';
import type { TrackerUser } from '../../world/request-tracker-story';
import { badRequest, nothingToChange } from './errors';
import type { Rights } from './rights';
import { saidShape } from './shapes';
import type { RequestTrackerStore } from './store';

/** By RT's names, of the fields that are pretended to be writable, where they are kept. */
const FIELDS = {
  ...{ RealName: 'realName', EmailAddress: 'emailAddress', Organization: 'organization', Lang: 'lang', City: 'city', Zip: 'zip' },
  ...{ WorkPhone: 'workPhone', MobilePhone: 'mobilePhone', HomePhone: 'homePhone', Address1: 'address1', Country: 'country' },
} as const satisfies Record<string, keyof TrackerUser>;

const change = z.record(z.string(), z.union([z.string(), z.number().transform(String)]));

export function createUserWrites(store: RequestTrackerStore, rights: Rights, changes: Changes): Route[] {
  /** null = RT takes it. */
  function faultOf(user: TrackerUser, field: string, value: string): string | null {
    if (!rights.adminUsers) return 'Permission Denied';
    if (field !== 'EmailAddress' || value === '') return null;
    if (!/^[^\s@]+@[^\s@]+$/.test(value)) return 'Invalid syntax for email address';
    const holder = store.users().find(({ emailAddress }) => emailAddress?.toLowerCase() === value.toLowerCase());
    return holder === undefined || holder.id === user.id ? null : 'Email address in use';
  }

  return [
    {
      // Fields that RT does not know are left out without a word.
      method: 'PUT',
      path: '/REST/2.0/user/:id',
      shape: saidShape,
      handle({ params, body }) {
        const parsed = change.safeParse(body);
        if (!parsed.success) return badRequest('JSON object must be a HASH');
        const id = params['id'] ?? '';
        const user = /^\d+$/.test(id) ? store.userById(id) : store.userByName(id);
        if (user === null) return nothingToChange();
        const said: string[] = [];
        const taken: Partial<Record<(typeof FIELDS)[keyof typeof FIELDS], string | null>> = {};
        for (const [name, own] of Object.entries(FIELDS)) {
          const value = parsed.data[name];
          const before = user[own];
          if (value === undefined || value === (before ?? '')) continue;
          const fault = faultOf(user, name, value);
          if (fault === null) taken[own] = value === '' ? null : value;
          const shown = (one: string | null) => (one === null || one === '' ? '(no value)' : `'${one}'`);
          said.push(`User ${user.name}: ${fault ?? `${name} changed from ${shown(before)} to ${shown(value)}`}`);
        }
        if (Object.keys(taken).length > 0) {
          store.putUser({ id: user.id, ...taken });
          changes.tell({ type: 'user', id: user.id, what: 'updated' });
        }
        return { status: 200, body: said };
      },
    },
  ];
}
