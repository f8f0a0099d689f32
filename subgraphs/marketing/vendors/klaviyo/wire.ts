// Klaviyo's profiles: the part of them we read, and how they become our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type AddressPoint, type ConsentPoint } from '../../../../platform/record';
import type { Audience, MarketingRecord } from '../../contract';

const Text = z.string().nullish();
/** `2022-11-08T00:00:00+00:00`. */
export const Instant = z.iso.datetime({ offset: true });

const Suppression = z.object({ reason: z.string(), timestamp: Instant });

const Consent = z.object({ consent: z.string(), consent_timestamp: Instant.nullish(), last_updated: Instant.nullish() });
type Consent = z.infer<typeof Consent>;

const EmailConsent = Consent.extend({ suppression: z.array(Suppression).nullish() });

const ProfileShape = z.object({
  type: z.literal('profile'),
  id: z.string(),
  attributes: z.object({
    email: Text,
    phone_number: Text,
    external_id: Text,
    first_name: Text,
    last_name: Text,
    organization: Text,
    title: Text,
    locale: Text,
    location: z.object({ address1: Text, city: Text, zip: Text, country: Text }).nullish(),
    created: Instant.nullish(),
    updated: Instant.nullish(),
    last_event_date: Instant.nullish(),
    subscriptions: z
      .object({
        email: z.object({ marketing: EmailConsent.nullish() }).nullish(),
        sms: z.object({ marketing: Consent.nullish() }).nullish(),
      })
      .nullish(),
  }),
});

/** A profile twice over: what we understand of it, and the whole. */
export const KlaviyoProfile = z.preprocess((raw) => ({ raw, known: raw }), z.object({ raw: z.json(), known: ProfileShape }));
export type KlaviyoProfile = z.infer<typeof KlaviyoProfile>;

/**
 * `fields[profile]`: what becomes a record, and the custom properties for the raw one. Left out is what nobody here needs to
 * know: the last IP address, coordinates, time zone, image. https://developers.klaviyo.com/en/docs/sparse_fieldsets
 */
const FIELDS = [
  ...['email', 'phone_number', 'external_id', 'first_name', 'last_name', 'organization', 'title', 'locale'],
  ...['location.address1', 'location.address2', 'location.city', 'location.region', 'location.zip', 'location.country'],
  ...['created', 'updated', 'last_event_date', 'properties', 'subscriptions'],
];
/** As the query has it. */
export const PROFILE_FIELDS = FIELDS.join(',');
/** The same as paths of the raw record; inside `attributes.properties`, the account's own, any name may be there. */
export const PROFILE_PATHS: readonly string[] = ['type', 'id', 'links', 'relationships', ...FIELDS.map((field) => `attributes.${field}`)];

/** A segment or a list. */
export const KlaviyoAudience = z.object({
  type: z.enum(['segment', 'list']),
  id: z.string(),
  attributes: z.object({ name: Text }),
});
export type KlaviyoAudience = z.infer<typeof KlaviyoAudience>;

/** The account that the answers are of. */
export interface Account {
  source: string;
  phoneRegion: string | undefined;
  /** `source:type` of the records whose ids `external_id` holds. */
  externalId: string | undefined;
}

export function toMarketingRecord({ raw, known: { id, attributes } }: KlaviyoProfile, account: Account): MarketingRecord {
  const email = normaliseEmail(attributes.email);
  const phone = normalisePhone(attributes.phone_number, account.phoneRegion)?.e164 ?? null;
  const given = text(attributes.first_name);
  const family = text(attributes.last_name);
  const externalId = text(attributes.external_id);
  const suppressions = attributes.subscriptions?.email?.marketing?.suppression ?? [];
  return {
    id: recordId(account.source, 'profile', id),
    url: `https://www.klaviyo.com/profile/${id}`,
    kind: email !== null && isRoleMailbox(email) ? 'ORGANIZATION' : 'PERSON',
    name: { full: [given, family].filter((part) => part !== null).join(' ') || null, given, family },
    emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
    phones: phone === null ? [] : [{ value: phone, primary: true, shared: false }],
    addresses: toAddresses(attributes.location),
    company: text(attributes.organization),
    jobTitle: text(attributes.title),
    language: text(attributes.locale),
    taxId: null,
    birthDate: null,
    employees: null,
    consents: toConsents(attributes.subscriptions, email, phone),
    externalIds: externalId === null || account.externalId === undefined ? [] : [`${account.externalId}:${externalId}`],
    createdAt: toInstant(attributes.created),
    updatedAt: toInstant(attributes.updated),
    movedTo: null,
    raw,
    bounce: toBounce(suppressions),
    lastEngagedAt: toInstant(attributes.last_event_date),
  };
}

export function toAudience({ type, id, attributes }: KlaviyoAudience, { source }: Account): Audience {
  return { id: recordId(source, type, id), name: text(attributes.name), kind: type === 'segment' ? 'SEGMENT' : 'LIST' };
}

const STATUSES: Readonly<Record<string, ConsentPoint['status']>> = {
  SUBSCRIBED: 'GRANTED',
  UNSUBSCRIBED: 'REVOKED',
  NEVER_SUBSCRIBED: 'UNKNOWN',
};

/**
 * Suppressions that say the address does not work, and nothing of what its owner wants. All others (`UNSUBSCRIBE`,
 * `SPAM_COMPLAINT`, `USER_SUPPRESSED`) are somebody's will, and outrank what the consent says.
 */
const UNREACHABLE: ReadonlySet<string> = new Set(['HARD_BOUNCE', 'INVALID_EMAIL']);

/** Of a channel that the profile has no address for, and was never asked on, there is nothing to tell. */
function toConsents(
  subscriptions: KlaviyoProfile['known']['attributes']['subscriptions'],
  email: string | null,
  phone: string | null,
): ConsentPoint[] {
  const ofEmail = subscriptions?.email?.marketing ?? null;
  const ofSms = subscriptions?.sms?.marketing ?? null;
  const takenBack = (ofEmail?.suppression ?? []).filter(({ reason }) => !UNREACHABLE.has(reason)).map(({ timestamp }) => timestamp);
  return [toConsent('EMAIL', ofEmail, email, takenBack), toConsent('SMS', ofSms, phone, [])].flatMap((consent) =>
    consent === null || (consent.address === null && consent.status === 'UNKNOWN') ? [] : [consent],
  );
}

/** `takenBack`: when the address was suppressed. Klaviyo's words are no closed list: one we do not know grants nothing. */
function toConsent(
  channel: ConsentPoint['channel'],
  given: Consent | null,
  address: string | null,
  takenBack: readonly string[],
): ConsentPoint | null {
  if (given === null) return null;
  const said = STATUSES[given.consent] ?? 'UNKNOWN';
  const status = takenBack.length > 0 ? 'REVOKED' : said;
  const saidAt = given.consent_timestamp ?? given.last_updated;
  const times = status === said ? [...takenBack, ...(saidAt == null ? [] : [saidAt])] : takenBack;
  return { channel, purpose: 'marketing', status, address, at: status === 'UNKNOWN' ? null : (sorted(times).at(-1) ?? null) };
}

/** Since the first suppression that tells of it. */
function toBounce(suppressions: readonly z.infer<typeof Suppression>[]): MarketingRecord['bounce'] {
  const times = suppressions.filter(({ reason }) => UNREACHABLE.has(reason)).map(({ timestamp }) => timestamp);
  const [since] = sorted(times);
  return since === undefined ? null : { at: since };
}

function toAddresses(location: KlaviyoProfile['known']['attributes']['location']): AddressPoint[] {
  const address = {
    line1: text(location?.address1),
    city: text(location?.city),
    postalCode: text(location?.zip),
    country: text(location?.country),
  };
  return Object.values(address).every((part) => part === null) ? [] : [{ purpose: 'main', ...address }];
}

function sorted(instants: readonly string[]): string[] {
  return instants.map((instant) => new Date(instant).toISOString()).sort();
}

/** null where there is none. */
export function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

export function toInstant(value: string): string;
export function toInstant(value: string | null | undefined): string | null;
export function toInstant(value: string | null | undefined): string | null {
  return value == null ? null : new Date(value).toISOString();
}
