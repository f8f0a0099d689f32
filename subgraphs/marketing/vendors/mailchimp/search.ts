// Mailchimp's search for members by an address or a piece of a name.
import { z } from 'zod';
import type { ListRead } from '../../../../platform/connector';
import type { MarketingRecord } from '../../contract';
import { ask, fieldsOf, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { MailchimpMember, memberFields, toMarketingRecord, type Account } from './wire';

const Matches = z.object({ members: z.array(MailchimpMember), total_items: z.int() });
const Found = z.object({ exact_matches: Matches, full_search: Matches });

const KINDS = ['exact_matches', 'full_search'] as const;
const foundFields = (account: Account): string =>
  KINDS.flatMap((kind) => [fieldsOf(memberFields(account), `${kind}.members.`), `${kind}.total_items`]).join(',');

/**
 * Exact matches first, then those that hold the text in part, each as Mailchimp sorts them; a text without a letter finds nobody. It
 * has no pages, and answers not more than so many: then the list is not complete.
 * https://mailchimp.com/developer/marketing/api/search-members/search-members/
 */
export function searchMembers(api: MailchimpApi, book: AudienceBook): ListRead<{ text: string }, MarketingRecord> {
  const fields = foundFields(api.account);
  return async ({ text }, most, call) => {
    const found =
      text.trim() === '' ? null : await ask(api, { path: '/search-members', query: { query: text.trim(), fields }, reply: Found }, call);
    if (found === null) return { records: [], complete: true };
    const matches = KINDS.flatMap((kind) => found[kind].members.map((member) => toMarketingRecord(member, api.account)));
    const asked = matches.filter(({ id }) => book.member(id) !== null);
    const records = [...new Map(asked.map((record) => [record.id, record])).values()];
    const isWhole = KINDS.every((kind) => found[kind].members.length >= found[kind].total_items);
    return { records: records.slice(0, most).map((record) => ({ record, items: [] })), complete: isWhole && records.length <= most };
  };
}
