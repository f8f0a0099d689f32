// What can be done in a billing system, and what each action takes. Ids are global ones of the source that is asked. Where a connector
// offers an action, it does it as said here; what it cannot, it leaves out.
import { z } from 'zod';
import { email, given, phone, recordId, text } from '../../platform/actions/fields';
import type { Offered } from '../../platform/actions/offer';

export const billingActions = {
  /** Where bills go, and to whom. Not taken back: what was before is a person's data, and is not kept. */
  updateCustomer: given({ email, phone, name: text.max(256) }, { record: recordId }),
  /** Erases a customer as far as the vendor does; docs/actions.md says what remains. Not taken back. */
  deleteCustomer: z.strictObject({ record: recordId }),
};

export type BillingActions = Offered<typeof billingActions>;
