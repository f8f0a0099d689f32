// Chinook in a PostgreSQL of its own, and what plain SQL says of it: the figures that the connector and the gateway must
// reach by their own ways. The SQL file is given by the caller; the project holds no copy of it.
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { z } from 'zod';
import { startPostgres } from '../../sandbox/postgres/server';

const text = z.string();

const person = z.object({
  id: text,
  name: text,
  email: text,
  phone: text.nullable(),
  invoiced: text,
  invoices: z.number().int(),
  rep: text,
  repName: text,
  repEmail: text,
});
/** A line of an invoice. */
const line = z.object({ order: text, id: text, sku: text, quantity: z.number().int(), unitPrice: text });
const invoice = z.object({ number: text, customer: text, total: text, issueDate: text, dueDate: text });

export type ChinookPerson = z.infer<typeof person>;
export type ChinookInvoice = z.infer<typeof invoice>;
export type ChinookLine = z.infer<typeof line>;

/** What plain SQL says. */
export interface Figures {
  /** By id. */
  people: ChinookPerson[];
  /** Of all, newest first. */
  invoices: ChinookInvoice[];
  /** Of all invoices, by id. */
  lines: ChinookLine[];
}

export interface ChinookDatabase {
  /** URL of a user who may only read. */
  url: string;
  figures: Figures;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL on a free port, runs the file in it and reads the figures. */
export async function startChinook(sqlFile: string): Promise<ChinookDatabase> {
  const script = forOneDatabase(await readFile(sqlFile, 'utf8'));
  const postgres = await startPostgres({ port: 0 });
  try {
    const url = new URL(postgres.url);
    await run(url, 'create database chinook');
    url.pathname = '/chinook';
    const password = randomBytes(12).toString('hex');
    await run(url, script);
    await run(url, `create role reader login password '${password}'; grant select on all tables in schema public to reader`);
    const figures = {
      people: z.array(person).parse(
        await run(
          url,
          `select c.customer_id::text as id, c.first_name || ' ' || c.last_name as name, c.email, c.phone,
                  sum(i.total)::text as invoiced, count(*)::int as invoices,
                  e.employee_id::text as rep, e.first_name || ' ' || e.last_name as "repName", lower(e.email) as "repEmail"
             from customer c join invoice i using (customer_id) join employee e on e.employee_id = c.support_rep_id
            group by c.customer_id, e.employee_id order by c.customer_id`,
        ),
      ),
      invoices: z.array(invoice).parse(
        await run(
          url,
          `select invoice_id::text as number, customer_id::text as customer, total::text,
                  to_char(invoice_date, 'YYYY-MM-DD') as "issueDate", to_char(invoice_date + interval '30 days', 'YYYY-MM-DD') as "dueDate"
             from invoice order by invoice_date desc, invoice_id desc`,
        ),
      ),
      lines: z.array(line).parse(
        await run(
          url,
          `select invoice_id::text as order, invoice_line_id::text as id, track_id::text as sku, quantity, unit_price::text as "unitPrice"
             from invoice_line order by invoice_line_id`,
        ),
      ),
    };
    url.username = 'reader';
    url.password = password;
    return { url: url.toString(), figures, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The script is made for psql: its `\c` and its own database are left out. */
function forOneDatabase(script: string): string {
  return script.replace(/^\uFEFF/, '').replaceAll(/^(\\c\b.*|(drop|create) database\b.*)$/gim, '');
}

async function run(url: URL, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
