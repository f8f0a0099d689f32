// Customers by what they owe: who has an invoice that is overdue. One statement, whatever their number.
import type { ListRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { PersonRecord } from '../../../../platform/record';
import { toCells } from '../../../../platform/sql/cells';
import { orFault } from '../../../../platform/sql/faults';
import { MAX_ROWS, toList, type ListedRow } from '../../../../platform/sql/listed';
import { need, type SqlReads } from '../../../../platform/sql/source';
import { lastDueDay } from '../../contract';
import type { BillingMapping } from './mapping';
import { toInvoice } from './rows';
import { overdueStatement } from './statements';

/** The longest overdue first. Without a due date in the mapping nothing is ever overdue. */
export function overdueCustomers(reads: SqlReads<BillingMapping>): ListRead<{ minDays: number }, PersonRecord> {
  const { source, mapping, run, toRecord } = reads;
  return async ({ minDays }, most, call) => {
    const sections = await reads.sections(call);
    const [customers, invoices] = [need(sections.customers), need(sections.invoices)];
    const lastDay = lastDueDay(minDays, new Date());
    const statement = overdueStatement(mapping.invoices, { customers, invoices }, lastDay, MAX_ROWS + 1);
    const rows = statement === null ? [] : await run(statement, call);
    const width = customers.section.columns.length;
    const paths = invoices.section.columns.map(({ path }) => path);
    const listed = rows.map((row): ListedRow => {
      const invoice = orFault(source, () => toInvoice(source, mapping.invoices, toCells(paths, row.slice(width))));
      const record = toRecord(customers, row.slice(0, width));
      if (invoice instanceof UpstreamError) return { record, item: invoice };
      const { id, url, number, dueDate, balance, currency } = invoice;
      if (Number(balance) <= 0) return { record, item: null };
      return { record, item: { id, url, title: number, at: dueDate, amount: { amount: balance, currency } } };
    });
    return toList(listed, most);
  };
}
