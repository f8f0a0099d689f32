// What Zendesk is asked to do with a user. What is to be set is compared with what is there: nothing is written twice.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import { normaliseEmail } from '../../../../platform/identity/email';
import type { SupportActions } from '../../contract';
import type { ZendeskApi } from './api';
import { showMany } from './users';
import { isCustomer, toPersonRecord, ZendeskUser } from './wire';

const NUMBER = /^[1-9]\d{0,14}$/;
const Problem = z.object({ error: z.unknown() });
const Identity = z.object({ id: z.int(), type: z.string(), value: z.string() });

export function userActions(api: ZendeskApi): Pick<SupportActions, 'updateRequester' | 'deleteRequester'> {
  const { http, account } = api;
  const { source } = account;

  /** https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user: 5 updates of one user a minute. */
  async function update(id: string, user: object, call: Call): Promise<boolean> {
    const reply = z.union([z.object({ user: ZendeskUser }), Problem]);
    const { body } = await http.send({
      method: 'PUT',
      path: `/api/v2/users/${id}`,
      body: { user },
      reply,
      accept: [400, 422],
      retry: false,
      call,
    });
    return 'user' in body;
  }

  /**
   * An address of a user is an identity; which is the main one is said apart: an update of the user would only add it.
   * https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#create-identity, #make-identity-primary
   */
  async function setMainAddress(id: string, email: string, call: Call): Promise<boolean> {
    const path = `/api/v2/users/${id}/identities`;
    const listed = await http.send({
      method: 'GET',
      path,
      query: { 'type[]': 'email', 'page[size]': 100 },
      reply: z.object({ identities: z.array(Identity) }),
      call,
    });
    const known = listed.body.identities.find(({ value }) => normaliseEmail(value) === email);
    const added =
      known ??
      (
        await http.send({
          method: 'POST',
          path,
          body: { identity: { type: 'email', value: email } },
          reply: z.union([z.object({ identity: Identity }).transform(({ identity }) => identity), Problem.transform(() => null)]),
          accept: [400, 422],
          retry: false,
          call,
        })
      ).body;
    if (added === null) return false;
    const reply = z.looseObject({});
    await http.send({ method: 'PUT', path: `${path}/${added.id}/make_primary`, body: {}, reply, retry: false, call });
    return true;
  }

  return {
    async updateRequester(input, call) {
      const id = ownId(source, 'user', input.record, NUMBER);
      const [user] = await showMany(api, 'ids', [id], call);
      if (user === undefined || !isCustomer(user)) throw notThere(source, 'updateRequester');
      const record = toPersonRecord(user, account);
      const own = {
        ...(input.name === undefined || input.name === user.name ? {} : { name: input.name }),
        ...(input.phone === undefined || record.phones.some(({ value }) => value === input.phone) ? {} : { phone: input.phone }),
      };
      const email = input.email === undefined || input.email === normaliseEmail(user.email) ? null : input.email;
      const deed: Deed = { record: input.record, undo: null };
      const isHeld = Object.keys(own).length === 0 && email === null;
      return unlessHeld(call, isHeld ? deed : null, async () => {
        if (Object.keys(own).length > 0 && !(await update(id, own, call))) throw refusedInput(source, 'updateRequester', input);
        if (email !== null && !(await setMainAddress(id, email, call))) throw refusedInput(source, 'updateRequester', input);
        return deed;
      });
    },
    async deleteRequester({ record }, call) {
      const id = ownId(source, 'user', record, NUMBER);
      const [user] = await showMany(api, 'ids', [id], call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, user === undefined ? deed : null, async () => {
        const reply = z.looseObject({});
        if (user?.active === true) {
          // 422 while a ticket of theirs is not closed. https://developer.zendesk.com/api-reference/ticketing/users/users/#delete-user
          const { status } = await http.send({ method: 'DELETE', path: `/api/v2/users/${id}`, reply, accept: [422], retry: false, call });
          if (status === 422) throw refusedInput(source, 'deleteRequester', { tickets: 'not closed' });
        }
        // For good, which only an admin's token may. https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user
        const path = `/api/v2/deleted_users/${id}`;
        await http.send({ method: 'DELETE', path, reply, accept: [404], retry: false, call });
        return deed;
      });
    },
  };
}
