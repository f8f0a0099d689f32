// The pretend Zendesk over real HTTP: look-ups, searches, tickets, limits, refusals, the lagging index.
import { type RunningZendesk, startZendesk, type ZendeskOptions } from '../../../../sandbox/vendors/zendesk/server';
import { anHourLater } from '../../../support/hour-later';
import { ask } from '../../support/ask';
import { aTicket, aUser, smallWorld } from '../../support/small-world';

let zendesk: RunningZendesk;
afterEach(() => zendesk.stop());

async function start(options: Partial<ZendeskOptions> = {}): Promise<void> {
  zendesk = await startZendesk({ world: smallWorld(), port: 0, limits: 'off', ...options });
}
const credentials = () => Buffer.from(`${zendesk.env['ZENDESK_EMAIL']}/token:${zendesk.env['ZENDESK_TOKEN']}`).toString('base64');
const get = (path: string) => ask(`${zendesk.url}/api/v2/${path}`, { headers: { authorization: `Basic ${credentials()}` } });
const search = (query: string, more = '') => get(`search.json?query=${encodeURIComponent(query)}${more}`);
const searchUsers = (query: string) => get(`users/search.json?query=${encodeURIComponent(query)}`);
const found = (name: string, ...ids: number[]) => ({ status: 200, body: { count: ids.length, [name]: ids.map((id) => ({ id })) } });

test('show_many answers known ids, deleted users as inactive, merged and unknown ones not at all', async () => {
  await start();
  const reply = await get('users/show_many.json?ids=79,77,76,1');
  expect(reply).toMatchObject(found('users', 77, 79));
  expect(reply).toMatchObject({
    body: {
      users: [
        { active: true, shared_phone_number: false, organization_id: 9001 },
        { active: false, phone: null },
      ],
    },
  });
  expect(await get('users/show_many?external_ids=crm-501,none')).toMatchObject(found('users', 77));
  expect(zendesk.calls().map(({ keys }) => keys)).toEqual([4, 2]);
  expect((await get('users/76')).body).toEqual({ error: 'RecordNotFound', description: 'Not found' });
  expect(await get('users/77.json')).toMatchObject({ status: 200, body: { user: { id: 77, email: 'anna@example.com' } } });
});

test('user_fields names the custom fields of the account, and every user has all of them', async () => {
  await start();
  expect(await get('user_fields')).toMatchObject({ status: 200, body: { user_fields: [], count: 0 } });
  await ask(`${zendesk.url}/__sandbox/people`, { body: { id: '77', userFields: { tier: 'gold', seats: 3 } } });
  await ask(`${zendesk.url}/__sandbox/people`, { body: { id: '78', userFields: { vip: true } } });
  expect(await get('users/show_many?ids=77,78')).toMatchObject({
    body: {
      users: [{ user_fields: { tier: 'gold', seats: 3, vip: null } }, { user_fields: { tier: null, seats: null, vip: true } }],
    },
  });
  expect(await get('user_fields.json')).toMatchObject({
    body: {
      user_fields: [
        { key: 'tier', type: 'text', active: true, system: false },
        { key: 'seats', type: 'integer' },
        { key: 'vip', type: 'checkbox' },
      ],
    },
  });
  expect(await get('user_fields?page[size]=2&page[after]=2')).toMatchObject({
    body: { user_fields: [{ key: 'vip' }], meta: { has_more: false } },
  });
  expect((await get('user_fields?page[size]=101')).status).toBe(400);
});

test('identities hold every address and the direct line', async () => {
  await start();
  const reply = await get('users/77/identities.json');
  expect(reply).toMatchObject({
    status: 200,
    body: {
      identities: [
        { type: 'email', value: 'anna@example.com', primary: true },
        { type: 'email', value: 'Anna.Work@acme.example', primary: false },
        { type: 'phone_number', value: '+4930901820' },
      ],
      count: 3,
    },
  });
  expect(await get('users/77/identities?page[size]=2')).toMatchObject({ body: { meta: { has_more: true, after_cursor: '2' } } });
  expect(await get('users/77/identities?page[size]=2&page[after]=2')).toMatchObject({ body: { identities: [{ type: 'phone_number' }] } });
  expect((await get('users/79/identities')).status).toBe(404);
});

test.each([
  ['email:ANNA@example.com', [77]],
  ['email:"anna.work@acme.example" email:"bert@example.com"', [77, 78]],
  ['type:user email:gone@example.com', []],
  ['anna', [77]],
  ['nna', []],
  ['phone:*901820', [77]],
  ['phone:+4930901820', [77]],
  ['phone:030901820', []],
  ['phone:*5552671 phone:*901820', [77, 78]],
  ['email:*@example.com -name:bert', [77]],
  ['external_id:crm-501', [77]],
  ['shoe_size:44', []],
  ['brown role:end-user', [78]],
  ['brown role:admin', []],
  ['muster anna', [77]],
  ['muster brown', []],
])('user search %s finds %j', async (query, ids) => {
  await start();
  expect(await searchUsers(query)).toMatchObject(found('users', ...ids));
  expect(await search(`type:user ${query}`)).toMatchObject(found('results', ...ids));
});

test.each([
  ['requester:77 requester:78', [301, 302, 303]],
  ['requester:77 requester:78 status<solved', [301, 303]],
  ['requester:77 status>=solved', [302]],
  ['status:open status:pending', [301, 303]],
  ['requester:anna@example.com priority:urgent', [301]],
  ['priority>normal', [301]],
  ['status<solved priority:urgent priority:high', [301]],
  ['status<solved priority:urgent priority:normal', [301, 303]],
  ['status<solved priority:urgent priority>=high', [301]],
  ['tags:billing -status:open', []],
  ['created>2026-06-01', []],
  ['work status:solved', [302]],
])('ticket search %s finds %j', async (query, ids) => {
  await start();
  expect(await search(`type:ticket ${query}`, '&sort_by=updated_at&sort_order=asc')).toMatchObject(found('results', ...ids));
});

test('sorts by priority, the most urgent first unless told otherwise', async () => {
  const priorities = ['high', null, 'urgent', 'low', 'normal'] as const;
  const tickets = priorities.map((priority, index) => aTicket({ id: String(index + 1), requesterId: '77', priority }));
  await start({ world: smallWorld({ tickets }) });
  expect(await search('type:ticket', '&sort_by=priority')).toMatchObject(found('results', 3, 1, 5, 4, 2));
  expect(await search('type:ticket', '&sort_by=priority&sort_order=asc')).toMatchObject(found('results', 2, 4, 5, 1, 3));
});

test('takes 64 words a search', async () => {
  await start();
  const words = (count: number) => Array.from({ length: count }, (_, index) => `requester:${index}`).join(' ');
  expect((await search(words(64))).status).toBe(200);
  expect(await search(words(65))).toMatchObject({ status: 422, body: { error: 'invalid' } });
  expect(await searchUsers(words(65))).toMatchObject({ status: 422, body: { error: 'invalid' } });
});

test('counts what a search asks for, and finds by external_id without syntax', async () => {
  await start();
  await search('type:user email:"a@example.com" email:"b@example.com"');
  expect(await get('users/search?external_id=CRM-501')).toMatchObject(found('users', 77));
  expect(zendesk.calls().map(({ keys }) => keys)).toEqual([2, 1]);
});

test('tickets carry metrics and service-level state when asked, and the rating always', async () => {
  await start();
  const reply = await get('tickets/show_many.json?ids=301,302,999&include=metric_sets,slas,users');
  expect(reply).toMatchObject({
    status: 200,
    body: {
      tickets: [
        {
          id: 301,
          requester_id: 77,
          status: 'open',
          satisfaction_rating: { score: 'unoffered' },
          metric_set: { reply_time_in_minutes: { calendar: 90, business: 90 }, solved_at: null },
          slas: { policy_metrics: [{ breach_at: '2026-06-01T15:00:00Z', stage: 'active', metric: 'next_reply_time', hours: 3 }] },
        },
        { id: 302, satisfaction_rating: { score: 'good', comment: 'Thank you' }, slas: { policy_metrics: [] } },
      ],
      users: [{ id: 77 }],
      count: 2,
    },
  });
  const plain = await get('tickets/301');
  expect(plain).toMatchObject({ status: 200, body: { ticket: { id: 301 } } });
  expect(plain.body).not.toHaveProperty('ticket.slas');
});

test('lists comments oldest first and ratings by score', async () => {
  await start();
  const comments = await get('tickets/301/comments.json?per_page=1');
  expect(comments).toMatchObject({
    body: { comments: [{ id: 3011, author_id: 77 }], count: 2, next_page: expect.stringContaining('page=2') },
  });
  expect(await get('tickets/301/comments?sort_order=desc')).toMatchObject({
    body: { comments: [{ html_body: expect.stringContaining('&lt;tried&gt;') }, {}] },
  });
  expect(await get('satisfaction_ratings?score=received')).toMatchObject({
    body: { satisfaction_ratings: [{ ticket_id: 302, score: 'good' }] },
  });
  expect(await get('satisfaction_ratings')).toMatchObject({ body: { count: 2 } });
  expect((await get('tickets/999/comments')).status).toBe(404);
});

test('search gives out 1,000 results, says how many there are and refuses the rest', async () => {
  const tickets = Array.from({ length: 1050 }, (_, index) => aTicket({ id: String(5000 + index), requesterId: '77' }));
  await start({ world: smallWorld({ tickets }) });
  const last = await search('requester:77', '&page=10');
  expect(last).toMatchObject({
    status: 200,
    body: { count: 1050, next_page: expect.stringContaining('page=11'), previous_page: expect.stringContaining('page=9') },
  });
  const beyond = await search('requester:77', '&page=11');
  expect(beyond).toMatchObject({ status: 422, body: { error: 'invalid', description: expect.stringContaining('Search Response Limits') } });
});

test('refuses what Zendesk refuses', async () => {
  await start();
  expect(await ask(`${zendesk.url}/api/v2/users/77`)).toMatchObject({ status: 401, body: { error: "Couldn't authenticate you" } });
  const bearer = (token = '') => ask(`${zendesk.url}/api/v2/users/77`, { headers: { authorization: `Bearer ${token}` } });
  expect((await bearer('other')).status).toBe(401);
  expect((await bearer(zendesk.env['ZENDESK_TOKEN'])).status).toBe(200);
  const ids = Array.from({ length: 101 }, (_, index) => index + 1).join(',');
  for (const path of [
    `users/show_many?ids=${ids}`,
    'users/show_many',
    `tickets/show_many?ids=${ids}`,
    'search',
    'users/search',
    'users/abc',
  ]) {
    expect(await get(path)).toMatchObject({ status: 400, body: { error: { title: 'Invalid attribute' } } });
  }
  expect((await search('type:user', '&per_page=101')).status).toBe(400);
  expect((await get('users/77/identities?page[size]=101')).status).toBe(400);
  expect(await get('nowhere')).toMatchObject({ status: 404, body: { error: 'InvalidEndpoint' } });
});

test('counts requests a minute, with Retry-After on the one too many', async () => {
  await start({ limits: { perMinute: 2 } });
  const first = await get('users/77');
  const names = ['x-rate-limit', 'x-rate-limit-remaining', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];
  expect(names.map((name) => first.headers.get(name))).toEqual(['2', '1', '2', '1', '60']);
  await get('users/77');
  const refused = await get('users/77');
  expect(refused).toMatchObject({ status: 429, body: { error: 'APIRateLimitExceeded' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  zendesk.faults.set({ mode: '429' });
  expect((await get('users/77')).headers.get('retry-after')).toBe('1');
});

test('a change is shown at once and found by search after the lag', async () => {
  await start({ world: smallWorld({ users: [aUser({ id: '1', email: 'old@example.com' })] }), lagSeconds: 1_800 });
  await ask(`${zendesk.url}/__sandbox/people`, { body: { id: '1', email: 'new@example.com' } });
  await ask(`${zendesk.url}/__sandbox/people`, { body: { id: '2', name: 'Second', email: 'second@example.com' } });
  expect(await get('users/show_many?ids=1,2')).toMatchObject({ body: { users: [{ email: 'new@example.com' }, { id: 2 }] } });
  const query = 'email:old@example.com email:new@example.com email:second@example.com';
  expect(await searchUsers(query)).toMatchObject({ body: { users: [{ id: 1, email: 'old@example.com' }] } });
  await anHourLater(async () => {
    expect(await searchUsers(query)).toMatchObject({ body: { users: [{ id: 1, email: 'new@example.com' }, { id: 2 }] } });
  });
});

test('a merged user is gone by every id, and their addresses and tickets are the other one’s', async () => {
  await start();
  zendesk.mergeUsers('78', '77');
  expect((await get('users/78')).status).toBe(404);
  expect(await get('users/show_many?ids=77,78')).toMatchObject({
    body: { users: [{ id: 77, name: 'Anna Muster', email: 'anna@example.com' }] },
  });
  const { body } = await get('users/77/identities');
  expect((body as { identities: { value: string }[] }).identities.map(({ value }) => value)).toContain('bert@example.com');
  expect(await searchUsers('email:bert@example.com')).toMatchObject({ body: { users: [{ id: 77 }] } });
  expect(await get('search?query=requester:77')).toMatchObject({ body: { count: 3 } });
  expect(await get('tickets/303')).toMatchObject({ body: { ticket: { requester_id: 77 } } });
  expect(() => zendesk.mergeUsers('78', '77')).toThrow(RangeError);
});
