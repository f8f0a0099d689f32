// What the pretend Mailchimp writes, over real HTTP: statuses and whom no program subscribes again, members added, tags, and deletions for
// good; and what it refuses.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Change } from '../../../../sandbox/changes';
import { type RunningMailchimp, startMailchimp } from '../../../../sandbox/vendors/mailchimp/server';
import { ask } from '../../support/ask';
import { aMember, ANNA, ANNA_NEWS, BERT, contactId, GONE, mailchimpWorld, NEWS, SHOP } from '../../support/mailchimp-world';

const RITA = contactId(20);
const ADMIN = 'N/A (Unsubscribed by an admin)';
const hashOf = (email: string) => createHash('md5').update(email).digest('hex');
const HASH = hashOf('anna@example.com');

let mailchimp: RunningMailchimp;
let changes: Change[];
beforeEach(async () => {
  const rita = aMember({ contactId: RITA, email: 'rita@example.com', status: 'unsubscribed', unsubscribeReason: ADMIN });
  mailchimp = await startMailchimp({ world: mailchimpWorld({ members: [...mailchimpWorld().mailchimp.members, rita] }), port: 0 });
  changes = [];
  mailchimp.changes.onChange((change) => changes.push(change));
});
afterEach(() => mailchimp.stop());

function send(method: string, path: string, body?: unknown) {
  const authorization = `Basic ${Buffer.from(`any:${mailchimp.env['MAILCHIMP_KEY']}`).toString('base64')}`;
  return ask(`${mailchimp.url}/3.0/lists/${path}`, { method, headers: { authorization }, ...(body === undefined ? {} : { body }) });
}
const member = (contact: string, list = SHOP) => `${list}/members/${contact}`;
const refused = (field: string) => ({ status: 400, body: { title: 'Invalid Resource', status: 400, errors: [{ field }] } });
const IN_COMPLIANCE = { status: 400, body: { title: 'Member In Compliance State', status: 400 } };
const MISSING = { status: 404, body: { title: 'Resource Not Found' } };

describe('a status', () => {
  it('is written by hash, address or contact id, and read at once', async () => {
    for (const key of [ANNA, HASH, encodeURIComponent('ANNA@example.com')]) {
      expect(await send('PATCH', member(key), { status: 'pending' })).toMatchObject({ status: 200, body: { status: 'pending' } });
    }
    const { body } = await send('PATCH', member(ANNA), { status: 'unsubscribed' });
    expect(body).toMatchObject({ contact_id: ANNA, status: 'unsubscribed', unsubscribe_reason: ADMIN });
    expect((await send('GET', member(ANNA))).body).toMatchObject({ status: 'unsubscribed' });
    expect(changes.map(({ id, what }) => [id, what])).toEqual([...Array<unknown>(3).fill([ANNA, 'updated']), [ANNA, 'deleted']]);
  });

  it('is given back to whom staff unsubscribed, with the time at which they said so', async () => {
    const written = { status: 'subscribed', timestamp_opt: '2026-06-01T10:00:00+02:00' };
    const { body } = await send('PATCH', member(RITA), written);
    expect(body).toMatchObject({ status: 'subscribed', timestamp_opt: '2026-06-01T08:00:00+00:00' });
    expect(body).not.toHaveProperty('unsubscribe_reason');
    expect((await send('PATCH', member(GONE), { status: 'subscribed' })).body).toMatchObject({ status: 'subscribed' });
  });

  it.each([
    ['who unsubscribed by their own hand', member(ANNA_NEWS, NEWS)],
    ['whose address bounces', member(BERT)],
  ])('is not given back by a program to %s', async (_, path) => {
    for (const method of ['PATCH', 'PUT']) {
      const reply = await send(method, path, { status: 'subscribed' });
      expect(reply).toMatchObject(IN_COMPLIANCE);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(changes).toEqual([]);
    expect((await send('PATCH', path, { status: 'pending' })).status).toBe(200);
  });

  it.each([
    ['status', { status: 'archived' }],
    ['status', { status: 'transactional' }],
    ['timestamp_opt', { timestamp_opt: 'yesterday' }],
    ['tags', { tags: ['VIP'] }],
  ])('refuses %s of %j', async (field, body) => {
    expect(await send('PATCH', member(ANNA), body)).toMatchObject(refused(field));
  });

  it('is nobody’s who is not there', async () => {
    expect(await send('PATCH', member(contactId(999)), { status: 'subscribed' })).toMatchObject(MISSING);
    expect(await send('PATCH', member(ANNA, NEWS), { status: 'subscribed' })).toMatchObject(MISSING);
  });
});

describe('a member', () => {
  it('is altered, and keeps what is not written', async () => {
    const written = { merge_fields: { COMPANY: 'Umbra' }, language: 'fr', vip: false, email_address: 'anna.new@example.com' };
    expect((await send('PATCH', member(ANNA), written)).body).toMatchObject({
      ...{ id: hashOf('anna.new@example.com'), merge_fields: { COMPANY: 'Umbra', FNAME: 'Anna' }, language: 'fr', vip: false },
      status: 'subscribed',
    });
    expect(await send('GET', member(HASH))).toMatchObject(MISSING);
  });

  it('is added where there is none, with the status for new ones alone', async () => {
    const path = member(hashOf('nina@example.com'), NEWS);
    expect(await send('PUT', path, { status_if_new: 'pending' })).toMatchObject(refused('email_address'));
    expect(await send('PUT', path, { email_address: 'nina@example.com', status: 'pending' })).toMatchObject(refused('status_if_new'));
    const added = await send('PUT', path, { email_address: 'nina@example.com', status_if_new: 'pending' });
    expect(added).toMatchObject({ status: 200, body: { status: 'pending', list_id: NEWS } });
    const again = await send('PUT', path, { email_address: 'nina@example.com', status_if_new: 'subscribed' });
    expect(again).toMatchObject({ status: 200, body: { status: 'pending' } });
    expect(changes.map(({ what }) => what)).toEqual(['created', 'updated']);
  });

  it('is deleted for good by the hash alone, and its address barred from that audience', async () => {
    expect(await send('POST', `${member(ANNA)}/actions/delete-permanent`)).toMatchObject(MISSING);
    expect(await send('POST', `${member(HASH)}/actions/delete-permanent`)).toMatchObject({ status: 204, body: null });
    expect(changes).toEqual([{ type: 'member', id: ANNA, what: 'deleted' }]);
    expect(await send('GET', member(ANNA))).toMatchObject(MISSING);
    expect(await send('POST', `${member(HASH)}/actions/delete-permanent`)).toMatchObject(MISSING);
    const again = { email_address: 'anna@example.com', status_if_new: 'subscribed' };
    expect(await send('PUT', member(HASH), again)).toMatchObject({ status: 400, body: { title: 'Forgotten Email Not Subscribed' } });
    expect((await send('GET', member(HASH, NEWS))).status).toBe(200);
  });
});

it('tells by webhook whom it unsubscribed, altered and deleted', async () => {
  const told: string[] = [];
  const receiver = createServer((request, response) => {
    text(request).then(
      (body) => {
        const form = new URLSearchParams(body);
        told.push(`${form.get('type')} ${form.get('data[email]')}`);
        response.end();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  mailchimp.webhooks.order({ url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` });
  for (const write of [
    () => send('PATCH', member(ANNA), { status: 'unsubscribed' }),
    () => send('PATCH', member(ANNA), { vip: false }),
    () => send('POST', `${member(HASH)}/actions/delete-permanent`),
  ]) {
    await write();
    await mailchimp.webhooks.settled();
  }
  await new Promise((resolve) => receiver.close(resolve));
  expect(told).toEqual(['unsubscribe Anna@Example.com', 'profile Anna@Example.com', 'unsubscribe Anna@Example.com']);
});

describe('tags', () => {
  const tags = async () => {
    const { body } = await send('GET', `${member(ANNA)}/tags`);
    return (body as { tags: { name: string }[] }).tags.map(({ name }) => name);
  };

  it('are put on and taken off by name, new ones made', async () => {
    const both = [
      { name: 'VIP', status: 'inactive' },
      { name: 'Met at the fair', status: 'active' },
      { name: 'Never heard of', status: 'inactive' },
    ];
    expect(await send('POST', `${member(HASH)}/tags`, { tags: both })).toMatchObject({ status: 204, body: null });
    expect(await tags()).toEqual(['Met at the fair']);
    const { body } = await send('GET', `${SHOP}/segments?type=static&fields=segments.name`);
    expect(body).toEqual({ segments: [{ name: 'VIP' }, { name: 'Trade fair' }, { name: 'Met at the fair' }] });
  });

  it('are known by the hash alone, and refused in other words', async () => {
    const written = { tags: [{ name: 'Trade fair', status: 'active' }] };
    expect(await send('POST', `${member(ANNA)}/tags`, written)).toMatchObject(MISSING);
    expect(await send('POST', `${member(HASH)}/tags`, { tags: [{ name: 'Trade fair', status: 'on' }] })).toMatchObject(
      refused('tags.0.status'),
    );
    expect(await send('POST', `${member(HASH)}/tags`, written.tags)).toMatchObject({ status: 400 });
    expect(changes).toEqual([]);
  });
});
