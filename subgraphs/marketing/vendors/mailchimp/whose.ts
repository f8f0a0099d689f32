// Who is meant by a webhook, which names a member by audience and address. Asked when one has come, and by nothing else.
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { RecordId } from '../../../../platform/record';
import type { MailchimpApi } from './api';
import { hashOf, readMember } from './lookups';

/** As a webhook's event carries it: what Mailchimp's paths name a member by, and no address. */
export function subjectOf(list: string, email: string): string {
  return `${list}/${hashOf(email)}`;
}

/** The member by each such subject; none where the audience has it no more. One request each. */
export function membersMeant(api: MailchimpApi): BatchRead<string, readonly RecordId[]> {
  return chunked<readonly RecordId[]>({
    absent: [],
    keysPerCall: 1,
    async read([subject = ''], call) {
      const [, list = '', hash = ''] = /^(\w+)\/(\w+)$/.exec(subject) ?? [];
      const member = list === '' ? null : await readMember(api, list, hash, call);
      return new Map(member === null ? [] : [[subject, [member.id]]]);
    },
  });
}
