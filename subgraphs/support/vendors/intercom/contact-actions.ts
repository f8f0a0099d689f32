// What Intercom is asked to do with a contact. What is to be set is compared with what is there, by its id and at once: the search lags.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { SupportActions } from '../../contract';
import type { IntercomApi } from './api';
import { followContact } from './contacts';
import { ErrorList, IntercomContact, toPersonRecord } from './wire';

const CONTACT = /^[\w-]{1,64}$/;
const Deleted = z.object({ deleted: z.literal(true) });

export function contactActions(api: IntercomApi): Pick<SupportActions, 'updateRequester' | 'deleteRequester'> {
  const { http, account } = api;
  const { source } = account;

  /** null = it is gone. Throws for one that was merged: it is another record now, which was not asked about. */
  async function contactOf(action: string, record: RecordId, call: Call): Promise<{ id: string; contact: IntercomContact | null }> {
    const id = ownId(source, 'contact', record, CONTACT);
    const found = await followContact(api, id, call);
    if (found !== null && found.formerIds.length > 0) throw notThere(source, action);
    return { id, contact: found?.contact ?? null };
  }

  return {
    async updateRequester(input, call) {
      const { id, contact } = await contactOf('updateRequester', input.record, call);
      if (contact === null) throw notThere(source, 'updateRequester');
      const { emails, phones } = toPersonRecord(contact, account);
      const own = {
        ...(input.name === undefined || input.name === contact.name ? {} : { name: input.name }),
        ...(input.phone === undefined || phones.some(({ value }) => value === input.phone) ? {} : { phone: input.phone }),
        ...(input.email === undefined || emails.some(({ value }) => value === input.email) ? {} : { email: input.email }),
      };
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, Object.keys(own).length === 0 ? deed : null, async () => {
        // 409 for an address that another contact has. In the app's limit of calls (index.ts), as the deletion.
        // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/updatecontact
        const { status } = await http.send({
          method: 'PUT',
          path: `/contacts/${id}`,
          body: own,
          reply: z.union([IntercomContact, ErrorList]),
          accept: [400, 404, 409, 422],
          retry: false,
          call,
        });
        if (status === 404) throw notThere(source, 'updateRequester');
        if (status >= 400) throw refusedInput(source, 'updateRequester', input);
        return deed;
      });
    },
    async deleteRequester({ record }, call) {
      const { id, contact } = await contactOf('deleteRequester', record, call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, contact === null ? deed : null, async () => {
        // With all their conversations; 404 = somebody was faster.
        // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/deletecontact
        const reply = z.union([Deleted, ErrorList]);
        await http.send({ method: 'DELETE', path: `/contacts/${id}`, reply, accept: [404], retry: false, call });
        return deed;
      });
    },
  };
}
