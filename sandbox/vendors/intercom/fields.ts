// What can be searched, and what a filter on it says of a record. Case counts, as nothing is documented of it: the stricter reading.
import type { IntercomContact, IntercomConversation } from '../../world/intercom-story';
import { invalidParameter, Refused } from './errors';
import { toUnix, toUnixOrNull } from './instants';
import type { Filter, Operator } from './query';

type Known = string | number | boolean | null;

interface Field<R> {
  type: 'string' | 'integer' | 'boolean' | 'date';
  /** Several where the record has a list. */
  of(record: R): Known | readonly Known[];
}

/** How finely dates are compared: contacts by calendar day, conversations by the second. */
export interface Searchable<R> {
  fieldNamed(name: string): Field<R> | null;
  dates: 'by day' | 'by second';
}

const text = <R>(of: Field<R>['of']): Field<R> => ({ type: 'string', of });
const date = <R>(of: Field<R>['of']): Field<R> => ({ type: 'date', of });

/** https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts ("Accepted Fields") */
const CONTACT_FIELDS: Readonly<Record<string, Field<IntercomContact>>> = {
  id: text(({ id }) => id),
  role: text(({ role }) => role),
  name: text(({ name }) => name),
  email: text(({ email }) => email),
  email_domain: text(({ email }) => email?.split('@').at(-1) ?? null),
  phone: text(({ phone }) => phone),
  external_id: text(({ externalId }) => externalId),
  language_override: text(({ language }) => language),
  owner_id: { type: 'integer', of: () => null },
  unsubscribed_from_emails: { type: 'boolean', of: ({ unsubscribed }) => unsubscribed },
  marked_email_as_spam: { type: 'boolean', of: () => false },
  has_hard_bounced: { type: 'boolean', of: () => false },
  created_at: date(({ createdAt }) => toUnix(createdAt)),
  updated_at: date(({ updatedAt }) => toUnix(updatedAt)),
  signed_up_at: date(({ role, createdAt }) => (role === 'user' ? toUnix(createdAt) : null)),
  last_seen_at: date(({ lastSeenAt }) => toUnixOrNull(lastSeenAt)),
};

export const CONTACTS: Searchable<IntercomContact> = {
  fieldNamed(name) {
    const custom = /^custom_attributes\.(.+)$/.exec(name)?.[1];
    if (custom !== undefined)
      return text(({ custom: attributes }) => (attributes[custom] === undefined ? null : String(attributes[custom])));
    return Object.hasOwn(CONTACT_FIELDS, name) ? (CONTACT_FIELDS[name] ?? null) : null;
  },
  dates: 'by day',
};

/** https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/conversations/searchconversations ("Accepted Fields") */
const CONVERSATION_FIELDS: Readonly<Record<string, Field<IntercomConversation>>> = {
  id: text(({ id }) => id),
  contact_ids: text(({ contactIds }) => contactIds),
  open: { type: 'boolean', of: ({ state }) => state !== 'closed' },
  state: text(({ state }) => state),
  priority: text(({ priority }) => (priority ? 'priority' : 'not_priority')),
  created_at: date(({ createdAt }) => toUnix(createdAt)),
  updated_at: date(({ updatedAt }) => toUnix(updatedAt)),
  snoozed_until: date(({ snoozedUntil }) => toUnixOrNull(snoozedUntil)),
  'source.type': text(({ source }) => source.type),
  'source.subject': text(({ source }) => source.subject),
  // "Against every element of the value separately."
  'source.body': text(({ source }) => source.body.split(/\s+/)),
  'source.author.id': text(({ source }) => source.author.id),
  'statistics.last_close_at': date(({ lastCloseAt }) => toUnixOrNull(lastCloseAt)),
  'conversation_rating.score': { type: 'integer', of: ({ rating }) => rating?.score ?? null },
  'conversation_rating.remark': text(({ rating }) => rating?.remark ?? null),
};

export const CONVERSATIONS: Searchable<IntercomConversation> = {
  fieldNamed: (name) => (Object.hasOwn(CONVERSATION_FIELDS, name) ? (CONVERSATION_FIELDS[name] ?? null) : null),
  dates: 'by second',
};

const OF_STRINGS: readonly Operator[] = ['=', '!=', 'IN', 'NIN', '~', '!~', '^', '$'];
const OF_NUMBERS: readonly Operator[] = ['=', '!=', 'IN', 'NIN', '>', '<', '>=', '<='];
const DAY = 86_400;

/** Makes the test of one filter. @throws Refused for an unknown field, and for an operator or a value that does not fit its type. */
export function toPredicate<R>({ fieldNamed, dates }: Searchable<R>, { field, operator, values }: Filter): (record: R) => boolean {
  const known = fieldNamed(field);
  if (known === null) throw new Refused(invalidParameter(`${field} is not a field that can be searched`));
  const byDay = known.type === 'date' && dates === 'by day';
  if (!operatorsOf(known.type, byDay).includes(operator)) throw new Refused(invalidParameter(`${operator} is not supported on ${field}`));
  const wanted = values.map((value) => toWanted(known.type, value, field));
  const round = (value: Known): Known => (byDay && typeof value === 'number' ? Math.floor(value / DAY) : value);
  return (record) => {
    const held = known.of(record);
    return isTrue(operator, (isList(held) ? held : [held]).map(round), wanted.map(round));
  };
}

function isList(held: Known | readonly Known[]): held is readonly Known[] {
  return Array.isArray(held);
}

function operatorsOf(type: Field<unknown>['type'], byDay: boolean): readonly Operator[] {
  if (type === 'string') return OF_STRINGS;
  if (type === 'boolean') return ['=', '!='];
  return byDay ? ['=', '>', '<'] : OF_NUMBERS;
}

/** "The value you search for has to match the accepted type, otherwise the query will fail." Numbers may come as text, as in the examples. */
function toWanted(type: Field<unknown>['type'], value: Known, field: string): Known {
  if (value === null) return null;
  if (type === 'string' && typeof value === 'string') return value;
  if (type === 'boolean' && typeof value === 'boolean') return value;
  if ((type === 'integer' || type === 'date') && typeof value !== 'boolean' && /^-?\d+$/.test(String(value))) return Number(value);
  throw new Refused(invalidParameter(`${field} takes a ${type}`));
}

/** Negations must be true of all that the record holds, everything else of one. */
function isTrue(operator: Operator, held: readonly Known[], wanted: readonly Known[]): boolean {
  const [value = null] = wanted;
  switch (operator) {
    case '=':
    case 'IN':
      return held.some((one) => wanted.includes(one));
    case '!=':
    case 'NIN':
      return !held.some((one) => wanted.includes(one));
    case '~':
      return held.some((one) => String(one ?? '').includes(String(value)));
    case '!~':
      return !held.some((one) => String(one ?? '').includes(String(value)));
    case '^':
      return held.some((one) => String(one ?? '').startsWith(String(value)));
    case '$':
      return held.some((one) => String(one ?? '').endsWith(String(value)));
    default:
      return held.some((one) => one !== null && value !== null && compares(operator, Number(one), Number(value)));
  }
}

function compares(operator: '<' | '<=' | '>' | '>=', held: number, wanted: number): boolean {
  if (operator === '<') return held < wanted;
  if (operator === '<=') return held <= wanted;
  return operator === '>' ? held > wanted : held >= wanted;
}
