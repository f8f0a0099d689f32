// `updateContact`: a new name, address or number, in every system that has the customer. The former value is personal data and is kept
// nowhere, so that there is no way back: after the first system it is tried until all have it.
import { z } from 'zod';
import { call } from '../workflows/action';
import { saga, step } from '../workflows/saga';
import { updateBillingCustomer, updateCrmContact, updateRequester } from './actions';
import { CustomerRecordsReadDocument, type CustomerRecordsReadQuery } from './reads.gen';

const text = z.string().trim().min(1).max(200);

const input = z
  .object({
    customer: z.string(),
    givenName: text.optional(),
    familyName: text.optional(),
    email: z.email().optional(),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'takes the form +4930901820')
      .optional(),
  })
  .refine(({ customer: _customer, ...changes }) => Object.keys(changes).length > 0, {
    error: 'name what is new: givenName, familyName, email or phone',
    path: ['email'],
  });

type Input = z.infer<typeof input>;

interface Given {
  input: Input;
  data: CustomerRecordsReadQuery;
}

/** Where the name is one field it is changed as a whole, or not at all. */
function withOneName({ givenName, familyName, email, phone }: Input): { name?: string; email?: string; phone?: string } {
  return {
    ...(givenName === undefined || familyName === undefined ? {} : { name: `${givenName} ${familyName}` }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** What the others have no field for changes nothing there. */
function idsOf(view: { records: readonly { ref: { id: string } }[] } | null | undefined, changes: object): string[] {
  return Object.keys(changes).length === 0 ? [] : (view?.records ?? []).map(({ ref }) => ref.id);
}

export const updateContact = saga({
  name: 'update-contact',
  about: 'Changes name, email or phone of a customer in every system that has them.',
  input,
  subject: ({ customer }) => customer,
  read: CustomerRecordsReadDocument,
  readId: ({ customer }) => customer,
  steps: [
    step(updateCrmContact, { pivot: true }, ({ input: { customer: _customer, ...changes }, data }: Given) =>
      idsOf(data.customer?.crm, changes).map((record) => call(updateCrmContact, record, { record, ...changes })),
    ),
    step(updateBillingCustomer, { retry: 'forever' }, ({ input: given, data }: Given) => {
      const changes = withOneName(given);
      return idsOf(data.customer?.billing, changes).map((record) => call(updateBillingCustomer, record, { record, ...changes }));
    }),
    step(updateRequester, { retry: 'forever' }, ({ input: given, data }: Given) => {
      const changes = withOneName(given);
      return idsOf(data.customer?.support, changes).map((record) => call(updateRequester, record, { record, ...changes }));
    }),
  ],
});
