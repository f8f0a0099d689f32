// How the world's tickets, their comments, ratings, metrics and service-level state look as Zendesk has them:
// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/, .../tickets/ticket_comments/,
// .../tickets/ticket_metrics/ and .../ticket-management/satisfaction_ratings/
import type { HelpdeskTicket } from '../../world/story';
import { toInstant } from './users';

/** The world names no agents: one stands for all of them. */
const AGENT_ID = 1;
const GROUP_ID = 1;
const BRAND_ID = 1;
const SUPPORT_ADDRESS = 'support@sandbox.example';

/** @param organisationId of the requester. */
export function toZendeskTicket(ticket: HelpdeskTicket, organisationId: number | null, origin: string) {
  const requester = Number(ticket.requesterId);
  return {
    id: Number(ticket.id),
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
    created_at: toInstant(ticket.createdAt),
    updated_at: toInstant(ticket.updatedAt),
    generated_timestamp: Math.floor(Date.parse(ticket.updatedAt) / 1000),
    type: 'question',
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.status,
    recipient: SUPPORT_ADDRESS,
    requester_id: requester,
    submitter_id: requester,
    assignee_id: assigneeOf(ticket),
    organization_id: organisationId,
    group_id: GROUP_ID,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    has_incidents: false,
    is_public: true,
    due_at: null,
    tags: ticket.tags,
    custom_fields: [],
    satisfaction_rating: toEmbeddedRating(ticket),
    sharing_agreement_ids: [],
    followup_ids: [],
    brand_id: BRAND_ID,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

/** The agent who answered first. */
function assigneeOf(ticket: HelpdeskTicket): number {
  const agent = ticket.comments.find(({ authorId }) => authorId !== ticket.requesterId);
  return agent === undefined ? AGENT_ID : Number(agent.authorId);
}

function toEmbeddedRating({ id, rating }: HelpdeskTicket): object {
  if (rating.score === 'unoffered') return { score: rating.score };
  return { id: toRatingId(id), score: rating.score, ...(rating.comment === null ? {} : { comment: rating.comment }) };
}

function toRatingId(ticketId: string): number {
  return Number(ticketId) * 10 + 1;
}

/** null = the requester was never asked. */
export function toSatisfactionRating(ticket: HelpdeskTicket, origin: string) {
  const { rating } = ticket;
  if (rating.score === 'unoffered') return null;
  const at = toInstant(rating.at ?? ticket.updatedAt);
  const id = toRatingId(ticket.id);
  return {
    id,
    url: `${origin}/api/v2/satisfaction_ratings/${id}.json`,
    assignee_id: assigneeOf(ticket),
    group_id: GROUP_ID,
    requester_id: Number(ticket.requesterId),
    ticket_id: Number(ticket.id),
    score: rating.score,
    created_at: at,
    updated_at: at,
    // Documented: "if available".
    ...(rating.comment === null ? {} : { comment: rating.comment }),
  };
}

export function toZendeskComments(ticket: HelpdeskTicket) {
  return ticket.comments.map((comment) => ({
    id: Number(comment.id),
    type: 'Comment',
    author_id: Number(comment.authorId),
    body: comment.body,
    html_body: `<div class="zd-comment" dir="auto">${toHtml(comment.body)}</div>`,
    plain_body: comment.body,
    public: comment.public,
    attachments: [],
    audit_id: Number(comment.id),
    via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
    created_at: toInstant(comment.at),
    metadata: { system: {}, custom: {} },
  }));
}

function toHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');
}

/** `include=metric_sets`: each ticket carries its `metric_set`. The world keeps no business hours: they equal the calendar's. */
export function toMetricSet(ticket: HelpdeskTicket, origin: string) {
  const reply = minutesBetween(ticket.createdAt, ticket.firstReplyAt);
  const resolution = minutesBetween(ticket.createdAt, ticket.solvedAt);
  const none = { calendar: 0, business: 0 };
  return {
    id: Number(ticket.id),
    url: `${origin}/api/v2/ticket_metrics/${ticket.id}.json`,
    ticket_id: Number(ticket.id),
    created_at: toInstant(ticket.createdAt),
    updated_at: toInstant(ticket.updatedAt),
    group_stations: 1,
    assignee_stations: 1,
    reopens: 0,
    replies: ticket.comments.filter((comment) => comment.public && comment.authorId !== ticket.requesterId).length,
    assigned_at: toInstant(ticket.createdAt),
    initially_assigned_at: toInstant(ticket.createdAt),
    status_updated_at: toInstant(ticket.updatedAt),
    solved_at: ticket.solvedAt === null ? null : toInstant(ticket.solvedAt),
    reply_time_in_minutes: { calendar: reply, business: reply },
    first_resolution_time_in_minutes: { calendar: resolution, business: resolution },
    full_resolution_time_in_minutes: { calendar: resolution, business: resolution },
    agent_wait_time_in_minutes: none,
    requester_wait_time_in_minutes: none,
    on_hold_time_in_minutes: none,
  };
}

function minutesBetween(from: string, to: string | null): number | null {
  return to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

/** `include=slas`: each ticket carries its `slas`. @param now the instant the world is told at. */
export function toSlas(ticket: HelpdeskTicket, now: string) {
  if (ticket.slaBreachAt === null) return { policy_metrics: [] };
  const metric = ticket.firstReplyAt === null ? 'first_reply_time' : 'next_reply_time';
  if (ticket.status === 'solved' || ticket.status === 'closed') {
    return { policy_metrics: [{ breach_at: null, stage: 'achieved', metric }] };
  }
  const stage = ticket.status === 'pending' || ticket.status === 'hold' ? 'paused' : 'active';
  return { policy_metrics: [{ breach_at: toInstant(ticket.slaBreachAt), stage, metric, ...timeLeft(now, ticket.slaBreachAt) }] };
}

/** Zendesk tells it in the largest whole unit; negative once broken. */
function timeLeft(now: string, breachAt: string): { days: number } | { hours: number } | { minutes: number } {
  const minutes = Math.trunc((Date.parse(breachAt) - Date.parse(now)) / 60_000);
  if (Math.abs(minutes) >= 1440) return { days: Math.trunc(minutes / 1440) };
  return Math.abs(minutes) >= 60 ? { hours: Math.trunc(minutes / 60) } : { minutes };
}
