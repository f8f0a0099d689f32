// What can be done in a marketing system, and what each action takes. Ids are global ones of the source that is asked. Where a
// connector offers an action, it does it as said here; what it cannot, it leaves out.
import { z } from 'zod';
import { recordId, text } from '../../platform/actions/fields';
import type { Offered } from '../../platform/actions/offer';

const channel = z.enum(['EMAIL', 'SMS']);

export const marketingActions = {
  /**
   * What a person said about being written to for marketing: `statement` tells where they said it (`hubspot:contact:501`, `phone call`)
   * and `at` when. Taken back by itself, as far as the vendor lets one.
   */
  setConsent: z.strictObject({
    record: recordId,
    channel,
    status: z.enum(['GRANTED', 'REVOKED']),
    statement: text.max(100),
    at: z.iso.datetime(),
  }),
  /** Taken back by `removeTag`, unless it was there. */
  addTag: z.strictObject({ record: recordId, tag: text.max(100) }),
  removeTag: z.strictObject({ record: recordId, tag: text.max(100) }),
  /** No email any more, whatever the consent. Taken back by `unsuppress`. */
  suppress: z.strictObject({ record: recordId }),
  unsuppress: z.strictObject({ record: recordId }),
  /** Erases a profile as the vendor's way of deletion for privacy does; docs/actions.md says what remains. Not taken back. */
  deleteProfile: z.strictObject({ record: recordId }),
};

export type MarketingActions = Offered<typeof marketingActions>;
