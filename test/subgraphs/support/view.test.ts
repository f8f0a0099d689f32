import { readsBySource } from '../../../platform/domain/reads';
import type { PersonRecord } from '../../../platform/record';
import type { SupportContext } from '../../../subgraphs/support/context';
import type { Comment, SupportConnector, Ticket } from '../../../subgraphs/support/contract';
import { toEvents } from '../../../subgraphs/support/events';
import { commentsOf, ratingsOf, satisfactionOf, ticketsOf, toView } from '../../../subgraphs/support/view';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { fakeConnector } from '../../platform/loader/fake-source';
import { sessionOf } from '../session-of';

const ADA = person('zendesk:user:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
const rating = (score: number, at: string | null) => ({ score, scaleMax: 5, comment: null, at });

function ticket(id: string, parts: Partial<Ticket> = {}): Ticket {
  return {
    ...{ id, url: null, number: '1', subject: 'Broken', status: 'OPEN', priority: 'HIGH', channel: 'email', tags: [], rating: null },
    ...{ createdAt: '2026-11-01T00:00:00.000Z', updatedAt: null, firstReplyAt: null, solvedAt: null, sla: 'NONE', slaDueAt: null },
    record: ADA.id,
    ...parts,
  };
}

function ask(tickets: Ticket[], comments: Comment[] = [], records = [ADA]) {
  const asked: (readonly string[])[] = [];
  const connector: SupportConnector = {
    ...fakeConnector(records),
    tickets: async (keys) => keys.map((key) => tickets.filter(({ record }) => record === key)),
    comments: async (keys) => {
      asked.push(keys);
      return keys.map(() => comments);
    },
    openTickets: async () => ({ records: [], complete: true }),
  };
  const { session, sources } = sessionOf<SupportConnector, PersonRecord>('SUPPORT', { zendesk: connector });
  const readsOf = readsBySource(sources, ({ cached }) => ({
    tickets: cached('tickets', connector.tickets, 30),
    comments: cached('comments', connector.comments, 30),
  }));
  const context: SupportContext = { session, readsOf };
  return { asked, context, inquiry: session.inquiry(matchKeysOf([ADA])) };
}

describe('the view', () => {
  it('is null for a customer whom the helpdesk does not know', async () => {
    await expect(toView(ask([], [], []).inquiry)).resolves.toBeNull();
    await expect(toView(ask([]).inquiry)).resolves.toMatchObject({ linked: [{ decision: 'ANCHOR' }] });
  });

  it('has the tickets of all records, newest first, each once', async () => {
    const twin = { ...ADA, id: 'zendesk:user:2' };
    const tickets = [
      ticket('zendesk:ticket:1', { createdAt: '2026-01-01T00:00:00.000Z' }),
      ticket('zendesk:ticket:2', { createdAt: '2026-02-01T00:00:00.000Z', record: twin.id }),
      ticket('zendesk:ticket:2', { createdAt: '2026-02-01T00:00:00.000Z' }),
    ];
    const { inquiry, context } = ask(tickets, [], [ADA, twin]);
    await expect(ticketsOf(inquiry, context)).resolves.toMatchObject([{ id: 'zendesk:ticket:2' }, { id: 'zendesk:ticket:1' }]);
  });

  it('reads comments from the source of the ticket, many tickets in one call', async () => {
    const comment: Comment = { id: 'zendesk:comment:1', at: '2026-01-01T00:00:00.000Z', body: 'Hello', public: true, author: ADA.id };
    const other: Comment = { ...comment, id: 'zendesk:comment:2', author: 'zendesk:user:9001' };
    const { asked, inquiry, context } = ask([], [comment, other]);
    const ids = ['zendesk:ticket:1', 'zendesk:ticket:2', 'gone:ticket:3'];
    const comments = await Promise.all(ids.map((id) => commentsOf({ ...ticket(id), inquiry }, context)));
    const shown = [
      { ...comment, fromCustomer: true },
      { ...other, fromCustomer: false },
    ];
    expect(comments).toEqual([shown, shown, []]);
    expect(asked).toEqual([['zendesk:ticket:1', 'zendesk:ticket:2']]);
  });

  it.each([true, false, null, undefined])('knows whose a comment without an author is from its source: %s', async (said) => {
    const nobodys: Comment = { id: 'a:comment:1', at: '2026-01-01T00:00:00.000Z', body: 'Hello', public: true, author: null };
    const { inquiry, context } = ask([], [said === undefined ? nobodys : { ...nobodys, fromCustomer: said }]);
    const [comment] = await commentsOf({ ...ticket('zendesk:ticket:1'), inquiry }, context);
    expect(comment?.fromCustomer).toBe(said ?? null);
  });
});

test('ratings come newest first, those without a time last', () => {
  const tickets = [
    ticket('a:t:1', { rating: rating(1, null) }),
    ticket('a:t:2', { rating: rating(2, '2026-01-01T00:00:00.000Z') }),
    ticket('a:t:3'),
    ticket('a:t:4', { rating: rating(5, '2026-02-01T00:00:00.000Z') }),
  ];
  expect(ratingsOf(tickets).map((one) => one.ticket.id)).toEqual(['a:t:4', 'a:t:2', 'a:t:1']);
  expect(satisfactionOf(ratingsOf(tickets))).toBeCloseTo(8 / 15);
  expect(satisfactionOf([])).toBeNull();
});

describe('events and facts', () => {
  const ref = { id: 'a:t:1', url: null };

  it('tell of an open ticket and its missed promise', () => {
    expect(toEvents([ticket('a:t:1', { sla: 'BREACHED', slaDueAt: '2026-11-02T00:00:00.000Z' })])).toEqual({
      events: [{ at: '2026-11-01T00:00:00.000Z', kind: 'TICKET_OPENED', title: 'Ticket: Broken', ref }],
      facts: [
        { kind: 'TICKET_OPEN', ref, at: '2026-11-01T00:00:00.000Z', priority: 'HIGH' },
        { kind: 'SLA_BREACHED', ref, at: '2026-11-02T00:00:00.000Z' },
      ],
    });
  });

  it('tell of a closed one what happened, and of its rating', () => {
    const solvedAt = '2026-11-03T00:00:00.000Z';
    const closed = ticket('a:t:1', {
      status: 'CLOSED',
      sla: 'BREACHED',
      solvedAt,
      subject: null,
      rating: rating(2, '2026-11-04T00:00:00.000Z'),
    });
    const { events, facts } = toEvents([closed]);
    expect(events.map(({ kind, title }) => [kind, title])).toEqual([
      ['TICKET_OPENED', 'Ticket: no subject'],
      ['TICKET_SOLVED', 'Solved: no subject'],
      ['TICKET_RATED', 'Rated 2 of 5: no subject'],
    ]);
    expect(facts).toEqual([{ kind: 'RATING', ref, at: '2026-11-04T00:00:00.000Z', score: 2, scaleMax: 5 }]);
    expect(toEvents([{ ...closed, rating: rating(2, null) }]).events).toHaveLength(2);
  });
});
