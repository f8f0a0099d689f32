// The shapes of Intercom's answers as its published OpenAPI description gives them (github.com/intercom/Intercom-OpenAPI, 2.15).
// The emulator checks its own answers with them.
import { z } from 'zod';

const unix = z.int();
const maybeUnix = unix.nullable();
const text = z.string().nullable();

const contact = z.object({
  type: z.literal('contact'),
  id: z.string(),
  workspace_id: z.string(),
  external_id: text,
  role: z.enum(['user', 'lead']),
  // The published schema says string; who is known by a number alone has null.
  email: text,
  phone: text,
  name: text,
  unsubscribed_from_emails: z.boolean(),
  created_at: unix,
  updated_at: unix,
  signed_up_at: maybeUnix,
  last_seen_at: maybeUnix,
  language_override: text,
  custom_attributes: z.record(z.string(), z.unknown()),
});

const reference = z.object({ type: z.literal('contact'), id: z.string(), external_id: text });
const author = z.object({
  type: z.enum(['admin', 'bot', 'user', 'lead']),
  id: z.string(),
  name: text,
  email: z.string().includes('@').optional(),
});

const conversation = z.object({
  type: z.literal('conversation'),
  id: z.string().regex(/^\d+$/),
  created_at: unix,
  updated_at: unix,
  waiting_since: maybeUnix,
  snoozed_until: maybeUnix,
  source: z.object({
    type: z.enum(['conversation', 'email', 'facebook', 'instagram', 'phone_call', 'phone_switch', 'push', 'sms', 'twitter', 'whatsapp']),
    id: z.string(),
    subject: z.string(),
    body: z.string(),
    author,
  }),
  contacts: z.object({ type: z.literal('contact.list'), contacts: z.array(reference) }),
  open: z.boolean(),
  state: z.enum(['open', 'closed', 'snoozed']),
  priority: z.enum(['priority', 'not_priority']),
  tags: z.object({ type: z.literal('tag.list'), tags: z.array(z.object({ type: z.literal('tag'), id: z.string(), name: z.string() })) }),
  sla_applied: z.object({ sla_name: z.string(), sla_status: z.enum(['hit', 'missed', 'cancelled', 'active']) }).nullable(),
  statistics: z.object({ first_admin_reply_at: unix.optional(), last_close_at: unix.optional() }).nullable(),
  conversation_rating: z
    .object({ rating: z.int().min(1).max(5), remark: z.string().optional(), created_at: unix, updated_at: unix, contact: reference })
    .nullable(),
  title: text,
});

const part = z.object({
  type: z.literal('conversation_part'),
  id: z.string(),
  part_type: z.string(),
  body: text,
  created_at: unix,
  author,
});

const list = {
  total_count: z.int(),
  pages: z.object({
    type: z.literal('pages'),
    page: z.int(),
    next: z.object({ starting_after: z.string() }).optional(),
    per_page: z.int(),
    total_pages: z.int(),
  }),
};

export const contactShape = contact;
export const contactsShape = z.object({ type: z.literal('list'), data: z.array(contact), ...list });
export const conversationsShape = z.object({ type: z.literal('conversation.list'), conversations: z.array(conversation), ...list });
export const conversationShape = conversation.extend({
  conversation_parts: z.object({
    type: z.literal('conversation_part.list'),
    conversation_parts: z.array(part).max(500),
    total_count: z.int(),
  }),
});
export const adminShape = z.object({ type: z.literal('admin'), id: z.string(), email: z.string(), app: z.object({ id_code: z.string() }) });

export const contactDeletedShape = z.strictObject({
  type: z.literal('contact'),
  id: z.string(),
  external_id: text,
  deleted: z.literal(true),
});
export const conversationDeletedShape = z.strictObject({ id: z.string(), object: z.literal('conversation'), deleted: z.literal(true) });

const dataAttribute = z.strictObject({
  type: z.literal('data_attribute'),
  // Custom ones alone have an id, and say who made them when.
  id: z.int().optional(),
  model: z.enum(['contact', 'company']),
  ...{ name: z.string(), full_name: z.string(), label: z.string(), description: z.string() },
  data_type: z.enum(['string', 'integer', 'float', 'boolean', 'date']),
  options: z.array(z.string()).optional(),
  ...{ api_writable: z.boolean(), messenger_writable: z.boolean(), ui_writable: z.boolean(), custom: z.boolean(), archived: z.boolean() },
  ...{ created_at: unix.optional(), updated_at: unix.optional(), admin_id: z.string().optional() },
});
export const dataAttributesShape = z.strictObject({ type: z.literal('list'), data: z.array(dataAttribute) });
