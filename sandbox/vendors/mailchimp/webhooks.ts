// Mailchimp's webhooks, as its documentation words them: a form, without a signature. The secret is a part of the address.
// https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/
import type { Change } from '../../changes';
import type { WriteWebhook } from '../../webhooks/message';
import { uniqueEmailId } from './members';
import { hashOf, type MailchimpStore } from './store';

const TYPES: Readonly<Record<Change['what'], string>> = { created: 'subscribe', updated: 'profile', deleted: 'unsubscribe' };

/** The id of a change is a member's `contact_id`. */
export function writeMailchimpWebhook(store: MailchimpStore): WriteWebhook {
  return ({ type, id, what, at }, { url, secret }) => {
    const member = store.memberTold(id);
    if (type !== 'member' || member === null) return null;
    const form = new URLSearchParams({
      type: TYPES[what],
      fired_at: new Date(at).toISOString().slice(0, 19).replace('T', ' '),
      'data[id]': uniqueEmailId(hashOf(member)),
      'data[email]': member.email,
      'data[email_type]': 'html',
      'data[list_id]': member.audienceId,
      'data[merges][EMAIL]': member.email,
    });
    const address = new URL(url);
    address.searchParams.set('secret', secret);
    return {
      body: form.toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'MailChimp' },
      url: address.href,
    };
  };
}
