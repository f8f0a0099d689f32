// The contract that every billing connector meets, on a real PostgreSQL, and every way in which a database fails.
import { describeBillingConnector } from '../../../../contracts/billing.contract';
import { startHouse, type House } from './house';
import { startStatementCounter, type StatementCounter } from '../../../../support/statement-counter';

let house: House;
let counter: StatementCounter;
beforeAll(async () => {
  house = await startHouse();
  counter = await startStatementCounter(house.readerUrl);
});
afterAll(async () => {
  await counter.stop();
  await house.stop();
});

const TIMEOUT_MS = 400;

describeBillingConnector(
  {
    name: 'sql',
    connect: () => house.connect({ url: counter.url, timeoutMs: TIMEOUT_MS }),
    release: async (connector) => connector.close?.(),
    counter: { calls: () => counter.count(), resetCalls: () => counter.reset() },
    faults: [
      {
        name: 'locked tables',
        code: 'UPSTREAM_TIMEOUT',
        begin: async () => void (await house.run('begin; lock table person, "Odd ""Bill""" in access exclusive mode')),
      },
      { name: 'a server gone silent', code: 'UPSTREAM_TIMEOUT', begin: () => counter.set('silent') },
      { name: 'a cut line', code: 'UPSTREAM_UNAVAILABLE', begin: () => counter.set('cut') },
      {
        name: 'rights taken away',
        code: 'UPSTREAM_DENIED',
        begin: async () => void (await house.run('begin; revoke select on person, "Odd ""Bill""" from reader; commit')),
      },
      {
        name: 'columns renamed',
        code: 'UPSTREAM_CONTRACT',
        begin: async () => void (await house.run('alter table person rename no to nr; alter table "Odd ""Bill""" rename person to who')),
      },
    ],
    async heal() {
      counter.set('cut');
      counter.set('open');
      await house.run('rollback; grant select on person, "Odd ""Bill""" to reader');
      const renamed = await house.run(`select 1 from information_schema.columns where table_name = 'person' and column_name = 'nr'`);
      if (renamed.length > 0) await house.run('alter table person rename nr to no; alter table "Odd ""Bill""" rename who to person');
    },
  },
  {
    records: {
      held: [
        { identifier: { by: 'id', value: 'sql:customer:1' }, recordIds: ['sql:customer:1'] },
        { identifier: { by: 'email', value: 'ada@example.com' }, recordIds: ['sql:customer:1'] },
        { identifier: { by: 'email', value: 'ada.l@example.org' }, recordIds: ['sql:customer:1'] },
        { identifier: { by: 'email', value: 'bob@example.com' }, recordIds: ['sql:customer:2', 'sql:customer:4'] },
        { identifier: { by: 'phone', value: '+442079460001' }, recordIds: ['sql:customer:1'] },
        { identifier: { by: 'phone', value: '+493023125001' }, recordIds: ['sql:customer:2'] },
        { identifier: { by: 'phone', value: '+493023125002' }, recordIds: ['sql:customer:5'] },
        { identifier: { by: 'externalId', value: 'hubspot:contact:501' }, recordIds: ['sql:customer:1'] },
      ],
      unknown: [
        { by: 'id', value: 'sql:customer:99' },
        { by: 'email', value: 'nobody@example.com' },
        { by: 'phone', value: '+493023125999' },
        { by: 'externalId', value: 'hubspot:contact:999' },
      ],
      full: {
        identifier: { by: 'id', value: 'sql:customer:1' },
        record: {
          id: 'sql:customer:1',
          url: 'https://house.example/people/1',
          kind: 'PERSON',
          name: { full: 'Ada Lovelace', given: 'Ada', family: 'Lovelace' },
          emails: [
            { value: 'ada@example.com', primary: true, verified: null },
            { value: 'ada.l@example.org', primary: false, verified: null },
          ],
          phones: [{ value: '+442079460001', primary: true, shared: false }],
          addresses: [{ purpose: 'billing', line1: '1 Row', city: 'London', postalCode: 'N1', country: 'GB' }],
          company: 'Engines Ltd',
          language: 'en',
          taxId: 'GB1',
          birthDate: '1815-12-10',
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T04:30:00.123Z',
          updatedAt: '2024-03-01T12:00:00.000Z',
        },
      },
      sparse: {
        identifier: { by: 'id', value: 'sql:customer:3' },
        record: {
          name: { full: null, given: null, family: null },
          kind: 'PERSON',
          emails: [],
          phones: [],
          addresses: [],
          externalIds: [],
          company: null,
          language: null,
          createdAt: null,
        },
      },
      overLimit: {
        identifiers: Array.from({ length: 1_500 }, (_, index) => ({ by: 'id', value: `sql:customer:${index + 1_000}` })),
        requests: 2,
      },
      search: {
        filter: { text: 'bOb' },
        records: [
          { id: 'sql:customer:2', items: [] },
          { id: 'sql:customer:4', items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'nobody at all' }, { text: '%' }, { text: '_' }, { text: '\\' }, { text: '' }, { text: 'a\0b' }],
      },
    },
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
  },
);
