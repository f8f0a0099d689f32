// What can be done in a shop, and what each action takes. Ids are global ones of the source that is asked. Where a connector offers an
// action, it does it as said here; what it cannot, it leaves out.
import { z } from 'zod';
import { recordId, ref, text } from '../../platform/actions/fields';
import type { Offered } from '../../platform/actions/offer';

export const salesActions = {
  /**
   * What the staff reads about a customer, and the customer does not. Taken back by `deleteNote` where a note is a record of its own; not
   * where it is a part of a text that others write, too.
   */
  addNote: z.strictObject({ record: recordId, text, ref: ref.optional() }),
  /** A note that is a record of its own, of that customer. */
  deleteNote: z.strictObject({ record: recordId, note: recordId }),
  /** Taken back by `removeTag`, unless it was there. */
  addTag: z.strictObject({ record: recordId, tag: text.max(40) }),
  removeTag: z.strictObject({ record: recordId, tag: text.max(40) }),
  /** Orders the erasure of a person's data, which the shop does in its own time; docs/actions.md says what remains. Not taken back. */
  requestErasure: z.strictObject({ record: recordId }),
  /** Deletes a customer; docs/actions.md says what remains. Not taken back. */
  deleteCustomer: z.strictObject({ record: recordId }),
};

export type SalesActions = Offered<typeof salesActions>;
