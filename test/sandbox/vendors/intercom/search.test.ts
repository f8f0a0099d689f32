// The pretend Intercom's searches and lists over real HTTP: what finds whom, what is refused, and pages.
import type { RunningIntercom } from '../../../../sandbox/vendors/intercom/server';
import { asker, IDS, startSmall } from './asking';

let intercom: RunningIntercom;
beforeAll(async () => {
  intercom = await startSmall();
});
afterAll(() => intercom.stop());
const post = asker(() => intercom);

async function found(path: string, query: unknown): Promise<unknown> {
  const { status, body } = await post(path, { query });
  if (status !== 200) return status;
  return (body as { data?: { id: string }[]; conversations?: { id: string }[] })[
    path.startsWith('/contacts') ? 'data' : 'conversations'
  ]?.map(({ id }) => id);
}
const contacts = (query: unknown) => found('/contacts/search', query);
const conversations = (query: unknown) => found('/conversations/search', query);
const filter = (field: string, operator: string, value: unknown) => ({ field, operator, value });

describe('a search for contacts', () => {
  it.each([
    ['one value', filter('email', '=', 'bert@example.com'), [IDS.bert]],
    ['one of many', filter('id', 'IN', [IDS.bert, IDS.anna, 'unknown']), [IDS.anna, IDS.bert]],
    ['none of many', filter('id', 'NIN', [IDS.bert, IDS.anna]), [IDS.clara]],
    ['capitals as they are', filter('email', '=', 'anna@example.com'), []],
    ['an address as it was typed', filter('email', 'IN', ['Anna@Example.com']), [IDS.anna]],
    ['a number as it was typed', filter('phone', 'IN', ['+4930901820', '+4930111']), [IDS.clara]],
    ['a piece of a text', filter('name', '~', 'Brown'), [IDS.bert]],
    ['no such piece', filter('name', '!~', 'a'), [IDS.bert]],
    ['a beginning', filter('name', '^', 'An'), [IDS.anna]],
    ['an end', filter('email', '$', '@Example.com'), [IDS.anna]],
    ['nothing at all', filter('email', '=', null), [IDS.clara]],
    ['a custom attribute', filter('custom_attributes.plan', '=', 'pro'), [IDS.anna]],
    ['the external id', filter('external_id', '=', '501'), [IDS.anna]],
    ['a merged one: never', filter('email', '=', 'anna.early@example.com'), []],
    // By calendar day: the 11th is not after the 11th.
    ['a day', filter('created_at', '=', '1768089600'), [IDS.bert]],
    ['after a day', filter('created_at', '>', 1768089600), [IDS.clara]],
    [
      'groups in a group',
      {
        operator: 'AND',
        value: [
          { operator: 'OR', value: [filter('role', '=', 'lead'), filter('name', '=', 'Clara')] },
          { operator: 'OR', value: [filter('name', '~', 'Clara'), filter('email', '~', 'Clara')] },
        ],
      },
      [IDS.clara],
    ],
  ])('finds %s', async (_name, query, ids) => {
    expect(await contacts(query)).toEqual(ids);
  });

  it.each([
    ['no query', undefined],
    ['an unknown field', filter('shoe_size', '=', '42')],
    ['an unknown operator', filter('email', '~~', 'x')],
    ['a list for one value', filter('email', '=', ['x'])],
    ['one value for a list', filter('email', 'IN', 'x')],
    ['no values', filter('email', 'IN', [])],
    ['more values than an OR takes', filter('email', 'IN', Array.from({ length: 16 }, String))],
    ['more filters than a group takes', { operator: 'OR', value: Array.from({ length: 16 }, () => filter('email', '=', 'x')) }],
    ['an empty group', { operator: 'OR', value: [] }],
    ['groups three deep', { operator: 'OR', value: [{ operator: 'OR', value: [{ operator: 'OR', value: [filter('email', '=', 'x')] }] }] }],
    ['a number for a text', filter('email', '=', 7)],
    ['a text for a time', filter('created_at', '>', 'foobar')],
    ['a list of times', filter('created_at', 'IN', [1768089600])],
    ['a comparison of texts', filter('email', '>', 'a')],
    ['a text for a yes or no', filter('unsubscribed_from_emails', '=', 'true')],
    ['what belongs to no filter', { ...filter('email', '=', 'x'), page: 1 }],
  ])('refuses %s', async (_name, query) => {
    expect(await contacts(query)).toBe(400);
  });

  it('counts what it was asked for', async () => {
    intercom.resetCalls();
    await contacts(filter('email', 'IN', ['a@example.com', 'b@example.com']));
    await contacts(filter('name', '~', 'x'));
    await contacts('nonsense');
    expect(intercom.calls().map(({ keys, status }) => [keys, status])).toEqual([
      [2, 200],
      [1, 200],
      [1, 400],
    ]);
  });
});

describe('a search for conversations', () => {
  it.each([
    ['who takes part', filter('contact_ids', 'IN', [IDS.bert]), ['12', '13']],
    ['several who take part, each once', filter('contact_ids', 'IN', [IDS.bert, IDS.clara]), ['12', '13']],
    ['those not closed, snoozed ones among them', filter('open', '=', true), ['11', '13', '14']],
    ['a state', filter('state', 'IN', ['snoozed']), ['13']],
    ['a priority', filter('priority', '=', 'priority'), ['12']],
    ['both of two', { operator: 'AND', value: [filter('open', '=', true), filter('priority', '=', 'priority')] }, []],
    ['a rating', filter('conversation_rating.score', '<', 3), ['12']],
    // Each word by itself.
    ['a word of the message', filter('source.body', '=', 'support'), ['11', '12', '13', '14']],
    ['no two words', filter('source.body', '=', 'need support'), []],
    ['a second', filter('created_at', '=', 1779267600), ['11', '12', '13', '14']],
  ])('finds %s', async (_name, query, ids) => {
    expect(await conversations(query)).toEqual(ids);
  });

  it('refuses what is no field of theirs', async () => {
    expect(await conversations(filter('email', '=', 'x'))).toBe(400);
  });
});

describe('pages', () => {
  const all = filter('role', 'IN', ['user', 'lead']);

  it('lead from one to the next by a cursor, and the last names none', async () => {
    const first = await post('/contacts/search', { query: all, pagination: { per_page: 2 } });
    expect(first.body).toMatchObject({ total_count: 3, pages: { type: 'pages', page: 1, per_page: 2, total_pages: 2, next: { page: 2 } } });
    const { starting_after } = (first.body as { pages: { next: { starting_after: string } } }).pages.next;
    const second = await post('/contacts/search', { query: all, pagination: { per_page: 2, starting_after } });
    expect(second.body).toMatchObject({ data: [{ id: IDS.clara }], pages: { page: 2, total_pages: 2 } });
    expect(second.body).not.toHaveProperty('pages.next');
    expect(await post(`/contacts?per_page=2&starting_after=${encodeURIComponent(starting_after)}`)).toMatchObject({
      body: { data: [{ id: IDS.clara }] },
    });
    expect(await post('/conversations?per_page=3')).toMatchObject({
      body: { type: 'conversation.list', total_count: 4, pages: { total_pages: 2 } },
    });
  });

  it('have their documented length, and 150 at most', async () => {
    expect((await post('/contacts/search', { query: all })).body).toMatchObject({ pages: { per_page: 50 } });
    expect((await post('/conversations')).body).toMatchObject({ pages: { per_page: 20 } });
    expect((await post('/contacts/search', { query: all, pagination: { per_page: 150 } })).status).toBe(200);
    for (const pagination of [{ per_page: 151 }, { per_page: 0 }, { per_page: 'many' }, { starting_after: 'x' }, 7]) {
      expect((await post('/contacts/search', { query: all, pagination })).status).toBe(400);
    }
    expect((await post('/conversations?per_page=151')).status).toBe(400);
  });
});
