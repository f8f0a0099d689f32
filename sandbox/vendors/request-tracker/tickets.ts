// How the world's tickets look in RT, and which of them a TicketSQL condition is true of.
import type { TrackerTicket, TrackerTransaction } from '../../world/request-tracker-story';
import { toReference, toW3c, type Entity } from './entities';
import { holds } from './json-search';
import type { Rights } from './rights';
import type { RequestTrackerStore } from './store';
import { QueryFault, type Condition } from './ticket-sql';
import { toUserEntity } from './users';

const ACTIVE = ['new', 'open', 'stalled'];
const INACTIVE = ['resolved', 'rejected', 'deleted'];
/** By their names, those that there are. */
export const QUEUE_IDS: Readonly<Record<string, string>> = { General: '1' };

/** A ticket as lists show it. */
export function toTicketEntity(ticket: TrackerTicket, store: RequestTrackerStore, rights: Rights): Entity {
  const user = (id: string): Entity[] => {
    const found = store.userById(id);
    return found === null ? [] : [toUserEntity(found, rights, store.customFields)];
  };
  return {
    type: 'ticket',
    ref: ticket.id,
    fields: {
      ...{ id: Number(ticket.id), EffectiveId: store.effective(ticket).id, Type: 'ticket', Subject: ticket.subject, Status: ticket.status },
      ...{ Priority: String(ticket.priority), InitialPriority: '0', FinalPriority: '0', SLA: '', CustomFields: '' },
      ...{ TimeWorked: '0', TimeLeft: '0', TimeEstimated: '0', Starts: toW3c(null) },
      ...{ Created: toW3c(ticket.created), LastUpdated: toW3c(ticket.lastUpdated), Started: toW3c(ticket.started) },
      ...{ Resolved: toW3c(ticket.resolved), Told: toW3c(ticket.told), Due: toW3c(ticket.due) },
      Queue: {
        type: 'queue',
        ref: queueId(ticket),
        fields: { Name: ticket.queue, Description: ticket.queue, Lifecycle: 'default', SLADisabled: '1' },
      },
      Requestor: ticket.requestorIds.flatMap(user),
      ...{ Cc: [], AdminCc: [] },
    },
  };
}

/** RT's first user: who writes where the world has not told of the account's own. */
const ROOT_ID = '14';

/** The number of the account's user. */
export function ownId(store: RequestTrackerStore, self: string): string {
  return store.userByName(self)?.id ?? ROOT_ID;
}

function ownName(store: RequestTrackerStore, self: string): string {
  return store.userById(ownId(store, self))?.name ?? '';
}

function queueId({ queue }: TrackerTicket): string {
  return QUEUE_IDS[queue] ?? '2';
}

/** One ticket by its id; merged ones answer with what they became. */
export function toWholeTicket(ticket: TrackerTicket, store: RequestTrackerStore, rights: Rights, origin: string) {
  const { fields } = toTicketEntity(ticket, store, rights);
  const plain = Object.entries(fields).filter(
    ([name, value]) => typeof value !== 'object' && !['EffectiveId', 'SLA', 'CustomFields'].includes(name),
  );
  const user = (name: string) => ({ type: 'user', id: name, _url: `${origin}/REST/2.0/user/${name}` });
  const reference = (type: 'ticket' | 'queue', ref: string) => toReference({ type, ref, fields: {} }, origin);
  return {
    ...Object.fromEntries(plain),
    ...{ Cc: [], AdminCc: [], CustomFields: [], Owner: user('Nobody') },
    Queue: reference('queue', queueId(ticket)),
    EffectiveId: reference('ticket', ticket.id),
    Requestor: ticket.requestorIds.flatMap((id) => {
      const found = store.userById(id);
      return found === null ? [] : [user(found.name)];
    }),
    ...{ Creator: user('RT_System'), LastUpdatedBy: user('RT_System') },
    _hyperlinks: [{ ref: 'self', type: 'ticket', id: Number(ticket.id), _url: `${origin}/REST/2.0/ticket/${ticket.id}` }],
  };
}

/** What happened to a ticket, as lists show it. */
export function toTransactionEntity(
  { ObjectType, ObjectId }: { ObjectType: string; ObjectId: string },
  one: TrackerTransaction,
  store: RequestTrackerStore,
  rights: Rights,
): Entity {
  const creator = store.userById(one.creatorId);
  return {
    type: 'transaction',
    ref: one.id,
    fields: {
      ...{ id: Number(one.id), Type: one.type, ObjectType, ObjectId, Created: toW3c(one.created), Data: '' },
      Creator: creator === null ? '' : toUserEntity(creator, rights, store.customFields),
    },
  };
}

/** Throws QueryFault for a key that RT does not know, and for those that are not pretended here. */
export function ticketHolds(
  ticket: TrackerTicket,
  store: RequestTrackerStore,
  { self }: Rights,
  { key, operator, value }: Condition,
): boolean {
  const compare = (...values: string[]) => holds(values, operator.replace('SHALLOW ', ''), value);
  const requestor = /^Requestors?\.(id|EmailAddress|Name|RealName)$/i.exec(key)?.[1]?.toLowerCase();
  if (requestor !== undefined) {
    const users = ticket.requestorIds.flatMap((id) => store.userById(id) ?? []);
    return users.some(({ id, emailAddress, name, realName }) => {
      const own = { id, emailaddress: emailAddress ?? '', name, realname: realName ?? '' }[requestor] ?? '';
      return compare(own);
    });
  }
  switch (key.toLowerCase()) {
    case 'id':
      return compare(ticket.id);
    case 'effectiveid':
      return compare(store.effective(ticket).id);
    case 'status':
      if (/^__(in)?active__$/i.test(value)) return (/inactive/i.test(value) ? INACTIVE : ACTIVE).includes(ticket.status);
      return compare(ticket.status);
    case 'priority':
      return compare(String(ticket.priority));
    case 'subject':
      return compare(ticket.subject);
    case 'creator': {
      const creatorId = ticket.transactions.find(({ type }) => type === 'Create')?.creatorId ?? ROOT_ID;
      return holds([store.userById(creatorId)?.name ?? ''], operator, value === '__CurrentUser__' ? ownName(store, self) : value);
    }
    case 'queue':
      return compare(ticket.queue) || compare(queueId(ticket));
    default:
      throw new QueryFault(`Unknown field: ${key}`);
  }
}
