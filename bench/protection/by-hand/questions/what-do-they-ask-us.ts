// What do they ask us? The newest tickets with all that was written in them, and what was said of them.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import type { Ticket } from '../../../../subgraphs/support/contract';
import { ratingsOf } from '../../../../subgraphs/support/view';
import { findCustomer } from '../customer';
import { open, ticketsOf } from '../parts/support';
import { recordsOf } from '../resolved';
import type { Systems } from '../systems';
import { textIn, type Question } from './question';

const NEWEST_TICKETS = 5;

export const whatDoTheyAskUs: Question = async (variables, systems) => {
  const customer = await findCustomer(toIdentifier({ email: textIn(variables, 'email') }, undefined), systems.shelves);
  if (customer === null) return { customer };
  const { linked } = await recordsOf(systems.shelves.SUPPORT, customer);
  if (linked.length === 0) return { customer: { displayName: customer.displayName, support: null } };
  const tickets = await ticketsOf(linked, systems);
  return {
    customer: {
      displayName: customer.displayName,
      support: {
        openTickets: open(tickets).length,
        tickets: {
          totalCount: tickets.length,
          nodes: await Promise.all(tickets.slice(0, NEWEST_TICKETS).map((ticket) => ticketNode(ticket, systems))),
        },
        feedback: ratingsOf(tickets).map(({ score, scaleMax, comment, at }) => ({ score, scaleMax, comment, at })),
      },
    },
  };
};

async function ticketNode({ id, record, number, subject, status, priority, channel, createdAt }: Ticket, { support }: Systems) {
  const comments = await support.comments(id);
  return {
    ...{ number, subject, status, priority, channel, createdAt },
    comments: comments.map(({ at, body, author, fromCustomer = null }) => ({
      ...{ at, body },
      fromCustomer: author === null ? fromCustomer : author === record,
    })),
  };
}
