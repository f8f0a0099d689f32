// What can be done in a CRM, and what each action takes. Ids are global ones of the source that is asked. Where a connector offers an
// action, it does it as said here; what it cannot, it leaves out.
import { z } from 'zod';
import { email, given, phone, ref, recordId, text } from '../../platform/actions/fields';
import type { Offered } from '../../platform/actions/offer';

export const crmActions = {
  /** A task about a person or company; `due` is when. Taken back by `deleteTask`. */
  createTask: z.strictObject({
    record: recordId,
    title: text,
    body: text.optional(),
    owner: recordId.optional(),
    due: z.iso.datetime(),
    ref: ref.optional(),
  }),
  deleteTask: z.strictObject({ task: recordId }),
  /** A note about a person or company. Taken back by `deleteNote`. */
  createNote: z.strictObject({ record: recordId, text, ref: ref.optional() }),
  deleteNote: z.strictObject({ note: recordId }),
  /** Who looks after a person; null = nobody. Taken back by itself. */
  setOwner: z.strictObject({ record: recordId, owner: recordId.nullable() }),
  /** The main address and number, and the name. Not taken back: what was before is a person's data, and is not kept. */
  updateContact: given({ email, phone, givenName: text, familyName: text }, { record: recordId }),
  /** A new person. An address that somebody has already is `already`, with their record. Not taken back: others may work with it by then. */
  createContact: z.strictObject({ email, phone: phone.optional(), givenName: text.optional(), familyName: text.optional() }),
  /** Erases a person as the vendor's way of deletion for privacy does; docs/actions.md says what remains. Not taken back. */
  deleteContact: z.strictObject({ record: recordId }),
};

export type CrmActions = Offered<typeof crmActions>;
