// What can be done in a helpdesk, and what each action takes. Ids are global ones of the source that is asked. Where a connector
// offers an action, it does it as said here; what it cannot, it leaves out.
import { z } from 'zod';
import { email, given, phone, recordId, ref, text } from '../../platform/actions/fields';
import type { Offered } from '../../platform/actions/offer';

export const supportActions = {
  /** A ticket that this person asks for. Taken back by `deleteTicket`. */
  createTicket: z.strictObject({
    record: recordId,
    subject: text.max(255),
    body: text,
    priority: z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW']).optional(),
    ref: ref.optional(),
  }),
  deleteTicket: z.strictObject({ ticket: recordId }),
  /** What the staff sees, and the customer does not. Not taken back: no helpdesk here deletes what was written. */
  addComment: z.strictObject({ ticket: recordId, text, ref: ref.optional() }),
  /** The main address and number, and the name. Not taken back: what was before is a person's data, and is not kept. */
  updateRequester: given({ email, phone, name: text }, { record: recordId }),
  /** Erases a person as the vendor's way of deletion for privacy does; docs/actions.md says what remains. Not taken back. */
  deleteRequester: z.strictObject({ record: recordId }),
};

export type SupportActions = Offered<typeof supportActions>;
