// `mergeRequest`: two records that look like one customer, for a person of the CRM to look at. Nothing is ever merged by itself.
import { z } from 'zod';
import { call } from '../workflows/action';
import { saga, step } from '../workflows/saga';
import { createTask } from './actions';
import { CustomerRecordsReadDocument, type CustomerRecordsReadQuery } from './reads.gen';

const input = z.object({
  customer: z.string(),
  other: z.string().regex(/^[^:]+:[^:]+:.+$/, 'takes the form source:type:id'),
  reason: z.string().min(1).max(1_000),
  due: z.iso.datetime(),
});

interface Given {
  input: z.infer<typeof input>;
  data: CustomerRecordsReadQuery;
}

export const mergeRequest = saga({
  name: 'merge-request',
  about: 'Makes a task in the CRM to look at two records that may be one customer.',
  input,
  subject: ({ customer }) => customer,
  read: CustomerRecordsReadDocument,
  readId: ({ customer }) => customer,
  steps: [
    step(createTask, { undo: true }, ({ input: { customer, other, reason, due }, data }: Given) => {
      const record = data.customer?.crm?.records[0]?.ref.id;
      if (record === undefined) return [];
      const title = `Are these one customer? ${customer} and ${other}`;
      return [call(createTask, record, { record, title, body: reason, due, ref: other })];
    }),
  ],
});
