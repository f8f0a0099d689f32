// The shapes of Mailchimp's answers as its published description (Marketing API 3.0.55) gives them. The emulator checks its own
// answers with them, and reads from them which `fields` there are; everything may be absent, as `fields` may say so.
import { z } from 'zod';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const count = z.number().int().min(0);
const links = z.array(z.strictObject({ rel: z.string(), href: z.url(), method: z.literal('GET') }).partial());
const status = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional'] as const;
const address = z
  .strictObject({ addr1: z.string(), addr2: z.string(), city: z.string(), state: z.string(), zip: z.string(), country: z.string() })
  .partial();
const rate = z.number().min(0).max(1);

const sharedByMembers = {
  ...{ id: hex(32), email_address: z.string(), unique_email_id: hex(10), email_type: z.enum(['html', 'text']) },
  merge_fields: z.record(z.string(), z.union([z.string(), address])),
  interests: z.record(z.string(), z.boolean()),
  stats: z.strictObject({ avg_open_rate: rate, avg_click_rate: rate }).partial(),
  ...{ ip_signup: z.string(), ip_opt: z.string(), timestamp_signup: instant, timestamp_opt: instant, last_changed: instant },
  ...{ member_rating: z.number().int().min(1).max(5), language: z.string(), vip: z.boolean(), email_client: z.string() },
  location: z
    .strictObject({
      ...{ latitude: z.number(), longitude: z.number(), gmtoff: z.number().int(), dstoff: z.number().int() },
      ...{ country_code: z.string(), timezone: z.string() },
    })
    .partial(),
  ...{ list_id: z.string(), _links: links },
};

/** Somebody in an audience. */
export const memberShape = z
  .strictObject({
    ...sharedByMembers,
    ...{ contact_id: hex(32), full_name: z.string(), web_id: z.number().int(), status: z.enum([...status, 'archived']) },
    ...{ unsubscribe_reason: z.string(), consents_to_one_to_one_messaging: z.boolean(), source: z.string() },
    marketing_permissions: z.array(z.strictObject({ marketing_permission_id: z.string(), text: z.string(), enabled: z.boolean() })),
    ...{ tags_count: count, tags: z.array(z.strictObject({ id: z.number().int(), name: z.string() }).partial()).max(50) },
  })
  .partial();

/** Somebody in a segment: the description gives no `contact_id`, no tags, and nobody archived. */
const segmentMember = z.strictObject({ ...sharedByMembers, status: z.enum(status) }).partial();

const page = { total_items: count, _links: links };
export const membersShape = z.strictObject({ members: z.array(memberShape), list_id: z.string(), ...page }).partial();
export const segmentMembersShape = z.strictObject({ members: z.array(segmentMember), ...page }).partial();

const found = z.strictObject({ members: z.array(memberShape), total_items: count }).partial();
export const searchShape = z.strictObject({ exact_matches: found, full_search: found, _links: links }).partial();

export const listShape = z
  .strictObject({
    ...{ id: hex(10), web_id: z.number().int(), name: z.string(), permission_reminder: z.string(), use_archive_bar: z.boolean() },
    ...{ date_created: instant, list_rating: z.number().int(), email_type_option: z.boolean(), visibility: z.enum(['pub', 'prv']) },
    ...{ double_optin: z.boolean(), has_welcome: z.boolean(), marketing_permissions: z.boolean(), modules: z.array(z.string()) },
    stats: z
      .strictObject({
        ...{ member_count: count, unsubscribe_count: count, cleaned_count: count, campaign_count: count, merge_field_count: count },
        total_contacts: count,
      })
      .partial(),
    _links: links,
  })
  .partial();
export const listsShape = z
  .strictObject({
    ...{ lists: z.array(listShape), ...page },
    constraints: z.strictObject({ may_create: z.boolean(), max_instances: count, current_total_instances: count }).partial(),
  })
  .partial();

export const MERGE_TYPES = [
  ...(['text', 'number', 'address', 'phone', 'date', 'url', 'imageurl', 'radio', 'dropdown', 'birthday', 'zip'] as const),
];
const mergeField = z
  .strictObject({
    ...{ merge_id: z.number().int(), tag: z.string().max(10), name: z.string(), type: z.enum(MERGE_TYPES), required: z.boolean() },
    ...{ default_value: z.string(), public: z.boolean(), display_order: z.number().int(), help_text: z.string(), list_id: z.string() },
    options: z
      .strictObject({
        ...{ default_country: z.number().int(), phone_format: z.string(), date_format: z.string(), size: z.number().int() },
        choices: z.array(z.string()),
      })
      .partial(),
    _links: links,
  })
  .partial();
export const mergeFieldsShape = z.strictObject({ merge_fields: z.array(mergeField), list_id: z.string(), ...page }).partial();

export const segmentShape = z
  .strictObject({
    ...{ id: z.number().int(), name: z.string(), member_count: count, type: z.enum(['saved', 'static', 'fuzzy']) },
    ...{ created_at: instant, updated_at: instant, list_id: z.string(), _links: links },
    options: z.strictObject({ match: z.enum(['any', 'all']), conditions: z.array(z.record(z.string(), z.unknown())) }).partial(),
  })
  .partial();
export const segmentsShape = z.strictObject({ segments: z.array(segmentShape), list_id: z.string(), ...page }).partial();

const tag = z.strictObject({ id: z.number().int(), name: z.string(), date_added: instant }).partial();
export const tagsShape = z.strictObject({ tags: z.array(tag), ...page }).partial();

const activity = z
  .strictObject({
    ...{ action: z.enum(['abuse', 'bounce', 'click', 'open', 'sent', 'unsub']), timestamp: instant, url: z.string() },
    ...{ type: z.string(), campaign_id: z.string(), title: z.string(), parent_campaign: z.string() },
  })
  .partial();
export const activityShape = z
  .strictObject({ activity: z.array(activity).max(50), email_id: hex(32), contact_id: hex(32), list_id: z.string(), ...page })
  .partial();

const happening = z
  .strictObject({
    ...{ activity_type: z.enum(['bounce', 'click', 'open', 'sent', 'unsub']), created_at_timestamp: instant, campaign_id: z.string() },
    ...{ campaign_title: z.string(), link_clicked: z.string(), bounce_type: z.enum(['hard', 'soft']) },
    ...{ bounce_has_open_activity: z.boolean(), is_admin_unsubscribed: z.boolean(), unsubscribe_reason: z.string() },
  })
  .partial();
export const activityFeedShape = z
  .strictObject({ activity: z.array(happening), email_id: hex(32), list_id: z.string(), _links: links })
  .partial();

export const campaignShape = z
  .strictObject({
    ...{ id: z.string(), web_id: z.number().int(), type: z.literal('regular'), status: z.literal('sent'), create_time: instant },
    ...{ send_time: instant, emails_sent: count, content_type: z.literal('template'), _links: links },
    recipients: z
      .strictObject({ list_id: z.string(), list_is_active: z.boolean(), list_name: z.string(), recipient_count: count })
      .partial(),
    settings: z.strictObject({ subject_line: z.string(), title: z.string(), from_name: z.string(), reply_to: z.string() }).partial(),
  })
  .partial();
export const campaignsShape = z.strictObject({ campaigns: z.array(campaignShape), ...page }).partial();
export const pingShape = z.strictObject({ health_status: z.literal("Everything's Chimpy!") });
