// Collects what Request Tracker holds and gives each record its number, as RT does: users share their numbers with groups, each
// having one of their own. An address belongs to one user at most. Who is who goes to the book of the world.
import type { TrackerTicket, TrackerTransaction, TrackerUser } from '../request-tracker-story';
import type { Blank } from '../book';
import type { WorldBuilder } from '../world-builder';

export interface TrackerReply {
  by: 'agent' | 'requestor';
  at: string;
  body: string;
  /** A comment, which requestors never see. */
  internal?: boolean;
}

export interface TrackerBuilder {
  /** Staff, who are nobody's records; by turns they answer the tickets. */
  agent(name: string, realName: string): void;
  /** An address that another user has is left out, as RT would refuse it. */
  user(user: Blank<TrackerUser, 'person' | 'created'>): TrackerUser;
  /** `description` as HTML where it begins with `<`. */
  ticket(
    ticket: Blank<TrackerTicket, 'requestorIds' | 'subject' | 'status' | 'created'>,
    description: string,
    replies: readonly TrackerReply[],
  ): TrackerTicket;
}

const FIRST_USER_ID = 1_001;
/** RT's own user, which writes down what RT does by itself. */
const SYSTEM_USER = '1';

export function createTrackerBuilder(build: WorldBuilder, held: { users: TrackerUser[]; tickets: TrackerTicket[] }): TrackerBuilder {
  const addresses = new Set<string>();
  const names = new Set<string>();
  const agents: string[] = [];
  const next = { user: FIRST_USER_ID, ticket: 1, transaction: 1, part: 1 };
  const take = (kind: keyof typeof next, step = 1): string => {
    const number = next[kind];
    next[kind] += step;
    return String(number);
  };

  function add(user: Blank<TrackerUser, 'person' | 'created'>): TrackerUser {
    const id = take('user', 2);
    const asked = user.emailAddress ?? null;
    const emailAddress = asked === null || addresses.has(asked.toLowerCase()) ? null : asked;
    if (emailAddress !== null) addresses.add(emailAddress.toLowerCase());
    const wanted = user.name ?? emailAddress ?? `customer-${id}`;
    const name = names.has(wanted.toLowerCase()) ? `${wanted}-${id}` : wanted;
    names.add(name.toLowerCase());
    const made: TrackerUser = {
      ...{ realName: null, organization: null, lang: null, workPhone: null, mobilePhone: null, homePhone: null, address1: null },
      ...{ city: null, zip: null, country: null, customFields: {}, privileged: false, disabled: false, lastUpdated: user.created },
      ...user,
      ...{ id, name, emailAddress },
    };
    held.users.push(made);
    return made;
  }

  return {
    agent: (name, realName) => {
      const created = build.ago(1_500);
      agents.push(add({ person: '', name, realName, emailAddress: `${name}@sandbox.example`, privileged: true, created }).id);
    },
    user: (user) => {
      const made = add(user);
      build.knowFurther(user.person, `request-tracker:user:${made.id}`);
      return made;
    },
    ticket: (ticket, description, replies) => {
      const id = take('ticket');
      const requestor = ticket.requestorIds[0] ?? SYSTEM_USER;
      const agent = agents[Number(id) % agents.length] ?? SYSTEM_USER;
      const message = (type: string, creatorId: string, created: string, content: string): TrackerTransaction => ({
        ...{ id: take('transaction'), type, creatorId, created },
        parts: [{ id: take('part'), contentType: content.startsWith('<') ? 'text/html' : 'text/plain', filename: null, content }],
      });
      const silent = (type: string, created: string): TrackerTransaction => ({
        ...{ id: take('transaction'), type, creatorId: SYSTEM_USER, created, parts: [] },
      });
      const answers = replies.filter(({ by, internal }) => by === 'agent' && internal !== true);
      const made: TrackerTicket = {
        ...{ priority: 0, queue: 'General', resolved: null, due: null, mergedInto: null },
        ...{ started: answers[0]?.at ?? null, told: answers.at(-1)?.at ?? null, lastUpdated: replies.at(-1)?.at ?? ticket.created },
        ...ticket,
        id,
        transactions: [
          message('Create', requestor, ticket.created, description),
          silent('EmailRecord', ticket.created),
          ...replies.map(({ by, at, body, internal }) =>
            message(internal === true ? 'Comment' : 'Correspond', by === 'agent' ? agent : requestor, at, body),
          ),
          ...(ticket.status === 'new' ? [] : [silent('Status', ticket.resolved ?? replies.at(-1)?.at ?? ticket.created)]),
        ],
      };
      held.tickets.push(made);
      return made;
    },
  };
}
