// What happened lately in the CRM, for the customer's timeline.
import type { DomainEvent } from '../../platform/exchange/events';
import type { Activity, ActivityKind, Deal } from './contract';

const ACTIVITY: Record<ActivityKind, string> = { CALL: 'Call', EMAIL: 'Email', MEETING: 'Meeting', NOTE: 'Note', TASK: 'Task' };

/** Every deal and activity as events, in no order. */
export function toEvents(deals: readonly Deal[], activities: readonly Activity[]): DomainEvent[] {
  return [...deals.flatMap(dealEvents), ...activities.map(activityEvent)];
}

function activityEvent({ id, url, kind, at, subject }: Activity): DomainEvent {
  return { at, kind, title: subject === null ? ACTIVITY[kind] : `${ACTIVITY[kind]}: ${subject}`, ref: { id, url } };
}

function dealEvents({ id, url, name, status, createdAt, closeDate }: Deal): DomainEvent[] {
  const ref = { id, url };
  const called = name ?? 'unnamed';
  const created = createdAt === null ? [] : [{ at: createdAt, kind: 'DEAL_CREATED', title: `Deal created: ${called}`, ref }];
  if (status === 'OPEN' || closeDate === null) return created;
  const won = status === 'WON';
  return [
    ...created,
    { at: `${closeDate}T00:00:00.000Z`, kind: won ? 'DEAL_WON' : 'DEAL_LOST', title: `Deal ${won ? 'won' : 'lost'}: ${called}`, ref },
  ];
}
