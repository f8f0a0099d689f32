// Mailchimp's write of a member's tags, each put on or taken off by its name.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route } from '../../http/message';
import { memberOf } from './answers';
import { readBody } from './bodies';
import { checkParameters } from './parameters';
import type { MailchimpStore } from './store';

const body = z.strictObject({
  tags: z.array(z.strictObject({ name: z.string().min(1), status: z.enum(['active', 'inactive']) })),
  is_syncing: z.boolean().optional(),
});

export function createTagWrites(store: MailchimpStore, changes: Changes): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-member-tags/add-or-remove-member-tags/: by the hash alone; an unknown one is made
      method: 'POST',
      path: '/3.0/lists/:list/members/:hash/tags',
      handle(request) {
        checkParameters(request.query, []);
        const { audienceId, contactId, segmentIds } = memberOf(store, request, 'the hash');
        const tagged = new Set(segmentIds);
        for (const { name, status } of readBody(body, request).tags) {
          if (status === 'active') tagged.add(store.tagNamed(audienceId, name).id);
          else for (const one of store.segmentsOf(audienceId)) if (one.type === 'static' && one.name === name) tagged.delete(one.id);
        }
        store.putMember(Object.assign({ id: contactId }, { segmentIds: [...tagged] }));
        changes.tell({ type: 'member', id: contactId, what: 'updated' });
        return { status: 204, body: null };
      },
    },
  ];
}
