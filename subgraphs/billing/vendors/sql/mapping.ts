// The section `invoices` of a mapping: which columns make an invoice.
import { z } from 'zod';
import { neededBy, amount, column, currency, link, oneOf, plainText, table, time, type TextValue } from '../../../../platform/sql/values';
import type { DomainWords } from '../../../../platform/sql/mapping-file';
import { fills } from '../../../../platform/sql/mapping-lines';
import type { Invoice, InvoiceStatus } from '../../contract';

export const INVOICE_STATUSES = [
  'DRAFT',
  'OPEN',
  'PARTIALLY_PAID',
  'PAID',
  'VOID',
  'UNCOLLECTIBLE',
] as const satisfies readonly InvoiceStatus[];

const invoices = z.strictObject(
  {
    table,
    id: column,
    customer: column,
    url: link.optional(),
    fields: z
      .strictObject({
        number: plainText.optional(),
        issueDate: time.optional(),
        dueDate: time.optional(),
        total: amount,
        balance: amount.optional(),
        paid: amount.optional(),
        currency,
        status: oneOf(INVOICE_STATUSES),
      })
      .superRefine(({ balance, paid, status }, context) => {
        if (balance !== undefined && paid !== undefined) context.addIssue('give `balance` or `paid`, not both');
        if (balance === undefined && paid === undefined && mayBePartlyPaid(status)) {
          context.addIssue('with PARTIALLY_PAID, `balance` or `paid` must say how much is left');
        }
      }),
  },
  neededBy('BILLING_SOURCES'),
);

const schema = z.object({ invoices });

export type InvoicesMapping = z.infer<typeof invoices>;
export type BillingMapping = z.infer<typeof schema>;

/** What billing reads of a mapping file. */
export const BILLING_WORDS: DomainWords<BillingMapping> = {
  schema,
  readings: { invoices: { total: 'number', balance: 'number', paid: 'number', issueDate: 'day', dueDate: 'day' } },
  fills: ({ invoices: { fields } }) => [
    fills<Invoice>('invoices', 'Invoice', {
      customer: { record: 'the customer' },
      'fields.number': { number: null },
      'fields.status': { status: null, balance: '0 unless something may be due' },
      'fields.currency': { currency: 'in capitals' },
      'fields.total': fields.balance === undefined ? { total: null, balance: 'what is not paid' } : { total: null },
      'fields.balance': { balance: null },
      'fields.paid': { balance: 'taken off the total' },
      'fields.issueDate': { issueDate: null },
      'fields.dueDate': { dueDate: null },
    }),
  ],
};

/** A status read as it stands may be anything; one that is translated, only what it is translated to. */
function mayBePartlyPaid(status: TextValue): boolean {
  if ('constant' in status) return status.constant === 'PARTIALLY_PAID';
  return status.values === null || [...status.values.values(), status.fallback].includes('PARTIALLY_PAID');
}
