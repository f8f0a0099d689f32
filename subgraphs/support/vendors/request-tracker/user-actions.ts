// What RT is asked to do with a user. RT answers a change with 200 whether it made it or not, and says in words for people which: what
// came of it is read. It deletes no users: REST 2 can only disable them, which takes no data away, and so there is no deletion here.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { normaliseEmail } from '../../../../platform/identity/email';
import type { SupportActions } from '../../contract';
import { RT_ID, type RequestTrackerApi } from './api';
import { isPerson, toPersonRecord } from './records';
import { RtUser } from './wire';

const Problem = z.object({ message: z.string() });
const Privileged = z.object({ Privileged: z.literal([0, 1]) });
/** The last one: what RT shows of a user to accounts without AdminUsers. */
const Answer = z.union([Problem, RtUser.extend(Privileged.shape), Privileged]);

interface Wanted {
  email?: string | undefined;
  phone?: string | undefined;
  name?: string | undefined;
}

export function userActions(api: RequestTrackerApi): Pick<SupportActions, 'updateRequester'> {
  const { http, installation } = api;
  const { source } = installation;

  /** null = there is no such user. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Users: `GET /user/:id` */
  async function userOf(id: string, call: Call): Promise<(RtUser & z.infer<typeof Privileged>) | null> {
    const { body } = await http.send({ method: 'GET', path: `/user/${id}`, reply: Answer, accept: [404], call });
    if ('message' in body) return null;
    if ('id' in body) return body;
    throw new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error('RT changes no user without the right AdminUsers') });
  }

  /** In RT's fields, of what is wanted what the user does not have; a number may be in any of RT's fields for numbers. */
  function changesFor(user: RtUser, { email, phone, name }: Wanted): Record<string, string> {
    const { phones } = toPersonRecord(user, installation);
    return {
      ...(name === undefined || name === user.RealName ? {} : { RealName: name }),
      ...(email === undefined || email === normaliseEmail(user.EmailAddress) ? {} : { EmailAddress: email }),
      ...(phone === undefined || phones.some(({ value }) => value === phone) ? {} : { WorkPhone: phone }),
    };
  }

  return {
    async updateRequester(input, call) {
      const id = ownId(source, 'user', input.record, RT_ID);
      const user = await userOf(id, call);
      if (user === null || !isPerson(user)) throw notThere(source, 'updateRequester');
      // Who may log in as staff is not changed by a machine: by their address they would get a new password.
      if (user.Privileged === 1) throw refusedInput(source, 'updateRequester', { record: 'staff' });
      const changes = changesFor(user, input);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, Object.keys(changes).length === 0 ? deed : null, async () => {
        // An address belongs to one user. The same page: `PUT /user/:id`; RT has no limit.
        const reply = z.union([z.array(z.string()), Problem]);
        await http.send({ method: 'PUT', path: `/user/${id}`, body: changes, reply, accept: [404], retry: false, call });
        const after = await userOf(id, call);
        if (after === null) throw notThere(source, 'updateRequester');
        if (Object.keys(changesFor(after, input)).length > 0) throw refusedInput(source, 'updateRequester', input);
        return deed;
      });
    },
  };
}
