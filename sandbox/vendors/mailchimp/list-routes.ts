// Mailchimp's reads of audiences, which its API calls lists, and whether it is there at all.
import type { Route } from '../../http/message';
import type { MailchimpAudience, MailchimpStatus } from '../../world/mailchimp-story';
import { answer, audienceOf } from './answers';
import { toInstant } from './members';
import { checkParameters, PAGING, readChoice, readFlag, readInstant, toPage } from './parameters';
import { listShape, listsShape, pingShape } from './shapes';
import { hashOf, type MailchimpStore } from './store';

const FIRST_WEB_ID = 380_001;
const ASKED = ['before_date_created', 'since_date_created', 'email', 'sort_field', 'sort_dir', 'include_total_contacts'];

export function createListRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/ping/ping/
      method: 'GET',
      path: '/3.0/ping',
      shape: pingShape,
      handle({ query }) {
        checkParameters(query, []);
        return { status: 200, body: { health_status: "Everything's Chimpy!" } };
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/lists/get-lists-info/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists',
      shape: listsShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, [...PAGING, ...ASKED]);
        const since = readInstant(query, 'since_date_created');
        const before = readInstant(query, 'before_date_created');
        const email = query.get('email');
        const found = store.audiences.filter(
          ({ id, createdAt }) =>
            (since === null || createdAt > since) &&
            (before === null || createdAt < before) &&
            (email === null || store.memberByHash(id, hashOf({ email })) !== null),
        );
        const sorted = readChoice(query, 'sort_field', ['date_created']) === null ? found : byDate(found);
        const inOrder = readChoice(query, 'sort_dir', ['ASC', 'DESC']) === 'DESC' ? sorted.toReversed() : sorted;
        const whole = readFlag(query, 'include_total_contacts');
        const lists = toPage(inOrder, query).map((audience) => toList(store, audience, origin, whole));
        const constraints = { may_create: true, max_instances: 100, current_total_instances: store.audiences.length };
        return answer({ lists, total_items: found.length, constraints }, request, listsShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/lists/get-list-info/
      method: 'GET',
      path: '/3.0/lists/:list',
      shape: listShape,
      handle(request) {
        checkParameters(request.query, ['include_total_contacts']);
        const whole = readFlag(request.query, 'include_total_contacts');
        return answer(toList(store, audienceOf(store, request), request.origin, whole), request, listShape);
      },
    },
  ];
}

function byDate(audiences: readonly MailchimpAudience[]): readonly MailchimpAudience[] {
  return audiences.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

function toList(store: MailchimpStore, { id, name, createdAt }: MailchimpAudience, origin: string, whole: boolean): object {
  const members = store.membersOf(id);
  const count = (wanted: MailchimpStatus) => members.filter(({ status }) => status === wanted).length;
  return {
    ...{ id, web_id: FIRST_WEB_ID + store.audiences.findIndex((one) => one.id === id), name },
    ...{ permission_reminder: 'You signed up on our website.', use_archive_bar: false, date_created: toInstant(createdAt) },
    ...{ list_rating: 3, email_type_option: false, visibility: 'prv', double_optin: false, has_welcome: false },
    ...{ marketing_permissions: false, modules: [] },
    stats: {
      ...{ member_count: count('subscribed'), unsubscribe_count: count('unsubscribed'), cleaned_count: count('cleaned') },
      campaign_count: store.campaigns.filter(({ audienceId }) => audienceId === id).length,
      merge_field_count: store.mergeFieldsOf(id).length,
      ...(whole ? { total_contacts: members.length } : {}),
    },
    _links: [{ rel: 'self', href: `${origin}/3.0/lists/${id}`, method: 'GET' }],
  };
}
