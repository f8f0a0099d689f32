// The pretend Request Tracker refuses, drops and pages as a real RT 5.0.3 does; test/real/request-tracker/ holds the two to each other.
import type { RunningVendor } from '../../../../sandbox/http/server';
import type { Rights } from '../../../../sandbox/vendors/request-tracker/rights';
import { startRequestTracker } from '../../../../sandbox/vendors/request-tracker/server';
import { smallWorld } from '../../support/small-world';
import { aTrackerTicket, aTrackerUser, aTransaction } from '../../support/tracker-records';

const TOKEN = '1-30-00';
const world = {
  ...smallWorld(),
  requestTracker: {
    users: [
      aTrackerUser({
        id: '27',
        name: 'ada',
        realName: 'Ada',
        emailAddress: 'Ada@Example.com',
        workPhone: '030 1',
        customFields: { 'CRM Id': ['501'] },
      }),
      aTrackerUser({ id: '29', name: 'bob', realName: 'Bob', emailAddress: 'bob@example.com', disabled: true }),
      aTrackerUser({ id: '31', name: 'cy', realName: 'Cy', organization: 'Acme' }),
    ],
    tickets: [
      aTrackerTicket({
        id: '1',
        requestorIds: ['27'],
        priority: 50,
        transactions: [aTransaction({ id: '7', type: 'Create', creatorId: '27', text: 'Hi' })],
      }),
      aTrackerTicket({
        id: '2',
        requestorIds: ['27', '29'],
        status: 'resolved',
        transactions: [aTransaction({ id: '8', type: 'EmailRecord', creatorId: '1' })],
      }),
      aTrackerTicket({
        id: '3',
        requestorIds: ['29'],
        mergedInto: '1',
        transactions: [aTransaction({ id: '9', type: 'Comment', creatorId: '14', text: 'Hm' })],
      }),
      aTrackerTicket({ id: '4', requestorIds: ['29'], status: 'deleted' }),
    ],
  },
};

let full: RunningVendor;
let narrow: RunningVendor;
beforeAll(async () => {
  const rights: Partial<Rights> = { adminUsers: false, seeGroups: false, seeCustomFields: false, showTicketComments: false };
  full = await startRequestTracker({ world, port: 0, token: TOKEN });
  narrow = await startRequestTracker({ world, port: 0, token: TOKEN, rights });
});
afterAll(() => Promise.all([full.stop(), narrow.stop()]));

interface Answer {
  status: number;
  body: { items: Record<string, unknown>[]; total: number | null; pages: number | null; message?: string } & Record<string, unknown>;
}

async function ask(
  path: string,
  { body, server = full, method }: { body?: unknown; server?: RunningVendor; method?: string } = {},
): Promise<Answer> {
  const answer = await fetch(`${server.url}/REST/2.0${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `token ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
}
const names = ({ body }: Answer) => body.items.map(({ id }) => id);
const tickets = (query: string, more = '') => ask(`/tickets?query=${encodeURIComponent(query)}${more}`);

it('lets nobody in without the token or the password, and asks for none', async () => {
  for (const authorization of ['', 'token 1-30-01', `Bearer ${TOKEN}`, 'Basic eDp5']) {
    const answer = await fetch(`${full.url}/REST/2.0/rt`, { headers: { authorization } });
    expect([answer.status, await answer.json(), answer.headers.get('www-authenticate')]).toEqual([401, { message: 'Unauthorized' }, null]);
  }
});

describe('users', () => {
  it('are found by public fields in whatever case, disabled ones only when asked for', async () => {
    const body = [
      { field: 'EmailAddress', value: 'ADA@example.com' },
      { field: 'EmailAddress', value: 'bob@example.com' },
    ];
    expect(names(await ask('/users', { body }))).toEqual(['ada']);
    expect(names(await ask('/users?find_disabled_rows=1', { body }))).toEqual(['ada', 'bob']);
  });

  it('are all found where a condition is on what cannot be searched by', async () => {
    for (const field of ['id', 'WorkPhone', 'Nothing', 'CustomField.{Nothing}']) {
      expect((await ask('/users', { body: [{ field, value: 'x' }] })).body.total).toBe(5);
    }
    const byOrganisation = [{ field: 'Organization', value: 'Acme' }];
    expect((await ask('/users', { body: byOrganisation })).body.total).toBe(1);
    expect((await ask('/users', { body: byOrganisation, server: narrow })).body.total).toBe(5);
  });

  it('show what the account may see', async () => {
    const path = '/users?fields=id,WorkPhone,Created,CustomFields,Nothing';
    const body = [{ field: 'Name', value: 'ada' }];
    const [seen] = (await ask(path, { body })).body.items;
    expect(seen).toMatchObject({ id: 27, WorkPhone: '030 1', CustomFields: [{ name: 'CRM Id', values: ['501'] }], Nothing: '' });
    const [hidden] = (await ask(path, { body, server: narrow })).body.items;
    expect(hidden).toMatchObject({ id: 27, WorkPhone: '', Created: '1970-01-01T00:00:00Z', CustomFields: '' });
  });

  it('are had by id through their groups, where the account may see groups', async () => {
    const body = [
      { field: 'Domain', value: 'ACLEquivalence' },
      { field: 'Instance', operator: 'IN', value: [27, 999] },
    ];
    const path = '/groups?fields=Instance&fields[Instance]=id,Name';
    expect((await ask(path, { body })).body).toMatchObject({ total: 1, items: [{ id: '28', Instance: { id: 27, Name: 'ada' } }] });
    expect((await ask(path, { body, server: narrow })).body).toMatchObject({ total: null, pages: null, items: [] });
    expect((await ask('/user/27', { server: narrow })).body).toMatchObject({ Name: 'ada', Privileged: 0 });
    expect((await ask('/user/999')).status).toBe(404);
  });

  it('refuse bodies that are no list of objects', async () => {
    expect(await ask('/users', { body: { field: 'Name' } })).toMatchObject({
      status: 400,
      body: { message: 'JSON object must be a ARRAY' },
    });
    expect((await ask('/users', { body: '[{' })).status).toBe(400);
    expect((await ask('/users', { body: [1] })).status).toBe(500);
    expect((await ask('/users', { method: 'DELETE' })).status).toBe(405);
    expect((await ask('/colours')).status).toBe(404);
  });
});

describe('tickets', () => {
  it('leave out deleted ones always, and merged ones unless asked for by what they became', async () => {
    expect(names(await tickets('id > 0'))).toEqual(['1', '2']);
    expect(names(await tickets(`Status = 'deleted'`))).toEqual([]);
    expect(names(await tickets('EffectiveId = 1'))).toEqual(['1', '3']);
    expect((await ask('/ticket/3')).body['id']).toBe(1);
  });

  it('take the last of "and" and "or" for both, without brackets', async () => {
    expect(names(await tickets('Priority > 10 AND id = 1 OR id = 2'))).toEqual(['1', '2']);
    expect(names(await tickets('Priority > 10 AND (id = 1 OR id = 2)'))).toEqual(['1']);
  });

  it('do not come in time where many requestors stand without brackets', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `Requestor.id = ${index}`).join(' OR ');
    expect((await tickets(many)).status).toBe(504);
    expect(names(await tickets(`(${many})`))).toEqual(['1', '2']);
  });

  it('refuse what is no TicketSQL, and IN', async () => {
    for (const query of ['id IN (1,2)', 'id =', 'Colour = 1', '(id = 1', 'id = 1)', 'id', 'AND id = 1'])
      expect((await tickets(query)).status).toBe(400);
    expect((await tickets('')).body.total).toBe(0);
  });

  it('come in pages of 20, or of up to 100', async () => {
    const { body } = await tickets('id > 0', '&per_page=1&page=2');
    expect(body).toMatchObject({ count: 1, page: 2, per_page: 1, total: 2, pages: 2 });
    expect(body['prev_page']).toMatch(/page=1$/);
    expect((await tickets('id > 0', '&per_page=500&page=x')).body).toMatchObject({ per_page: 100, page: 1 });
    expect(names(await tickets('id > 0', '&orderby=Priority&order=DESC'))).toEqual(['1', '2']);
    expect((await tickets('id > 0', '&orderby=Colour')).body).toMatchObject({ items: [], total: 2 });
  });
});

describe('what happened', () => {
  const all = [{ field: 'ObjectId', operator: 'IN', value: [1, 2, 3] }];

  it('is not counted, and is taken out of its page where the account may not see it', async () => {
    expect((await ask('/transactions?per_page=2', { body: all })).body).toMatchObject({
      total: null,
      pages: null,
      count: 1,
      items: [{ id: '7' }],
    });
    expect(names(await ask('/transactions?per_page=2&page=2', { body: all }))).toEqual(['9']);
    expect(names(await ask('/transactions?per_page=2&page=2', { body: all, server: narrow }))).toEqual([]);
  });

  it('in merged tickets is in the history of what they became', async () => {
    expect(names(await ask('/ticket/1/history'))).toEqual(['7', '9']);
    expect(names(await ask('/ticket/999/history'))).toEqual([]);
  });

  it('has its words as attachments', async () => {
    const body = [
      { field: 'TransactionId', operator: 'IN', value: [7, 9] },
      { field: 'ContentType', operator: 'STARTSWITH', value: 'text/' },
    ];
    const path = '/attachments?fields=TransactionId,Content,ContentType,Filename';
    expect((await ask(path, { body })).body.items).toMatchObject([
      { TransactionId: '7', Content: 'Hi', ContentType: 'text/plain', Filename: '' },
      { Content: 'Hm' },
    ]);
    expect((await ask(path, { body, server: narrow })).body.items).toHaveLength(1);
  });
});

it('takes people while it runs', async () => {
  const put = await fetch(`${full.url}/__sandbox/people`, {
    method: 'POST',
    body: JSON.stringify({ id: '41', name: 'dora', emailAddress: 'dora@example.com' }),
  });
  expect(put.ok).toBe(true);
  expect(names(await ask('/users', { body: [{ field: 'EmailAddress', value: 'dora@example.com' }] }))).toEqual(['dora']);
});

it('names the custom fields of users, to an account that may see them, and counts them for no other', async () => {
  const ofUsers = { body: [{ field: 'LookupType', value: 'RT::User' }] };
  const { body } = await ask('/customfields?fields=Name,Nothing', ofUsers);
  expect(body).toMatchObject({ total: 1, pages: 1, items: [{ type: 'customfield', id: '2', Name: 'CRM Id', Nothing: '' }] });
  expect((await ask('/customfields', { body: [{ field: 'LookupType', value: 'RT::Asset' }] })).body.total).toBe(0);
  expect((await ask('/customfields', { ...ofUsers, server: narrow })).body).toMatchObject({ total: null, pages: null, items: [] });
  expect((await ask('/customfields', { body: {} })).status).toBe(400);
});
