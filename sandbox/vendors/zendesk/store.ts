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
  /** All of them, as they are now. */
  users(): readonly HelpdeskUser[];
  /** Deletes a user for good. */
  purgeUser(id: string): void;
  ticketsByExternalId(externalId: string): readonly HelpdeskTicket[];
  /** A new ticket; answers its id. */
  createTicket(given: NewTicket): string;
  updateTicket(id: string, change: TicketChange, authorId: string): void;
  /** False where it is not there. */
  deleteTicket(id: string): boolean;
  /** Merges one user into another. Throws RangeError where one of them does not exist. */
  mergeUsers(fromId: string, intoId: string): void;
}

/** What a caller says of a new ticket. */
export interface NewTicket extends TicketChange {
  subject?: string | undefined;
  external_id?: string | undefined;
  requesterId: string;
  authorId: string;
}

export interface TicketChange {
  comment?: { body: string; public?: boolean | undefined } | undefined;
  priority?: HelpdeskTicket['priority'] | undefined;
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

  const externalIds = new Map<string, string>();
  let newest = Math.max(0, ...[...ticketsById.values()].flatMap(({ id, comments }) => [id, ...comments.map((one) => one.id)]).map(Number));
  const newId = (): string => String((newest += 1));

  function refile(ticket: HelpdeskTicket): void {
    ticketsById.set(ticket.id, ticket);
    const others = (ticketsByRequester.get(ticket.requesterId) ?? []).filter(({ id }) => id !== ticket.id);
    ticketsByRequester.set(ticket.requesterId, [...others, ticket]);
  }

  function comment(text: string, isPublic: boolean, authorId: string): HelpdeskTicket['comments'] {
    return [{ id: newId(), at: new Date().toISOString(), body: text, public: isPublic, authorId }];
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
    users: () => users,
    purgeUser(id) {
      byId.delete(id);
      users = [...byId.values()];
    },
    ticketsByExternalId: (externalId) => [...ticketsById.values()].filter(({ id }) => externalIds.get(id) === externalId),
    createTicket({ subject = '', comment: first, priority = null, external_id: externalId, requesterId, authorId }) {
      const id = newId();
      const at = new Date().toISOString();
      const text = first?.body ?? '';
      refile({
        ...{ id, requesterId, subject, description: text, status: 'new', priority, channel: 'api', tags: [], createdAt: at, updatedAt: at },
        ...{ firstReplyAt: null, solvedAt: null, rating: { score: 'unoffered', comment: null, at: null }, slaBreachAt: null },
        comments: comment(text, true, authorId),
      });
      if (externalId !== undefined) externalIds.set(id, externalId);
      return id;
    },
    updateTicket(id, { comment: written, priority }, authorId) {
      const ticket = ticketsById.get(id);
      if (ticket === undefined) return;
      const added = written === undefined ? [] : comment(written.body, written.public ?? true, authorId);
      refile({
        ...ticket,
        priority: priority ?? ticket.priority,
        updatedAt: new Date().toISOString(),
        comments: [...ticket.comments, ...added],
      });
    },
    deleteTicket(id) {
      const ticket = ticketsById.get(id);
      if (ticket === undefined) return false;
      const others = (ticketsByRequester.get(ticket.requesterId) ?? []).filter((one) => one.id !== id);
      ticketsByRequester.set(ticket.requesterId, others);
      return ticketsById.delete(id);
    },
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
