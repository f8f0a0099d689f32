// Segments and lists: those of a profile, all there are, and who is in one. Klaviyo treats the two alike but for their path.
import { allOf, chunked } from '../../../../platform/batch-read';
import type { BatchRead, ListRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { Audience, MarketingRecord } from '../../contract';
import { ownIds, readPages, type KlaviyoApi } from './api';
import { PROFILE_QUERY, PROFILES_A_PAGE } from './lookups';
import { KlaviyoAudience, KlaviyoProfile, toAudience, toMarketingRecord } from './wire';

/** `segment`, `list`: the type in ids and documents; with an s, the path. */
export type AudienceType = KlaviyoAudience['type'];

const TYPES: readonly AudienceType[] = ['segment', 'list'];
/** The most that both endpoints give. */
const AUDIENCES_A_PAGE = 10;
/** The documented limit of both endpoints is 3 a second (and 60 a minute): who asks for more is told to wait a second. */
const MEMBERSHIP_READS_AT_ONCE = 3;

/**
 * The segments, or the lists, of each profile; one profile a request, answered whole; none of an unknown profile.
 * https://developers.klaviyo.com/en/reference/get_segments_for_profile and
 * https://developers.klaviyo.com/en/reference/get_lists_for_profile: 3 a second, 60 a minute.
 */
export function audiencesOfProfiles(api: KlaviyoApi, type: AudienceType): BatchRead<RecordId, readonly Audience[]> {
  return chunked<readonly Audience[]>({
    absent: [],
    keysPerCall: 1,
    atOnce: MEMBERSHIP_READS_AT_ONCE,
    async read(recordIds, call) {
      const [asked] = ownIds(api.account, 'profile', recordIds);
      if (asked === undefined) return new Map();
      const [profile, id] = asked;
      const wanted = { path: `/api/profiles/${profile}/${type}s`, query: { [`fields[${type}]`]: 'name' }, item: KlaviyoAudience };
      const pages = await readPages(api, wanted, call);
      return new Map([[id, byName(pages?.items ?? [], api)]]);
    },
  });
}

/**
 * All segments and lists, paged to the end. https://developers.klaviyo.com/en/reference/get_segments and
 * https://developers.klaviyo.com/en/reference/get_lists: 10 a page; 75 a second, 750 a minute.
 */
export async function allAudiences(api: KlaviyoApi, call: Call): Promise<readonly Audience[]> {
  const kinds = await allOf(
    TYPES.map(async (type) => {
      const query = { [`fields[${type}]`]: 'name', 'page[size]': AUDIENCES_A_PAGE };
      const pages = await readPages(api, { path: `/api/${type}s`, query, item: KlaviyoAudience }, call);
      if (pages === null) throw new UpstreamError(api.account.source, 'UPSTREAM_CONTRACT', { cause: new Error(`no ${type}s`) });
      return pages.items;
    }),
  );
  return byName(kinds.flat(), api);
}

/**
 * The profiles in a segment or on a list, who joined last first, paged up to `most`; none of an unknown one, nor of another
 * source's (without a request). https://developers.klaviyo.com/en/reference/get_profiles_for_segment and
 * https://developers.klaviyo.com/en/reference/get_profiles_for_list: 100 a page; 75 a second, 750 a minute.
 */
export function membersOfAudience(api: KlaviyoApi): ListRead<{ audience: RecordId }, MarketingRecord> {
  return async ({ audience }, most, call) => {
    const [asked] = TYPES.flatMap((type) => [...ownIds(api.account, type, [audience]).keys()].map((id) => `/api/${type}s/${id}/profiles`));
    if (asked === undefined) return { records: [], complete: true };
    const query = { ...PROFILE_QUERY, sort: '-joined_group_at', 'page[size]': Math.min(PROFILES_A_PAGE, most) };
    const pages = await readPages(api, { path: asked, query, item: KlaviyoProfile }, call, most);
    const records = (pages?.items ?? []).map((profile) => ({ record: toMarketingRecord(profile, api.account), items: [] }));
    return { records, complete: pages?.complete ?? true };
  };
}

function byName(audiences: readonly KlaviyoAudience[], { account }: KlaviyoApi): Audience[] {
  const sorted = audiences.map((audience) => toAudience(audience, account));
  return sorted.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || a.id.localeCompare(b.id));
}
