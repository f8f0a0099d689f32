// What the list roots ask for, as a query to a domain. Bad input gets an error that names the argument and says what to do; it
// never repeats the value.
import { InputError } from '../../platform/errors';
import type { ListQuery } from '../../platform/exchange/list';
import type { MatchKeys, ViewOptions } from '../../platform/identity/match-keys';
import { parseRecordId } from '../../platform/record';
import type { TicketPriority } from './types.gen';

const MOST_DAYS = 3_650;
/** Open deals whose day has passed are still to be closed; older ones have been forgotten. */
const OVERDUE_DEAL_DAYS = 365;
const SHORTEST_TEXT = 2;
const LONGEST_TEXT = 200;

/** A question to a domain, given how many records of each source to read at most. */
export type ListQuestion = (most: number) => ListQuery;

/** Throws `InputError` for a text too short to find anybody by, or longer than any name. */
export function toSearchQuery(given: string, { maxAgeSeconds }: ViewOptions): ListQuestion {
  const text = given.trim().replaceAll(/\s+/g, ' ');
  if (text.length < SHORTEST_TEXT || text.length > LONGEST_TEXT) {
    throw new InputError(`"text" must have between ${SHORTEST_TEXT} and ${LONGEST_TEXT} characters.`);
  }
  return (most) => ({ kind: 'SEARCH', text, most, maxAgeSeconds });
}

/** Throws `InputError` unless 0 to 3,650. */
export function toOverdueQuery(given: number | null, { maxAgeSeconds }: ViewOptions): ListQuestion {
  const minDays = checkDays('minDays', given);
  return (most) => ({ kind: 'OVERDUE', minDays, most, maxAgeSeconds });
}

/** All priorities where none is given. */
export function toTicketQuery(given: readonly TicketPriority[] | null | undefined, { maxAgeSeconds }: ViewOptions): ListQuestion {
  // Each once and in one order: the same question, asked in other words, is the same question to the cache.
  const priorities = [...new Set(given ?? [])].sort();
  return (most) => ({ kind: 'OPEN_TICKETS', priorities, most, maxAgeSeconds });
}

/** Throws `InputError` for what is no id of an audience. */
export function toMembersQuery(audience: string, { maxAgeSeconds }: ViewOptions): ListQuestion {
  if (parseRecordId(audience) === null)
    throw new InputError('"audience" is no id: it takes the form source:type:id, as `audiences` has it.');
  return (most) => ({ kind: 'MEMBERS', audience, most, maxAgeSeconds });
}

/** Everybody whom the organisation's own records name; sources know their own records among them. */
export function toPeopleQuery({ profiles, options: { maxAgeSeconds } }: MatchKeys): ListQuestion {
  const organizations = profiles.map(({ record }) => record).sort();
  return (most) => ({ kind: 'PEOPLE', organizations, most, maxAgeSeconds });
}

/** Throws `InputError` unless 0 to 3,650. A day is a UTC day. */
export function toClosingQuery(withinDays: number | null, { maxAgeSeconds }: ViewOptions, now: Date): ListQuestion {
  const days = checkDays('withinDays', withinDays);
  const [from, to] = [dayFrom(now, -OVERDUE_DEAL_DAYS), dayFrom(now, days)];
  return (most) => ({ kind: 'CLOSING', from, to, most, maxAgeSeconds });
}

function checkDays(argument: string, days: number | null): number {
  if (days === null || days < 0 || days > MOST_DAYS) throw new InputError(`"${argument}" must be between 0 and ${MOST_DAYS}.`);
  return days;
}

function dayFrom(now: Date, days: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
