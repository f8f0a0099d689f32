// The ways to find an RT user, each with its request and its limits. There is none by phone: REST 2 drops conditions on numbers, and
// TicketSQL finds those alone who have a ticket.
import { normaliseEmail } from '../../../../platform/identity/email';
import { chunked, type Lookup } from '../../../../platform/batch-read';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { grouped } from '../../../../platform/lookup';
import type { PersonRecord } from '../../../../platform/record';
import { ownIds, readAll, REQUESTS_AT_ONCE, USERS_PER_CALL, type RequestTrackerApi } from './api';
import { isPerson, toPersonRecord } from './records';
import type { UserSearch } from './users';
import { UserAnswer, UserGroup, type RtUser } from './wire';

type SearchUsers = (search: UserSearch, call: Call) => Promise<{ users: RtUser[] }>;

/** The look-ups of an installation; by external id only where it is configured which custom field holds those. */
export function userLookups(api: RequestTrackerApi, search: SearchUsers): Lookup<PersonRecord>[] {
  const { installation } = api;
  const toRecords = (users: readonly RtUser[]) => users.filter(isPerson).map((user) => toPersonRecord(user, installation));
  const byId: Lookup<PersonRecord> = {
    by: 'id',
    keysPerCall: USERS_PER_CALL,
    caseSensitive: true,
    lagSeconds: null,
    async read(recordIds, call) {
      const ids = [...ownIds(installation, 'user', recordIds).keys()];
      return grouped(toRecords(await usersByIds(api, search, ids, call)), ({ id }) => [id]);
    },
  };
  const byEmail: Lookup<PersonRecord> = {
    by: 'email',
    keysPerCall: USERS_PER_CALL,
    caseSensitive: false,
    lagSeconds: null,
    async read(emails, call) {
      const asked = new Set(emails.map(normaliseEmail));
      const { users } = await search(
        {
          // Not `IN`: of RT's databases PostgreSQL minds the case there, and has no index for it.
          conditions: emails.map((value) => ({ field: 'EmailAddress', value })),
          holds: ({ EmailAddress }) => EmailAddress != null && asked.has(normaliseEmail(EmailAddress)),
          ...{ disabledToo: true, most: Infinity },
        },
        call,
      );
      return grouped(toRecords(users), (record) => record.emails.map(({ value }) => value));
    },
  };
  return [byId, byEmail, ...(installation.external === null ? [] : [byExternalId(installation.external)])];

  function byExternalId({ records, field }: { records: string; field: string }): Lookup<PersonRecord> {
    const prefix = `${records}:`;
    return {
      by: 'externalId',
      keysPerCall: USERS_PER_CALL,
      caseSensitive: false,
      lagSeconds: null,
      split: (recordIds) =>
        inChunks(
          recordIds.filter((id) => id.startsWith(prefix)),
          USERS_PER_CALL,
        ),
      async read(recordIds, call) {
        const asked = new Set(recordIds);
        const idsOf = (user: RtUser) => toPersonRecord(user, installation).externalIds;
        const { users } = await search(
          {
            conditions: recordIds.map((id) => ({ field: `CustomField.{${field}}`, value: id.slice(prefix.length) })),
            holds: (user) => idsOf(user).some((id) => asked.has(id)),
            ...{ disabledToo: true, most: Infinity },
          },
          call,
        );
        return grouped(toRecords(users), ({ externalIds }) => externalIds);
      },
    };
  }
}

/**
 * Users by RT's ids. Users cannot be searched by id, but each has a group of their own that can, by an account with the right SeeGroup
 * on all groups; RT then counts them. For other accounts it does not, and each user is asked for its name, by which it is found.
 * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Groups: JSON search, `fields[Instance]` shows the group's user. 100 a page.
 */
async function usersByIds(api: RequestTrackerApi, search: SearchUsers, ids: readonly number[], call: Call): Promise<readonly RtUser[]> {
  if (ids.length === 0) return [];
  const { items, counted } = await readAll(api, {
    ...{ method: 'POST', path: '/groups', query: { fields: 'Instance', 'fields[Instance]': api.userFields }, item: UserGroup, call },
    body: [
      { field: 'Domain', value: 'ACLEquivalence' },
      { field: 'Instance', operator: 'IN', value: ids },
    ],
  });
  if (counted) return items.flatMap(({ Instance }) => (Instance === '' ? [] : [Instance]));

  const names = (await namesOf(api)(ids.map(String), call)).flatMap((name) => {
    if (name instanceof Error) throw name;
    return name ?? [];
  });
  if (names.length === 0) return [];
  const asked = new Set(names.map((name) => name.toLowerCase()));
  const holds = ({ Name }: RtUser) => asked.has((Name ?? '').toLowerCase());
  const conditions = names.map((value) => ({ field: 'Name', value }));
  return (await search({ conditions, holds, disabledToo: true, most: Infinity }, call)).users;
}

/** https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Users: `GET /user/:id`; 404 = there is no such user. */
function namesOf(api: RequestTrackerApi) {
  return chunked<string | null>({
    absent: null,
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    async read([id = ''], call) {
      const { body } = await api.http.send({ method: 'GET', path: `/user/${id}`, reply: UserAnswer, accept: [404], call });
      return new Map('message' in body || body.name === null ? [] : [[id, body.name]]);
    },
  });
}
