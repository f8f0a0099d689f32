// How the world's conversations look as Intercom's, in lists and, with their parts, alone:
// https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/conversation
import type { IntercomAuthor, IntercomConversation, IntercomPart } from '../../world/intercom-story';
import { toUnix, toUnixOrNull } from './instants';
import type { IntercomStore } from './store';

/** "If you have more than that we will return the 500 most recent conversation parts." */
const MAX_PARTS = 500;

type ToBody = (text: string) => string;

/** A conversation as lists and searches have it; `toBody` words its texts. */
export function toListedConversation(store: IntercomStore, conversation: IntercomConversation, toBody: ToBody = toHtml) {
  const { source, parts, state } = conversation;
  return {
    type: 'conversation',
    id: conversation.id,
    created_at: toUnix(conversation.createdAt),
    updated_at: toUnix(conversation.updatedAt),
    waiting_since: toUnixOrNull(waitingSince(conversation)),
    snoozed_until: toUnixOrNull(conversation.snoozedUntil),
    source: {
      type: source.type,
      id: source.id,
      delivered_as: source.author.kind === 'contact' ? 'customer_initiated' : 'admin_initiated',
      subject: source.subject === '' ? '' : toBody(source.subject),
      body: toBody(source.body),
      author: toAuthor(store, source.author),
      attachments: [],
      url: null,
      redacted: false,
    },
    contacts: { type: 'contact.list', contacts: conversation.contactIds.map((id) => toReference(store, id)) },
    first_contact_reply: toFirstContactReply(conversation),
    admin_assignee_id: toAssignee(parts),
    team_assignee_id: null,
    // A snoozed one is open, as the published examples have it.
    open: state !== 'closed',
    state,
    read: true,
    tags: { type: 'tag.list', tags: conversation.tags.map((name) => ({ type: 'tag', id: toTagId(name), name })) },
    priority: conversation.priority ? 'priority' : 'not_priority',
    sla_applied:
      conversation.sla === null ? null : { type: 'conversation_sla_summary', sla_name: 'House promise', sla_status: conversation.sla },
    statistics: toStatistics(conversation),
    conversation_rating: toRating(store, conversation),
    teammates: { type: 'admin.list', teammates: adminsOf(conversation).map((id) => ({ type: 'admin', id })) },
    title: conversation.title,
    custom_attributes: conversation.custom,
    topics: {},
    ticket: null,
    linked_objects: { type: 'list', data: [], total_count: 0, has_more: false },
    ai_agent_participated: false,
  };
}

/** The conversation with its parts, the oldest first. */
export function toConversation(store: IntercomStore, conversation: IntercomConversation, asText: boolean) {
  const toBody = asText ? (text: string) => text : toHtml;
  const parts = conversation.parts.slice(-MAX_PARTS).map((part) => ({
    type: 'conversation_part',
    id: part.id,
    part_type: part.type,
    body: part.body === null ? null : toBody(part.body),
    created_at: toUnix(part.at),
    updated_at: toUnix(part.at),
    notified_at: toUnix(part.at),
    author: toAuthor(store, part.author),
    attachments: [],
    external_id: null,
    redacted: false,
    metadata: {},
    app_package_code: null,
  }));
  return {
    ...toListedConversation(store, conversation, toBody),
    conversation_parts: { type: 'conversation_part.list', conversation_parts: parts, total_count: conversation.parts.length },
  };
}

/** Paragraphs, as Intercom's editor writes them. */
function toHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n+/)
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}

/** The text of what was written as HTML, the kinds of tags aside. */
export function fromHtml(html: string): string {
  return html
    .replace(/<\/p>\s*|<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}

function toReference(store: IntercomStore, id: string) {
  return { type: 'contact', id, external_id: store.contactById(id)?.externalId ?? null };
}

function toAuthor(store: IntercomStore, { kind, id }: IntercomAuthor) {
  if (kind === 'admin') return { type: 'admin', id, name: `Teammate ${id}`, email: `teammate-${id}@sandbox.example.com` };
  if (kind === 'bot') return { type: 'bot', id, name: 'Operator', email: `operator+${id}@sandbox.example.com` };
  const contact = store.contactById(id);
  // The published schema allows no null here: who has no address has no such field.
  return { type: contact?.role ?? 'lead', id, name: contact?.name ?? null, ...(contact?.email ? { email: contact.email } : {}) };
}

/** Since when a contact waits for an answer: null = a teammate wrote last. */
function waitingSince({ source, parts, createdAt, state }: IntercomConversation): string | null {
  if (state === 'closed') return null;
  const said = [{ at: createdAt, author: source.author }, ...parts.filter(({ type }) => type !== 'note')];
  const last = said.findLast(({ author }) => author.kind !== 'bot');
  return last?.author.kind === 'contact' ? last.at : null;
}

function toFirstContactReply({ source, parts, createdAt }: IntercomConversation) {
  const said = [{ at: createdAt, author: source.author }, ...parts].find(({ author }) => author.kind === 'contact');
  return said === undefined ? null : { created_at: toUnix(said.at), type: source.type, url: null };
}

function adminsOf({ parts }: Pick<IntercomConversation, 'parts'>): string[] {
  return [...new Set(parts.flatMap(({ author }) => (author.kind === 'admin' ? [author.id] : [])))];
}

function toAssignee(parts: readonly IntercomPart[]): number | null {
  const [first] = adminsOf({ parts: [...parts] });
  return first === undefined ? null : Number(first);
}

/** The published schema allows no null in it: what has not happened yet is left out. */
function toStatistics({ createdAt, firstAdminReplyAt, lastCloseAt, parts }: IntercomConversation) {
  return {
    type: 'conversation_statistics',
    first_contact_reply_at: toUnix(createdAt),
    ...(firstAdminReplyAt === null
      ? {}
      : { first_admin_reply_at: toUnix(firstAdminReplyAt), time_to_admin_reply: toUnix(firstAdminReplyAt) - toUnix(createdAt) }),
    ...(lastCloseAt === null ? {} : { first_close_at: toUnix(lastCloseAt), last_close_at: toUnix(lastCloseAt) }),
    count_reopens: 0,
    count_assignments: 0,
    count_conversation_parts: parts.length,
  };
}

function toRating(store: IntercomStore, { rating, contactIds, parts }: IntercomConversation) {
  if (rating === null) return null;
  const [contactId = ''] = contactIds;
  const [adminId] = adminsOf({ parts });
  return {
    rating: rating.score,
    ...(rating.remark === null ? {} : { remark: rating.remark }),
    created_at: toUnix(rating.at),
    updated_at: toUnix(rating.at),
    contact: toReference(store, contactId),
    teammate: { type: 'admin', id: adminId ?? null },
  };
}

function toTagId(name: string): string {
  return String(7_000_000 + [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 900_000, 7));
}
