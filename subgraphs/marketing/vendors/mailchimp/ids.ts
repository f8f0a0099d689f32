// Mailchimp's ids among global ids. A member is named by audience and `contact_id`, never by the hash of the address, which is
// personal data; segments and tags by audience and number, as their paths need both.
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';

export interface MemberKey {
  list: string;
  contact: string;
}

/** `mailchimp:member:c3a1f09b52-5f0c…` */
export function memberId(source: string, { list, contact }: MemberKey): RecordId {
  return recordId(source, 'member', `${list}-${contact}`);
}

/** null for an id of another source or type, which is unknown here and never sent. */
export function toMemberKey(source: string, id: RecordId): MemberKey | null {
  const [, list, contact] = /^([A-Za-z0-9]+)-([A-Za-z0-9]+)$/.exec(ownPart(source, 'member', id)) ?? [];
  return list === undefined || contact === undefined ? null : { list, contact };
}

/** `list` is an audience itself, `tag` and `segment` are parts of one. */
export type GroupKey = { list: string } & ({ type: 'list' } | { type: 'tag' | 'segment'; segment: number });

/** `mailchimp:list:c3a1f09b52`, `mailchimp:tag:c3a1f09b52-41301`. */
export function groupId(source: string, group: GroupKey): RecordId {
  return recordId(source, group.type, group.type === 'list' ? group.list : `${group.list}-${group.segment}`);
}

/** null for an id of another source, or of another form. */
export function toGroupKey(source: string, id: RecordId): GroupKey | null {
  const audience = ownPart(source, 'list', id);
  if (/^[A-Za-z0-9]+$/.test(audience)) return { type: 'list', list: audience };
  for (const type of ['tag', 'segment'] as const) {
    const [, list, segment] = /^([A-Za-z0-9]+)-(\d{1,15})$/.exec(ownPart(source, type, id)) ?? [];
    if (list !== undefined && segment !== undefined) return { type, list, segment: Number(segment) };
  }
  return null;
}

/** Empty where it is none. */
function ownPart(source: string, type: string, id: RecordId): string {
  const parts = parseRecordId(id);
  return parts !== null && parts.source === source && parts.type === type ? parts.id : '';
}
