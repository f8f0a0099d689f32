// What happened to a customer lately and what holds of them now, in all five systems: for the timeline and the signals.
import type { Domain } from '../../../../platform/exchange/domain';
import type { DomainEvent, DomainEvents, Fact } from '../../../../platform/exchange/events';
import { toEvents as billingEvents } from '../../../../subgraphs/billing/events';
import { toEvents as crmEvents } from '../../../../subgraphs/crm/events';
import type { EventsByDomain } from '../../../../subgraphs/customer/inputs';
import { toEvents as marketingEvents } from '../../../../subgraphs/marketing/events';
import { toEvents as salesEvents } from '../../../../subgraphs/sales/events';
import { toEvents as supportEvents } from '../../../../subgraphs/support/events';
import type { Everything } from '../resolved';
import type { Systems } from '../systems';
import { invoicesOf, paymentsOf, subscriptionsOf } from './billing';
import { activitiesOf, dealsOf } from './crm';
import { engagementOf } from './marketing';
import { ordersOf } from './sales';
import { ticketsOf } from './support';

/** What a timeline can show of one system. */
const NEWEST = 50;

export async function eventsOf({ CRM, BILLING, SALES, SUPPORT, MARKETING }: Everything, systems: Systems): Promise<EventsByDomain> {
  const [deals, activities, invoices, subscriptions, payments, orders, tickets, engagement] = await Promise.all([
    dealsOf(CRM.linked, systems),
    activitiesOf(CRM.linked, systems),
    invoicesOf(BILLING.linked, systems),
    subscriptionsOf(BILLING.linked, systems),
    paymentsOf(BILLING.linked, systems),
    ordersOf(SALES.linked, systems),
    ticketsOf(SUPPORT.linked, systems),
    engagementOf(MARKETING.linked, systems),
  ]);
  const profiles = MARKETING.linked.map(({ record }) => record);
  return {
    CRM: newestOf('CRM', { events: crmEvents(deals, activities), facts: [] }),
    BILLING: newestOf('BILLING', billingEvents({ invoices, subscriptions, payments }, new Date())),
    SALES: newestOf('SALES', { events: salesEvents(orders), facts: [] }),
    SUPPORT: newestOf('SUPPORT', supportEvents(tickets)),
    MARKETING: newestOf('MARKETING', marketingEvents(profiles, engagement)),
  };
}

function newestOf(domain: Domain, { events, facts }: { events: DomainEvent[]; facts: Fact[] }): DomainEvents {
  events.sort((a, b) => b.at.localeCompare(a.at) || a.ref.id.localeCompare(b.ref.id));
  return { domain, events: events.slice(0, NEWEST), facts, missing: [] };
}
