// Mailchimp's reads of members: those of an audience, one by hash, address or contact id, and the tags of one.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { MailchimpMember } from '../../world/mailchimp-story';
import { answer, audienceOf, memberOf } from './answers';
import { hashOf, type MailchimpStore } from './store';
import { tagsOf, toInstant, toMailchimpMember, uniqueEmailId } from './members';
import { checkParameters, PAGING, readChoice, readFlag, readInstant, toPage } from './parameters';
import { membersShape, memberShape, tagsShape } from './shapes';

const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived'] as const;
const SORTS = { timestamp_opt: 'optedInAt', timestamp_signup: 'signedUpAt', last_changed: 'changedAt' } as const;
const SORT_FIELDS = ['timestamp_opt', 'timestamp_signup', 'last_changed'] as const;
const TIMES = { timestamp_opt: 'optedInAt', last_changed: 'changedAt' } as const;
const TIME_FIELDS = ['timestamp_opt', 'last_changed'] as const;

export function createMemberRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-members/list-members-info/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/members',
      shape: membersShape,
      handle: (request) => listMembers(store, request),
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-members/get-member-info/
      method: 'GET',
      path: '/3.0/lists/:list/members/:hash',
      shape: memberShape,
      handle(request) {
        checkParameters(request.query, []);
        const member = memberOf(store, request, 'any key');
        return answer(toMailchimpMember(store, member, request.origin), request, memberShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-member-tags/list-member-tags/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/members/:hash/tags',
      shape: tagsShape,
      handle(request) {
        checkParameters(request.query, PAGING);
        const member = memberOf(store, request, 'any key');
        const all = tagsOf(member, store.segmentsOf(member.audienceId));
        const date_added = toInstant(member.optedInAt ?? member.changedAt);
        const tags = toPage(all, request.query).map(({ id, name }) => ({ id, name, date_added }));
        return answer({ tags, total_items: all.length }, request, tagsShape);
      },
    },
  ];
}

function listMembers(store: MailchimpStore, request: VendorRequest): VendorAnswer {
  const { query, origin } = request;
  const times = TIME_FIELDS.flatMap((name) => [`since_${name}`, `before_${name}`]);
  checkParameters(query, [...PAGING, 'status', 'unique_email_id', 'vip_only', 'sort_field', 'sort_dir', ...times]);
  const { id } = audienceOf(store, request);
  const found = inOrder(store.membersOf(id).filter(conditionOf(query)), query);
  const members = toPage(found, query).map((member) => toMailchimpMember(store, member, origin));
  return answer({ members, list_id: id, total_items: found.length }, request, membersShape);
}

function conditionOf(query: URLSearchParams): (member: MailchimpMember) => boolean {
  const status = readChoice(query, 'status', STATUSES);
  const unique = query.get('unique_email_id');
  const vipOnly = readFlag(query, 'vip_only');
  const bounds = TIME_FIELDS.map((name) => ({
    ...{ field: TIMES[name], since: readInstant(query, `since_${name}`), before: readInstant(query, `before_${name}`) },
  }));
  return (member) => {
    // The documentation does not say whether those archived are among "all": they are not, so that who wants them must say so.
    if (status === null ? member.status === 'archived' : member.status !== status) return false;
    if ((vipOnly && !member.vip) || (unique !== null && uniqueEmailId(hashOf(member)) !== unique)) return false;
    return bounds.every(({ field, since, before }) => {
      const at = member[field];
      return (since === null || (at !== null && at > since)) && (before === null || (at !== null && at < before));
    });
  };
}

/** Without `sort_field`, as they came. Who has no such time comes last, whichever way. */
function inOrder(members: readonly MailchimpMember[], query: URLSearchParams): readonly MailchimpMember[] {
  const field = readChoice(query, 'sort_field', SORT_FIELDS);
  const ascending = readChoice(query, 'sort_dir', ['ASC', 'DESC']) !== 'DESC';
  if (field === null) return members;
  const timeOf = (member: MailchimpMember) => member[SORTS[field]];
  return members.toSorted((a, b) => {
    const [one, other] = [timeOf(a), timeOf(b)];
    if (one === other) return 0;
    if (one === null || other === null) return one === null ? 1 : -1;
    return one < other === ascending ? -1 : 1;
  });
}
