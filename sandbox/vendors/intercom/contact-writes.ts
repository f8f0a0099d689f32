// Intercom's writes of contacts: one that is altered, and one that is deleted for good, its conversations with it.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route } from '../../http/message';
import type { IntercomContact } from '../../world/intercom-story';
import { toIntercomContact } from './contacts';
import { contactConflict, contactNotFound, invalidParameter, Refused } from './errors';
import { contactDeletedShape, contactShape } from './shapes';
import type { IntercomStore } from './store';

/** Of the parts of a contact that can be written, those that this emulator knows. */
const update = z
  .strictObject({
    ...{ email: z.email(), phone: z.string().nullable(), name: z.string().nullable(), external_id: z.string() },
    unsubscribed_from_emails: z.boolean(),
  })
  .partial();

export function createContactWrites(store: IntercomStore, changes: Changes): Route[] {
  /** @throws Refused for one that is not there, or was merged into another. */
  const there = (id: string | undefined): IntercomContact => {
    const contact = store.contactById(id ?? '');
    if (contact?.mergedInto !== null) throw new Refused(contactNotFound());
    return contact;
  };
  const isHolder = (one: IntercomContact, email: string): boolean =>
    one.role === 'user' && one.email?.toLowerCase() === email.toLowerCase();

  return [
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/updatecontact. 409 as in
      // https://developers.intercom.com/docs/references/2.4/rest-api/contacts/update-contact/: here of users, as leads may share an address
      method: 'PUT',
      path: '/contacts/:id',
      shape: contactShape,
      handle({ params, body }) {
        const contact = there(params['id']);
        const parsed = update.safeParse(body);
        if (!parsed.success) throw new Refused(invalidParameter(z.prettifyError(parsed.error)));
        const { external_id: externalId, unsubscribed_from_emails: unsubscribed, ...plain } = parsed.data;
        const { email } = plain;
        const other = store.contacts().find((one) => one.id !== contact.id && email !== undefined && isHolder(one, email));
        if (contact.role === 'user' && other !== undefined) throw new Refused(contactConflict(other.id));
        const changed = store.putContact({
          ...{ id: contact.id, ...plain },
          ...(externalId === undefined ? {} : { externalId }),
          ...(unsubscribed === undefined ? {} : { unsubscribed }),
        });
        changes.tell({ type: 'contact', id: contact.id, what: 'updated' });
        return { status: 200, body: toIntercomContact(changed) };
      },
    },
    {
      // https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/deletecontact
      method: 'DELETE',
      path: '/contacts/:id',
      shape: contactDeletedShape,
      handle({ params }) {
        const { id, externalId } = there(params['id']);
        store.deleteContact(id);
        changes.tell({ type: 'contact', id, what: 'deleted' });
        return { status: 200, body: { type: 'contact', id, external_id: externalId, deleted: true } };
      },
    },
  ];
}
