// One of each thing that billing knows, for its tests: unremarkable but for what is given.
import type { Invoice, Payment, Subscription } from '../../../subgraphs/billing/contract';

/** Open, due on the last of October. */
export function anInvoice(id: string, parts: Partial<Invoice> = {}): Invoice {
  return {
    ...{ id, url: null, number: 'R-1', status: 'OPEN', currency: 'EUR', total: '19.90', balance: '19.90' },
    ...{ issueDate: '2026-10-01', dueDate: '2026-10-31', record: 'sql:customer:1' },
    ...parts,
  };
}

/** Running, with no end in sight. */
export function aSubscription(id: string, parts: Partial<Subscription> = {}): Subscription {
  return {
    ...{ id, url: null, plan: 'Team', status: 'ACTIVE', currency: 'EUR', monthlyAmount: '30.00' },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', renewsAt: '2026-12-01T00:00:00.000Z', endsAt: null, record: 'sql:customer:1' },
    ...parts,
  };
}

/** Gone well. */
export function aPayment(id: string, parts: Partial<Payment> = {}): Payment {
  return {
    ...{ id, url: null, status: 'SUCCEEDED', currency: 'EUR', amount: '19.90', refunded: '0.00', refunds: [] },
    ...{ at: '2026-11-01T00:00:00.000Z', disputed: false, record: 'sql:customer:1' },
    ...parts,
  };
}
