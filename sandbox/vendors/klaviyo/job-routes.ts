// Klaviyo's jobs that change profiles, each over the profiles in its body. The sandbox runs them before it answers.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route, VendorRequest } from '../../http/message';
import type { MarketingConsent, MarketingProfile } from '../../world/marketing-story';
import { invalidBody, recordNotFound, Refused } from './errors';
import type { KlaviyoStore } from './store';

const granted = z.strictObject({ consent: z.literal('SUBSCRIBED'), consented_at: z.iso.datetime({ offset: true }).optional() });
const revoked = z.strictObject({ consent: z.literal('UNSUBSCRIBED') });
const profilesWith = <Attributes extends z.ZodType>(attributes: Attributes) =>
  z.strictObject({
    data: z
      .array(z.strictObject({ type: z.literal('profile'), id: z.string().optional(), attributes }))
      .min(1)
      .max(1_000),
  });
const job = <Type extends string, Attributes extends z.ZodType>(type: Type, attributes: Attributes) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), attributes }) });
const channels = <Said extends z.ZodType>(said: Said) => {
  const marketing = z.strictObject({ marketing: said }).optional();
  return z.strictObject({
    email: z.string().optional(),
    phone_number: z.string().optional(),
    subscriptions: z.strictObject({ email: marketing, sms: marketing }),
  });
};

const subscribe = job(
  'profile-subscription-bulk-create-job',
  z.strictObject({
    custom_source: z.string().optional(),
    historical_import: z.boolean().optional(),
    profiles: profilesWith(channels(granted)),
  }),
);
const unsubscribe = job('profile-subscription-bulk-delete-job', z.strictObject({ profiles: profilesWith(channels(revoked)) }));
const byEmail = z.strictObject({ profiles: profilesWith(z.strictObject({ email: z.string() })) });
const suppress = job('profile-suppression-bulk-create-job', byEmail);
const unsuppress = job('profile-suppression-bulk-delete-job', byEmail);
const erasure = job(
  'data-privacy-deletion-job',
  z.strictObject({ profile: z.strictObject({ data: z.strictObject({ type: z.literal('profile'), id: z.string() }) }) }),
);
const TAKEN = { status: 202, body: null };

export function createJobRoutes(store: KlaviyoStore, changes: Changes): Route[] {
  const now = (): string => new Date().toISOString();
  function put(profile: MarketingProfile, change: Partial<MarketingProfile>): void {
    store.putProfile(Object.assign({ id: profile.id }, change));
    changes.tell({ type: 'profile', id: profile.id, what: 'updated' });
  }
  const holder = (email: string | undefined, phone: string | undefined): MarketingProfile | undefined =>
    store.profiles().find((one) => (email === undefined ? one.phone === phone : one.email?.toLowerCase() === email.toLowerCase()));

  return [
    {
      // https://developers.klaviyo.com/en/reference/bulk_subscribe_profiles: "consented_at" is required of, and only allowed in, a
      // historical import, which leaves alone who unsubscribed later
      method: 'POST',
      path: '/api/profile-subscription-bulk-create-jobs',
      handle(request) {
        const { historical_import: isHistorical = false, profiles } = read(subscribe, request).data.attributes;
        for (const { id, attributes } of profiles.data) {
          const { email, phone_number: phone, subscriptions } = attributes;
          const profile = id === undefined ? holder(email, phone) : store.profileById(id);
          if (profile == null) throw new Refused(recordNotFound('profile', id ?? ''));
          const said = [subscriptions.email?.marketing, subscriptions.sms?.marketing];
          for (const one of said) {
            if (one !== undefined && isHistorical !== (one.consented_at !== undefined)) {
              throw new Refused(invalidBody('consented_at goes with historical_import, and historical_import with consented_at.'));
            }
          }
          const given = (one: z.infer<typeof granted> | undefined, before: MarketingConsent): MarketingConsent => {
            const at = one?.consented_at ?? now();
            const isOutdated = before.state === 'UNSUBSCRIBED' && before.at !== null && Date.parse(before.at) > Date.parse(at);
            if (one === undefined || isOutdated) return before;
            return { state: 'SUBSCRIBED', at: new Date(at).toISOString(), method: 'API' };
          };
          put(profile, { emailConsent: given(said[0], profile.emailConsent), smsConsent: given(said[1], profile.smsConsent) });
        }
        return TAKEN;
      },
    },
    {
      // https://developers.klaviyo.com/en/reference/bulk_unsubscribe_profiles
      method: 'POST',
      path: '/api/profile-subscription-bulk-delete-jobs',
      handle(request) {
        for (const { attributes } of read(unsubscribe, request).data.attributes.profiles.data) {
          const profile = holder(attributes.email, attributes.phone_number);
          if (profile === undefined) continue;
          const taken: MarketingConsent = { state: 'UNSUBSCRIBED', at: now(), method: 'API' };
          const { email, sms } = attributes.subscriptions;
          put(profile, { ...(email === undefined ? {} : { emailConsent: taken }), ...(sms === undefined ? {} : { smsConsent: taken }) });
        }
        return TAKEN;
      },
    },
    ...[
      // https://developers.klaviyo.com/en/reference/bulk_suppress_profiles, .../bulk_unsuppress_profiles: only suppressions by hand end
      { schema: suppress, path: '/api/profile-suppression-bulk-create-jobs', isOn: true },
      { schema: unsuppress, path: '/api/profile-suppression-bulk-delete-jobs', isOn: false },
    ].map(({ schema, path, isOn }): Route => ({
      method: 'POST',
      path,
      handle(request) {
        for (const { attributes } of read(schema, request).data.attributes.profiles.data) {
          const profile = holder(attributes.email, undefined);
          if (profile === undefined) continue;
          if (isOn) put(profile, { suppressed: { reason: 'USER_SUPPRESSED', at: now() } });
          else if (profile.suppressed?.reason === 'USER_SUPPRESSED') put(profile, { suppressed: null });
        }
        return TAKEN;
      },
    })),
    {
      // https://developers.klaviyo.com/en/reference/request_profile_deletion
      method: 'POST',
      path: '/api/data-privacy-deletion-jobs',
      handle(request) {
        const { id } = read(erasure, request).data.attributes.profile.data;
        if (!store.deleteProfile(id)) throw new Refused(recordNotFound('profile', id));
        changes.tell({ type: 'profile', id, what: 'deleted' });
        return TAKEN;
      },
    },
  ];
}

function read<Schema extends z.ZodType>(schema: Schema, { body, headers }: VendorRequest): z.output<Schema> {
  const type = headers['content-type'] ?? '';
  if (!/^application\/(vnd\.api\+)?json/.test(type)) throw new Refused(invalidBody('The content type must be application/vnd.api+json.'));
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refused(invalidBody(z.prettifyError(parsed.error)));
  return parsed.data;
}
