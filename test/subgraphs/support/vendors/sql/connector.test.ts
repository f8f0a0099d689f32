// What is the SQL connector's own as a helpdesk: which tickets are open and in what order, promises, comments, faulty rows, and
// what a mapping may leave out.
import { ConfigError } from '../../../../../platform/errors';
import type { SupportConnector, TicketPriority } from '../../../../../subgraphs/support/contract';
import { testCall } from '../../../../support/call';
import { MAPPING, startHouse, ticketId, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

async function reading<T>(mapping: string, read: (connector: SupportConnector) => Promise<T>): Promise<T> {
  const connector = await house.connect({ mapping });
  try {
    return await read(connector);
  } finally {
    await connector.close?.();
  }
}

async function openTickets(mapping: string, ...priorities: TicketPriority[]): Promise<[string[], boolean]> {
  const list = await reading(mapping, (connector) => connector.openTickets({ priorities }, 100, testCall()));
  return [list.records.flatMap(({ items }) => items.map(({ id }) => id.slice(-1))), list.complete];
}

describe('open tickets', () => {
  it.each<[string, string, TicketPriority[], string[]]>([
    ['of one priority', MAPPING, ['HIGH'], ['d', 'a']],
    ['of several', MAPPING, ['HIGH', 'URGENT'], ['c', 'a', 'd']],
    ['of none that is given', MAPPING, ['NORMAL'], []],
    ['of a priority by default', MAPPING.replace('4: LOW }', '4: LOW }, default: NORMAL'), ['NORMAL'], ['e']],
    ['of priorities of equal rank', MAPPING.replace('1: URGENT, 2: HIGH', '1: HIGH, 2: HIGH'), ['HIGH'], ['d', 'a', 'c']],
    ['of a helpdesk without priorities', MAPPING.replace(/ {4}priority: .*\n/, ''), ['HIGH'], []],
    ['of one where all are urgent', MAPPING.replace(/priority: .*/, 'priority: { constant: URGENT }'), ['URGENT'], ['e', 'd', 'a', 'c']],
    ['where nothing is ever closed', MAPPING.replace(/status: .*/, 'status: { constant: OPEN }'), [], ['c', 'a', 'b', 'd', 'e']],
    ['where everything is', MAPPING.replace(/status: .*/, 'status: { constant: CLOSED }'), [], []],
    [
      'by default',
      MAPPING.replace(/status: .*/, 'status: { column: state, values: { done: CLOSED }, default: OPEN }'),
      [],
      ['c', 'a', 'd', 'e'],
    ],
  ])('%s', async (_name, mapping, priorities, ids) => {
    expect(await openTickets(mapping, ...priorities)).toEqual([ids, true]);
  });

  it('that cannot be judged make the list incomplete', async () => {
    expect(await openTickets(MAPPING.replace('waiting: ON_HOLD, ', ''))).toEqual([['c', 'a', 'e'], false]);
    // Words of no priority.
    expect(await openTickets(MAPPING.replace(/priority: .*/, 'priority: via'), 'URGENT')).toEqual([[], false]);
  });
});

describe('comments', () => {
  it('are the oldest hundred of each ticket, in one statement', async () => {
    const ticket = '00000000-0000-0000-0000-00000000000';
    await house.run(`insert into enquiry_message (no, enquiry, at, words) select 1000 + n, ('${ticket}' || case n % 2 when 0 then 'c' else 'd' end)::uuid,
      timestamptz '2026-01-01Z' + n * interval '1 minute', n from generate_series(1, 300) as n`);
    try {
      const call = testCall();
      const answers = await reading(MAPPING, (connector) => connector.comments([ticketId('c'), ticketId('d')], call));
      const bodies = answers.map((comments) => (comments instanceof Error ? [] : comments.map(({ body }) => Number(body))));
      const oldest = (first: number) => Array.from({ length: 100 }, (_, index) => first + 2 * index);
      expect(bodies).toEqual([oldest(2), oldest(1)]);
      expect(call.sentCount).toBe(1);
    } finally {
      await house.run('delete from enquiry_message where no > 1000');
    }
  });

  it('are public, and by nobody in particular, where the mapping does not say', async () => {
    const mapping = MAPPING.replace(/ {4}(public|fromCustomer): .*\n/g, '');
    const [comments] = await reading(mapping, (connector) => connector.comments([ticketId('a')], testCall()));
    expect(comments).toMatchObject(Array.from({ length: 3 }, () => ({ public: true, fromCustomer: null })));
  });

  it('are none where the mapping has none, and cost nothing then', async () => {
    const call = testCall();
    const mapping = MAPPING.slice(0, MAPPING.indexOf('comments:'));
    expect(await reading(mapping, (connector) => connector.comments([ticketId('a')], call))).toEqual([[]]);
    expect(call.sentCount).toBe(0);
  });
});

describe('a row that breaks the contract', () => {
  let connector: SupportConnector;
  beforeAll(async () => {
    await house.run(`
      create table odd_ticket (no text, person integer, state text, opened timestamptz, prio text, stars numeric);
      insert into odd_ticket values ('state', 1, 'who knows', now(), null, null), ('never', 2, 'OPEN', null, null, null), (null, 3, 'OPEN', now(), null, null),
        ('prio', 4, 'OPEN', now(), 'very', null), ('stars', 5, 'OPEN', now(), null, 6), ('fewer', 6, 'OPEN', now(), null, -1),
        ('good', 9, 'OPEN', now(), 'LOW', 5);
      create table odd_message (no text, ticket text, at timestamptz, words text, internal text);
      insert into odd_message values ('never', '1', null, 'a', 'true'), ('perhaps', '2', now(), 'a', 'perhaps'), (null, '3', now(), 'a', 'f'),
        ('good', '9', now(), 'a', 'F');
      grant select on odd_ticket, odd_message to reader`);
    connector = await house.connect({
      mapping: `
customers: { table: person, id: no, fields: {} }
tickets:
  table: odd_ticket
  id: no
  customer: person
  fields: { status: state, createdAt: opened, priority: prio, rating: stars, ratingScale: 5 }
comments: { table: odd_message, id: no, ticket: ticket, fields: { at: at, body: words, public: internal } }`,
    });
  });
  afterAll(() => connector.close?.());

  it.each([
    ['a state that is none', 1],
    ['no date', 2],
    ['no id', 3],
    ['a priority that is none', 4],
    ['a rating above its scale', 5],
    ['a rating below it', 6],
  ])('is an error of its customer, and of nobody else: %s', async (_name, customer) => {
    const [answer, good] = await connector.tickets([`sql:customer:${customer}`, 'sql:customer:9'], testCall());
    expect(answer).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    expect(good).toMatchObject([{ id: 'sql:ticket:good', rating: { score: 5, scaleMax: 5 } }]);
  });

  it.each([
    ['no date', 1],
    ['neither public nor not', 2],
    ['no id', 3],
  ])('is an error of its ticket, and of no other: %s', async (_name, ticket) => {
    const [answer, good] = await connector.comments([`sql:ticket:${ticket}`, 'sql:ticket:9'], testCall());
    expect(answer).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    expect(good).toMatchObject([{ id: 'sql:comment:good', public: false }]);
  });
});

describe('starting', () => {
  it.each([
    ['the section that it reads', MAPPING.slice(0, MAPPING.indexOf('tickets:')), 'tickets: is missing: SUPPORT_SOURCES names this source'],
    ['a scale for ratings', MAPPING.replace('    ratingScale: 5\n', ''), 'tickets.fields: `rating` and `ratingScale` go together'],
    [
      'ratings for their comments',
      MAPPING.replace(/ {4}rating(Scale)?: .*\n/g, ''),
      'tickets.fields: `ratingComment` and `ratedAt` need a `rating`',
    ],
    ['a scale that is one', MAPPING.replace('ratingScale: 5', 'ratingScale: 0'), 'tickets.fields.ratingScale: expected a number such as 5'],
    [
      'yes or no',
      MAPPING.replace('{ true: false, false: true }', '{ true: no-one }'),
      'comments.fields.public.values.true: expected true or false',
    ],
  ])('needs %s', async (_name, mapping, fault) => {
    const failure: unknown = await reading(mapping, () => Promise.resolve(null)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({ faults: [expect.stringContaining(fault)] });
  });
});
