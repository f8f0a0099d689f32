// What happened lately? The newest events of all five systems, as one timeline.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { toTimeline } from '../../../../subgraphs/customer/timeline';
import { findCustomer } from '../customer';
import { eventsOf } from '../parts/events';
import { everythingOf } from '../resolved';
import { textIn, type Question } from './question';

const NEWEST = 30;

export const whatHappenedLately: Question = async (variables, systems) => {
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), systems.shelves);
  if (customer === null) return { customer };
  const timeline = toTimeline(await eventsOf(await everythingOf(customer), systems), { first: NEWEST });
  return {
    customer: {
      displayName: customer.displayName,
      timeline: timeline.map(({ at, domain, kind, title, ref }) => ({ at, domain, kind, title, ref: { id: ref.id, url: ref.url } })),
    },
  };
};
