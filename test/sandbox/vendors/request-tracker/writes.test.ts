// The pretend Request Tracker takes and refuses writes as a real RT 5.0.3 does: with 200 for most that it does not do.
import { startRequestTracker, type RunningRequestTracker } from '../../../../sandbox/vendors/request-tracker/server';
import type { Change } from '../../../../sandbox/changes';
import { smallWorld } from '../../support/small-world';
import { aTrackerTicket, aTrackerUser, aTransaction } from '../../support/tracker-records';

const TOKEN = '1-30-00';
const world = {
  ...smallWorld(),
  requestTracker: {
    users: [
      aTrackerUser({ id: '27', name: 'ada', realName: 'Ada', emailAddress: 'ada@example.com' }),
      aTrackerUser({ id: '29', name: 'bob@example.com', emailAddress: 'bob@example.com' }),
    ],
    tickets: [
      aTrackerTicket({
        id: '1',
        requestorIds: ['27'],
        transactions: [aTransaction({ id: '7', type: 'Create', creatorId: '27', text: 'Hi' })],
      }),
      aTrackerTicket({ id: '2', requestorIds: ['29'], mergedInto: '1' }),
    ],
  },
};

let full: RunningRequestTracker;
let narrow: RunningRequestTracker;
let changes: Change[];
beforeEach(async () => {
  const none = { createTicket: false, commentOnTicket: false, replyToTicket: false, modifyTicket: false, deleteTicket: false };
  full = await startRequestTracker({ world, port: 0, token: TOKEN });
  narrow = await startRequestTracker({ world, port: 0, token: TOKEN, rights: { adminUsers: false, ...none } });
  changes = [];
  for (const server of [full, narrow]) server.changes.onChange((change) => changes.push(change));
});
afterEach(() => Promise.all([full.stop(), narrow.stop()]));

async function send(
  method: string,
  path: string,
  body?: unknown,
  server = full,
): Promise<{ status: number; location: string | null; body: unknown }> {
  const answer = await fetch(`${server.url}/REST/2.0${path}`, {
    method,
    headers: { authorization: `token ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, location: answer.headers.get('location'), body: text === '' ? null : JSON.parse(text) };
}
const text = { Content: 'Hm', ContentType: 'text/plain' };
const refusal = (status: number, message: string) => ({ status, body: { message } });

describe('a new ticket', () => {
  it('is there at once, with its words', async () => {
    const ticket = { Queue: 'General', Subject: 'New', Requestor: '27', Priority: '80', ...text };
    const url = `${full.url}/REST/2.0/ticket/3`;
    expect(await send('POST', '/ticket', ticket)).toEqual({
      status: 201,
      location: '/REST/2.0/ticket/3',
      body: { type: 'ticket', id: '3', _url: url },
    });
    expect(await send('GET', '/ticket/3')).toMatchObject({
      body: { id: 3, Subject: 'New', Priority: '80', Status: 'new', Requestor: [{ id: 'ada' }] },
    });
    const query = encodeURIComponent(`Requestor.id = 27 AND Creator = '__CurrentUser__'`);
    expect(await send('GET', `/tickets?query=${query}`)).toMatchObject({ body: { items: [{ id: '3' }] } });
    expect(await send('POST', '/attachments?fields=Content,TransactionId', [{ field: 'TransactionId', value: 8 }])).toMatchObject({
      body: { items: [{ Content: 'Hm', TransactionId: '8' }] },
    });
    expect(changes).toEqual([{ type: 'ticket', id: '3', what: 'created' }]);
  });

  it('is of whoever is named by number, name or address, and else of nobody', async () => {
    for (const [index, who] of ['ada', 'BOB@example.com', 29, 'nobody at all'].entries()) {
      await send('POST', '/ticket', { Queue: '1', Requestor: who });
      const names = [[{ id: 'ada' }], [{ id: 'bob@example.com' }], [{ id: 'bob@example.com' }], []][index];
      expect(await send('GET', `/ticket/${index + 3}`)).toMatchObject({ body: { Requestor: names } });
    }
  });

  it('is not made without a queue, the right, or an object', async () => {
    const noPermission = (queue: string) => refusal(403, `No permission to create tickets in the queue '${queue}'`);
    expect(await send('POST', '/ticket', { Subject: 'x' })).toMatchObject(refusal(400, 'Could not create ticket. Queue not set'));
    expect(await send('POST', '/ticket', [])).toMatchObject(refusal(400, 'JSON object must be a HASH'));
    expect(await send('POST', '/ticket', { Queue: 'Nowhere' })).toMatchObject(noPermission('Nowhere'));
    expect(await send('POST', '/ticket', { Queue: 'General' }, narrow)).toMatchObject(noPermission('General'));
    expect(changes).toEqual([]);
  });
});

describe('a message', () => {
  it('is written by the account, in the ticket that a merged one became', async () => {
    expect(await send('POST', '/ticket/2/comment', text)).toMatchObject({
      status: 201,
      location: '/REST/2.0/transaction/8',
      body: ['Comments added'],
    });
    expect(await send('POST', '/ticket/1/correspond', text)).toMatchObject({ status: 201, body: ['Correspondence added'] });
    expect(await send('GET', '/ticket/1/history?fields=Type,ObjectId')).toMatchObject({
      body: { items: [{ Type: 'Create' }, { id: '8', Type: 'Comment', ObjectId: '1' }, { Type: 'Correspond' }] },
    });
    expect(changes).toEqual(Array(2).fill({ type: 'ticket', id: '1', what: 'updated' }));
  });

  it('is refused with 400, whatever is wrong', async () => {
    expect(await send('POST', '/ticket/1/comment', text, narrow)).toMatchObject(refusal(400, 'Permission Denied'));
    expect(await send('POST', '/ticket/1/correspond', text, narrow)).toMatchObject(refusal(400, 'Permission Denied'));
    expect(await send('POST', '/ticket/9/comment', text)).toMatchObject(refusal(400, 'Message could not be recorded'));
    expect(await send('POST', '/ticket/1/comment', { Content: 'Hm' })).toMatchObject(
      refusal(400, 'ContentType is a required field for application/json'),
    );
    expect(changes).toEqual([]);
  });
});

describe('a change of a ticket', () => {
  it('says in words what came of it', async () => {
    expect(await send('PUT', '/ticket/1', { Status: 'resolved', Priority: 5, Subject: 'Other' })).toMatchObject({
      status: 200,
      body: [
        `Ticket 1: Subject changed from 'Ticket 1' to 'Other'`,
        `Ticket 1: Priority changed from '0' to '5'`,
        `Ticket 1: Status changed from 'open' to 'resolved'`,
      ],
    });
    expect(await send('PUT', '/ticket/1', { Status: 'resolved' })).toMatchObject({ status: 200, body: [] });
    expect(await send('PUT', '/ticket/1', { Status: 'gone' })).toMatchObject({
      status: 200,
      body: [expect.stringContaining('valid status')],
    });
    expect(await send('PUT', '/ticket/9', { Status: 'open' })).toMatchObject(refusal(404, 'Resource does not exist; use POST to create'));
    expect(await send('PUT', '/ticket/1', { Status: 'deleted', Priority: 6 }, narrow)).toMatchObject({
      status: 200,
      body: ['Ticket 1: Permission Denied', 'Ticket 1: Permission Denied'],
    });
  });

  it('that deletes it leaves it out of searches', async () => {
    expect(await send('PUT', '/ticket/1', { Status: 'deleted' })).toMatchObject({ status: 200, body: ['Ticket 1: Ticket deleted'] });
    expect(await send('GET', '/tickets?query=id%3D1')).toMatchObject({ body: { total: 0 } });
    expect(await send('GET', '/ticket/1')).toMatchObject({ status: 200, body: { Status: 'deleted' } });
    expect(changes).toEqual([{ type: 'ticket', id: '1', what: 'deleted' }]);
  });

  it('by DELETE is an error of RT’s own where it is refused', async () => {
    expect((await send('DELETE', '/ticket/1', undefined, narrow)).status).toBe(500);
    expect((await send('DELETE', '/ticket/1')).status).toBe(204);
    expect((await send('DELETE', '/ticket/1')).status).toBe(500);
    expect((await send('DELETE', '/ticket/9')).status).toBe(404);
  });
});

describe('a change of a user', () => {
  it('takes each field by itself', async () => {
    expect(await send('PUT', '/user/27', { EmailAddress: 'BOB@example.com', RealName: 'Ada L.', Colour: 'red' })).toMatchObject({
      status: 200,
      body: [`User ada: RealName changed from 'Ada' to 'Ada L.'`, 'User ada: Email address in use'],
    });
    expect(await send('GET', '/user/27')).toMatchObject({ body: { RealName: 'Ada L.', EmailAddress: 'ada@example.com' } });
    expect(await send('PUT', '/user/ada', { EmailAddress: 'nonsense' })).toMatchObject({
      body: ['User ada: Invalid syntax for email address'],
    });
    expect(await send('PUT', '/user/ada', { EmailAddress: 'ada@example.com' })).toMatchObject({ status: 200, body: [] });
    expect(changes).toEqual([{ type: 'user', id: '27', what: 'updated' }]);
  });

  it('is not made without the right, or of nobody', async () => {
    expect(await send('PUT', '/user/27', { RealName: 'Ada L.' }, narrow)).toMatchObject({
      status: 200,
      body: ['User ada: Permission Denied'],
    });
    expect(await send('PUT', '/user/99', { RealName: 'Ada L.' })).toMatchObject(
      refusal(404, 'Resource does not exist; use POST to create'),
    );
    expect(changes).toEqual([]);
  });
});
