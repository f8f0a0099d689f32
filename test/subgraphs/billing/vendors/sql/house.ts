// Bills in a small in-house database, as somebody may have them, and the mapping of it.
import type { BillingConnector } from '../../../../../subgraphs/billing/contract';
import { sql } from '../../../../../subgraphs/billing/vendors/sql';
import { CUSTOMERS, startHouseOf, type House as HouseOf } from '../../../../platform/sql/house';

const BILLS = `
create domain money_amount as numeric(12, 2);
create table "Odd ""Bill""" (
  id text primary key, person integer, state text, cur char(3), amount money_amount, "paid so far" numeric(12, 2), "on" date, cents bigint
);
insert into "Odd ""Bill""" values
  ('B-1', 1, 'sent', 'EUR', 100.10, 0, '2026-01-31', 10010),
  ('B-2', 1, 'part', 'EUR', 50.00, 20.50, '2026-03-01', 5000),
  ('B-3', 1, 'settled', 'usd', 9999999999.99, 9999999999.99, '2025-12-31', 1),
  ('B-4', 1, 'cancelled', 'EUR', 5.00, 0, null, 500),
  ('B-5', 2, 'sent', 'EUR', 0.30, 0.10, '2026-02-28', 30);
`;

export const MAPPING = `${CUSTOMERS}
invoices:
  table: public.Odd "Bill"
  id: id
  customer: person
  fields:
    number: id
    issueDate: 'on'
    dueDate: { column: 'on', plusDays: 30 }
    total: amount
    paid: paid so far
    currency: cur
    status: { column: state, values: { sent: OPEN, part: PARTIALLY_PAID, settled: PAID, cancelled: VOID } }
`;

export type House = HouseOf<BillingConnector>;

/** Starts the server and fills it; `stop` ends both. */
export function startHouse(): Promise<House> {
  return startHouseOf({ connector: sql, schema: BILLS, mapping: MAPPING });
}
