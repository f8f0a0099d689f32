// An invoice that is two weeks overdue while a deal is open: whoever owns the deal should ask. Paid in the meantime, nothing happens.
import { call } from '../workflows/action';
import { workflow } from '../workflows/workflow';
import { createTask } from './actions';
import { OverdueInvoiceReadDocument } from './reads.gen';

const DAYS = 14;
const DAY_MS = 86_400_000;

const overdueAt = (dueDate: string): Date => new Date(Date.parse(dueDate) + DAYS * DAY_MS);

export const overdueInvoice = workflow({
  name: 'invoice-overdue-with-open-deal',
  about: 'An invoice 14 days overdue of a customer with an open deal makes a task for whoever owns the deal, unless it is paid by then.',
  on: ['billing.invoice.created', 'billing.invoice.updated', 'crm.deal.created', 'crm.deal.updated'],
  read: OverdueInvoiceReadDocument,
  each: ({ data: { customer } }) =>
    (customer?.billing?.invoices.nodes ?? []).flatMap(({ id, number, dueDate }) =>
      dueDate === null ? [] : [{ key: id, item: { id, number, dueDate } }],
    ),
  when: ({ data: { customer } }) => (customer?.crm?.opportunities.nodes ?? []).length > 0,
  after: ({ item }) => overdueAt(item.dueDate),
  afterWords: '14 days after the due date',
  does: [createTask],
  steps({ data: { customer }, item: invoice }) {
    const [deal] = customer?.crm?.opportunities.nodes ?? [];
    if (deal === undefined) return [];
    const title = `Invoice ${invoice.number ?? invoice.id} is ${DAYS} days overdue: speak of it before the deal is signed`;
    const owner = deal.owner === null ? {} : { owner: deal.owner.id };
    const due = overdueAt(invoice.dueDate).toISOString();
    return [call(createTask, deal.record.id, { record: deal.record.id, ...owner, title, due, ref: invoice.id })];
  },
});
