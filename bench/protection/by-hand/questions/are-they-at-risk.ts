// Are they at risk? What all five systems know goes through our rules of signals; beside it stand open tickets, overdue invoices, running
// subscriptions, and what marketing may do.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { toSignals } from '../../../../subgraphs/customer/signals';
import { ratingsOf, satisfactionOf } from '../../../../subgraphs/support/view';
import { findCustomer } from '../customer';
import { current, invoicesOf, overdueOf, subscriptionsOf } from '../parts/billing';
import { completenessOf } from '../parts/completeness';
import { eventsOf } from '../parts/events';
import { isBouncing, lastEngagedAt } from '../parts/marketing';
import { open, ticketsOf } from '../parts/support';
import { everythingOf, evidenceOf, type Everything } from '../resolved';
import type { Systems } from '../systems';
import { textIn, USUAL_PAGE, type Question } from './question';

export const areTheyAtRisk: Question = async (variables, systems) => {
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), systems.shelves);
  if (customer === null) return { customer };
  const everything = await everythingOf(customer);
  const [events, support, billing] = await Promise.all([
    eventsOf(everything, systems),
    supportOf(everything, systems),
    billingOf(everything, systems),
  ]);
  const signals = toSignals(customer.keys, evidenceOf(everything), events, new Date());
  return {
    customer: {
      displayName: customer.displayName,
      signals: signals.map(({ code, severity, reason, degraded, evidence }) => ({
        ...{ code, severity, reason, degraded },
        evidence: evidence.map(({ id, url }) => ({ id, url })),
      })),
      ...{ support, billing, marketing: marketingOf(everything) },
      completeness: completenessOf(customer, everything).map(({ domain, state }) => ({ domain, state })),
    },
  };
};

async function supportOf({ SUPPORT: { linked } }: Everything, systems: Systems) {
  if (linked.length === 0) return null;
  const tickets = await ticketsOf(linked, systems);
  const nodes = open(tickets)
    .slice(0, USUAL_PAGE)
    .map(({ number, subject, priority, sla, slaDueAt }) => ({ number, subject, priority, sla, slaDueAt }));
  return { tickets: { nodes }, satisfaction: satisfactionOf(ratingsOf(tickets)) };
}

async function billingOf({ BILLING: { linked } }: Everything, systems: Systems) {
  if (linked.length === 0) return null;
  const [invoices, subscriptions] = await Promise.all([invoicesOf(linked, systems), subscriptionsOf(linked, systems)]);
  const overdue = overdueOf(invoices, new Date()).slice(0, USUAL_PAGE);
  return {
    invoices: { nodes: overdue.map(({ number, daysOverdue, balance }) => ({ number, daysOverdue, balance })) },
    subscriptions: current(subscriptions).map(({ plan, status, endsAt }) => ({ plan, status, endsAt })),
  };
}

function marketingOf({ MARKETING: { linked } }: Everything) {
  if (linked.length === 0) return null;
  return {
    consents: linked.flatMap(({ record }) => record.consents.map(({ channel, status }) => ({ channel, status }))),
    lastEngagedAt: lastEngagedAt(linked),
    emailBouncing: isBouncing(linked),
  };
}
