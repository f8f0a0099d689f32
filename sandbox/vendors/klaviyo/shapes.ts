// The shapes of Klaviyo's answers as its documentation and published OpenAPI give them, revision 2026-07-15
// (https://github.com/klaviyo/openapi). The emulator checks its own answers with them. Attributes may be absent: a fieldset says so.
import { z } from 'zod';

const text = z.string().nullable();
/** Absolute. */
const link = z.string().regex(/^http:\/\/[^/\s]+\/api\/\S+$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const maybeInstant = instant.nullable();
const consent = z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NEVER_SUBSCRIBED']);
const consentTimes = { consent, consent_timestamp: maybeInstant, last_updated: maybeInstant };

const reference = z.strictObject({ type: z.string(), id: z.string() });
const relationshipLinks = z.strictObject({ self: link, related: link });
const relationship = z.strictObject({ data: z.array(reference).optional(), links: relationshipLinks });
const toOne = z.strictObject({ data: reference, links: relationshipLinks });
const self = z.strictObject({ self: link });

const subscriptions = z.object({
  email: z.object({
    marketing: z
      .strictObject({
        can_receive_email_marketing: z.boolean(),
        ...consentTimes,
        method: text,
        method_detail: text,
        custom_method_detail: text,
        double_optin: z.boolean().nullable(),
        suppression: z.array(
          z.strictObject({
            reason: z.enum(['HARD_BOUNCE', 'INVALID_EMAIL', 'SPAM_COMPLAINT', 'UNSUBSCRIBE', 'USER_SUPPRESSED']),
            timestamp: instant,
          }),
        ),
        list_suppressions: z.array(z.strictObject({ list_id: z.string(), reason: z.string(), timestamp: instant })),
      })
      .partial(),
  }),
  sms: z.object({
    marketing: z.strictObject({ can_receive_sms_marketing: z.boolean(), ...consentTimes, method: text, method_detail: text }).partial(),
    transactional: z
      .strictObject({ can_receive_sms_transactional: z.boolean(), ...consentTimes, method: text, method_detail: text })
      .partial()
      .optional(),
  }),
  mobile_push: z.object({
    marketing: z.strictObject({ can_receive_push_marketing: z.boolean(), consent, consent_timestamp: maybeInstant }).partial(),
  }),
});

const profileAttributes = z
  .strictObject({
    email: z.email().nullable(),
    phone_number: z
      .string()
      .regex(/^\+\d+$/)
      .nullable(),
    external_id: text,
    first_name: text,
    last_name: text,
    organization: text,
    locale: text,
    title: text,
    image: text,
    created: instant,
    updated: instant,
    last_event_date: maybeInstant,
    location: z.record(z.string(), text),
    properties: z.record(z.string(), z.unknown()),
    subscriptions: subscriptions.partial(),
    predictive_analytics: z.record(z.string(), z.null()),
  })
  .partial();
const profile = z.strictObject({
  type: z.literal('profile'),
  id: z.string(),
  attributes: profileAttributes,
  relationships: z.strictObject({ lists: relationship, segments: relationship, 'push-tokens': relationship }),
  links: self,
});
const wholeProfile = profile.extend({ relationships: profile.shape.relationships.extend({ conversations: relationship }) });

const groupAttributes = z.object({ name: text, created: instant, updated: instant }).partial();
const groupRelationships = z.strictObject({ profiles: relationship, tags: relationship, 'flow-triggers': relationship });
const list = z.strictObject({
  type: z.literal('list'),
  id: z.string(),
  attributes: groupAttributes.extend({
    opt_in_process: z.enum(['double_opt_in', 'single_opt_in']).optional(),
    profile_count: z.number().int().optional(),
  }),
  relationships: groupRelationships,
  links: self,
});
const segment = z.strictObject({
  type: z.literal('segment'),
  id: z.string(),
  attributes: groupAttributes.extend({
    definition: z.object({ condition_groups: z.array(z.unknown()) }).optional(),
    is_active: z.boolean().optional(),
    is_processing: z.boolean().optional(),
    is_starred: z.boolean().optional(),
    profile_count: z.number().int().optional(),
  }),
  relationships: groupRelationships,
  links: self,
});
const group = z.discriminatedUnion('type', [list, segment]);

const metric = z.strictObject({
  type: z.literal('metric'),
  id: z.string(),
  attributes: z
    .strictObject({ name: z.string(), created: instant, updated: instant, integration: z.record(z.string(), z.string()) })
    .partial(),
  relationships: z.strictObject({ 'flow-triggers': relationship }),
  links: self,
});
const event = z.strictObject({
  type: z.literal('event'),
  id: z.string(),
  attributes: z
    .strictObject({ timestamp: z.number().int(), event_properties: z.record(z.string(), z.unknown()), datetime: instant, uuid: z.uuid() })
    .partial(),
  relationships: z.strictObject({ profile: toOne, metric: toOne, attributions: relationship }),
  links: self,
});

const campaign = z.strictObject({
  type: z.literal('campaign'),
  id: z.string(),
  attributes: z
    .object({
      name: z.string(),
      status: z.literal('Sent'),
      archived: z.boolean(),
      audiences: z.object({ included: z.array(z.string()), excluded: z.array(z.string()).nullable() }),
      send_strategy: z.object({ method: z.literal('static'), datetime: instant }),
      created_at: instant,
      scheduled_at: maybeInstant,
      updated_at: instant,
      send_time: maybeInstant,
    })
    .partial(),
  relationships: z.strictObject({ 'campaign-messages': relationship, tags: relationship }),
  links: self,
});
const message = z.object({
  type: z.literal('campaign-message'),
  id: z.string(),
  attributes: z.object({ definition: z.object({ channel: z.enum(['email', 'sms']).optional() }).optional() }),
  relationships: z.strictObject({ campaign: toOne }),
  links: self,
});

const pageLinks = z.strictObject({ self: link, next: link.nullable(), prev: link.nullable() });

export const profilesShape = z.strictObject({ data: z.array(wholeProfile), links: pageLinks });
export const profileShape = z.strictObject({ data: wholeProfile, included: z.array(group).optional(), links: self });
export const membersShape = z.strictObject({
  data: z.array(profile.extend({ attributes: profileAttributes.extend({ joined_group_at: instant.optional() }) })),
  links: pageLinks,
});
export const groupsShape = z.strictObject({ data: z.array(group), links: pageLinks });
export const groupShape = z.strictObject({ data: group, links: self });
export const eventsShape = z.strictObject({
  data: z.array(event),
  included: z.array(z.discriminatedUnion('type', [metric, profile])).optional(),
  links: pageLinks,
});
export const eventShape = eventsShape.extend({ data: event, links: self });
export const metricsShape = z.strictObject({ data: z.array(metric), links: pageLinks });
export const metricShape = z.strictObject({ data: metric, links: self });
export const campaignsShape = z.strictObject({ data: z.array(campaign), included: z.array(message).optional(), links: pageLinks });
export const campaignShape = campaignsShape.extend({ data: campaign, links: self });
