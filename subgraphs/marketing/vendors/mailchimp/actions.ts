// What Mailchimp is asked to do with a member. Each write says the same whenever it is said again, and what holds already is read by the
// member, at once. Tags and the deletion are documented for the hash alone, which the member is asked for and which goes nowhere else.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import type { ActionCall, ActionResult, Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { MarketingActions } from '../../contract';
import { ask, readPages, write, type MailchimpApi, type Writing } from './api';
import type { AudienceBook } from './audience-book';
import { toConsent } from './wire';

const MEMBER = /^[A-Za-z0-9]+-[A-Za-z0-9]+$/;
const Member = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/), contact_id: z.string(), status: z.string() });
const Tag = z.object({ name: z.string() });

export function mailchimpActions(api: MailchimpApi, book: AudienceBook): MarketingActions {
  const { source } = api.account;

  /** null = Mailchimp has no such member. https://mailchimp.com/developer/marketing/api/list-members/get-member-info/ */
  async function memberOf(action: string, record: RecordId, call: Call): Promise<{ path: string; hashed: string; status: string } | null> {
    ownId(source, 'member', record, MEMBER);
    const key = book.member(record);
    if (key === null) throw notThere(source, action);
    const members = `/lists/${key.list}/members`;
    const path = `${members}/${key.contact}`;
    const member = await ask(api, { path, query: { fields: 'id,contact_id,status' }, reply: Member }, call);
    if (member === null) return null;
    // The path takes a hash as well: a member of another id is not the one that was named.
    if (member.contact_id !== key.contact) throw notThere(source, action);
    return { path, hashed: `${members}/${member.id}`, status: member.status };
  }

  /** Throws where Mailchimp refuses it, or has no such member any more. */
  async function written(action: string, input: object, writing: Writing, call: Call): Promise<void> {
    const outcome = await write(api, writing, call);
    if (outcome === 'refused') throw refusedInput(source, action, input);
    if (outcome === 'unknown') throw notThere(source, action);
  }

  /** https://mailchimp.com/developer/marketing/api/list-member-tags/add-or-remove-member-tags/: a tag that is unknown is made. */
  async function setTag(input: { record: RecordId; tag: string }, wanted: boolean, call: ActionCall): Promise<ActionResult> {
    const [action, opposite] = wanted ? ['addTag', 'removeTag'] : ['removeTag', 'addTag'];
    const member = await memberOf(action, input.record, call);
    if (member === null) throw notThere(source, action);
    const query = { fields: 'tags.name,total_items' };
    const tags = await readPages(api, { path: `${member.path}/tags`, query, name: 'tags', item: Tag }, call);
    const isOn = tags?.items.some(({ name }) => name === input.tag) ?? false;
    const deed: Deed = { record: input.record, undo: null };
    return unlessHeld(call, isOn === wanted ? deed : null, async () => {
      const body = { tags: [{ name: input.tag, status: wanted ? 'active' : 'inactive' }] };
      await written(action, input, { method: 'POST', path: `${member.hashed}/tags`, body }, call);
      return { ...deed, undo: { action: opposite, input } };
    });
  }

  return {
    async setConsent(input, call) {
      const member = await memberOf('setConsent', input.record, call);
      if (member === null) throw notThere(source, 'setConsent');
      // There are no numbers to write to in what is read of Mailchimp.
      if (input.channel !== 'EMAIL') throw refusedInput(source, 'setConsent', input);
      const before = toConsent(member.status);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, before === input.status ? deed : null, async () => {
        const isGranted = input.status === 'GRANTED';
        // 400 for who unsubscribed by their own hand, and for an address that bounces: only a sign-up form brings them back.
        // https://mailchimp.com/developer/marketing/api/list-members/update-list-member/
        const body = isGranted ? { status: 'subscribed', timestamp_opt: input.at } : { status: 'unsubscribed' };
        await written('setConsent', input, { method: 'PATCH', path: member.path, body }, call);
        // What a person took back, no machine gives again.
        const undo = isGranted && before === 'REVOKED' ? { action: 'setConsent', input: { ...input, status: before } } : null;
        return { ...deed, undo };
      });
    },
    addTag: (input, call) => setTag(input, true, call),
    removeTag: (input, call) => setTag(input, false, call),
    async deleteProfile({ record }, call) {
      const member = await memberOf('deleteProfile', record, call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, member === null ? deed : null, async () => {
        if (member === null) return deed;
        // 404 = somebody was faster. https://mailchimp.com/developer/marketing/api/list-members/delete-list-member/
        const writing: Writing = { method: 'POST', path: `${member.hashed}/actions/delete-permanent` };
        if ((await write(api, writing, call)) === 'refused') throw refusedInput(source, 'deleteProfile', { record });
        return deed;
      });
    },
  };
}
