// The pretend Intercom's doors, fences and single reads over real HTTP: token and version, the rate limit, one contact, one
// conversation, a merge, faults on order, changed people.
import { z } from 'zod';
import type { RunningIntercom } from '../../../../sandbox/vendors/intercom/server';
import { ask } from '../../support/ask';
import { asker, IDS, startSmall } from './asking';

let intercom: RunningIntercom;
afterEach(() => intercom.stop());
const get = asker(() => intercom);

const partsShape = z.object({
  conversation_parts: z.object({ total_count: z.number(), conversation_parts: z.array(z.object({ body: z.string() })) }),
});
const refusal = (status: number, code: string) => ({ status, body: { type: 'error.list', errors: [{ code }] } });

test('lets in nobody without the token, and no version that it does not speak', async () => {
  intercom = await startSmall({ token: 'mine', limits: {} });
  expect(intercom.env).toEqual({ INTERCOM_URL: intercom.url, INTERCOM_TOKEN: 'mine', INTERCOM_APP: 'sandbox1' });
  for (const headers of [{}, { authorization: 'Bearer other' }, { authorization: 'Basic mine' }]) {
    const reply = await ask(`${intercom.url}/me`, { headers });
    expect(reply).toMatchObject(refusal(401, 'unauthorized'));
    // Only who is let in is told of the limit.
    expect(reply.headers.get('x-ratelimit-limit')).toBeNull();
  }
  for (const version of ['2.99', '3.0', 'latest', '2']) {
    expect(await get('/me', undefined, { 'intercom-version': version })).toMatchObject(refusal(400, 'intercom_version_invalid'));
  }
  expect(await get('/me')).toMatchObject({ status: 200, body: { type: 'admin', app: { id_code: 'sandbox1' } } });
  expect(await ask(`${intercom.url}/me`, { headers: { authorization: 'Bearer mine' } })).toMatchObject({ status: 200 });
  expect(await get('/nowhere')).toMatchObject(refusal(404, 'not_found'));
  expect(await get('/contacts/search', 'no JSON')).toMatchObject(refusal(400, 'parameter_invalid'));
});

test('tells what is left of the ten seconds with every answer, and refuses the one too many until they are over', async () => {
  intercom = await startSmall({ limits: { perTenSeconds: 2, windowMs: 400 } });
  const left = async (path: string) => {
    const { status, headers } = await get(path);
    return [status, headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')];
  };
  expect(await left('/me')).toEqual([200, '2', '1']);
  expect(await left(`/contacts/${IDS.early}`)).toEqual([404, '2', '0']);
  const refused = await get('/me');
  expect(refused).toMatchObject({
    status: 429,
    body: { errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 2 in 10_seconds' }] },
  });
  expect(refused.headers.get('retry-after')).toBeNull();
  const reset = Number(refused.headers.get('x-ratelimit-reset')) * 1_000 - Date.now();
  expect(reset).toBeLessThanOrEqual(1_400);
  await new Promise((resolve) => setTimeout(resolve, Math.max(400, reset)));
  expect(await left('/me')).toEqual([200, '2', '1']);
});

test('has a private app’s limit by default', async () => {
  intercom = await startSmall({ limits: {} });
  expect((await get('/me')).headers.get('x-ratelimit-limit')).toBe('1667');
});

test('shows a contact as documented', async () => {
  intercom = await startSmall();
  expect(await get(`/contacts/${IDS.anna}`)).toMatchObject({
    status: 200,
    body: {
      ...{ type: 'contact', id: IDS.anna, external_id: '501', role: 'user', email: 'Anna@Example.com', phone: '+49 30 901820' },
      ...{ created_at: Date.parse('2026-01-10T08:00:00Z') / 1_000, custom_attributes: { plan: 'pro' }, last_seen_at: null },
    },
  });
  expect(await get('/contacts/unknown')).toMatchObject(refusal(404, 'not_found'));
  expect(await get('/contacts/find_by_external_id/501')).toMatchObject({ status: 200, body: { id: IDS.anna } });
  // "This endpoint only supports users and not leads."
  expect(await get('/contacts/find_by_external_id/777')).toMatchObject(refusal(404, 'not_found'));
});

test('does not find a merged contact up to version 2.15, and says from 2.16 on where it went', async () => {
  intercom = await startSmall();
  expect(await get(`/contacts/${IDS.early}`)).toMatchObject(refusal(404, 'not_found'));
  const gone = await get(`/contacts/${IDS.early}`, undefined, { 'intercom-version': '2.16' });
  expect(gone).toMatchObject(refusal(410, 'contact_merged'));
  expect(gone.headers.get('link')).toBe(`</contacts/${IDS.anna}>; rel="canonical"`);
});

test('merges a lead into a user alone, with the conversations and what the user lacks', async () => {
  intercom = await startSmall();
  expect(await get('/contacts/merge', { from: IDS.clara, into: IDS.anna })).toMatchObject(refusal(400, 'invalid_merge'));
  expect(await get('/contacts/merge', { from: IDS.bert, into: IDS.bert })).toMatchObject(refusal(400, 'invalid_merge'));
  expect(await get('/contacts/merge', { from: IDS.early, into: IDS.anna })).toMatchObject(refusal(404, 'not_found'));
  expect(await get('/contacts/merge', { from: IDS.bert })).toMatchObject(refusal(400, 'parameter_not_found'));
  const merged = await get('/contacts/merge', { from: IDS.bert, into: IDS.clara });
  expect(merged).toMatchObject({ status: 200, body: { id: IDS.clara, name: 'Clara', email: 'bert@example.com' } });
  expect(await get(`/contacts/${IDS.bert}`)).toMatchObject({ status: 404 });
  const query = { field: 'contact_ids', operator: 'IN', value: [IDS.clara, IDS.bert] };
  const { body } = await get('/conversations/search', { query });
  expect(body).toMatchObject({ conversations: [{ id: '12', contacts: { contacts: [{ id: IDS.clara }] } }, { id: '13' }], total_count: 2 });
  // Two hops: the one who was merged into Anna stays hers, whoever else joins.
  intercom.mergeContacts(await newLead(), IDS.anna);
  const gone = await get(`/contacts/${'d'.repeat(24)}`, undefined, { 'intercom-version': '2.16' });
  expect(gone.headers.get('link')).toBe(`</contacts/${IDS.anna}>; rel="canonical"`);
});

async function newLead(): Promise<string> {
  const id = 'd'.repeat(24);
  expect((await ask(`${intercom.url}/__sandbox/people`, { body: { id, role: 'lead' } })).status).toBe(200);
  return id;
}

test('shows a conversation with its parts, as HTML or as plain text, and of more than 500 the newest', async () => {
  intercom = await startSmall();
  expect(await get('/conversations/11')).toMatchObject({
    body: {
      ...{ id: '11', open: true, state: 'open', priority: 'not_priority', conversation_rating: null, sla_applied: null },
      source: { body: '<p>I need &lt;some&gt; support</p>', author: { type: 'user', id: IDS.anna, email: 'Anna@Example.com' } },
      conversation_parts: {
        total_count: 1,
        conversation_parts: [{ part_type: 'comment', body: '<p>a &lt; b</p>\n<p>c</p>', author: { type: 'admin' } }],
      },
    },
  });
  expect(await get('/conversations/11?display_as=plaintext')).toMatchObject({
    body: { source: { body: 'I need <some> support' }, conversation_parts: { conversation_parts: [{ body: 'a < b\nc' }] } },
  });
  const { conversation_parts: newest } = partsShape.parse((await get('/conversations/14?display_as=plaintext')).body);
  expect(newest.total_count).toBe(502);
  expect(newest.conversation_parts.map(({ body }) => body)).toEqual(Array.from({ length: 500 }, (_, index) => String(index + 2)));
  expect(await get('/conversations/99')).toMatchObject(refusal(404, 'not_found'));
});

test('shows faults on order, and searches lag behind changes while single reads do not', async () => {
  intercom = await startSmall({ lagSeconds: 60 });
  intercom.faults.set({ mode: '429', times: 1, retryAfterSeconds: 7 });
  const refused = await get('/me');
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-remaining')]).toEqual([429, '7', '0']);
  intercom.faults.set({ mode: '503', times: 1 });
  expect(await get('/me')).toMatchObject(refusal(503, 'service_unavailable'));
  intercom.faults.set({ mode: '500', times: 1 });
  expect(await get('/me')).toMatchObject(refusal(500, 'server_error'));

  const change = (body: object) => ask(`${intercom.url}/__sandbox/people`, { body });
  expect(await change({ id: IDS.clara, email: 'clara@example.com' })).toMatchObject({ status: 200 });
  expect(await change({ id: IDS.clara, role: 'admin' })).toMatchObject({ status: 400 });
  await newLead();
  const byMail = () => get('/contacts/search', { query: { field: 'email', operator: '=', value: 'clara@example.com' } });
  expect(await byMail()).toMatchObject({ body: { total_count: 0 } });
  expect(await get(`/contacts/${'d'.repeat(24)}`)).toMatchObject({ status: 200 });
  await ask(`${intercom.url}/__sandbox/lag`, { body: { seconds: 0 } });
  expect(await byMail()).toMatchObject({ body: { total_count: 1 } });
});

test('names the attributes of contacts, those of the house among them, and none of others', async () => {
  intercom = await startSmall();
  const attributesShape = z.object({ data: z.array(z.object({ full_name: z.string(), custom: z.boolean() })) });
  const attributes = async (query: string) => attributesShape.parse((await get(`/data_attributes${query}`)).body).data;
  const own = { name: 'plan', full_name: 'custom_attributes.plan', data_type: 'string', custom: true, archived: false, model: 'contact' };
  expect((await get('/data_attributes?model=contact&include_archived=false')).body).toMatchObject({ type: 'list' });
  const ofContacts = await attributes('?model=contact');
  expect(ofContacts.filter(({ custom }) => custom)).toEqual([{ full_name: own.full_name, custom: true }]);
  expect((await get('/data_attributes')).body).toMatchObject({ data: expect.arrayContaining([expect.objectContaining(own)]) });
  // Called otherwise than in a contact, as in the documentation's own example.
  expect(ofContacts).toContainEqual({ full_name: 'location_data.region_name', custom: false });
  expect(await attributes('?model=company')).toEqual([]);
  for (const query of ['?model=lead', '?include_archived=1']) {
    expect(await get(`/data_attributes${query}`)).toMatchObject(refusal(400, 'parameter_invalid'));
  }
});
