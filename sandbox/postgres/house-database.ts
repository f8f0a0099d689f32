// Fills the pretend company's own billing database from the world, in that company's words. The product reads it through
// the mapping beside this file and knows nothing of this file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { BillingCustomer, BillingInvoice, World } from '../world/story';
import { projectFile } from '../project-file';

/** The house's words for an invoice's status. */
const STATES: Record<BillingInvoice['status'], string> = {
  draft: 'draft',
  open: 'sent',
  partial: 'part-paid',
  paid: 'settled',
  void: 'cancelled',
};

type Column<T> = readonly [name: string, type: string, value: (row: T) => string | null];

const ACCOUNT: readonly Column<BillingCustomer>[] = [
  ['account_no', 'bigint', (row) => row.id],
  ['given_name', 'text', (row) => row.firstName],
  ['surname', 'text', (row) => row.lastName],
  ['firm', 'text', (row) => row.company],
  ['mail', 'text', (row) => row.email],
  ['tel', 'text', (row) => row.phone],
  ['street', 'text', (row) => row.street],
  ['town', 'text', (row) => row.city],
  ['zip', 'text', (row) => row.postalCode],
  ['land', 'text', (row) => row.country],
  ['vat_no', 'text', (row) => row.taxId],
  ['opened_at', 'timestamptz', (row) => row.createdAt],
  ['changed_at', 'timestamptz', (row) => row.updatedAt],
];

const BILL: readonly Column<BillingInvoice>[] = [
  ['bill_no', 'text', (row) => row.number],
  ['account_no', 'bigint', (row) => row.customerId],
  ['state', 'text', (row) => STATES[row.status]],
  ['cur', 'text', (row) => row.currency],
  ['gross', 'numeric', (row) => row.total],
  ['paid', 'numeric', (row) => row.paid],
  ['billed_on', 'date', (row) => row.issuedOn],
  ['due_on', 'date', (row) => row.dueOn],
];

/** The role the product connects as: it may read, and nothing else. */
export const READER = 'reader';

/**
 * Makes the tables in an empty database and fills them; answers the URL of a user who may only read them.
 * `url` is a superuser's.
 */
export async function fillHouseDatabase(url: string, billing: World['billing'], readerPassword: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(readFileSync(projectFile(join('sandbox', 'postgres', 'schema.sql')), 'utf8'));
    await insert(client, 'account', ACCOUNT, billing.customers);
    await insert(client, 'bill', BILL, billing.invoices);
    await client.query(`create role ${READER} login password ${client.escapeLiteral(readerPassword)}`);
    await client.query(`grant select on all tables in schema public to ${READER}`);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  const reader = new URL(url);
  reader.username = READER;
  reader.password = readerPassword;
  return reader.href;
}

/** One statement for all rows: each column travels as one array. */
async function insert<T>(client: Client, table: string, columns: readonly Column<T>[], rows: readonly T[]): Promise<void> {
  const names = columns.map(([name]) => name).join(', ');
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  await client.query(
    `insert into ${table} (${names}) select * from unnest(${arrays})`,
    columns.map(([, , value]) => rows.map(value)),
  );
}
