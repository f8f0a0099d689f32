// The shapes of Zendesk's answers as its documentation and published OpenAPI give them
// (https://developer.zendesk.com/zendesk/oas.yaml). The emulator checks its own answers with them.
import { z } from 'zod';

const id = z.number().int();
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const link = z.url().nullable();

const user = z.object({
  id,
  url: z.url(),
  name: z.string(),
  // The published schema says string; a user known by phone alone has null.
  email: z.string().nullable(),
  phone: z.string().nullable(),
  shared_phone_number: z.boolean().nullable(),
  external_id: z.string().nullable(),
  organization_id: id.nullable(),
  role: z.enum(['end-user', 'agent', 'admin']),
  active: z.boolean(),
  verified: z.boolean(),
  locale: z.string(),
  created_at: instant,
  updated_at: instant,
  user_fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
});

const time = z.object({ calendar: z.number().int().nullable(), business: z.number().int().nullable() });
const ticket = z.object({
  id,
  url: z.url(),
  subject: z.string(),
  description: z.string(),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  priority: z.enum(['urgent', 'high', 'normal', 'low']).nullable(),
  requester_id: id,
  tags: z.array(z.string()),
  via: z.object({ channel: z.string() }),
  satisfaction_rating: z.object({ score: z.string(), id: id.optional(), comment: z.string().optional() }),
  created_at: instant,
  updated_at: instant,
  metric_set: z
    .object({ ticket_id: id, solved_at: instant.nullable(), reply_time_in_minutes: time, full_resolution_time_in_minutes: time })
    .optional(),
  slas: z
    .object({ policy_metrics: z.array(z.object({ breach_at: instant.nullable(), stage: z.string(), metric: z.string() })) })
    .optional(),
});

const list = {
  next_page: link.optional(),
  previous_page: link.optional(),
  count: z.number().int().min(0).optional(),
  meta: z.object({ has_more: z.boolean() }).optional(),
};

export const userShape = z.object({ user });
export const usersShape = z.object({ users: z.array(user), ...list });
export const ticketShape = z.object({ ticket });
export const ticketsShape = z.object({ tickets: z.array(ticket), users: z.array(user).optional(), ...list });
export const identitiesShape = z.object({
  identities: z.array(z.object({ id, user_id: id, type: z.string(), value: z.string(), primary: z.boolean(), verified: z.boolean() })),
  ...list,
});
export const userFieldsShape = z.object({
  user_fields: z.array(
    z.object({ id, url: z.url(), key: z.string(), type: z.string(), title: z.string(), active: z.boolean(), system: z.boolean() }),
  ),
  ...list,
});
export const commentsShape = z.object({
  comments: z.array(z.object({ id, author_id: id, body: z.string(), public: z.boolean(), created_at: instant })),
  ...list,
});
export const ratingsShape = z.object({
  satisfaction_ratings: z.array(
    z.object({
      id,
      ticket_id: id,
      requester_id: id,
      assignee_id: id,
      group_id: id,
      score: z.string(),
      comment: z.string().optional(),
      created_at: instant,
    }),
  ),
  ...list,
});
export const searchShape = z.object({
  results: z.array(
    z.discriminatedUnion('result_type', [
      user.extend({ result_type: z.literal('user') }),
      ticket.extend({ result_type: z.literal('ticket') }),
    ]),
  ),
  facets: z.null(),
  ...list,
});
