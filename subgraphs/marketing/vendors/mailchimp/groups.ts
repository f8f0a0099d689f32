// Audiences, tags and segments as ours: an audience and a tag are lists, made by sign-up and by hand; a segment follows a rule.
// Mailchimp keeps tags as segments of the type "static".
import { z } from 'zod';
import type { Call } from '../../../../platform/http/call';
import { allOf } from '../../../../platform/batch-read';
import type { Audience } from '../../contract';
import { readPages, type MailchimpApi } from './api';
import type { AudienceBook, KnownAudience } from './audience-book';
import { groupId } from './ids';
import { text } from './wire';

/** A tag as a member names it, and a segment as its audience does. */
export const Segment = z.object({ id: z.int(), name: z.string().nullish(), type: z.string(), member_count: z.int().nullish() });
export type Segment = z.infer<typeof Segment>;

export function toAudience({ id, name }: KnownAudience, source: string): Audience {
  return { id: groupId(source, { type: 'list', list: id }), name, kind: 'LIST' };
}

export function toTag(list: string, { id, name }: Pick<Segment, 'id' | 'name'>, source: string): Audience {
  return { id: groupId(source, { type: 'tag', list, segment: id }), name: text(name), kind: 'LIST' };
}

export function toSegment(list: string, { id, name }: Pick<Segment, 'id' | 'name'>, source: string): Audience {
  return { id: groupId(source, { type: 'segment', list, segment: id }), name: text(name), kind: 'SEGMENT' };
}

/** A tag or a segment of an audience, whichever it is. */
export function toGroup(list: string, segment: Segment, source: string): Audience {
  return isTag(segment) ? toTag(list, segment, source) : toSegment(list, segment, source);
}

export function isTag({ type }: Segment): boolean {
  return type === 'static';
}

/** Tags and segments of one audience. https://mailchimp.com/developer/marketing/api/list-segments/list-segments/: 1,000 a page. */
export async function segmentsOf(api: MailchimpApi, list: string, call: Call): Promise<Segment[]> {
  const query = { fields: 'segments.id,segments.name,segments.type,segments.member_count,total_items' };
  const pages = await readPages(api, { path: `/lists/${list}/segments`, query, name: 'segments', item: Segment }, call);
  return pages?.items ?? [];
}

/** All audiences that are asked, with their tags and segments, by name; read now, not from memory. */
export async function allGroups(api: MailchimpApi, book: AudienceBook, call: Call): Promise<readonly Audience[]> {
  const { source } = api.account;
  const audiences = await book.read(call);
  const parts = await allOf(
    audiences.map(async ({ id }) => {
      const segments = await segmentsOf(api, id, call);
      return segments.map((segment) => toGroup(id, segment, source));
    }),
  );
  return byName([...audiences.map((audience) => toAudience(audience, source)), ...parts.flat()]);
}

export function byName(groups: readonly Audience[]): Audience[] {
  return groups.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || a.id.localeCompare(b.id));
}
