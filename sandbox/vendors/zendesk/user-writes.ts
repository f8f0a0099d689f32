// Zendesk's writes of users: name and number, addresses as identities, and the two steps of a deletion.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route } from '../../http/message';
import type { HelpdeskUser } from '../../world/story';
import { invalidRecord, recordNotFound } from './errors';
import { userShape } from './shapes';
import type { ZendeskStore } from './store';
import { emailsOf, toZendeskIdentities, toZendeskUser } from './users';

const update = z.object({ user: z.strictObject({ name: z.string().min(1).optional(), phone: z.string().nullable().optional() }) });
const identity = z.object({ identity: z.object({ type: z.literal('email'), value: z.email() }) });

export function createUserWrites(store: ZendeskStore, changes: Changes): Route[] {
  const active = (id: string | undefined): HelpdeskUser | null => {
    const user = store.userById(id ?? '');
    return user === null || user.deleted ? null : user;
  };
  const holderOf = (email: string) => store.users().find((user) => !user.deleted && emailsOf(user).includes(email.toLowerCase()));
  const put = ({ id }: HelpdeskUser, change: Partial<HelpdeskUser>) => store.putUser(Object.assign({ id }, change));
  const answer = (user: HelpdeskUser, origin: string) => ({ user: toZendeskUser(user, store.detailsOf(user), origin) });

  return [
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user
      method: 'PUT',
      path: '/api/v2/users/:id',
      shape: userShape,
      handle({ params, body, origin }) {
        const user = active(params['id']);
        if (user === null) return recordNotFound();
        const parsed = update.safeParse(body);
        if (!parsed.success) return invalidRecord({ name: 'Name: is too short (minimum one character)' });
        const { name = user.name, phone = user.phone } = parsed.data.user;
        const changed = put(user, { name, phone });
        changes.tell({ type: 'user', id: user.id, what: 'updated' });
        return { status: 200, body: answer(changed, origin) };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#create-identity: an address belongs to one user
      method: 'POST',
      path: '/api/v2/users/:id/identities',
      handle({ params, body, origin }) {
        const user = active(params['id']);
        if (user === null) return recordNotFound();
        const parsed = identity.safeParse(body);
        if (!parsed.success) return invalidRecord({ value: 'Value: is not a valid email address' });
        const { value } = parsed.data.identity;
        if (holderOf(value) !== undefined) return invalidRecord({ value: `Value: ${value} is already being used by another user` });
        const change = user.email === null ? { email: value } : { additionalEmails: [...user.additionalEmails, value] };
        const changed = put(user, change);
        const made = toZendeskIdentities(changed, origin).find((one) => one.value === value);
        return { status: 201, body: { identity: made } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#make-identity-primary
      method: 'PUT',
      path: '/api/v2/users/:id/identities/:identity/make_primary',
      handle({ params, origin }) {
        const user = active(params['id']);
        if (user === null) return recordNotFound();
        const chosen = toZendeskIdentities(user, origin).find(({ id, type }) => String(id) === params['identity'] && type === 'email');
        if (chosen === undefined) return recordNotFound();
        const others = [...(user.email === null ? [] : [user.email]), ...user.additionalEmails].filter((email) => email !== chosen.value);
        const changed = put(user, { email: chosen.value, additionalEmails: others });
        changes.tell({ type: 'user', id: user.id, what: 'updated' });
        return { status: 200, body: { identities: toZendeskIdentities(changed, origin) } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#delete-user: not while a ticket of theirs is open
      method: 'DELETE',
      path: '/api/v2/users/:id',
      shape: userShape,
      handle({ params, origin }) {
        const user = active(params['id']);
        if (user === null) return recordNotFound();
        const isAsking = store.ticketsOf(user.id).some(({ status }) => status !== 'closed' && status !== 'solved');
        if (isAsking) return invalidRecord({ base: 'User has tickets that are not closed' });
        const changed = put(user, { deleted: true });
        changes.tell({ type: 'user', id: user.id, what: 'deleted' });
        return { status: 200, body: answer(changed, origin) };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user
      method: 'DELETE',
      path: '/api/v2/deleted_users/:id',
      handle({ params, origin }) {
        const user = store.userById(params['id'] ?? '');
        if (user === null || !user.deleted) return recordNotFound();
        store.purgeUser(user.id);
        const { id, url, name, email, created_at, updated_at } = answer(
          { ...user, name: 'Permanently Deleted User', email: null },
          origin,
        ).user;
        return { status: 200, body: { deleted_user: { id, url, name, email, created_at, updated_at, active: false } } };
      },
    },
  ];
}
