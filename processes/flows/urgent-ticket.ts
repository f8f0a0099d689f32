// An urgent ticket of somebody with an open deal: whoever looks after the deal has to know.
import { call } from '../workflows/action';
import { workflow } from '../workflows/workflow';
import { createTask } from './actions';
import { UrgentTicketReadDocument } from './reads.gen';

export const urgentTicket = workflow({
  name: 'urgent-ticket-with-open-deal',
  about: 'An urgent ticket of a customer with an open deal makes a task for whoever owns the deal.',
  on: ['support.ticket.created', 'support.ticket.updated'],
  read: UrgentTicketReadDocument,
  each: ({ data: { customer } }) =>
    (customer?.support?.tickets.nodes ?? []).filter(({ priority }) => priority === 'URGENT').map((item) => ({ key: item.id, item })),
  when: ({ data: { customer } }) => (customer?.crm?.opportunities.nodes ?? []).length > 0,
  does: [createTask],
  steps({ event, data: { customer }, item: ticket }) {
    const [deal] = customer?.crm?.opportunities.nodes ?? [];
    if (deal === undefined) return [];
    const title = `Urgent ticket ${ticket.number ?? ticket.id}: call before the deal suffers`;
    const owner = deal.owner === null ? {} : { owner: deal.owner.id };
    return [call(createTask, deal.record.id, { record: deal.record.id, ...owner, title, due: event.at, ref: ticket.id })];
  },
});
