// What the pretend Intercom writes, over real HTTP: contacts altered and deleted, a teammate's words in a conversation, a conversation
// deleted; and what it refuses.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Change } from '../../../../sandbox/changes';
import type { RunningIntercom } from '../../../../sandbox/vendors/intercom/server';
import { ask } from '../../support/ask';
import { IDS, startSmall } from './asking';

let intercom: RunningIntercom;
let changes: Change[];
beforeEach(async () => {
  intercom = await startSmall();
  changes = [];
  intercom.changes.onChange((change) => changes.push(change));
});
afterEach(() => intercom.stop());

function send(method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${intercom.env['INTERCOM_TOKEN']}`, 'intercom-version': '2.15' };
  return ask(`${intercom.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}
const refusal = (status: number, code: string) => ({ status, body: { type: 'error.list', errors: [{ code }] } });

describe('a contact', () => {
  it('is altered, and keeps what is not written', async () => {
    const written = { email: 'anna.new@example.com', name: 'Anna M.', unsubscribed_from_emails: true };
    expect(await send('PUT', `/contacts/${IDS.anna}`, written)).toMatchObject({
      status: 200,
      body: { ...written, phone: '+49 30 901820' },
    });
    expect((await send('GET', `/contacts/${IDS.anna}`)).body).toMatchObject({ ...written, external_id: '501' });
    expect(changes).toEqual([{ type: 'contact', id: IDS.anna, what: 'updated' }]);
  });

  it('is not given the address of another user; a lead may have it', async () => {
    const taken = { email: 'ANNA@example.com' };
    expect(await send('PUT', `/contacts/${IDS.clara}`, taken)).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'conflict', message: `A contact matching those details already exists with id=${IDS.anna}` }] },
    });
    expect(await send('PUT', `/contacts/${IDS.bert}`, taken)).toMatchObject({ status: 200 });
    expect(await send('PUT', `/contacts/${IDS.anna}`, taken)).toMatchObject({ status: 200 });
  });

  it.each([[{ email: 'no address' }], [{ phone: 4930 }], [{ shoe_size: 42 }], [[]]])('refuses %j', async (body) => {
    expect(await send('PUT', `/contacts/${IDS.anna}`, body)).toMatchObject(refusal(400, 'parameter_invalid'));
    expect(changes).toEqual([]);
  });

  it('is deleted with its conversations, but for those of others', async () => {
    expect(await send('DELETE', `/contacts/${IDS.clara}`)).toMatchObject({
      status: 200,
      body: { type: 'contact', id: IDS.clara, external_id: null, deleted: true },
    });
    expect(await send('GET', `/contacts/${IDS.clara}`)).toMatchObject(refusal(404, 'not_found'));
    expect((await send('GET', '/conversations/13')).body).toMatchObject({ contacts: { contacts: [{ id: IDS.bert }] } });
    expect(await send('DELETE', `/contacts/${IDS.anna}`)).toMatchObject({ status: 200 });
    for (const id of ['11', '14']) expect(await send('GET', `/conversations/${id}`)).toMatchObject(refusal(404, 'not_found'));
    expect(changes.map(({ id, what }) => [id, what])).toEqual([
      [IDS.clara, 'deleted'],
      [IDS.anna, 'deleted'],
    ]);
  });

  it.each([
    ['gone', 'f'.repeat(24)],
    ['merged', IDS.early],
  ])('that is %s takes nothing', async (_, id) => {
    expect(await send('PUT', `/contacts/${id}`, { name: 'Nobody' })).toMatchObject(refusal(404, 'not_found'));
    expect(await send('DELETE', `/contacts/${id}`)).toMatchObject(refusal(404, 'not_found'));
    expect(changes).toEqual([]);
  });
});

describe('a conversation', () => {
  const note = { message_type: 'note', type: 'admin', admin_id: '9001', body: '<p>Owes us &lt;much&gt; &amp; says so</p><p>Call</p>' };

  it('takes notes and replies of the teammate', async () => {
    const { status, body } = await send('POST', '/conversations/11/reply', note);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      conversation_parts: {
        total_count: 2,
        conversation_parts: [
          { part_type: 'comment' },
          { part_type: 'note', body: '<p>Owes us &lt;much&gt; &amp; says so</p>\n<p>Call</p>', author: { type: 'admin', id: '9001' } },
        ],
      },
      statistics: { count_conversation_parts: 2 },
    });
    expect(body).not.toHaveProperty('statistics.first_admin_reply_at');
    const reply = { ...note, message_type: 'comment', admin_id: 9001, created_at: 1_780_000_000 };
    expect((await send('POST', '/conversations/13/reply', reply)).body).toMatchObject({
      statistics: { first_admin_reply_at: 1_780_000_000 },
      conversation_parts: { conversation_parts: [{ part_type: 'comment', created_at: 1_780_000_000 }] },
    });
    expect(changes).toEqual(['11', '13'].map((id) => ({ type: 'conversation', id, what: 'updated' })));
  });

  it.each([
    ['parameter_not_found', { ...note, body: '<p></p>' }],
    ['parameter_invalid', { ...note, admin_id: '77' }],
    ['parameter_invalid', { ...note, message_type: 'whisper' }],
    ['parameter_invalid', { ...note, type: 'user' }],
  ])('answers %s to %j', async (code, body) => {
    expect(await send('POST', '/conversations/11/reply', body)).toMatchObject(refusal(400, code));
    expect(changes).toEqual([]);
  });

  it('is told of by webhook, with whose it is, also when it is gone', async () => {
    const told: unknown[] = [];
    const receiver = createServer((request, response) => {
      json(request).then(
        (body) => {
          told.push(body);
          response.end();
        },
        () => response.destroy(),
      );
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    intercom.webhooks.order({ url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` });
    for (const write of [
      () => send('POST', '/conversations/12/reply', note),
      () => send('POST', '/conversations/12/reply', { ...note, message_type: 'comment' }),
      () => send('DELETE', '/conversations/12'),
    ]) {
      await write();
      await intercom.webhooks.settled();
    }
    await new Promise((resolve) => receiver.close(resolve));
    const item = { type: 'conversation', id: '12', contacts: { contacts: [{ id: IDS.bert }] } };
    const topics = ['conversation.admin.noted', 'conversation.admin.replied', 'conversation.deleted'];
    expect(told).toMatchObject(topics.map((topic) => ({ topic, data: { item } })));
  });

  it('is deleted for good', async () => {
    expect(await send('DELETE', '/conversations/12')).toMatchObject({
      status: 200,
      body: { id: '12', object: 'conversation', deleted: true },
    });
    expect(changes).toEqual([{ type: 'conversation', id: '12', what: 'deleted' }]);
    expect(await send('GET', '/conversations/12')).toMatchObject(refusal(404, 'not_found'));
    expect(await send('DELETE', '/conversations/12')).toMatchObject(refusal(404, 'not_found'));
    expect(await send('POST', '/conversations/12/reply', note)).toMatchObject(refusal(404, 'not_found'));
    const query = { field: 'contact_ids', operator: 'IN', value: [IDS.bert] };
    expect((await send('POST', '/conversations/search', { query })).body).toMatchObject({ conversations: [{ id: '13' }] });
  });
});
