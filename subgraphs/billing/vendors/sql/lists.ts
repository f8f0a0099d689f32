// Customers by filters of the database: who owes something that is overdue, and whose name or address holds a text. One
// statement each. A row that breaks its contract cannot be judged: it is left out, and the list says that it is not complete.
import type { ListedItem, ListRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { Statement } from '../../../../platform/sql/database';
import { lastDueDay, type BillingRecord } from '../../contract';
import type { CheckedMapping, CheckedSection } from './checked-mapping';
import { orFault } from './faults';
import { overdueStatement, searchStatement } from './list-statements';
import { keysOf, toCells, toCustomer, toInvoice } from './rows';

/** What both lists are read with. */
export interface ListReads {
  source: string;
  phoneRegion: string | undefined;
  checked: CheckedMapping;
  run(statement: Statement, call: Call): Promise<(string | null)[][]>;
}

/** Overdue invoices of one statement; of more, the longest overdue ones are judged. */
const MAX_INVOICES = 10_000;

/** The longest overdue first. Without a due date in the mapping nothing is ever overdue. */
export function overdueCustomers(reads: ListReads): ListRead<{ minDays: number }, BillingRecord> {
  const { source, checked, run } = reads;
  return async ({ minDays }, most, call) => {
    const sections = await checked.sections(call);
    const lastDay = lastDueDay(minDays, new Date());
    const statement = overdueStatement(checked.mapping, sections, lastDay, MAX_INVOICES + 1);
    const rows = statement === null ? [] : await run(statement, call);
    let complete = rows.length <= MAX_INVOICES;
    const owing = new Map<string, { record: BillingRecord; items: ListedItem[] }>();
    for (const row of rows.slice(0, MAX_INVOICES)) {
      const width = sections.customers.section.columns.length;
      const cells = toCells(sections.invoices.section, row.slice(width));
      const invoice = orFault(source, () => toInvoice(source, checked.mapping.invoices, cells));
      const record = toRecord(reads, sections.customers, row.slice(0, width));
      if (invoice instanceof UpstreamError || record instanceof UpstreamError) {
        complete = false;
      } else if (Number(invoice.balance) > 0) {
        const { id, url, number, dueDate, balance, currency } = invoice;
        const listed = owing.get(record.id) ?? { record, items: [] };
        listed.items.push({ id, url, title: number, at: dueDate, amount: { amount: balance, currency } });
        owing.set(record.id, listed);
      }
    }
    return { records: [...owing.values()].slice(0, most), complete: complete && owing.size <= most };
  };
}

/** In the order of their ids: a database knows no better. */
export function searchCustomers(reads: ListReads): ListRead<{ text: string }, BillingRecord> {
  return async ({ text }, most, call) => {
    const { customers } = await reads.checked.sections(call);
    const statement = searchStatement(customers, text.trim(), most + 1);
    const rows = statement === null ? [] : await reads.run(statement, call);
    const found = rows.slice(0, most).map((row) => toRecord(reads, customers, row));
    const records = found.flatMap((record) => (record instanceof UpstreamError ? [] : [{ record, items: [] }]));
    return { records, complete: rows.length <= most && records.length === found.length };
  };
}

function toRecord({ source, phoneRegion, checked }: ListReads, { section }: CheckedSection, row: readonly (string | null)[]) {
  const { customers } = checked.mapping;
  const cells = toCells(section, row);
  return orFault(source, () => toCustomer(source, customers, section, cells, keysOf(customers, cells, phoneRegion)));
}
