// The contract that every billing connector meets, on a real PostgreSQL, and every way in which a database fails.
import { describeBillingConnector } from '../../../../contracts/billing.contract';
import { houseUnderTest } from '../../../../platform/sql/house-under-test';
import { peopleOfHouse } from '../../../../platform/sql/people-of-house';
import { startHouse } from './house';

describeBillingConnector(houseUnderTest(startHouse, { person: 'no', 'Odd "Bill"': 'person' }), {
  records: peopleOfHouse('billing'),
  invoices: {
    held: [
      {
        record: 'sql:customer:1',
        children: [
          {
            id: 'sql:invoice:B-2',
            status: 'PARTIALLY_PAID',
            total: '50.00',
            balance: '29.50',
            issueDate: '2026-03-01',
            dueDate: '2026-03-31',
          },
          {
            id: 'sql:invoice:B-1',
            number: 'B-1',
            status: 'OPEN',
            total: '100.10',
            balance: '100.10',
            issueDate: '2026-01-31',
            dueDate: '2026-03-02',
          },
          { id: 'sql:invoice:B-3', status: 'PAID', currency: 'USD', total: '9999999999.99', balance: '0', dueDate: '2026-01-30' },
          { id: 'sql:invoice:B-4', status: 'VOID', balance: '0', issueDate: null, dueDate: null, url: null },
        ],
      },
      { record: 'sql:customer:2', children: [{ id: 'sql:invoice:B-5', total: '0.30', balance: '0.20' }] },
    ],
    unknown: ['sql:customer:3', 'sql:customer:99', 'sql:customer:abc', 'stripe:customer:1'],
    overLimit: { records: Array.from({ length: 1_500 }, (_, index) => `sql:customer:${index + 1_000}`), requests: 2 },
  },
  overdue: {
    filter: { minDays: 1 },
    records: [
      {
        id: 'sql:customer:1',
        items: [
          { id: 'sql:invoice:B-1', title: 'B-1', at: '2026-03-02', amount: { amount: '100.10', currency: 'EUR' } },
          { id: 'sql:invoice:B-2', title: 'B-2', at: '2026-03-31', amount: { amount: '29.50', currency: 'EUR' } },
        ],
      },
      { id: 'sql:customer:2', items: [{ id: 'sql:invoice:B-5', at: '2026-03-30', amount: { amount: '0.20', currency: 'EUR' } }] },
    ],
    requests: 1,
    nobody: [{ minDays: 100_000 }],
  },
});
