// From a row of the section `invoices` to an invoice. What it cannot do without (an id, an amount, a status) must be there and
// have its form; what may be absent becomes null.
import Big from 'big.js';
import { z } from 'zod';
import { amountOf, decimal, key, linkTo, scaleOf, textOf, timeOf, type Cells } from '../../../../platform/sql/cells';
import { CURRENCY } from '../../../../platform/sql/values';
import { recordId } from '../../../../platform/record';
import type { Invoice, InvoiceStatus } from '../../contract';
import { INVOICE_STATUSES, type InvoicesMapping } from './mapping';

const invoiceRow = z.object({
  id: key,
  customer: key,
  total: decimal,
  /** What is still to be paid, before `paid` is taken off. */
  open: decimal,
  paid: decimal,
  issueDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  currency: z.string().regex(CURRENCY),
  status: z.enum(INVOICE_STATUSES),
});

/** An invoice row as an invoice; throws ZodError where it breaks its contract. */
export function toInvoice(source: string, mapping: InvoicesMapping, cells: Cells): Invoice {
  const { fields } = mapping;
  const total = amountOf(fields.total, cells.get('fields.total'));
  const row = invoiceRow.parse({
    id: cells.get('id'),
    customer: cells.get('customer'),
    total,
    open: fields.balance === undefined ? total : amountOf(fields.balance, cells.get('fields.balance')),
    paid: fields.paid === undefined ? '0' : amountOf(fields.paid, cells.get('fields.paid')),
    issueDate: timeOf(fields.issueDate, cells.get('fields.issueDate')),
    dueDate: timeOf(fields.dueDate, cells.get('fields.dueDate')),
    currency: textOf(fields.currency, cells.get('fields.currency'))?.toUpperCase(),
    status: textOf(fields.status, cells.get('fields.status')),
  });
  return {
    id: recordId(source, 'invoice', row.id),
    url: linkTo(mapping.url, row.id),
    number: textOf(fields.number, cells.get('fields.number')),
    status: row.status,
    currency: row.currency,
    total: row.total,
    balance: balanceOf(row),
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    record: recordId(source, 'customer', row.customer),
  };
}

/** States in which nothing is to be paid, whatever the amounts say. */
export const NOTHING_DUE: ReadonlySet<string> = new Set<InvoiceStatus>(['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE']);

function balanceOf({ status, open, paid }: z.infer<typeof invoiceRow>): string {
  if (NOTHING_DUE.has(status)) return '0';
  return new Big(open).minus(paid).toFixed(Math.max(scaleOf(open), scaleOf(paid)));
}
