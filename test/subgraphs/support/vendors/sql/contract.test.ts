// The contract that every support connector meets, on a real PostgreSQL, and every way in which a database fails.
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { houseUnderTest } from '../../../../platform/sql/house-under-test';
import { peopleOfHouse } from '../../../../platform/sql/people-of-house';
import { startHouse, ticketId } from './house';

describeSupportConnector(houseUnderTest(startHouse, { person: 'no', enquiry: 'person', enquiry_message: 'enquiry' }), {
  records: peopleOfHouse('main'),
  tickets: {
    held: [
      {
        record: 'sql:customer:1',
        tickets: [
          { id: ticketId('c'), subject: 'Later', priority: 'URGENT', channel: null, sla: 'ON_TRACK', rating: null },
          {
            ...{
              id: ticketId('a'),
              url: 'https://desk.example/00000000-0000-0000-0000-00000000000a',
              subject: 'Broken',
              channel: 'email',
            },
            ...{ status: 'OPEN', priority: 'HIGH', createdAt: '2026-01-02T08:00:00.000Z', updatedAt: '2026-01-02T09:00:00.000Z' },
            ...{ firstReplyAt: null, solvedAt: null, sla: 'BREACHED', slaDueAt: '2026-01-03T08:00:00.000Z', tags: [] },
          },
          {
            ...{ id: ticketId('b'), status: 'CLOSED', priority: null, sla: 'FULFILLED', solvedAt: '2026-01-05T08:00:00.000Z' },
            rating: { score: 4.5, scaleMax: 5, comment: 'Good', at: '2026-01-06T00:00:00.000Z' },
          },
        ],
      },
      { record: 'sql:customer:2', tickets: [{ id: ticketId('d'), status: 'ON_HOLD', subject: null, sla: 'NONE', slaDueAt: null }] },
    ],
    unknown: ['sql:customer:3', 'sql:customer:99', 'sql:customer:abc', 'zendesk:user:1'],
    overLimit: { records: Array.from({ length: 1_500 }, (_, index) => `sql:customer:${index + 1_000}`), requests: 2 },
  },
  comments: {
    held: [
      {
        ticket: ticketId('a'),
        comments: [
          { id: 'sql:comment:2', at: '2026-01-02T08:00:00.000Z', body: 'It broke.', public: true, author: null, fromCustomer: true },
          { id: 'sql:comment:1', body: 'We look at it.', public: true, fromCustomer: false },
          { id: 'sql:comment:3', body: '', public: false, fromCustomer: null },
        ],
      },
      { ticket: ticketId('b'), comments: [{ id: 'sql:comment:4', public: true }] },
    ],
    unknown: [ticketId('d'), 'sql:ticket:1', 'zendesk:ticket:1'],
  },
  openTickets: {
    filter: { priorities: [] },
    records: [
      {
        id: 'sql:customer:1',
        items: [
          { id: ticketId('c'), title: 'Later', at: '2026-01-03T08:00:00.000Z', amount: null },
          { id: ticketId('a'), title: 'Broken', at: '2026-01-02T08:00:00.000Z' },
        ],
      },
      { id: 'sql:customer:2', items: [{ id: ticketId('d'), title: null, at: '2025-12-01T08:00:00.000Z' }] },
      { id: 'sql:customer:5', items: [{ id: ticketId('e') }] },
    ],
    requests: 1,
    nobody: [{ priorities: ['LOW'] }, { priorities: ['NORMAL', 'LOW'] }],
  },
});
