// A shop in a small in-house database, as somebody may have it, and the mapping of it.
import type { SalesConnector } from '../../../../../subgraphs/sales/contract';
import { sql } from '../../../../../subgraphs/sales/vendors/sql';
import { CUSTOMERS, startHouseOf, type House as HouseOf } from '../../../../platform/sql/house';

const SHOP = `
create table "Seller" (code text primary key, full_name text, first text, last text, mail text);
create table sale (
  no bigint primary key, person integer, seller text, state text, cur char(3), cents bigint, back numeric(12, 2), "at" timestamptz,
  touched timestamp, stopped date, sent timestamptz, arrived timestamptz, van text, parcel text
);
create table sale_line (id uuid primary key, sale integer, code text, label text, pieces numeric(9, 3), price numeric(12, 2));
insert into "Seller" values ('7', 'Grace Hopper', null, null, 'Grace@House.Example'), ('8', null, 'Alan', 'Turing', null);
insert into sale values
  (10, 1, '8', 'sent', 'eur', 10010, null, '2026-01-31 23:30:00-05', '2026-02-03 12:00:00', null, '2026-02-02 09:00:00+01', null, 'DHL', 'P-1'),
  (9, 1, null, 'gone back', 'EUR', 5000, 50, '2026-01-02 08:00:00Z', null, null, null, null, null, null),
  (11, 1, '99', 'stopped', 'USD', 1, 0, '2025-12-31 08:00:00Z', null, '2026-01-01', null, null, 'DHL', null),
  (12, 2, null, 'there', 'EUR', 30, 0, '2026-02-28 08:00:00Z', null, null, null, '2026-03-01 08:00:00Z', 'UPS', null);
insert into sale_line values
  ('00000000-0000-0000-0000-000000000002', 10, 'K-2', 'Kettle', 2.000, 40.00), ('00000000-0000-0000-0000-000000000001', 10, 'T-1', 'Tea', 5, 4.02),
  ('00000000-0000-0000-0000-000000000003', 12, null, null, null, null);
`;

export const MAPPING = `${CUSTOMERS}
  salesPerson: rep
staff:
  table: Seller
  id: code
  fields: { name: full_name, givenName: first, familyName: last, email: mail }
orders:
  table: sale
  id: no
  customer: person
  salesPerson: seller
  url: https://house.example/sales/{id}
  fields:
    number: no
    status: { column: state, values: { new: PENDING, sent: IN_TRANSIT, there: DELIVERED, stopped: CANCELLED, gone back: RETURNED } }
    currency: cur
    total: { column: cents, divideBy: 100 }
    refunded: back
    placedAt: 'at'
    updatedAt: touched
    cancelledAt: stopped
    shippedAt: sent
    deliveredAt: arrived
    carrier: van
    trackingNumber: parcel
items:
  table: sale_line
  id: id
  order: sale
  fields: { sku: code, name: label, quantity: { column: pieces, default: 1 }, unitPrice: price }
`;

export type House = HouseOf<SalesConnector>;

/** Starts the server and fills it; `stop` ends both. */
export function startHouse(): Promise<House> {
  return startHouseOf({ connector: sql, schema: SHOP, mapping: MAPPING });
}
