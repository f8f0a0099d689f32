// The SQL connector: somebody's own PostgreSQL as a billing system, read only, through a mapping of their tables and columns.
// A look-up of any number of customers is one statement, and so are their invoices, and each list.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import { defineConnector, type ConnectOptions, type Identifier, type LookupDeclaration } from '../../../../platform/connector';
import { ConfigError, UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { recordId } from '../../../../platform/record';
import type { BillingConnector, BillingRecord, Invoice } from '../../contract';
import { checkMapping } from './checked-mapping';
import { createDatabase, type Database, type Statement } from '../../../../platform/sql/database';
import { allOrFault, orFault } from './faults';
import { overdueCustomers, searchCustomers, type ListReads } from './lists';
import type { CustomersMapping } from './mapping';
import { keysOf, toCells, toCustomer, toInvoice } from './rows';
import { customersStatement, invoicesStatement } from './statements';
import { holds, ownIds, wantedOf } from './wanted';

/** PostgreSQL sets no limit; this one keeps statements and answers of a size that a database likes. */
const KEYS_PER_STATEMENT = 1_000;

const settings = z.object({
  /** `postgres://user:password@host/database`, best of a user who may only read. */
  URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  /** Path of the mapping file, from the folder the gateway is started in. */
  MAPPING: z.string(),
  /** Milliseconds. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1).max(60_000).default(2_000),
  CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5),
});

async function connect(options: ConnectOptions<z.infer<typeof settings>>): Promise<BillingConnector> {
  const { source, phoneRegion } = options;
  const { URL, MAPPING, STATEMENT_TIMEOUT_MS, CONNECTIONS } = options.settings;
  const variable = `${source.toUpperCase().replaceAll('-', '_')}_MAPPING`;
  const yaml = await readFile(MAPPING, 'utf8').catch(() => {
    throw new ConfigError([`${variable}: names no file that can be read; its path counts from the folder the gateway is started in`]);
  });
  const database = createDatabase({ source, url: URL, statementTimeoutMs: STATEMENT_TIMEOUT_MS, connections: CONNECTIONS });
  const checked = await checkMapping({ source, yaml, variable, database }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const { customers, invoices } = checked.mapping;

  const run = async (statement: Statement, call: Call): Promise<Awaited<ReturnType<Database['run']>>> => {
    try {
      return await database.run(statement, call);
    } catch (error) {
      // The tables may have changed under our feet: the next read looks, and names what is missing in the log.
      if (error instanceof UpstreamError && error.code === 'UPSTREAM_CONTRACT') checked.forget();
      throw error;
    }
  };

  const findKeys = chunked<readonly BillingRecord[] | Error>({
    absent: [],
    keysPerCall: KEYS_PER_STATEMENT,
    read: async (keys, call) => {
      const identifiers = keys.map(toIdentifier);
      const { section, table } = (await checked.sections(call)).customers;
      const statement = customersStatement(section, table, wantedOf(source, identifiers));
      const rows = statement === null ? [] : await run(statement, call);
      const found = rows.map((row) => {
        const cells = toCells(section, row);
        const rowKeys = keysOf(customers, cells, phoneRegion);
        return { rowKeys, record: orFault(source, () => toCustomer(source, customers, section, cells, rowKeys)) };
      });
      return new Map(
        identifiers.map((identifier) => {
          const records = found.filter(({ rowKeys }) => holds(source, rowKeys, identifier)).map(({ record }) => record);
          return [toKey(identifier), allOrFault(records)];
        }),
      );
    },
  });

  const readInvoices = chunked<readonly Invoice[] | Error>({
    absent: [],
    keysPerCall: KEYS_PER_STATEMENT,
    read: async (records, call) => {
      const { section, table } = (await checked.sections(call)).invoices;
      const statement = invoicesStatement(section, table, ownIds(source, records));
      const rows = statement === null ? [] : await run(statement, call);
      const byRecord = new Map<string, (Invoice | UpstreamError)[]>();
      for (const row of rows) {
        const cells = toCells(section, row);
        const record = recordId(source, 'customer', cells.get('customer') ?? '');
        const invoice = orFault(source, () => toInvoice(source, invoices, cells));
        const siblings = byRecord.get(record);
        if (siblings === undefined) byRecord.set(record, [invoice]);
        else siblings.push(invoice);
      }
      return new Map([...byRecord].map(([record, found]) => [record, allOrFault(found)]));
    },
  });

  const lists: ListReads = { source, phoneRegion, checked, run };
  return {
    lookups: lookupsOf(customers),
    find: (identifiers, call) => findKeys(identifiers.map(toKey), call),
    invoices: (records, call) => readInvoices(records, call),
    overdue: overdueCustomers(lists),
    search: searchCustomers(lists),
    close: () => database.close(),
  };
}

function lookupsOf({ fields, externalIds }: CustomersMapping): LookupDeclaration[] {
  const possible: [LookupDeclaration['by'], boolean][] = [
    ['id', true],
    ['email', fields.email.length > 0],
    ['phone', fields.phone.length > 0],
    ['externalId', Object.keys(externalIds).length > 0],
  ];
  return possible
    .filter(([, mapped]) => mapped)
    .map(([by]) => ({ by, keysPerCall: KEYS_PER_STATEMENT, caseSensitive: false, lagSeconds: null }));
}

function toKey({ by, value }: Identifier): string {
  return `${by} ${value}`;
}

function toIdentifier(key: string): Identifier {
  const value = key.slice(key.indexOf(' ') + 1);
  const by = (['id', 'email', 'phone', 'externalId'] as const).find((one) => key.startsWith(`${one} `));
  return { by: by ?? 'id', value };
}

/** An in-house PostgreSQL, read through a mapping; examples are in docs/your-database.md. */
export const sql = defineConnector<BillingConnector>()({ vendor: 'sql', settings, connect });
