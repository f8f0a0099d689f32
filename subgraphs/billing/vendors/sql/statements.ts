// The text of billing's statements: invoices of customers, and customers with what they owe. Names come from the checked mapping
// and are quoted, values are bound; what a statement finds is judged once more by the mapping.
import type { CheckedSection } from '../../../../platform/sql/catalogue';
import type { NamedStatement } from '../../../../platform/sql/children';
import { columnAt } from '../../../../platform/sql/columns';
import { binder, bound, equalsAny, sameKey, type Bind } from '../../../../platform/sql/comparisons';
import type { Statement } from '../../../../platform/sql/database';
import { asNumber, dayOf, daysBefore, nameOf, ordered, selected } from '../../../../platform/sql/expressions';
import { wordCondition } from '../../../../platform/sql/word-conditions';
import { INVOICE_STATUSES, type InvoicesMapping } from './mapping';
import { NOTHING_DUE } from './rows';

/** All invoices of the customers, newest first; null where no row can fit. */
export function invoicesStatement({ section, table }: CheckedSection, customerIds: readonly string[]): NamedStatement | null {
  const { values, bind } = binder();
  const customer = columnAt(section, 'customer');
  const condition = customer === undefined ? null : equalsAny(customer, table, customerIds, bind);
  if (condition === null) return null;
  const order = [columnAt(section, 'fields.issueDate'), columnAt(section, 'id')].filter((column) => column !== undefined);
  const text = [
    `select ${section.columns.map((use) => selected(use, table)).join(', ')}`,
    `  from ${table.sql} as t`,
    ` where ${condition}`,
    ` order by ${order.map((column) => ordered(nameOf(column), 'descending', 'last')).join(', ')}`,
  ].join('\n');
  return { statement: { text, values }, paths: section.columns.map(({ path }) => path) };
}

/**
 * Invoices that fell due by `lastDay` and may be unpaid, each with its customer: the columns of both sections, the customer's
 * first. The longest overdue first, at most `limit`. null where the mapping can tell of none, having no due date.
 */
export function overdueStatement(
  { fields }: InvoicesMapping,
  { customers, invoices }: { customers: CheckedSection; invoices: CheckedSection },
  lastDay: string,
  limit: number,
): Statement | null {
  const { values, bind } = binder();
  const id = columnAt(customers.section, 'id');
  const invoiceId = columnAt(invoices.section, 'id');
  const owner = columnAt(invoices.section, 'customer');
  if (fields.dueDate === undefined || id === undefined || owner === undefined || invoiceId === undefined) return null;
  // The bound is moved, and not the column, so that an index on it serves.
  const due = dayOf(fields.dueDate.column, invoices.table, 'i');
  const isDue = `${due} <= ${daysBefore(bound(lastDay, 'date', bind), fields.dueDate.plusDays)}`;
  const isOpen = { value: fields.status, words: INVOICE_STATUSES, isWanted: (word: string | null) => !NOTHING_DUE.has(word ?? '') };
  const statuses = wordCondition(isOpen, 'i', bind);
  if (statuses === null) return null;
  const conditions = [
    isDue,
    ...statuses,
    // Without an amount nothing is known: such a row is a fault, which the caller must see.
    `(${owes(fields, bind)}) is not false`,
  ];
  const columns = [
    ...customers.section.columns.map((use) => selected(use, customers.table, 'c')),
    ...invoices.section.columns.map((use) => selected(use, invoices.table, 'i')),
  ];
  const isOwner = sameKey({ column: id, table: customers.table, alias: 'c' }, { column: owner, table: invoices.table, alias: 'i' });
  return {
    text: [
      `select ${columns.join(', ')}`,
      `  from ${customers.table.sql} as c`,
      `  join ${invoices.table.sql} as i on ${isOwner}`,
      ` where ${conditions.join('\n   and ')}`,
      ` order by ${due}, ${nameOf(id, 'c')}, ${nameOf(invoiceId, 'i')}`,
      ` limit ${limit}`,
    ].join('\n'),
    values,
  };
}

/** Is there something to pay? By whole numbers on both sides, so that nothing is rounded. */
function owes({ total, balance, paid }: InvoicesMapping['fields'], bind: Bind): string {
  const amount = ({ column, default: otherwise }: typeof total): string => {
    const name = asNumber(nameOf(column, 'i'));
    return otherwise === undefined ? name : `coalesce(${name}, ${bound(otherwise, 'numeric', bind)})`;
  };
  if (paid === undefined) return `${amount(balance ?? total)} > 0`;
  return `${amount(total)} * ${paid.divideBy} > ${amount(paid)} * ${total.divideBy}`;
}
