// `Customer.timeline`: what happened lately in all systems, in one order.
import { toRecordRef } from '../../platform/domain/records';
import { DOMAINS, type Domain } from '../../platform/exchange/domain';
import type { EventsByDomain } from './inputs';
import type { TimelineEvent } from './types.gen';

/** Newest first; events of one instant keep the order of the domains, and of each domain's own list. A failed domain is left out. */
export function toTimeline(
  events: EventsByDomain,
  options: { first: number; domains?: readonly Domain[] | null | undefined },
): TimelineEvent[] {
  const asked = DOMAINS.filter((domain) => options.domains == null || options.domains.includes(domain));
  const all = asked.flatMap((domain) =>
    (events[domain]?.events ?? []).map(({ at, kind, title, ref }) => ({ at, domain, kind, title, ref: toRecordRef(ref.id, ref.url) })),
  );
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, options.first);
}
