// Who is in an audience, a tag or a segment. The members of the latter two are told without their `contact_id`, so that each is
// looked up by the hash.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import type { ListRead, RecordList } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { MarketingRecord } from '../../contract';
import { fieldsOf, readPages, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { toGroupKey } from './ids';
import { readMember } from './lookups';
import { Instant, MailchimpMember, memberFields, toInstant, toMarketingRecord } from './wire';

const NOBODY: RecordList<MarketingRecord> = { records: [], complete: true };
const InSegment = z.object({ id: z.string(), timestamp_opt: Instant });

/**
 * The members of an audience, whatever their status but for those archived, who opted in last first; of a tag or segment its active
 * subscribers, in the same order, as Mailchimp does not tell when somebody joined it. An unknown group has none, and another source's,
 * or one of an audience that is not asked, costs no request.
 */
export function membersOfGroup(api: MailchimpApi, book: AudienceBook): ListRead<{ audience: RecordId }, MarketingRecord> {
  return async ({ audience }, most, call) => {
    const group = toGroupKey(api.account.source, audience);
    if (group === null || !book.isAsked(group.list)) return NOBODY;
    return group.type === 'list'
      ? membersOfAudience(api, group.list, most, call)
      : membersOfSegment(api, group.list, group.segment, most, call);
  };
}

/** https://mailchimp.com/developer/marketing/api/list-members/list-members-info/: 1,000 a page. */
async function membersOfAudience(api: MailchimpApi, list: string, most: number, call: Call): Promise<RecordList<MarketingRecord>> {
  const query = { fields: `${fieldsOf(memberFields(api.account), 'members.')},total_items`, sort_field: 'timestamp_opt', sort_dir: 'DESC' };
  const pages = await readPages(api, { path: `/lists/${list}/members`, query, name: 'members', item: MailchimpMember }, call, most);
  return toList(pages?.items.map((member) => toMarketingRecord(member, api.account)) ?? [], pages?.complete ?? true);
}

/** https://mailchimp.com/developer/marketing/api/list-segment-members/list-members-in-segment/: 1,000 a page, then a request a member. */
async function membersOfSegment(
  api: MailchimpApi,
  list: string,
  segment: number,
  most: number,
  call: Call,
): Promise<RecordList<MarketingRecord>> {
  const query = { fields: 'members.id,members.timestamp_opt,total_items' };
  const path = `/lists/${list}/segments/${segment}/members`;
  const pages = await readPages(api, { path, query, name: 'members', item: InSegment }, call);
  const wanted = newestFirst(pages?.items ?? [], (member) => toInstant(member.timestamp_opt));
  const members = await allOf(wanted.slice(0, most).map(({ id }) => readMember(api, list, id, call)));
  return toList(
    members.filter((member) => member !== null),
    wanted.length <= most,
  );
}

/** Each once: who joins while pages are read pushes others onto the next one. */
function toList(records: readonly MarketingRecord[], complete: boolean): RecordList<MarketingRecord> {
  const once = new Map(records.map((record) => [record.id, record]));
  return { records: [...once.values()].map((record) => ({ record, items: [] })), complete };
}
