// The lists and the segments that members are in. Of tags a member tells; of segments only the segment does, so that all of them are
// read whole, once for all members of the audience that are asked for together.
import { z } from 'zod';
import { allOf, asError, chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { Audience } from '../../contract';
import { ask, ITEMS_A_PAGE, readPages, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { byName, isTag, segmentsOf, toAudience, toSegment, toTag, type Segment } from './groups';

const Tag = z.object({ id: z.int(), name: z.string().nullish() });
/** A member in its audience, or in a segment: `id` is the hash of the address in both. */
const Hashed = z.object({ id: z.string() });
/** Members asked about together. */
const MEMBERS_AT_ONCE = 1_000;
/** Pages of segments' members that are read for one question: where it takes more, there is no way to tell in time. */
const MOST_PAGES = 40;

/**
 * The audience each member is in, and their tags; one member a request; none of an unknown one.
 * https://mailchimp.com/developer/marketing/api/list-member-tags/list-member-tags/: 1,000 a page; ten open requests.
 */
export function listsOfMembers(api: MailchimpApi, book: AudienceBook): BatchRead<RecordId, readonly Audience[]> {
  const { source } = api.account;
  return chunked<readonly Audience[]>({
    absent: [],
    keysPerCall: 1,
    async read([id = ''], call) {
      const key = book.member(id);
      if (key === null) return new Map();
      const audiences = await book.known(call);
      const path = `/lists/${key.list}/members/${key.contact}/tags`;
      const tags = await readPages(api, { path, query: { fields: 'tags.id,tags.name,total_items' }, name: 'tags', item: Tag }, call);
      if (tags === null) return new Map();
      const own = audiences.filter((audience) => audience.id === key.list).map((audience) => toAudience(audience, source));
      return new Map([[id, byName([...own, ...tags.items.map((tag) => toTag(key.list, tag, source))])]]);
    },
  });
}

/**
 * The segments each member is in; none of an unknown one, nor of one who is no active subscriber. It costs a request a member and one
 * for each thousand members of each segment: ask for many members at once, or not at all. `UPSTREAM_UNSUPPORTED` where those are too many.
 */
export function segmentsOfMembers(api: MailchimpApi, book: AudienceBook): BatchRead<RecordId, readonly Audience[]> {
  return chunked<readonly Audience[]>({
    absent: [],
    keysPerCall: MEMBERS_AT_ONCE,
    async read(ids, call) {
      const answers = new Map<RecordId, readonly Audience[] | Error>();
      const lists = new Set(ids.flatMap((id) => book.member(id)?.list ?? []));
      await Promise.all(
        [...lists].map(async (list) => {
          const members = ids.filter((id) => book.member(id)?.list === list);
          try {
            for (const [id, segments] of await segmentsIn(api, book, list, members, call)) answers.set(id, segments);
          } catch (reason) {
            for (const id of members) answers.set(id, asError(reason));
          }
        }),
      );
      return answers;
    },
  });
}

/** Of members of one audience. */
async function segmentsIn(
  api: MailchimpApi,
  book: AudienceBook,
  list: string,
  ids: readonly RecordId[],
  call: Call,
): Promise<Map<RecordId, readonly Audience[]>> {
  const hashes = await allOf(ids.map(async (id) => [id, await hashOf(api, list, book.member(id)?.contact ?? '', call)] as const));
  if (hashes.every(([, hash]) => hash === null)) return new Map();
  const segments = (await segmentsOf(api, list, call)).filter((segment) => !isTag(segment));
  const pages = segments.map(({ member_count: count }) => Math.ceil((count ?? 0) / ITEMS_A_PAGE)).reduce((sum, one) => sum + one, 0);
  if (pages > MOST_PAGES) {
    throw new UpstreamError(api.account.source, 'UPSTREAM_UNSUPPORTED', { cause: new Error(`${pages} pages of segments' members`) });
  }
  const members = await allOf(segments.map(async (segment) => ({ segment, hashes: await hashesIn(api, list, segment, call) })));
  return new Map(
    hashes.map(([id, hash]) => {
      const own = members.filter((one) => hash !== null && one.hashes.has(hash));
      return [id, byName(own.map(({ segment }) => toSegment(list, segment, api.account.source)))];
    }),
  );
}

/** By which a segment names a member; null = there is no such member. */
async function hashOf(api: MailchimpApi, list: string, contact: string, call: Call): Promise<string | null> {
  const member = await ask(api, { path: `/lists/${list}/members/${contact}`, query: { fields: 'id' }, reply: Hashed }, call);
  return member?.id ?? null;
}

/** https://mailchimp.com/developer/marketing/api/list-segment-members/list-members-in-segment/: 1,000 a page; active subscribers. */
async function hashesIn(api: MailchimpApi, list: string, { id }: Segment, call: Call): Promise<ReadonlySet<string>> {
  const path = `/lists/${list}/segments/${id}/members`;
  const pages = await readPages(api, { path, query: { fields: 'members.id,total_items' }, name: 'members', item: Hashed }, call);
  return new Set(pages?.items.map((member) => member.id));
}
