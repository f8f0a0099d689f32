// `eraseCustomer`: the deletion that each vendor's API offers, with receipts. There is no way back from the first one on: from there every
// system is tried until it is done. Marketing comes first, so that nobody is written to meanwhile.
import { z } from 'zod';
import { call, type Action, type Call } from '../workflows/action';
import { saga, step } from '../workflows/saga';
import { deleteBillingCustomer, deleteContact, deleteProfile, deleteRequester, requestErasure } from './actions';
import { CustomerRecordsReadDocument, type CustomerRecordsReadQuery } from './reads.gen';

const input = z.object({ customer: z.string() });

interface Given {
  input: z.infer<typeof input>;
  data: CustomerRecordsReadQuery;
}

const each = (action: Action<{ record: string }>, view: { records: readonly { ref: { id: string } }[] } | null | undefined): Call[] =>
  (view?.records ?? []).map(({ ref }) => call(action, ref.id, { record: ref.id }));

export const eraseCustomer = saga({
  name: 'erase-customer',
  about: 'Deletes a customer in every system, as far as its API offers that.',
  input,
  subject: ({ customer }) => customer,
  read: CustomerRecordsReadDocument,
  readId: ({ customer }) => customer,
  steps: [
    step(deleteProfile, { pivot: true }, ({ data }: Given) => each(deleteProfile, data.customer?.marketing)),
    step(deleteRequester, { retry: 'forever' }, ({ data }: Given) => each(deleteRequester, data.customer?.support)),
    step(deleteBillingCustomer, { retry: 'forever' }, ({ data }: Given) => each(deleteBillingCustomer, data.customer?.billing)),
    step(requestErasure, { retry: 'forever' }, ({ data }: Given) => each(requestErasure, data.customer?.sales)),
    step(deleteContact, { retry: 'forever' }, ({ data }: Given) => each(deleteContact, data.customer?.crm)),
  ],
});
