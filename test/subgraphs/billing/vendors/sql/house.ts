// A small in-house database for the connector's tests: a real PostgreSQL with a schema as somebody may have it, a role that
// may only read, and the mapping of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../../../../sandbox/postgres/server';
import { createHttpFactory } from '../../../../../platform/http/client';
import type { BillingConnector } from '../../../../../subgraphs/billing/contract';
import { sql } from '../../../../../subgraphs/billing/vendors/sql';

const SCHEMA = `
create table person (
  no integer primary key, mail text, mail2 text, tel text, first text, last varchar(40), firm text, street text, town text,
  zip text, land char(2), vat text, lang char(1), born date, since timestamptz, changed timestamp, hubspot bigint, secret text
);
create domain money_amount as numeric(12, 2);
create table "Odd ""Bill""" (
  id text primary key, person integer, state text, cur char(3), amount money_amount, "paid so far" numeric(12, 2), "on" date, cents bigint
);
insert into person values
  (1, 'Ada@Example.com ', 'ada.l@example.org', '+44 (0)20 7946 0001', 'Ada', 'Lovelace', 'Engines Ltd', '1 Row', 'London', 'N1', 'GB', 'GB1', 'e',
    '1815-12-10', '2024-02-29 23:30:00.123456-05', '2024-03-01 12:00:00', 501, 'never shown'),
  (2, 'bob@example.com', null, '030 23125 001 ext. 7', 'Bob', '', null, null, null, null, 'DE', null, 'x', null, null, null, null, null),
  (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
  (4, 'bob@example.com', null, null, 'Bobby', 'Tables', null, null, null, null, null, null, null, null, null, null, null, null),
  (5, 'info@firm.example', null, '0049 30 23125-002', null, null, 'Firm GmbH', null, null, null, null, null, 'd', null, null, null, null, null);
insert into "Odd ""Bill""" values
  ('B-1', 1, 'sent', 'EUR', 100.10, 0, '2026-01-31', 10010),
  ('B-2', 1, 'part', 'EUR', 50.00, 20.50, '2026-03-01', 5000),
  ('B-3', 1, 'settled', 'usd', 9999999999.99, 9999999999.99, '2025-12-31', 1),
  ('B-4', 1, 'cancelled', 'EUR', 5.00, 0, null, 500),
  ('B-5', 2, 'sent', 'EUR', 0.30, 0.10, '2026-02-28', 30);
create role reader login password 'p@ss:w/rd?';
grant select on all tables in schema public to reader;
create table hidden (id integer);
`;

export const MAPPING = `
customers:
  table: person
  id: no
  phoneRegion: { column: land, default: DE }
  url: https://house.example/people/{id}
  fields:
    email: [mail, mail2]
    phone: tel
    givenName: first
    familyName: last
    company: firm
    line1: street
    city: town
    postalCode: zip
    country: land
    taxId: vat
    language: { column: lang, values: { e: en, d: de } }
    birthDate: born
    createdAt: since
    updatedAt: changed
  externalIds: { 'hubspot:contact': hubspot }
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

export interface House {
  /** URL of the superuser. */
  adminUrl: string;
  /** URL of the role that may only read. */
  readerUrl: string;
  /** Runs SQL as the superuser. */
  run(text: string): Promise<Record<string, unknown>[]>;
  /** Starts a connector; `url` is the reader's by default. */
  connect(options?: { url?: string; mapping?: string; timeoutMs?: number }): Promise<BillingConnector>;
  stop(): Promise<void>;
}

/** Starts the server and fills it; `stop` ends both. */
export async function startHouse(): Promise<House> {
  const postgres = await startPostgres({ port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'sql-connector-'));
  const admin = new Client({ connectionString: postgres.url });
  admin.on('error', () => undefined);
  await admin.connect();
  await admin.query(SCHEMA);
  const reader = new URL(postgres.url);
  reader.username = 'reader';
  reader.password = encodeURIComponent('p@ss:w/rd?');
  let files = 0;
  return {
    adminUrl: postgres.url,
    readerUrl: reader.toString(),
    run: async (text) => (await admin.query<Record<string, unknown>>(text)).rows,
    async connect({ url = reader.toString(), mapping = MAPPING, timeoutMs = 2_000 } = {}) {
      const file = join(folder, `${(files += 1)}.mapping.yml`);
      await writeFile(file, mapping);
      return await sql.start({
        source: 'sql',
        settings: { URL: url, MAPPING: file, STATEMENT_TIMEOUT_MS: timeoutMs, CONNECTIONS: 3 },
        http: createHttpFactory({ source: 'sql', timeoutMs: 1_000, connections: 1 }),
        phoneRegion: undefined,
      });
    },
    async stop() {
      await admin.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
