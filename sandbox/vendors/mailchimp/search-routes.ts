// Mailchimp's search for members, over all audiences or one. It sees a change after the lag. How many it answers at most is not
// documented, and it has no pages: `total_items` tells when there are more.
import type { Route } from '../../http/message';
import type { MailchimpMember } from '../../world/mailchimp-story';
import { answer, refuse } from './answers';
import { invalidResource, Refused } from './errors';
import { fullNameOf, toMailchimpMember } from './members';
import { checkParameters } from './parameters';
import { searchShape } from './shapes';
import type { MailchimpStore } from './store';

const MOST = 30;

export function createSearchRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/search-members/search-members/: by "a valid email, or a contact's first or last name"
      method: 'GET',
      path: '/3.0/search-members',
      shape: searchShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, ['query', 'list_id']);
        const text = query.get('query')?.trim().toLowerCase() ?? '';
        if (text === '') throw new Refused(invalidResource('query', 'This value should not be blank.'));
        const listId = query.get('list_id');
        if (listId !== null && !store.audiences.some(({ id }) => id === listId)) refuse();
        const searched = store
          .searched()
          .filter(({ audienceId, status }) => (listId === null || audienceId === listId) && status !== 'archived');
        const found = (matches: (told: string) => boolean) => {
          const members = searched.filter((member) => toldOf(member).some(matches));
          const answered = members.slice(0, MOST).map((member) => toMailchimpMember(store, member, origin));
          return { members: answered, total_items: members.length };
        };
        const matches = { exact_matches: found((told) => told === text), full_search: found((told) => told.includes(text)) };
        return answer(matches, request, searchShape);
      },
    },
  ];
}

/** What is searched, in lower case. */
function toldOf(member: MailchimpMember): readonly string[] {
  const { FNAME = '', LNAME = '' } = member.mergeFields;
  return [member.email, FNAME, LNAME, fullNameOf(member)].filter((told) => typeof told === 'string').map((told) => told.toLowerCase());
}
