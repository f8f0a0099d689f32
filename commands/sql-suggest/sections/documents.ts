// The sections about what customers buy and owe: invoices, orders and the items of orders. Pure.
import { picked, type Pick } from '../picks';
import type { Candidate } from '../scores';
import {
  amountLine,
  columnLines,
  currencyLine,
  headLines,
  leftOver,
  line,
  numberLine,
  wordLine,
  type Line,
  type Section,
} from '../section';
import type { Words } from '../status-columns';
import { said, type Table } from '../tables';
import { salesPersonLines } from './people';

const DAYS_TO_PAY = 30;

/** The invoices' section. */
export function invoicesSection(candidate: Candidate, words: Words): Section {
  const { picks } = candidate;
  const head = headLines(candidate, 'customer');
  const total = picked(picks, 'total');
  const balance = picked(picks, 'balance');
  const paid = picked(picks, 'paid');
  const left = total === null || balance === null ? null : balance;
  const fields = [
    ...numberLine(candidate),
    ...columnLines(picks, ['issueDate']),
    ...dueDateLines(candidate),
    ...(total === null ? [] : [amountLine('total', total)]),
    ...(total !== null || balance === null
      ? []
      : [amountLine('total', { ...balance, doubt: 'the only amount here, by its name what is left to pay' })]),
    ...(left === null ? [] : [amountLine('balance', left)]),
    ...(balance !== null || paid === null ? [] : [amountLine('paid', paid, paid.column.notNull ? undefined : '0')]),
    currencyLine(picks),
    invoiceStatusLine(candidate, words, left !== null || paid !== null),
  ];
  const notes =
    left === null && paid === null
      ? ['No column for what was paid or is left: an open invoice is taken to be open in full.']
      : left !== null && paid !== null
        ? [`What is left is read from ${said(left.column.name)}, so ${said(paid.column.name)} is not needed.`]
        : [];
  return { candidate, head, fields, notes, left: leftOver({ candidate, head, fields }) };
}

function dueDateLines({ picks }: Candidate): Line[] {
  const due = picked(picks, 'dueDate');
  if (due !== null) return [line('dueDate', due.column.name, due.doubt)];
  const issued = picked(picks, 'issueDate');
  if (issued === null) return [];
  return [line('dueDate', { column: issued.column.name, plusDays: DAYS_TO_PAY }, `no column for it: are ${DAYS_TO_PAY} days right?`)];
}

function invoiceStatusLine({ table, picks }: Candidate, words: Words, knowsRest: boolean): Line {
  const status = picked(picks, 'status');
  const instead: Record<string, string> = knowsRest ? {} : { PARTIALLY_PAID: 'OPEN' };
  if (status !== null) {
    const payment = table.columns.find(({ name }) => name !== status.column.name && /(payment|zahlungs?)_?(state|status)/i.test(name));
    const doubt = payment === undefined ? status.doubt : `does ${said(payment.name)} say more about what was paid?`;
    return wordLine('status', table, { ...status, doubt }, words, { vocabulary: 'invoiceStatus', fallback: 'OPEN', instead });
  }
  const isPaid = picked(picks, 'isPaid');
  if (isPaid !== null) {
    const value = {
      column: isPaid.column.name,
      values: { true: 'PAID', false: 'OPEN' },
      ...(isPaid.column.notNull ? {} : { default: 'OPEN' }),
    };
    return line('status', value, 'it tells paid from open, and neither drafts nor cancelled ones');
  }
  return line(
    'status',
    { constant: 'OPEN' },
    knowsRest ? 'no column for it: what is left to pay tells' : 'no column for it: is every invoice open?',
  );
}

/** The orders' section; `areInvoices` where the invoices' table serves. */
export function ordersSection(candidate: Candidate, staff: Candidate | null, words: Words, areInvoices: boolean): Section {
  const { picks, table } = candidate;
  const head = [...headLines(candidate, 'customer'), ...salesPersonLines(candidate, staff)];
  const total = picked(picks, 'total');
  const refunded = picked(picks, 'refunded');
  const fields = [
    ...numberLine(candidate),
    orderStatusLine(table, picked(picks, 'status'), words, areInvoices),
    currencyLine(picks),
    ...(total === null ? [] : [amountLine('total', total)]),
    ...(refunded === null ? [] : [amountLine('refunded', refunded)]),
    ...columnLines(picks, ['placedAt', 'updatedAt', 'cancelledAt', 'shippedAt', 'deliveredAt', 'carrier', 'trackingNumber']),
  ];
  const notes = areInvoices
    ? [
        'No table of orders of their own was found, and the items belong to the invoices: each invoice is shown as an order, too. Take this section and the next out where that is wrong.',
      ]
    : [];
  return { candidate, head, fields, notes, left: leftOver({ candidate, head, fields }) };
}

function orderStatusLine(table: Table, status: Pick | null, words: Words, areInvoices: boolean): Line {
  // The words of an invoice say how it was paid, not where the goods are.
  if (areInvoices)
    return line('status', { constant: 'DELIVERED' }, 'an invoice does not say where the goods are: was everything delivered?');
  if (status === null) return line('status', { constant: 'DELIVERED' }, 'no column for it: was everything delivered?');
  return wordLine('status', table, status, words, { vocabulary: 'orderStatus', fallback: 'PENDING' });
}

/** The section of what an order consists of. */
export function itemsSection(candidate: Candidate): Section {
  const { picks, table, reference } = candidate;
  const head = headLines(candidate, 'order');
  const sku = picked(picks, 'sku');
  const price = picked(picks, 'unitPrice');
  const article = sku === null ? articleColumn(candidate) : null;
  const quantity = picked(picks, 'quantity');
  const fields = [
    ...(sku === null ? [] : [line('sku', sku.column.name, sku.doubt)]),
    ...(article === null ? [] : [line('sku', article, 'the article’s id; a view could give its number and name instead')]),
    ...columnLines(picks, ['name']),
    ...(quantity === null ? [] : [line('quantity', quantity.column.name, quantity.doubt)]),
    ...(price === null ? [] : [amountLine('unitPrice', price)]),
  ];
  const notes = picks.has('name')
    ? []
    : [`No column for the article’s name in ${said(table.address)}: a view that joins it in can be mapped instead.`];
  return { candidate, head, fields, notes: reference === null ? [] : notes, left: leftOver({ candidate, head, fields }) };
}

/** Where there is no number of the article, what refers to it. */
function articleColumn({ table, reference, id }: Candidate): string | null {
  const others = table.foreignKeys.filter(({ columns, target }) => columns.length === 1 && target !== table.id);
  const [declared] = others.flatMap(({ columns }) => columns).filter((name) => name !== reference?.column);
  const byName = table.columns.find(
    ({ name }) =>
      /(product|article|artikel|produkt|variant|part|item)_?(id|key)$/i.test(name) && name !== id?.column && name !== reference?.column,
  );
  return declared ?? byName?.name ?? null;
}
