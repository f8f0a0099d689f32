// How the world's lists and segments look in Klaviyo: https://developers.klaviyo.com/en/reference/get_list and .../get_segment
import { type Resource, toInstant, toLinks, toRelationship } from './documents';
import type { FilterFields } from './filters';
import type { SortKeys } from './sorting';
import type { Group } from './store';

/** Part of the path, and of the relationships' names. */
export type GroupKind = 'lists' | 'segments';

export const KINDS: readonly GroupKind[] = ['lists', 'segments'];

/** A resource's type, by its part of the path. */
export const TYPES: Record<GroupKind, 'list' | 'segment'> = { lists: 'list', segments: 'segment' };

/** The world does not tell when they were made: before everything else. */
const CREATED = toInstant('2020-01-01T00:00:00.000Z');

/** @param profileCount null = not asked for. */
export function toKlaviyoGroup(kind: GroupKind, { id, name }: Group, origin: string, profileCount: number | null = null): Resource {
  const links = toLinks(origin, kind, id);
  const own =
    kind === 'lists'
      ? { opt_in_process: 'single_opt_in' }
      : { definition: { condition_groups: [] }, is_active: true, is_processing: false, is_starred: false };
  return {
    type: TYPES[kind],
    id,
    attributes: { name, created: CREATED, updated: CREATED, ...own, ...(profileCount === null ? {} : { profile_count: profileCount }) },
    relationships: {
      profiles: toRelationship(links, 'profiles'),
      tags: toRelationship(links, 'tags'),
      'flow-triggers': toRelationship(links, 'flow-triggers'),
    },
    links,
  };
}

/** `fields[list]` and `fields[segment]`. */
export const GROUP_FIELDS: Record<GroupKind, readonly string[]> = {
  lists: ['created', 'id', 'name', 'opt_in_process', 'updated'],
  segments: ['created', 'definition', 'definition.condition_groups', 'id', 'is_active', 'is_processing', 'is_starred', 'name', 'updated'],
};

const LIST_FILTERS: FilterFields<Group> = {
  name: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ name }) => name },
  id: { type: 'text', operators: ['any', 'equals'], equalsList: true, read: ({ id }) => id },
  created: { type: 'date', operators: ['greater-than'], read: () => CREATED },
  updated: { type: 'date', operators: ['greater-than'], read: () => CREATED },
};

/** Documented for lists and for segments. */
export const GROUP_FILTERS: Record<GroupKind, FilterFields<Group>> = {
  lists: LIST_FILTERS,
  segments: {
    ...LIST_FILTERS,
    is_active: { type: 'flag', operators: ['any', 'equals'], equalsList: true, read: () => true },
    is_starred: { type: 'flag', operators: ['equals'], read: () => false },
  },
};

/** Documented for both. */
export const GROUP_SORTS: SortKeys<Group> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  created: () => CREATED,
  updated: () => CREATED,
};
