// What Klaviyo is asked to do with a profile: its jobs over one profile each. They run a moment after they are taken (202), and say the
// same whenever they run again: asked twice in that moment, the profile is as after the first. What holds already is asked by profile.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import type { ActionCall, ActionResult, Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { MarketingActions, MarketingRecord } from '../../contract';
import { readPages, type KlaviyoApi } from './api';
import { any } from './filter';
import { PROFILE_QUERY } from './lookups';
import { KlaviyoProfile, toMarketingRecord } from './wire';

const PROFILE = /^[A-Za-z0-9]+$/;
/** Of suppressions by somebody's will, ours included. */
const Suppressed = z.object({
  attributes: z.object({
    subscriptions: z.object({
      email: z.object({ marketing: z.object({ suppression: z.array(z.object({ reason: z.string() })).nullish() }) }),
    }),
  }),
});

export function klaviyoActions(api: KlaviyoApi): MarketingActions {
  const { http, account } = api;
  const { source } = account;

  async function profileOf(record: string, call: Call): Promise<{ id: string; profile: MarketingRecord | null }> {
    const id = ownId(source, 'profile', record, PROFILE);
    const query = { ...PROFILE_QUERY, filter: any('id', [id]), 'page[size]': 1 };
    const pages = await readPages(api, { path: '/api/profiles', query, item: KlaviyoProfile }, call);
    const [found] = pages?.items ?? [];
    return { id, profile: found === undefined ? null : toMarketingRecord(found, account) };
  }

  /** True where Klaviyo takes it. In the limits of the job's endpoint (quotas.ts). */
  async function start(job: string, attributes: object, call: Call): Promise<boolean> {
    const { status } = await http.send({
      method: 'POST',
      path: `/api/${job}s`,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: { data: { type: job, attributes } },
      reply: z.unknown(),
      accept: [400, 409],
      retry: false,
      call,
    });
    return status < 300;
  }

  /** https://developers.klaviyo.com/en/reference/bulk_suppress_profiles, .../bulk_unsuppress_profiles */
  async function setSuppression(record: string, wanted: boolean, call: ActionCall): Promise<ActionResult> {
    const action = wanted ? 'suppress' : 'unsuppress';
    const { profile } = await profileOf(record, call);
    if (profile === null) throw notThere(source, action);
    const deed: Deed = { record, undo: null };
    return unlessHeld(call, isSuppressed(profile) === wanted ? deed : null, async () => {
      const [email] = profile.emails;
      const profiles = { data: [{ type: 'profile', attributes: { email: email?.value } }] };
      const taken = await start(`profile-suppression-bulk-${wanted ? 'create' : 'delete'}-job`, { profiles }, call);
      if (!taken) throw refusedInput(source, action, { record });
      return { ...deed, undo: wanted ? { action: 'unsuppress', input: { record } } : null };
    });
  }

  return {
    async setConsent(input, call) {
      const { id, profile } = await profileOf(input.record, call);
      const [email] = profile?.emails ?? [];
      const [phone] = profile?.phones ?? [];
      const address = input.channel === 'EMAIL' ? { email: email?.value } : { phone_number: phone?.value };
      if (profile === null) throw notThere(source, 'setConsent');
      // On this channel there is nobody to write to.
      if (Object.values(address)[0] === undefined) throw refusedInput(source, 'setConsent', input);
      const before = profile.consents.find(({ channel }) => channel === input.channel)?.status ?? 'UNKNOWN';
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, before === input.status ? deed : null, async () => {
        const isGranted = input.status === 'GRANTED';
        const channel = input.channel.toLowerCase();
        const marketing = isGranted ? { consent: 'SUBSCRIBED', consented_at: input.at } : { consent: 'UNSUBSCRIBED' };
        const subscriptions = { [channel]: { marketing } };
        // Said elsewhere before: "historical", so that nobody is asked to confirm it, and who took it back since is left alone.
        // https://developers.klaviyo.com/en/reference/bulk_subscribe_profiles, .../bulk_unsubscribe_profiles
        const taken = await start(
          `profile-subscription-bulk-${isGranted ? 'create' : 'delete'}-job`,
          {
            ...(isGranted ? { custom_source: input.statement, historical_import: true } : {}),
            profiles: { data: [{ type: 'profile', ...(isGranted ? { id } : {}), attributes: { ...address, subscriptions } }] },
          },
          call,
        );
        if (!taken) throw refusedInput(source, 'setConsent', input);
        // What a person took back, no machine gives again.
        const undo = isGranted && before === 'REVOKED' ? { action: 'setConsent', input: { ...input, status: before } } : null;
        return { ...deed, undo };
      });
    },
    suppress: ({ record }, call) => setSuppression(record, true, call),
    unsuppress: ({ record }, call) => setSuppression(record, false, call),
    async deleteProfile({ record }, call) {
      const { id, profile } = await profileOf(record, call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, profile === null ? deed : null, async () => {
        // https://developers.klaviyo.com/en/reference/request_profile_deletion: with all its events, within days.
        const asked = await start('data-privacy-deletion-job', { profile: { data: { type: 'profile', id } } }, call);
        if (!asked) throw refusedInput(source, 'deleteProfile', { record });
        return deed;
      });
    },
  };
}

function isSuppressed({ raw }: MarketingRecord): boolean {
  const known = Suppressed.safeParse(raw);
  const reasons = known.success ? (known.data.attributes.subscriptions.email.marketing.suppression ?? []) : [];
  return reasons.some(({ reason }) => reason === 'USER_SUPPRESSED');
}
