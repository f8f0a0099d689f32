// Zendesk's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type EmailPoint, type JsonValue, type PersonRecord } from '../../../../platform/record';
import type { Comment, Rating, SlaState, Ticket, TicketPriority, TicketStatus } from '../../contract';

const Id = z.int();
const Instant = z.iso.datetime();

/** Further fields stay, for the raw record. */
export const ZendeskUser = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    shared_phone_number: z.boolean().nullish(),
    external_id: z.string().nullish(),
    locale: z.string().nullish(),
    role: z.enum(['end-user', 'agent', 'admin']),
    active: z.boolean(),
    verified: z.boolean().nullish(),
    created_at: Instant,
    updated_at: Instant,
  })
  .catchall(z.json());
export type ZendeskUser = z.infer<typeof ZendeskUser>;

export const UserList = z.object({ users: z.array(ZendeskUser), next_page: z.string().nullish() });

export const IdentityList = z.object({
  identities: z.array(z.object({ type: z.string(), value: z.string(), primary: z.boolean(), verified: z.boolean().nullish() })),
});
export type Identities = z.infer<typeof IdentityList>['identities'];

/** What a search must tell of a ticket whose rest is read fresh. */
export const TicketHit = z.object({ id: Id });

const Minutes = z.object({ calendar: z.number().nullish() }).nullish();

export const ZendeskTicket = z.object({
  id: Id,
  requester_id: Id,
  subject: z.string().nullish(),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  priority: z.enum(['urgent', 'high', 'normal', 'low']).nullish(),
  via: z.object({ channel: z.string().nullish() }).nullish(),
  tags: z.array(z.string()).nullish(),
  satisfaction_rating: z.object({ score: z.string(), comment: z.string().nullish() }).nullish(),
  created_at: Instant,
  updated_at: Instant,
  metric_set: z.object({ solved_at: Instant.nullish(), reply_time_in_minutes: Minutes, reply_time_in_seconds: Minutes }).nullish(),
  slas: z.object({ policy_metrics: z.array(z.object({ stage: z.string(), breach_at: Instant.nullish() })) }).nullish(),
});
export type ZendeskTicket = z.infer<typeof ZendeskTicket>;
export const TicketList = z.object({ tickets: z.array(ZendeskTicket) });

export const ZendeskComment = z.object({ id: Id, author_id: Id, body: z.string(), public: z.boolean(), created_at: Instant });
export type ZendeskComment = z.infer<typeof ZendeskComment>;
/** With `error`: there is no such ticket. */
export const CommentAnswer = z.union([z.object({ comments: z.array(ZendeskComment) }), z.object({ error: z.unknown() })]);

/** The account that the answers are of. */
export interface Account {
  source: string;
  /** Without a slash at its end. */
  url: string;
  phoneRegion: string | undefined;
  /** `source:type` of the records whose ids `external_id` holds. */
  externalId: string | undefined;
}

/**
 * Customers only: agents and admins are staff, and deleted users (`active: false`) are nobody. A suspended user is still one,
 * with tickets.
 */
export function isCustomer({ role, active }: ZendeskUser): boolean {
  return role === 'end-user' && active;
}

/** `identities` where they were read: a user object names the primary address alone. */
export function toPersonRecord(user: ZendeskUser, account: Account, identities: Identities = []): PersonRecord {
  const emails = toEmails(user, identities);
  const [onlyEmail, ...otherEmails] = emails;
  const phone = normalisePhone(user.phone, account.phoneRegion);
  const externalId = text(user.external_id);
  return {
    id: recordId(account.source, 'user', user.id),
    url: `${account.url}/agent/users/${user.id}`,
    kind: onlyEmail !== undefined && otherEmails.length === 0 && isRoleMailbox(onlyEmail.value) ? 'ORGANIZATION' : 'PERSON',
    name: { full: toName(user), given: null, family: null },
    emails,
    phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: user.shared_phone_number === true }],
    addresses: [],
    company: null,
    jobTitle: null,
    language: text(user.locale),
    taxId: null,
    birthDate: null,
    employees: null,
    consents: [],
    externalIds: externalId === null || account.externalId === undefined ? [] : [`${account.externalId}:${externalId}`],
    createdAt: toInstant(user.created_at),
    updatedAt: toInstant(user.updated_at),
    movedTo: null,
    raw: toRaw(user),
  };
}

const STATUSES: Readonly<Record<ZendeskTicket['status'], TicketStatus>> = {
  new: 'OPEN',
  open: 'OPEN',
  pending: 'IN_PROGRESS',
  hold: 'ON_HOLD',
  solved: 'CLOSED',
  closed: 'CLOSED',
};
const PRIORITIES: Readonly<Record<NonNullable<ZendeskTicket['priority']>, TicketPriority>> = {
  urgent: 'URGENT',
  high: 'HIGH',
  normal: 'NORMAL',
  low: 'LOW',
};

/** `now` decides whether a promise was missed. */
export function toTicket(ticket: ZendeskTicket, account: Account, now: Date): Ticket {
  const status = STATUSES[ticket.status];
  return {
    id: recordId(account.source, 'ticket', ticket.id),
    url: `${account.url}/agent/tickets/${ticket.id}`,
    number: String(ticket.id),
    subject: text(ticket.subject),
    status,
    priority: ticket.priority == null ? null : PRIORITIES[ticket.priority],
    channel: text(ticket.via?.channel),
    createdAt: toInstant(ticket.created_at),
    updatedAt: toInstant(ticket.updated_at),
    firstReplyAt: toFirstReply(ticket),
    solvedAt: ticket.metric_set?.solved_at == null ? null : toInstant(ticket.metric_set.solved_at),
    ...toSla(ticket, status, now),
    tags: ticket.tags ?? [],
    rating: toRating(ticket.satisfaction_rating),
    record: recordId(account.source, 'user', ticket.requester_id),
  };
}

export function toComment(comment: ZendeskComment, account: Account): Comment {
  return {
    id: recordId(account.source, 'comment', comment.id),
    at: toInstant(comment.created_at),
    body: comment.body,
    public: comment.public,
    author: recordId(account.source, 'user', comment.author_id),
  };
}

/**
 * Zendesk drops the time of a promise that was fulfilled, kept or not, so that only running ones tell of a breach.
 * https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
 */
function toSla({ slas }: ZendeskTicket, status: TicketStatus, now: Date): { sla: SlaState; slaDueAt: string | null } {
  const promises = slas?.policy_metrics ?? [];
  const due = promises
    .flatMap(({ stage, breach_at }) => (stage === 'achieved' || breach_at == null ? [] : [toInstant(breach_at)]))
    .toSorted();
  const slaDueAt = due[0] ?? null;
  if (promises.length === 0) return { sla: 'NONE', slaDueAt: null };
  if (slaDueAt !== null && slaDueAt < now.toISOString()) return { sla: 'BREACHED', slaDueAt };
  return { sla: status === 'CLOSED' ? 'FULFILLED' : 'ON_TRACK', slaDueAt };
}

/** `offered` and `unoffered` are no ratings. The rating inside a ticket carries no time. */
function toRating(rating: ZendeskTicket['satisfaction_rating']): Rating | null {
  if (rating?.score !== 'good' && rating?.score !== 'bad') return null;
  return { score: rating.score === 'good' ? 1 : 0, scaleMax: 1, comment: text(rating.comment), at: null };
}

/** Metrics count from the ticket's creation; older ones in minutes only. */
function toFirstReply({ created_at, metric_set }: ZendeskTicket): string | null {
  const minutes = metric_set?.reply_time_in_minutes?.calendar ?? null;
  const seconds = metric_set?.reply_time_in_seconds?.calendar ?? (minutes === null ? null : minutes * 60);
  return seconds === null ? null : new Date(Date.parse(created_at) + seconds * 1_000).toISOString();
}

/** Zendesk demands a name, and takes the address or the number where there is none. */
function toName({ name, email, phone }: ZendeskUser): string | null {
  const given = text(name);
  return given === null || given === email || given === phone ? null : given;
}

/** `verified` of a user means that any of its identities is, so that only `false` tells something of the primary address. */
function toEmails(user: ZendeskUser, identities: Identities): EmailPoint[] {
  const primary = normaliseEmail(user.email);
  const ofUser: EmailPoint[] =
    primary === null ? [] : [{ value: primary, primary: true, verified: user.verified === false ? false : null }];
  const ofIdentities = identities.flatMap((identity) => {
    const value = identity.type === 'email' ? normaliseEmail(identity.value) : null;
    return value === null ? [] : [{ value, primary: value === primary, verified: identity.verified ?? null }];
  });
  return [...new Map([...ofUser, ...ofIdentities].map((email) => [email.value, email])).values()];
}

function toRaw(user: ZendeskUser): JsonValue {
  return Object.fromEntries(Object.entries(user).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

function toInstant(value: string): string {
  return new Date(value).toISOString();
}
