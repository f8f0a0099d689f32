// Mailchimp's webhooks: nothing is signed, so the secret is in the address; and they name people by an address and an id that nothing can be
// asked by, so that the member is asked for by the hash of the address. https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/
import { z } from 'zod';
import type { WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import { subjectOf } from './whose';

/** `2009-03-26 21:35:57`, in UTC. */
const time = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

const TYPES: Readonly<Record<string, string>> = {
  subscribe: 'marketing.consent.updated',
  unsubscribe: 'marketing.consent.updated',
  cleaned: 'marketing.consent.updated',
  profile: 'marketing.profile.updated',
  upemail: 'marketing.profile.updated',
  campaign: 'marketing.engagement.created',
};

/** The secret is one that the operator makes up, and writes into the address: `…/webhooks/mailchimp?secret=…`. */
export const webhook: WebhookDeclaration = {
  schemes: { address: { kind: 'address', parameter: 'secret' } },
  triesByGet: true,
  read({ body }) {
    const form = new URLSearchParams(body.toString('utf8'));
    const type = TYPES[z.string().parse(form.get('type'))];
    const firedAt = time.parse(form.get('fired_at'));
    if (type === undefined) return [];
    const [list, email] = [form.get('data[list_id]'), form.get('data[new_email]') ?? form.get('data[email]')];
    const subjects = list === null || email === null ? [] : [subjectOf(list, email)];
    // Without an id of its own: the whole message stands for it, hashed. A campaign's names nobody.
    return [{ id: null, type, at: new Date(`${firedAt.replace(' ', 'T')}Z`).toISOString(), records: [], subjects }];
  },
  secretFault: (secret) =>
    /^[\w-]{16,}$/.test(secret) ? null : 'takes at least 16 letters, digits, "-" or "_": it becomes a part of an address',
};
