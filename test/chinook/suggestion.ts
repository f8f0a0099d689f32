// What is proposed for Chinook by somebody who has never seen it: right without editing, except where it says a doubt.
import { parse } from 'yaml';
import { suggest } from '../../commands/sql-suggest/suggest';
import { createDatabase } from '../../platform/sql/database';
import { testCall } from '../support/call';
import type { ChinookDatabase } from './database';
import type { Report } from './report';

/** Checks the proposal's sections and which of its lines are doubted. */
export async function checkSuggestion({ url }: ChinookDatabase, report: Report): Promise<void> {
  const database = createDatabase({ source: 'sql', url: () => url, statementTimeoutMs: 10_000, connections: 1 });
  const call = testCall();
  try {
    const { text, roles, doubts } = await suggest({ database, today: '2026-01-01', call, say: () => undefined });
    const mapping = parse(text) as Record<string, Record<string, unknown>>;
    report.equal('sections', roles, ['customers', 'staff', 'invoices', 'orders', 'items']);
    report.equal('customers, with `support_rep_id` as sales person', withoutRegion(mapping['customers']), {
      table: 'customer',
      id: 'customer_id',
      salesPerson: 'support_rep_id',
      fields: {
        email: 'email',
        phone: 'phone',
        givenName: 'first_name',
        familyName: 'last_name',
        company: 'company',
        line1: 'address',
        city: 'city',
        postalCode: 'postal_code',
        country: 'country',
      },
    });
    report.equal('staff', mapping['staff'], {
      table: 'employee',
      id: 'employee_id',
      fields: { givenName: 'first_name', familyName: 'last_name', email: 'email' },
    });
    report.equal('invoices', mapping['invoices'], {
      table: 'invoice',
      id: 'invoice_id',
      customer: 'customer_id',
      fields: {
        number: 'invoice_id',
        issueDate: 'invoice_date',
        dueDate: { column: 'invoice_date', plusDays: 30 },
        total: 'total',
        currency: { constant: 'EUR' },
        status: { constant: 'OPEN' },
      },
    });
    report.equal('orders, which are the invoices', mapping['orders'], {
      table: 'invoice',
      id: 'invoice_id',
      customer: 'customer_id',
      fields: {
        number: 'invoice_id',
        status: { constant: 'DELIVERED' },
        currency: { constant: 'EUR' },
        total: 'total',
        placedAt: 'invoice_date',
      },
    });
    report.equal('items', mapping['items'], {
      table: 'invoice_line',
      id: 'invoice_line_id',
      order: 'invoice_id',
      fields: { sku: 'track_id', quantity: 'quantity', unitPrice: 'unit_price' },
    });
    const doubtful = [...text.matchAll(/^ +(\w+): .* # \? /gm)].map(([, key]) => key);
    report.equal('doubts', doubtful, ['dueDate', 'currency', 'status', 'status', 'currency', 'sku']);
    report.equal('… and their count', doubts, doubtful.length);
    report.equal('statements', call.sentCount, 4);
  } finally {
    await database.close();
  }
}

/** The countries, 24 of them, are the runtime's names. */
function withoutRegion(section: Record<string, unknown> | undefined): object {
  return Object.fromEntries(Object.entries(section ?? {}).filter(([key]) => key !== 'phoneRegion'));
}
