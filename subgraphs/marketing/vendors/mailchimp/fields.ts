// What a Mailchimp member can say, as paths of its raw record: what every member has, and the merge fields of each audience that is
// asked. Mailchimp answers no part of a member that it was not asked for; of merge fields it answers all together.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import type { RecordSource } from '../../../../platform/connector';
import { readPages, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { FURTHER_FIELDS, MEMBER_FIELDS } from './wire';

/** What is to be asked for besides, each once: the parts of members that paths of raw records are in. */
export function furtherFieldsIn(paths: readonly string[]): string[] {
  return FURTHER_FIELDS.filter((field) => paths.some((path) => path === field || path.startsWith(`${field}.`)));
}

const MergeField = z.object({ tag: z.string() });

/**
 * One call for each audience, and one for which there are.
 * https://mailchimp.com/developer/marketing/api/list-merges/list-merge-fields/: 1,000 a page.
 */
export function fieldsOf(api: MailchimpApi, book: AudienceBook): NonNullable<RecordSource['fields']> {
  const own = [...MEMBER_FIELDS, ...FURTHER_FIELDS].filter((name) => name !== 'merge_fields');
  return async (call) => {
    const lists = await allOf(
      (await book.known(call)).map(({ id }) => {
        const query = { fields: 'merge_fields.tag,total_items' };
        return readPages(api, { path: `/lists/${id}/merge-fields`, query, name: 'merge_fields', item: MergeField }, call);
      }),
    );
    const tags = lists.flatMap((pages) => pages?.items.map(({ tag }) => tag) ?? []);
    return [...own, ...new Set(tags.map((tag) => `merge_fields.${tag}`))];
  };
}
