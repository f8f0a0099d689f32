// A member added or altered through the control endpoint `POST /__sandbox/people`.
import { z } from 'zod';
import type { MailchimpMember } from '../../world/mailchimp-story';

const instant = z.iso.datetime();
const address = z.strictObject({
  ...{ addr1: z.string(), addr2: z.string(), city: z.string(), state: z.string(), zip: z.string(), country: z.string() },
});
const memberSchema: z.ZodType<MailchimpMember> = z.strictObject({
  contactId: z.string().regex(/^[0-9a-f]{32}$/),
  webId: z.number().int(),
  audienceId: z.string().min(1),
  person: z.string(),
  email: z.email(),
  status: z.enum(['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived']),
  mergeFields: z.record(z.string(), z.union([z.string(), address])),
  language: z.string(),
  vip: z.boolean(),
  rating: z.number().int().min(1).max(5),
  source: z.string(),
  signedUpAt: instant.nullable(),
  optedInAt: instant.nullable(),
  changedAt: instant,
  unsubscribeReason: z.string().nullable(),
  segmentIds: z.array(z.number().int()),
});

/**
 * The member after a change.
 *
 * @param now becomes `changedAt` unless the change gives one.
 * @throws ZodError when the outcome is no member: a new one needs `audienceId` and `email`.
 */
export function changeMember(before: MailchimpMember | null, change: object, now: string): MailchimpMember {
  return memberSchema.parse({ ...(before ?? blankMember(now)), changedAt: now, ...change });
}

function blankMember(now: string): Omit<MailchimpMember, 'contactId' | 'audienceId' | 'email'> {
  return {
    ...{ webId: 590_000_000, person: '', status: 'subscribed', mergeFields: {}, language: '', vip: false, rating: 2 },
    ...{ source: 'API - Generic', signedUpAt: null, optedInAt: now, changedAt: now, unsubscribeReason: null, segmentIds: [] },
  };
}
