// The ways to find a Klaviyo profile: by id, address, number and external id, 100 of a kind in one request.
import type { Lookup } from '../../../../platform/batch-read';
import type { LookupBy } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { MarketingRecord } from '../../contract';
import { ownIds, readPages, type KlaviyoApi } from './api';
import { any, MAX_VALUES, splitByLength } from './filter';
import { KlaviyoProfile, PROFILE_FIELDS, toMarketingRecord } from './wire';

/** Profiles of one page. */
export const PROFILES_A_PAGE = 100;

/** What every read of profiles asks for: `subscriptions` is left out unless named, and costs no lower limit. */
export const PROFILE_QUERY = { 'fields[profile]': PROFILE_FIELDS, 'additional-fields[profile]': 'subscriptions' };

/** The look-ups of an account; by external id only where it is configured whose ids those are. */
export function profileLookups(api: KlaviyoApi): Lookup<MarketingRecord>[] {
  const { account } = api;
  const idsOf = (recordIds: readonly string[]) => [...ownIds(account, 'profile', recordIds).keys()];
  const byId: Lookup<MarketingRecord> = {
    ...declared('id'),
    caseSensitive: true,
    split: (recordIds) => splitByLength(recordIds, (id) => id),
    read: async (recordIds, call) => groupBy(await profilesWith(api, 'id', idsOf(recordIds), call), ({ id }) => [id]),
  };
  const byEmail: Lookup<MarketingRecord> = {
    ...declared('email'),
    // Klaviyo keeps addresses in lower case, and refuses a second profile with one. That its filter takes capitals for the same is
    // documented nowhere: it is asked in lower case whatever comes.
    caseSensitive: false,
    unique: true,
    split: (emails) => splitByLength(emails, (email) => email),
    read: async (emails, call) =>
      groupBy(await profilesWith(api, 'email', [...new Set(emails.map((email) => email.toLowerCase()))], call), (record) =>
        record.emails.map(({ value }) => value),
      ),
  };
  const byPhone: Lookup<MarketingRecord> = {
    ...declared('phone'),
    // Klaviyo takes numbers in E.164 only.
    caseSensitive: false,
    split: (phones) => splitByLength(phones, (phone) => phone),
    read: async (phones, call) =>
      groupBy(await profilesWith(api, 'phone_number', phones, call), (record) => record.phones.map(({ value }) => value)),
  };
  return [byId, byEmail, byPhone, ...(account.externalId === undefined ? [] : [byExternalId(api, `${account.externalId}:`)])];
}

function byExternalId(api: KlaviyoApi, prefix: string): Lookup<MarketingRecord> {
  const toExternalId = (recordId: string) => recordId.slice(prefix.length);
  return {
    ...declared('externalId'),
    caseSensitive: true,
    split: (recordIds) =>
      splitByLength(
        recordIds.filter((recordId) => recordId.startsWith(prefix)),
        toExternalId,
      ),
    read: async (recordIds, call) =>
      groupBy(await profilesWith(api, 'external_id', recordIds.map(toExternalId), call), ({ externalIds }) => externalIds),
  };
}

function declared(by: LookupBy) {
  return { by, keysPerCall: MAX_VALUES, lagSeconds: null };
}

/**
 * At most 100 values, unknown ones left out. https://developers.klaviyo.com/en/reference/get_profiles: `any` on id, email,
 * phone_number and external_id; 100 a page; 75 a second, 750 a minute.
 */
async function profilesWith(api: KlaviyoApi, field: string, values: readonly string[], call: Call): Promise<MarketingRecord[]> {
  if (values.length === 0) return [];
  const query = { ...PROFILE_QUERY, filter: any(field, values), 'page[size]': PROFILES_A_PAGE };
  const pages = await readPages(api, { path: '/api/profiles', query, item: KlaviyoProfile }, call);
  if (pages === null) throw new UpstreamError(api.account.source, 'UPSTREAM_CONTRACT', { cause: new Error('no profiles') });
  return pages.items.map((profile) => toMarketingRecord(profile, api.account));
}

/** Every record under each of its keys, so that a hit counts only where the record holds the very value. */
function groupBy(
  records: readonly MarketingRecord[],
  keysOf: (record: MarketingRecord) => readonly string[],
): Map<string, MarketingRecord[]> {
  const groups = new Map<string, MarketingRecord[]>();
  for (const record of records) for (const key of keysOf(record)) groups.set(key, [...(groups.get(key) ?? []), record]);
  return groups;
}
