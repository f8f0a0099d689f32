// `setConsent`: what a customer said of being contacted, in every marketing profile. It is what they said, so that it is never taken back
// because one system is away: after the first profile it is tried until all have it.
import { z } from 'zod';
import { call } from '../workflows/action';
import { saga, step } from '../workflows/saga';
import { setMarketingConsent } from './actions';
import { CustomerRecordsReadDocument, type CustomerRecordsReadQuery } from './reads.gen';

const input = z.object({
  customer: z.string(),
  channel: z.enum(['EMAIL', 'SMS']),
  status: z.enum(['GRANTED', 'REVOKED']),
  statement: z.string().min(1).max(100),
  at: z.iso.datetime(),
});

interface Given {
  input: z.infer<typeof input>;
  data: CustomerRecordsReadQuery;
}

export const setConsent = saga({
  name: 'set-consent',
  about: 'Notes in every marketing profile of a customer whether they may be contacted.',
  input,
  subject: ({ customer }) => customer,
  read: CustomerRecordsReadDocument,
  readId: ({ customer }) => customer,
  steps: [
    step(setMarketingConsent, { pivot: true }, ({ input: { customer: _customer, ...said }, data }: Given) =>
      (data.customer?.marketing?.records ?? []).map(({ ref }) => call(setMarketingConsent, ref.id, { record: ref.id, ...said })),
    ),
  ],
});
