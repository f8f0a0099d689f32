// What HubSpot is asked to do with a contact itself. What is to be set is compared with what is there, by id: nothing is written twice.
import { unlessHeld } from '../../../../platform/actions/once';
import { notThere, ownId } from '../../../../platform/actions/refusal';
import type { Deed } from '../../../../platform/actions/offer';
import type { Call } from '../../../../platform/http/call';
import { recordId, type RecordId } from '../../../../platform/record';
import type { CrmActions } from '../../contract';
import { contactProperties, toCrmRecord, type Account } from './wire';
import { readObjects, type HubspotApi } from './objects';
import { createObject, purgeContact, updateContact, type Properties } from './writes';

export function contactActions(api: HubspotApi, account: Account): CrmActions {
  const { source } = api;
  const properties = contactProperties(account, []);

  async function contactOf(record: RecordId, action: string, call: Call) {
    const id = ownId(source, 'contact', record, /^\d+$/);
    const [contact] = await readObjects(api, { type: 'contacts', properties }, [id], call);
    if (contact === undefined) throw notThere(source, action);
    return { id, contact: toCrmRecord(contact, account) };
  }

  return {
    async setOwner(input, call) {
      const wanted = input.owner === null ? '' : ownId(source, 'owner', input.owner, /^\d+$/);
      const { id, contact } = await contactOf(input.record, 'setOwner', call);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, contact.ownerId === input.owner ? deed : null, async () => {
        await updateContact(api, id, { hubspot_owner_id: wanted }, { action: 'setOwner', input }, call);
        return { ...deed, undo: { action: 'setOwner', input: { record: input.record, owner: contact.ownerId } } };
      });
    },
    async updateContact(input, call) {
      const { id, contact } = await contactOf(input.record, 'updateContact', call);
      const primary = (points: readonly { value: string; primary: boolean }[]) => points.find(({ primary }) => primary)?.value;
      const wanted = {
        ...(input.email === undefined || input.email === primary(contact.emails) ? {} : { email: input.email }),
        ...(input.phone === undefined || input.phone === primary(contact.phones) ? {} : { phone: input.phone }),
        ...(input.givenName === undefined || input.givenName === contact.name.given ? {} : { firstname: input.givenName }),
        ...(input.familyName === undefined || input.familyName === contact.name.family ? {} : { lastname: input.familyName }),
      };
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, Object.keys(wanted).length === 0 ? deed : null, async () => {
        await updateContact(api, id, wanted, { action: 'updateContact', input }, call);
        return deed;
      });
    },
    async createContact(input, call) {
      const [held] = await readObjects(api, { type: 'contacts', properties: [], idProperty: 'email' }, [input.email], call);
      const deedOf = (id: string): Deed => ({ record: recordId(source, 'contact', id), undo: null });
      return unlessHeld(call, held === undefined ? null : deedOf(held.id), async () => {
        const asked = { action: 'createContact', input };
        return deedOf(await createObject(api, { type: 'contacts', properties: toProperties(input), associations: [] }, asked, call));
      });
    },
    async deleteContact({ record }, call) {
      const id = ownId(source, 'contact', record, /^\d+$/);
      const [there] = await readObjects(api, { type: 'contacts', properties: [] }, [id], call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, there === undefined ? deed : null, async () => {
        await purgeContact(api, id, call);
        return deed;
      });
    },
  };
}

function toProperties(input: {
  email: string;
  phone?: string | undefined;
  givenName?: string | undefined;
  familyName?: string | undefined;
}) {
  const { email, phone, givenName, familyName } = input;
  const properties: Properties = {
    email,
    ...(phone === undefined ? {} : { phone }),
    ...(givenName === undefined ? {} : { firstname: givenName }),
    ...(familyName === undefined ? {} : { lastname: familyName }),
  };
  return properties;
}
