// Mailchimp's reads of segments, of which tags are those of type `static`, and of the members in one.
import type { Route, VendorRequest } from '../../http/message';
import type { MailchimpMember, MailchimpSegment, MailchimpStatus } from '../../world/mailchimp-story';
import { answer, audienceOf, refuse } from './answers';
import { toInstant, toSegmentMember } from './members';
import { checkParameters, PAGING, readChoice, readFlag, readInstant, toPage } from './parameters';
import { segmentMembersShape, segmentShape, segmentsShape } from './shapes';
import type { MailchimpStore } from './store';

/** Who is counted and answered beside subscribers. */
const INCLUDED = { include_cleaned: 'cleaned', include_transactional: 'transactional', include_unsubscribed: 'unsubscribed' } as const;
const INCLUDES = ['include_cleaned', 'include_transactional', 'include_unsubscribed'] as const;
const TIMES = ['since_created_at', 'before_created_at', 'since_updated_at', 'before_updated_at'];

export function createSegmentRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-segments/list-segments/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/segments',
      shape: segmentsShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, [...PAGING, 'type', ...TIMES, ...INCLUDES]);
        const { id } = audienceOf(store, request);
        const type = readChoice(query, 'type', ['saved', 'static', 'fuzzy']);
        const bounds = ['created_at', 'updated_at'].map((name) => [
          readInstant(query, `since_${name}`),
          readInstant(query, `before_${name}`),
        ]);
        const found = store
          .segmentsOf(id)
          .filter((segment) => type === null || segment.type === type)
          .filter(({ createdAt }) => bounds.every(([since, before]) => createdAt > (since ?? '') && createdAt < (before ?? '9')));
        const segments = toPage(found, query).map((segment) => toSegment(store, segment, query, origin));
        return answer({ segments, list_id: id, total_items: found.length }, request, segmentsShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-segments/get-segment-info/
      method: 'GET',
      path: '/3.0/lists/:list/segments/:segment',
      shape: segmentShape,
      handle(request) {
        checkParameters(request.query, INCLUDES);
        return answer(toSegment(store, segmentOf(store, request), request.query, request.origin), request, segmentShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-segment-members/list-members-in-segment/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/segments/:segment/members',
      shape: segmentMembersShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, [...PAGING, ...INCLUDES]);
        const found = membersIn(store, segmentOf(store, request), query);
        const members = toPage(found, query).map((member) => toSegmentMember(store, member, origin));
        return answer({ members, total_items: found.length }, request, segmentMembersShape);
      },
    },
  ];
}

/** @throws Refused where the audience has none of the path's id. */
function segmentOf(store: MailchimpStore, request: VendorRequest): MailchimpSegment {
  const { id } = audienceOf(store, request);
  return store.segmentsOf(id).find((segment) => String(segment.id) === request.params['segment']) ?? refuse();
}

/** Active subscribers, and who is included by name; in the order in which they came. */
function membersIn(store: MailchimpStore, { id, audienceId }: MailchimpSegment, query: URLSearchParams): readonly MailchimpMember[] {
  const included: readonly MailchimpStatus[] = INCLUDES.filter((name) => readFlag(query, name)).map((name) => INCLUDED[name]);
  return store
    .membersOf(audienceId)
    .filter(({ segmentIds, status }) => segmentIds.includes(id) && (status === 'subscribed' || included.includes(status)));
}

function toSegment(store: MailchimpStore, segment: MailchimpSegment, query: URLSearchParams, origin: string): object {
  const { id, name, type, audienceId, createdAt } = segment;
  const byRule = { options: { match: 'all', conditions: [] } };
  return {
    ...{ id, name, type, member_count: membersIn(store, segment, query).length, ...(type === 'saved' ? byRule : {}) },
    ...{ created_at: toInstant(createdAt), updated_at: toInstant(createdAt), list_id: audienceId },
    _links: [{ rel: 'self', href: `${origin}/3.0/lists/${audienceId}/segments/${id}`, method: 'GET' }],
  };
}
