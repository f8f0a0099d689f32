// `createTicket`: an enquiry of a customer, noted for them in the helpdesk that has them.
import { z } from 'zod';
import { call } from '../workflows/action';
import { saga, step } from '../workflows/saga';
import { createSupportTicket } from './actions';
import { CustomerRecordsReadDocument, type CustomerRecordsReadQuery } from './reads.gen';

const input = z.object({
  customer: z.string(),
  subject: z.string().min(1).max(200),
  body: z.string().min(1).max(10_000),
  priority: z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW']).nullable(),
});

interface Given {
  input: z.infer<typeof input>;
  data: CustomerRecordsReadQuery;
}

export const createTicket = saga({
  name: 'create-ticket',
  about: 'Makes a ticket for a customer in the helpdesk.',
  input,
  subject: ({ customer }) => customer,
  read: CustomerRecordsReadDocument,
  readId: ({ customer }) => customer,
  steps: [
    step(createSupportTicket, { undo: true }, ({ input: { subject, body, priority }, data }: Given) => {
      const record = data.customer?.support?.records[0]?.ref.id;
      if (record === undefined) return [];
      return [call(createSupportTicket, record, { record, subject, body, ...(priority === null ? {} : { priority }) })];
    }),
  ],
});
