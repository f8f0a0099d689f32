// Mailchimp's writes of members: one that is altered, one that is added or altered, and one that is deleted for good. What becomes of a
// status is in status-rules.ts.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Change, Changes } from '../../changes';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { MailchimpMember } from '../../world/mailchimp-story';
import { answer, audienceOf, memberOf } from './answers';
import { readBody } from './bodies';
import { forgottenEmail, invalidResource, Refused } from './errors';
import { toMailchimpMember } from './members';
import { checkParameters } from './parameters';
import { memberShape } from './shapes';
import { STATUSES, withStatus } from './status-rules';
import { hashOf, type MailchimpStore } from './store';

const instant = z.iso.datetime({ offset: true });
/** Of the parts of a member that can be written, those that this emulator knows. */
const writable = {
  email_address: z.email(),
  status: z.enum(STATUSES),
  merge_fields: z.record(z.string(), z.string()),
  ...{ language: z.string(), vip: z.boolean(), timestamp_opt: instant, timestamp_signup: instant },
};
const altered = z.strictObject(writable).partial();
const put = z.strictObject({ ...writable, status_if_new: z.enum(STATUSES) }).partial();

type Written = z.infer<typeof altered>;

const PATH = '/3.0/lists/:list/members/:hash';
/** Both are told by the webhook of that name. */
const TOLD: Readonly<Partial<Record<(typeof STATUSES)[number], Change['what']>>> = { subscribed: 'created', unsubscribed: 'deleted' };

export function createMemberWrites(store: MailchimpStore, changes: Changes): Route[] {
  function write(member: MailchimpMember, written: Written, request: VendorRequest): VendorAnswer {
    const status = withStatus(member, written.status, written.timestamp_opt);
    const after = store.putMember(Object.assign({ id: member.contactId }, status, changeOf(member, written)));
    const what = after.status === member.status ? 'updated' : (TOLD[written.status ?? 'pending'] ?? 'updated');
    changes.tell({ type: 'member', id: member.contactId, what });
    return answer(toMailchimpMember(store, after, request.origin), request, memberShape);
  }

  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-members/update-list-member/: by hash, address or contact id
      method: 'PATCH',
      path: PATH,
      shape: memberShape,
      handle(request) {
        checkParameters(request.query, ['skip_merge_validation']);
        return write(memberOf(store, request, 'any key'), readBody(altered, request), request);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-members/add-or-update-list-member/: address and status are required of a new one
      method: 'PUT',
      path: PATH,
      shape: memberShape,
      handle(request) {
        checkParameters(request.query, ['skip_merge_validation']);
        const { id: audienceId } = audienceOf(store, request);
        const { status_if_new: status, ...written } = readBody(put, request);
        const known = store.member(audienceId, request.params['hash'] ?? '');
        if (known !== null) return write(known, written, request);
        const { email_address: email } = written;
        if (email === undefined) throw new Refused(invalidResource('email_address', 'This value should not be blank.'));
        if (status === undefined) throw new Refused(invalidResource('status_if_new', 'This value should not be blank.'));
        if (store.isForgotten(audienceId, hashOf({ email }))) throw new Refused(forgottenEmail(email));
        const made = store.putMember(Object.assign({ id: randomUUID().replaceAll('-', '') }, { audienceId, email, status }));
        changes.tell({ type: 'member', id: made.contactId, what: 'created' });
        return answer(toMailchimpMember(store, made, request.origin), request, memberShape);
      },
    },
    {
      // https://mailchimp.com/developer/marketing/api/list-members/delete-list-member/: by the hash alone, archived members too
      method: 'POST',
      path: `${PATH}/actions/delete-permanent`,
      handle(request) {
        checkParameters(request.query, []);
        const member = memberOf(store, request, 'the hash');
        store.forgetMember(member);
        changes.tell({ type: 'member', id: member.contactId, what: 'deleted' });
        return { status: 204, body: null };
      },
    },
  ];
}

function changeOf({ mergeFields }: MailchimpMember, written: Written): Partial<MailchimpMember> {
  const { email_address: email, merge_fields: merged, language, vip, timestamp_signup: signedUp } = written;
  return {
    ...(email === undefined ? {} : { email }),
    ...(merged === undefined ? {} : { mergeFields: { ...mergeFields, ...merged } }),
    ...(language === undefined ? {} : { language }),
    ...(vip === undefined ? {} : { vip }),
    ...(signedUp === undefined ? {} : { signedUpAt: new Date(signedUp).toISOString() }),
  };
}
