// The people of the pretend Zendesk that the connector's tests ask for.
import type { HelpdeskTicket, World } from '../../../../../sandbox/world/story';
import { aTicket, aUser, smallWorld } from '../../../../sandbox/support/small-world';

export const EMAIL = 'agent@example.com';
export const TOKEN = 'zendesk-test';
export const BUSY = ['83', '84', '85'];

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function manyTickets(requesterId: string, count: number, firstId: number): HelpdeskTicket[] {
  return Array.from({ length: count }, (_, index) =>
    aTicket({ id: String(firstId + index), requesterId, createdAt: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString() }),
  );
}

export const world: World = {
  ...smallWorld(),
  now: new Date().toISOString(),
  helpdesk: {
    users: [
      aUser({
        id: '77',
        name: 'Anna Muster',
        email: 'Anna@Example.com',
        additionalEmails: ['Anna.Work@acme.example'],
        phone: '+49 30 901820',
        phoneIsDirect: true,
        externalId: '501',
        locale: 'de',
        createdAt: '2024-03-01T08:00:00.000Z',
        updatedAt: '2026-05-02T08:30:00.000Z',
      }),
      aUser({ id: '78', name: 'Bert Brown', email: 'bert@example.com', phone: '030/901820', verified: false }),
      aUser({ id: '79', name: 'Gone User', email: 'gone@example.com', externalId: '503', deleted: true }),
      aUser({ id: '80', name: '+49301234567', phone: '+49301234567', locale: '' }),
      aUser({ id: '81', name: 'Acme', email: 'info@acme.example' }),
      aUser({ id: '86', name: 'Clara Caller', email: 'clara@example.com' }),
      aUser({ id: '87', name: 'Carl Caller' }),
      ...BUSY.map((id) => aUser({ id, email: `busy-${id}@example.com` })),
    ],
    tickets: [
      aTicket({
        id: '301',
        requesterId: '77',
        subject: 'It is broken',
        priority: 'urgent',
        tags: ['billing', 'vip'],
        createdAt: '2026-05-20T09:00:00.000Z',
        updatedAt: '2026-05-21T09:00:00.000Z',
        firstReplyAt: '2026-05-20T10:30:00.000Z',
        slaBreachAt: '2026-05-20T12:00:00.000Z',
        comments: [
          { id: '3011', at: '2026-05-20T09:00:00.000Z', body: 'It does not work', public: true, authorId: '77' },
          { id: '3012', at: '2026-05-20T10:30:00.000Z', body: 'Have you tried?', public: true, authorId: '9' },
          { id: '3013', at: '2026-05-20T10:31:00.000Z', body: 'Difficult customer', public: false, authorId: '9' },
        ],
      }),
      aTicket({
        id: '302',
        requesterId: '77',
        status: 'solved',
        priority: null,
        createdAt: '2026-05-22T09:00:00.000Z',
        solvedAt: '2026-05-23T09:00:00.000Z',
        slaBreachAt: '2026-05-23T12:00:00.000Z',
        rating: { score: 'good', comment: 'Thank you', at: '2026-05-24T09:00:00.000Z' },
      }),
      aTicket({
        id: '303',
        requesterId: '78',
        status: 'pending',
        slaBreachAt: inHours(48),
        rating: { score: 'offered', comment: null, at: null },
        comments: [{ id: '3031', at: '2026-05-20T09:00:00.000Z', body: 'Hello?', public: true, authorId: '78' }],
      }),
      aTicket({ id: '401', requesterId: '86', priority: 'high', status: 'new', createdAt: '2026-05-10T09:00:00.000Z' }),
      aTicket({ id: '402', requesterId: '87', priority: 'urgent', createdAt: '2026-05-19T09:00:00.000Z' }),
      aTicket({ id: '403', requesterId: '86', priority: 'urgent', createdAt: '2026-05-21T09:00:00.000Z' }),
      // Of somebody deleted, and solved.
      aTicket({ id: '404', requesterId: '79', priority: 'urgent', createdAt: '2026-05-01T09:00:00.000Z' }),
      aTicket({ id: '405', requesterId: '87', priority: 'high', status: 'solved', createdAt: '2026-05-02T09:00:00.000Z' }),
      aTicket({ id: '406', requesterId: '87', priority: 'high', status: 'hold', createdAt: '2026-05-11T09:00:00.000Z' }),
      ...manyTickets('83', 250, 1_000),
      ...manyTickets('84', 900, 2_000),
      ...manyTickets('85', 1_100, 4_000),
    ],
  },
};

export const id = (user: string) => `zendesk:user:${user}`;
export const ticket = (number: string) => `zendesk:ticket:${number}`;
