// The account's records, by the ways Mailchimp's endpoints look them up. Built once at start; only members change.
import { createHash } from 'node:crypto';
import { createLag, type Lag } from '../../http/lag';
import type { MailchimpAccount, MailchimpActivity, MailchimpMember, MailchimpSegment } from '../../world/mailchimp-story';
import { changeMember } from './member-changes';
import { mergeFieldsOf, type MergeField } from './merge-fields';

export interface MailchimpStore extends Pick<MailchimpAccount, 'audiences' | 'campaigns'> {
  /** In the order in which they came. */
  membersOf(audienceId: string): readonly MailchimpMember[];
  /** By the MD5 of the lower-cased address alone. */
  memberByHash(audienceId: string, hash: string): MailchimpMember | null;
  /** By that, the address itself or `contact_id`, as most endpoints take. */
  member(audienceId: string, key: string): MailchimpMember | null;
  segmentsOf(audienceId: string): readonly MailchimpSegment[];
  mergeFieldsOf(audienceId: string): readonly MergeField[];
  /** The newest first. */
  activityOf(contactId: string): readonly MailchimpActivity[];
  /** All members, as the search knows them now. */
  searched(): readonly MailchimpMember[];
  lag: Lag<MailchimpMember>;
  /** Adds or alters a member. @throws ZodError */
  putMember(change: object & { id: string }): MailchimpMember;
  /** One that webhooks tell of: they go out when it may be deleted already. */
  memberTold(contactId: string): MailchimpMember | null;
  /** For good: its address is barred from this audience, but for a sign-up. */
  forgetMember(member: MailchimpMember): void;
  isForgotten(audienceId: string, hash: string): boolean;
  /** The tag of that name; made where there is none. */
  tagNamed(audienceId: string, name: string): MailchimpSegment;
}

/** `id` of a member. */
export function hashOf({ email }: Pick<MailchimpMember, 'email'>): string {
  return createHash('md5').update(email.toLowerCase()).digest('hex');
}

export function createMailchimpStore(account: MailchimpAccount, lagSeconds: number): MailchimpStore {
  const lag = createLag<MailchimpMember>(lagSeconds);
  const byContact = new Map(account.members.map((member) => [member.contactId, member]));
  const byHash = new Map(account.members.map((member) => [`${member.audienceId} ${hashOf(member)}`, member.contactId]));
  const segments = [...account.segments];
  const forgotten = new Map<string, MailchimpMember>();
  const mergeFields = new Map<string, readonly MergeField[]>();
  const activity = new Map<string, MailchimpActivity[]>();
  for (const one of account.activity) activity.set(one.contactId, [...(activity.get(one.contactId) ?? []), one]);
  for (const all of activity.values()) all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));

  const within = (audienceId: string, member: MailchimpMember | undefined) => (member?.audienceId === audienceId ? member : null);
  const memberByHash = (audienceId: string, hash: string) => within(audienceId, byContact.get(byHash.get(`${audienceId} ${hash}`) ?? ''));
  const membersOf = (audienceId: string) => [...byContact.values()].filter((member) => member.audienceId === audienceId);
  return {
    ...{ audiences: account.audiences, campaigns: account.campaigns, lag, memberByHash, membersOf },
    member: (audienceId, key) =>
      within(audienceId, byContact.get(key)) ??
      memberByHash(audienceId, key.toLowerCase()) ??
      memberByHash(audienceId, hashOf({ email: key })),
    segmentsOf: (audienceId) => segments.filter((segment) => segment.audienceId === audienceId),
    mergeFieldsOf(audienceId) {
      const fields = mergeFields.get(audienceId) ?? mergeFieldsOf(membersOf(audienceId));
      mergeFields.set(audienceId, fields);
      return fields;
    },
    activityOf: (contactId) => activity.get(contactId) ?? [],
    searched: () => lag.indexed([...byContact.values()], ({ contactId }) => contactId),
    putMember({ id: contactId, ...change }) {
      const before = byContact.get(contactId) ?? null;
      const after = changeMember(before, { ...change, contactId }, new Date().toISOString());
      if (before !== null) byHash.delete(`${before.audienceId} ${hashOf(before)}`);
      byContact.set(contactId, after);
      mergeFields.delete(after.audienceId);
      byHash.set(`${after.audienceId} ${hashOf(after)}`, contactId);
      lag.changed(contactId, before);
      return after;
    },
    memberTold: (contactId) => byContact.get(contactId) ?? [...forgotten.values()].find((member) => member.contactId === contactId) ?? null,
    forgetMember(member) {
      const key = `${member.audienceId} ${hashOf(member)}`;
      byContact.delete(member.contactId);
      byHash.delete(key);
      mergeFields.delete(member.audienceId);
      forgotten.set(key, member);
    },
    isForgotten: (audienceId, hash) => forgotten.has(`${audienceId} ${hash}`),
    tagNamed(audienceId, name) {
      const known = segments.find((one) => one.audienceId === audienceId && one.type === 'static' && one.name === name);
      if (known !== undefined) return known;
      const id = Math.max(0, ...segments.map((one) => one.id)) + 1;
      const made: MailchimpSegment = { id, audienceId, name, type: 'static', createdAt: new Date().toISOString() };
      segments.push(made);
      return made;
    },
  };
}
