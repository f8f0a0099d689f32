// A helpdesk in a small in-house database, as somebody may have it, and the mapping of it.
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { sql } from '../../../../../subgraphs/support/vendors/sql';
import { CUSTOMERS, startHouseOf, type House as HouseOf } from '../../../../platform/sql/house';

const DESK = `
create table enquiry (
  no uuid primary key, person integer, topic text, state text, prio smallint, via text, opened timestamptz, touched timestamp,
  answered timestamptz, done timestamptz, promised timestamptz, stars numeric(3, 1), said text, starred date
);
create table enquiry_message (no serial primary key, enquiry uuid, at timestamptz, words text, internal boolean, by_them boolean);
insert into enquiry values
  ('00000000-0000-0000-0000-00000000000a', 1, 'Broken', 'open', 2, 'email', '2026-01-02 08:00:00Z', '2026-01-02 09:00:00', null, null,
    '2026-01-03 08:00:00Z', null, null, null),
  ('00000000-0000-0000-0000-00000000000b', 1, 'Question', 'done', null, 'web', '2026-01-01 08:00:00Z', null, '2026-01-01 09:00:00Z',
    '2026-01-05 08:00:00Z', '2026-01-02 08:00:00Z', 4.5, ' Good ', '2026-01-06'),
  ('00000000-0000-0000-0000-00000000000c', 1, 'Later', 'open', 1, null, '2026-01-03 08:00:00Z', null, null, null, '2999-01-01Z', null, null, null),
  ('00000000-0000-0000-0000-00000000000d', 2, null, 'waiting', 2, null, '2025-12-01 08:00:00Z', null, null, null, null, null, null, null),
  ('00000000-0000-0000-0000-00000000000e', 5, 'No hurry', 'open', null, null, '2025-01-01 08:00:00Z', null, null, null, null, null, null, null);
insert into enquiry_message (enquiry, at, words, internal, by_them) values
  ('00000000-0000-0000-0000-00000000000a', '2026-01-02 09:00:00Z', 'We look at it.', false, false),
  ('00000000-0000-0000-0000-00000000000a', '2026-01-02 08:00:00Z', 'It broke.', false, true),
  ('00000000-0000-0000-0000-00000000000a', '2026-01-02 10:00:00Z', null, true, null),
  ('00000000-0000-0000-0000-00000000000b', '2026-01-01 08:00:00Z', 'How?', null, true);
`;

export const MAPPING = `${CUSTOMERS}
tickets:
  table: enquiry
  id: no
  customer: person
  url: https://desk.example/{id}
  fields:
    number: no
    subject: topic
    channel: via
    status: { column: state, values: { open: OPEN, doing: IN_PROGRESS, waiting: ON_HOLD, done: CLOSED } }
    priority: { column: prio, values: { 1: URGENT, 2: HIGH, 3: NORMAL, 4: LOW } }
    createdAt: opened
    updatedAt: touched
    firstReplyAt: answered
    solvedAt: done
    slaDueAt: promised
    rating: stars
    ratingScale: 5
    ratingComment: said
    ratedAt: starred
comments:
  table: enquiry_message
  id: no
  ticket: enquiry
  fields:
    at: at
    body: words
    public: { column: internal, values: { true: false, false: true } }
    fromCustomer: by_them
`;

export type House = HouseOf<SupportConnector>;

/** Starts the server and fills it; `stop` ends both. */
export function startHouse(): Promise<House> {
  return startHouseOf({ connector: sql, schema: DESK, mapping: MAPPING });
}

/** The id of a ticket in the house. */
export function ticketId(letter: string): string {
  return `sql:ticket:00000000-0000-0000-0000-00000000000${letter}`;
}
