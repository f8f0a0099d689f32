// The contract that every billing connector meets, on the pretend Stripe.
import type { Identifier } from '../../../../../platform/connector';
import { startStripe, type RunningStripe } from '../../../../../sandbox/vendors/stripe/server';
import { stripe } from '../../../../../subgraphs/billing/vendors/stripe';
import { describeBillingConnector } from '../../../../contracts/billing.contract';
import { by, many } from '../../../../support/identifiers';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { dayAgo, id, world } from './stripe-world';

let server: RunningStripe;
beforeAll(async () => {
  server = await startStripe({ world, port: 0, limits: 'off' });
});
afterAll(() => server.stop());

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('cus_anna')), recordIds: [id('cus_anna')] },
  { identifier: by('id', id('cus_bert')), recordIds: [id('cus_bert')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('cus_anna')] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id('cus_bert'), id('cus_bert2')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('cus_anna')] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id('cus_anna')] },
];

describeBillingConnector(
  {
    name: 'stripe',
    connect: () =>
      startConnector(stripe, { URL: server.url, KEY: server.env['STRIPE_KEY'] ?? '', EXTERNAL_ID: 'hubspot:contact=hubspot_contact' }),
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [
        by('id', id('cus_nobody')),
        by('id', id('cus_gone')),
        by('email', 'nobody@example.com'),
        by('email', 'gone@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:1'),
        by('externalId', 'hubspot:contact:503'),
        by('externalId', 'zendesk:user:501'),
      ],
      full: {
        identifier: by('email', 'anna@example.com'),
        record: {
          id: id('cus_anna'),
          url: 'https://dashboard.stripe.com/test/customers/cus_anna',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          addresses: [{ purpose: 'billing', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
          language: 'de',
          taxId: 'DE999100100',
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: null,
          raw: expect.objectContaining({ metadata: { hubspot_contact: '501', tier: 'gold' } }),
          subscriptions: [expect.objectContaining({ plan: 'Archive' }), expect.objectContaining({ plan: 'Team' })],
        },
      },
      sparse: {
        identifier: by('id', id('cus_bare')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [],
          addresses: [],
          company: null,
          language: null,
          taxId: null,
          externalIds: [],
          subscriptions: [],
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(5, (index) => by('id', id(`cus_none${index}`))),
          ...many(9, (index) => by('email', `nobody${index}@example.com`)),
          ...many(5, (index) => by('phone', `+49305500${100 + index}`)),
          ...many(5, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
        ],
        // Seven of ids, one each; three searches for 23 values of all kinds.
        requests: 10,
      },
      search: {
        filter: { text: 'bERT' },
        records: [
          { id: id('cus_bert2'), items: [] },
          { id: id('cus_bert'), items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'nobody at all' }, { text: 'be' }, { text: '"' }, { text: ' ' }, { text: '" OR email~"anna' }],
      },
    },
    invoices: {
      held: [
        {
          record: id('cus_anna'),
          children: [
            {
              id: 'stripe:invoice:in_2',
              status: 'PARTIALLY_PAID',
              total: '25.00',
              balance: '20.00',
              issueDate: '2026-05-02',
              dueDate: dayAgo(3),
            },
            {
              id: 'stripe:invoice:in_3',
              url: 'https://dashboard.stripe.com/test/invoices/in_3',
              number: 'A-3',
              status: 'OPEN',
              currency: 'EUR',
              total: '25.00',
              balance: '25.00',
              issueDate: '2026-05-01',
              dueDate: dayAgo(40),
            },
            { id: 'stripe:invoice:in_1', status: 'PAID', total: '10.00', balance: '0.00', issueDate: '2026-03-01', dueDate: null },
          ],
        },
        {
          record: id('cus_bert'),
          children: [
            { id: 'stripe:invoice:in_4', status: 'OPEN' },
            { id: 'stripe:invoice:in_5', status: 'DRAFT', number: null, balance: '0.00' },
          ],
        },
      ],
      unknown: [id('cus_bare'), id('cus_nobody'), 'sql:customer:1'],
      overLimit: {
        records: [id('cus_anna'), id('cus_bert'), ...Array.from({ length: 21 }, (_, index) => id(`cus_none${index}`))],
        requests: 3,
      },
    },
    subscriptions: {
      held: [
        {
          record: id('cus_anna'),
          children: [
            {
              id: 'stripe:subscription:sub_year',
              plan: 'Archive',
              status: 'ACTIVE',
              currency: 'EUR',
              monthlyAmount: '8.33',
              renewsAt: null,
              endsAt: '2026-07-01T08:00:00.000Z',
            },
            {
              id: 'stripe:subscription:sub_team',
              url: 'https://dashboard.stripe.com/test/subscriptions/sub_team',
              plan: 'Team',
              status: 'ACTIVE',
              monthlyAmount: '30.00',
              startedAt: '2025-06-01T08:00:00.000Z',
              renewsAt: '2026-06-01T08:00:00.000Z',
              endsAt: null,
            },
            { id: 'stripe:subscription:sub_old', status: 'CANCELLED', renewsAt: null, endsAt: '2025-05-31T08:00:00.000Z' },
          ],
        },
        { record: id('cus_bert'), children: [{ status: 'PAST_DUE', currency: 'JPY', monthlyAmount: '1000' }] },
      ],
      unknown: [id('cus_bare'), id('cus_nobody'), 'sql:customer:1'],
      overLimit: { records: [id('cus_anna'), id('cus_bert'), id('cus_none')], requests: 3 },
    },
    payments: {
      held: [
        {
          record: id('cus_anna'),
          children: [
            { id: 'stripe:charge:ch_2', status: 'SUCCEEDED', refunded: '0.00', refunds: [], disputed: false },
            {
              id: 'stripe:charge:ch_1',
              url: 'https://dashboard.stripe.com/test/payments/ch_1',
              status: 'SUCCEEDED',
              currency: 'EUR',
              amount: '10.00',
              refunded: '4.00',
              refunds: [
                { id: 'stripe:refund:re_2', amount: '1.00', at: '2026-03-06T08:00:00.000Z', reason: null },
                { id: 'stripe:refund:re_1', amount: '3.00', at: '2026-03-05T08:00:00.000Z', reason: 'duplicate' },
              ],
              at: '2026-03-01T08:00:05.000Z',
              disputed: true,
            },
          ],
        },
        {
          record: id('cus_bert'),
          children: [
            { id: 'stripe:charge:ch_4', status: 'PENDING' },
            { id: 'stripe:charge:ch_3', status: 'FAILED', currency: 'JPY', amount: '1000' },
          ],
        },
      ],
      unknown: [id('cus_bare'), id('cus_nobody'), 'sql:customer:1'],
      overLimit: {
        records: [id('cus_anna'), id('cus_bert'), ...Array.from({ length: 21 }, (_, index) => id(`cus_none${index}`))],
        requests: 3,
      },
    },
    overdue: {
      filter: { minDays: 1 },
      records: [
        {
          id: id('cus_anna'),
          items: [
            {
              id: 'stripe:invoice:in_3',
              url: 'https://dashboard.stripe.com/test/invoices/in_3',
              title: 'A-3',
              at: dayAgo(40),
              amount: { amount: '25.00', currency: 'EUR' },
            },
            { id: 'stripe:invoice:in_2', at: dayAgo(3), amount: { amount: '20.00', currency: 'EUR' } },
          ],
        },
        { id: id('cus_bert'), items: [{ title: 'B-1', at: dayAgo(10), amount: { amount: '25.00', currency: 'EUR' } }] },
      ],
      requests: 1,
      nobody: [{ minDays: 100_000 }],
    },
  },
);
