// Whose calls go first where a vendor's rate limit or the connections to it do not do for all.
import { PRIORITIES, type Priority } from '../request/priority';

/** Share of a rate limit that calls of a class may use up; what is above is kept for those who are in more of a hurry. */
const SHARE: Readonly<Record<Priority, number>> = { interactive: 1, service: 0.9, batch: 0.7 };

/** How many of `calls` a class may use; one at least. */
export function allowed(calls: number, priority: Priority): number {
  return Math.max(1, Math.floor(calls * SHARE[priority]));
}

/** Takes out who is first: by class, then by arrival; undefined where nobody waits. */
export function takeFirst<T extends { priority: Priority }>(waiting: T[]): T | undefined {
  const first = PRIORITIES.map((priority) => waiting.findIndex((one) => one.priority === priority)).find((index) => index >= 0);
  return first === undefined ? undefined : waiting.splice(first, 1)[0];
}
