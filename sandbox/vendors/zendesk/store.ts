// The helpdesk part of the world, indexed the ways Zendesk's endpoints look things up. Built once at start; only users change,
// and whose the tickets are.
import { createLag, type Lag } from '../../http/lag';
import type { HelpdeskTicket, HelpdeskUser, World } from '../../world/story';
import { changeUser, toMergedUser, toUserFields, type UserField } from './users';

export interface ZendeskStore {
  /** The instant the world is told at. */
  now: string;
  /** Deleted users too; a merged id is gone. */
  userById(id: string): HelpdeskUser | null;
  /** In any case: "the API treats the id as case insensitive". */
  userByExternalId(externalId: string): HelpdeskUser | null;
  /** As the search index knows them now; deleted ones are not in it. */
  searchableUsers(): readonly HelpdeskUser[];
  ticketById(id: string): HelpdeskTicket | null;
  tickets(): readonly HelpdeskTicket[];
  ticketsOf(requesterId: string): readonly HelpdeskTicket[];
  organisationId(name: string | null): number | null;
  /** Custom fields of users, in the order in which they were first used. */
  userFields(): readonly UserField[];
  /** What a user object tells beside the user's own. */
  detailsOf(user: HelpdeskUser): { organisationId: number | null; userFields: object };
  lag: Lag<HelpdeskUser>;
  /** Adds or alters a user. @throws ZodError */
  putUser(change: object & { id: string }): HelpdeskUser;
  /** Merges one user into another. Throws RangeError where one of them does not exist. */
  mergeUsers(fromId: string, intoId: string): void;
}

const FIRST_ORGANISATION_ID = 9001;

export function createZendeskStore(world: World, lagSeconds: number): ZendeskStore {
  const byId = new Map<string, HelpdeskUser>();
  const idsByExternalId = new Map<string, string>();
  const organisations = new Map<string, number>();
  const userFields = new Map<string, UserField>();
  const lag = createLag<HelpdeskUser>(lagSeconds);
  let users: readonly HelpdeskUser[] = [];

  function add(user: HelpdeskUser): void {
    byId.set(user.id, user);
    if (user.externalId !== null) idsByExternalId.set(user.externalId.toLowerCase(), user.id);
    for (const [key, example] of Object.entries(user.userFields ?? {})) if (!userFields.has(key)) userFields.set(key, { key, example });
    if (user.organisation !== null && !organisations.has(user.organisation)) {
      organisations.set(user.organisation, FIRST_ORGANISATION_ID + organisations.size);
    }
  }
  world.helpdesk.users.forEach(add);
  users = [...byId.values()];

  const ticketsById = new Map(world.helpdesk.tickets.map((ticket) => [ticket.id, ticket]));
  const ticketsByRequester = new Map<string, HelpdeskTicket[]>();
  for (const ticket of ticketsById.values()) file(ticket);

  function file(ticket: HelpdeskTicket): void {
    const earlier = ticketsByRequester.get(ticket.requesterId);
    if (earlier === undefined) ticketsByRequester.set(ticket.requesterId, [ticket]);
    else earlier.push(ticket);
  }

  function putUser(change: object & { id: string }): HelpdeskUser {
    const before = byId.get(change.id) ?? null;
    const after = changeUser(before, change, new Date().toISOString());
    if (before !== null && before.externalId !== null) idsByExternalId.delete(before.externalId.toLowerCase());
    add(after);
    users = [...byId.values()];
    lag.changed(change.id, before);
    return after;
  }

  const organisationId = (name: string | null): number | null => (name === null ? null : (organisations.get(name) ?? null));
  return {
    now: world.now,
    userById: (id) => byId.get(id) ?? null,
    userByExternalId: (externalId) => byId.get(idsByExternalId.get(externalId.toLowerCase()) ?? '') ?? null,
    searchableUsers: () => lag.indexed(users, ({ id }) => id).filter(({ deleted }) => !deleted),
    ticketById: (id) => ticketsById.get(id) ?? null,
    tickets: () => [...ticketsById.values()],
    ticketsOf: (requesterId) => ticketsByRequester.get(requesterId) ?? [],
    organisationId,
    userFields: () => [...userFields.values()],
    detailsOf: (user) => ({
      organisationId: organisationId(user.organisation),
      userFields: toUserFields(user, [...userFields.values()]),
    }),
    lag,
    putUser,
    mergeUsers(fromId, intoId) {
      const [from, into] = [fromId, intoId].map((id) => byId.get(id));
      if (from === undefined || into === undefined || from === into) throw new RangeError('two users that exist make one');
      byId.delete(fromId);
      if (from.externalId !== null) idsByExternalId.delete(from.externalId.toLowerCase());
      for (const ticket of ticketsByRequester.get(fromId) ?? []) {
        const comments = ticket.comments.map((one) => (one.authorId === fromId ? { ...one, authorId: intoId } : one));
        const moved = { ...ticket, requesterId: intoId, comments };
        ticketsById.set(ticket.id, moved);
        file(moved);
      }
      ticketsByRequester.delete(fromId);
      putUser(toMergedUser(from, into));
    },
  };
}
