// What members did: their last fifty things, one member a request.
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { RecordId } from '../../../../platform/record';
import type { Engagement } from '../../contract';
import { ask, fieldsOf, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { ACTIVITY_FIELDS, ActivityList, toEngagement } from './touches';

/**
 * The newest fifty things each member did. The longer `activity-feed` is documented for the hash alone, which a record's id does not
 * hold; `action` is left out, as the published description takes one kind at most.
 * https://mailchimp.com/developer/marketing/api/list-activity/view-recent-activity-50/: ten open requests, no other limit.
 */
export function engagementOfMembers(api: MailchimpApi, book: AudienceBook): BatchRead<RecordId, Engagement> {
  return chunked<Engagement>({
    absent: { touches: [], feedback: [] },
    keysPerCall: 1,
    async read([id = ''], call) {
      const key = book.member(id);
      if (key === null) return new Map();
      const query = { fields: fieldsOf(ACTIVITY_FIELDS) };
      const path = `/lists/${key.list}/members/${key.contact}/activity`;
      const list = await ask(api, { path, query, reply: ActivityList }, call);
      return new Map(list === null ? [] : [[id, toEngagement(list, key, api.account.source)]]);
    },
  });
}
