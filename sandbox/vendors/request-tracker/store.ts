// The Request Tracker part of the world, indexed as RT looks things up. Built at start; users, tickets and what is written in them change.
import { CRM_FIELD, type TrackerTicket, type TrackerTransaction, type TrackerUser } from '../../world/request-tracker-story';
import type { World } from '../../world/story';
import { changeUser } from './users';

export interface StoredTransaction {
  ticket: TrackerTicket;
  transaction: TrackerTransaction;
}

export interface RequestTrackerStore {
  /** By name, RT's own users among them, disabled ones too. */
  users(): readonly TrackerUser[];
  userById(id: string): TrackerUser | null;
  userByName(name: string): TrackerUser | null;
  /** Custom fields that all users have. */
  customFields: readonly string[];
  /** By id, merged ones too. */
  tickets(): readonly TrackerTicket[];
  ticketById(id: string): TrackerTicket | null;
  /** The one that stands for it after all merges. */
  effective(ticket: TrackerTicket): TrackerTicket;
  /** By id; with the ticket each belongs to. */
  transactions(): readonly StoredTransaction[];
  /** What happened to users since the start, by id: numbered with the tickets' own. */
  userTransactions(): readonly { user: TrackerUser; transaction: TrackerTransaction }[];
  /** What was written, by id. */
  parts(): readonly (StoredTransaction & { part: TrackerTransaction['parts'][number] })[];
  /** A new ticket, with what was written in it first. */
  createTicket(given: NewTicket): TrackerTicket;
  /** A message in a ticket, or what happened to it without words; answers the transaction's id. */
  write(ticket: TrackerTicket, given: NewTransaction): string;
  /** Adds or alters a user. @throws ZodError */
  putUser(change: object & { id: string }): TrackerUser;
}

export type NewTicket = Pick<TrackerTicket, 'requestorIds' | 'subject' | 'priority' | 'queue'> & { first: NewTransaction };

export interface NewTransaction {
  type: string;
  creatorId: string;
  /** null = without words. */
  written: { content: string; contentType: string } | null;
  /** What the ticket is from now on. */
  change?: Partial<Pick<TrackerTicket, 'status' | 'subject' | 'priority' | 'resolved' | 'started' | 'told'>>;
}

/** The users that every RT is installed with. */
function ownUsers(now: string): TrackerUser[] {
  const own = (id: string, name: string, realName: string) => changeUser(null, { id, name, realName, privileged: true }, now);
  return [own('1', 'RT_System', 'The RT System itself'), own('6', 'Nobody', 'Nobody in particular'), own('14', 'root', 'Enoch Root')];
}

export function createRequestTrackerStore({ requestTracker, now }: World): RequestTrackerStore {
  const byId = new Map([...ownUsers(now), ...requestTracker.users].map((user) => [user.id, user]));
  const byName = new Map([...byId.values()].map((user) => [user.name.toLowerCase(), user]));
  let sorted: readonly TrackerUser[] | null = null;
  // Its own: the world is told once, and several may be started on it.
  const tickets = requestTracker.tickets
    .map((ticket) => ({ ...ticket, transactions: [...ticket.transactions] }))
    .toSorted((a, b) => Number(a.id) - Number(b.id));
  const ticketsById = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const transactions = tickets
    .flatMap((ticket) => ticket.transactions.map((transaction) => ({ ticket, transaction })))
    .toSorted((a, b) => Number(a.transaction.id) - Number(b.transaction.id));

  const parts = transactions
    .flatMap((one) => one.transaction.parts.map((part) => ({ ...one, part })))
    .toSorted((a, b) => Number(a.part.id) - Number(b.part.id));

  const userTransactions: { user: TrackerUser; transaction: TrackerTransaction }[] = [];
  let lastTransaction = Number(transactions.at(-1)?.transaction.id ?? 0);

  const nextId = (all: readonly { id: string }[]): string => String(Number(all.at(-1)?.id ?? 0) + 1);

  function write(ticket: TrackerTicket, { type, creatorId, written, change = {} }: NewTransaction): string {
    const at = new Date().toISOString();
    const transaction: TrackerTransaction = {
      ...{ id: String((lastTransaction += 1)), type, creatorId, created: at },
      parts: written === null ? [] : [{ id: nextId(parts.map(({ part }) => part)), filename: null, ...written }],
    };
    Object.assign(ticket, { ...change, lastUpdated: at });
    ticket.transactions.push(transaction);
    transactions.push({ ticket, transaction });
    parts.push(...transaction.parts.map((part) => ({ ticket, transaction, part })));
    return transaction.id;
  }

  return {
    customFields: [...new Set([CRM_FIELD, ...requestTracker.users.flatMap((user) => Object.keys(user.customFields))])],
    users: () => (sorted ??= [...byId.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))),
    userById: (id) => byId.get(id) ?? null,
    userByName: (name) => byName.get(name.toLowerCase()) ?? null,
    tickets: () => tickets,
    ticketById: (id) => ticketsById.get(id) ?? null,
    effective(ticket) {
      let into = ticket;
      while (into.mergedInto !== null) into = ticketsById.get(into.mergedInto) ?? { ...into, mergedInto: null };
      return into;
    },
    transactions: () => transactions,
    userTransactions: () => userTransactions,
    parts: () => parts,
    createTicket({ first, ...given }) {
      const at = new Date().toISOString();
      const dates = { created: at, lastUpdated: at, started: null, resolved: null, told: null, due: null };
      const ticket: TrackerTicket = { id: nextId(tickets), status: 'new', mergedInto: null, transactions: [], ...dates, ...given };
      tickets.push(ticket);
      ticketsById.set(ticket.id, ticket);
      write(ticket, first);
      return ticket;
    },
    write,
    putUser(change) {
      const before = byId.get(change.id) ?? null;
      const after = changeUser(before, change, new Date().toISOString());
      if (before !== null) byName.delete(before.name.toLowerCase());
      byId.set(after.id, after);
      byName.set(after.name.toLowerCase(), after);
      sorted = null;
      const by = { type: before === null ? 'Create' : 'Set', creatorId: '1', created: after.lastUpdated };
      userTransactions.push({ user: after, transaction: { id: String((lastTransaction += 1)), ...by, parts: [] } });
      return after;
    },
  };
}
