// A profile added or altered through the control endpoint `POST /__sandbox/people`, or by a merge.
import { z } from 'zod';
import type { MarketingProfile } from '../../world/marketing-story';

const text = z.string().nullable();
const consent = z.strictObject({
  state: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NEVER_SUBSCRIBED']),
  at: z.iso.datetime().nullable(),
  method: text,
});
const profileSchema: z.ZodType<MarketingProfile> = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]+$/),
  person: z.string(),
  email: text,
  phone: z
    .string()
    .regex(/^\+\d{5,15}$/)
    .nullable(),
  externalId: text,
  firstName: text,
  lastName: text,
  organization: text,
  title: text,
  city: text,
  postalCode: text,
  country: text,
  locale: text,
  emailConsent: consent,
  smsConsent: consent,
  suppressed: z
    .strictObject({ reason: z.enum(['HARD_BOUNCE', 'USER_SUPPRESSED', 'INVALID_EMAIL', 'SPAM_COMPLAINT']), at: z.iso.datetime() })
    .nullable(),
  listIds: z.array(z.string()),
  segmentIds: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastEventAt: z.iso.datetime().nullable(),
  custom: z.record(z.string(), z.string()),
});

/**
 * The profile after a change.
 *
 * @param change an `id` and the fields to set.
 * @param now becomes `updatedAt` unless the change gives one.
 * @throws ZodError when the outcome is no profile.
 */
export function changeProfile(before: MarketingProfile | null, change: object, now: string): MarketingProfile {
  return profileSchema.parse({ ...(before ?? blankProfile(now)), updatedAt: now, ...change });
}

/** What a profile says after another one was merged into it: what it said, what it did not say from the other, and both's lists. */
export function toMergedProfile(from: MarketingProfile, into: MarketingProfile): MarketingProfile {
  const said = Object.fromEntries(Object.entries(into).filter(([, value]) => value !== null));
  return {
    ...from,
    ...said,
    listIds: [...new Set([...into.listIds, ...from.listIds])],
    segmentIds: [...new Set([...into.segmentIds, ...from.segmentIds])],
    custom: { ...from.custom, ...into.custom },
  };
}

function blankProfile(now: string): Omit<MarketingProfile, 'id'> {
  return {
    person: '',
    email: null,
    phone: null,
    externalId: null,
    firstName: null,
    lastName: null,
    organization: null,
    title: null,
    city: null,
    postalCode: null,
    country: null,
    locale: null,
    emailConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
    smsConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
    suppressed: null,
    listIds: [],
    segmentIds: [],
    createdAt: now,
    updatedAt: now,
    lastEventAt: null,
    custom: {},
  };
}
