// What becomes of a member whose status is written: who unsubscribed by their own hand, or whose address bounces, is in a compliance state
// that no program ends. https://mailchimp.com/developer/marketing/docs/errors/, https://mailchimp.com/help/resubscribe-a-contact/
import type { MailchimpMember } from '../../world/mailchimp-story';
import { inComplianceState, Refused } from './errors';

/** Those that can be written. */
export const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending'] as const;
type Written = (typeof STATUSES)[number];

/** What Mailchimp says of those whom staff or a program unsubscribed. */
const BY_ADMIN = 'N/A (Unsubscribed by an admin)';

/**
 * The change that a status makes; none where none is written.
 *
 * @param optedInAt when they said so, where the writer tells.
 * @throws Refused for one who is in a compliance state, and is to be subscribed.
 */
export function withStatus(member: MailchimpMember, status: Written | undefined, optedInAt: string | undefined): Partial<MailchimpMember> {
  const opted = optedInAt === undefined ? {} : { optedInAt: new Date(optedInAt).toISOString() };
  if (status === undefined || status === member.status) return opted;
  if (status === 'subscribed') {
    const byThemselves = member.status === 'unsubscribed' && member.unsubscribeReason !== BY_ADMIN;
    if (byThemselves || member.status === 'cleaned') throw new Refused(inComplianceState(member.email));
    return { status, unsubscribeReason: null, optedInAt: new Date().toISOString(), ...opted };
  }
  return { status, unsubscribeReason: status === 'unsubscribed' ? BY_ADMIN : null, ...opted };
}
