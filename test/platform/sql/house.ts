// A small in-house database for the tests of what reads one: a real PostgreSQL with people as somebody may have them, a role that
// may only read, and the section `customers` of a mapping. What else is in it, a test says itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { ConnectorDefinition, RecordSource } from '../../../platform/connector';
import { createHttpFactory } from '../../../platform/http/factory';
import { startPostgres } from '../../../sandbox/postgres/server';

const PEOPLE = `
create table person (
  no integer primary key, mail text, mail2 text, tel text, first text, last varchar(40), firm text, street text, town text,
  zip text, land char(2), vat text, lang char(1), born date, since timestamptz, changed timestamp, hubspot bigint, rep smallint, secret text
);
insert into person values
  (1, 'Ada@Example.com ', 'ada.l@example.org', '+44 (0)20 7946 0001', 'Ada', 'Lovelace', 'Engines Ltd', '1 Row', 'London', 'N1', 'GB', 'GB1', 'e',
    '1815-12-10', '2024-02-29 23:30:00.123456-05', '2024-03-01 12:00:00', 501, 7, 'never shown'),
  (2, 'bob@example.com', null, '030 23125 001 ext. 7', 'Bob', '', null, null, null, null, 'DE', null, 'x', null, null, null, null, null, null),
  (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
  (4, 'bob@example.com', null, null, 'Bobby', 'Tables', null, null, null, null, null, null, null, null, null, null, null, null, null),
  (5, 'info@firm.example', null, '0049 30 23125-002', null, null, 'Firm GmbH', null, null, null, null, null, 'd', null, null, null, null, null, null);
create role reader login password 'p@ss:w/rd?';
`;

/** The section of a mapping that fits the people. */
export const CUSTOMERS = `
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
`;

export interface House<Connector> {
  /** URL of the superuser. */
  adminUrl: string;
  /** URL of the role that may only read. */
  readerUrl: string;
  /** Runs SQL as the superuser. */
  run(text: string): Promise<Record<string, unknown>[]>;
  /** Starts a connector; `url` is the reader's by default, `mapping` the house's. */
  connect(options?: { url?: string; mapping?: string; timeoutMs?: number }): Promise<Connector>;
  /** Writes a mapping file and answers its path. */
  fileOf(mapping: string): Promise<string>;
  stop(): Promise<void>;
}

export interface HouseOptions<Connector extends RecordSource> {
  connector: ConnectorDefinition<Connector>;
  /** SQL that makes and fills what is there beside the people. */
  schema: string;
  mapping: string;
}

/** Starts the server and fills it; `stop` ends both. */
export async function startHouseOf<Connector extends RecordSource>(options: HouseOptions<Connector>): Promise<House<Connector>> {
  const postgres = await startPostgres({ port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'sql-connector-'));
  const admin = new Client({ connectionString: postgres.url });
  admin.on('error', () => undefined);
  await admin.connect();
  await admin.query(`${PEOPLE} ${options.schema}; grant select on all tables in schema public to reader; create table hidden (id integer)`);
  const reader = new URL(postgres.url);
  reader.username = 'reader';
  reader.password = encodeURIComponent('p@ss:w/rd?');
  let files = 0;
  const fileOf = async (mapping: string): Promise<string> => {
    const file = join(folder, `${(files += 1)}.mapping.yml`);
    await writeFile(file, mapping);
    return file;
  };
  return {
    adminUrl: postgres.url,
    readerUrl: reader.toString(),
    run: async (text) => (await admin.query<Record<string, unknown>>(text)).rows,
    async connect({ url = reader.toString(), mapping = options.mapping, timeoutMs = 2_000 } = {}) {
      return await options.connector.start({
        source: 'sql',
        settings: { URL: url, MAPPING: await fileOf(mapping), STATEMENT_TIMEOUT_MS: timeoutMs, CONNECTIONS: 3 },
        http: createHttpFactory({ source: 'sql', timeoutMs: 1_000, connections: 1 }),
        phoneRegion: undefined,
      });
    },
    fileOf,
    async stop() {
      await admin.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
