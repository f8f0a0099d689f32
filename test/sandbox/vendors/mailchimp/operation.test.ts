// The pretend Mailchimp's doors and fences over real HTTP: the key, how many requests may be open, faults on order, the lag, changed
// members.
import { type MailchimpOptions, type RunningMailchimp, startMailchimp } from '../../../../sandbox/vendors/mailchimp/server';
import { ask } from '../../support/ask';
import { ANNA, contactId, mailchimpWorld, NEWS, SHOP } from '../../support/mailchimp-world';

let mailchimp: RunningMailchimp;
afterEach(() => mailchimp.stop());

async function start(options: Partial<MailchimpOptions> = {}): Promise<void> {
  mailchimp = await startMailchimp({ world: mailchimpWorld(), port: 0, ...options });
}
const basic = (user: string, key: string | undefined) => `Basic ${Buffer.from(`${user}:${key ?? ''}`).toString('base64')}`;
const headers = () => ({ authorization: basic('any', mailchimp.env['MAILCHIMP_KEY']) });
const get = (path: string) => ask(`${mailchimp.url}/3.0/${path}`, { headers: headers() });
/** Sent together, each answered after a while. */
async function together(count: number): Promise<{ status: number; text: string; retryAfter: string | null }[]> {
  mailchimp.faults.set({ mode: 'latency', ms: 300 });
  const answers = await Promise.all(
    Array.from({ length: count }, async () => {
      const response = await fetch(`${mailchimp.url}/3.0/ping`, { headers: headers() });
      return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
    }),
  );
  mailchimp.faults.clear();
  return answers;
}

test('lets in nobody without the key, whatever the name beside it', async () => {
  await start({ token: 'mine-us1' });
  expect(mailchimp.env).toEqual({ MAILCHIMP_URL: mailchimp.url, MAILCHIMP_KEY: 'mine-us1' });
  const url = `${mailchimp.url}/3.0/ping`;
  const asked = (authorization?: string) => ask(url, { headers: authorization === undefined ? {} : { authorization } });
  expect(await asked()).toMatchObject({ status: 401, body: { title: 'API Key Missing', status: 401 } });
  expect(await asked('Bearer mine-us1')).toMatchObject({ status: 401 });
  expect(await asked(basic('x', 'other-us1'))).toMatchObject({ status: 401, body: { title: 'API Key Invalid' } });
  for (const user of ['', 'x', 'apikey']) expect(await asked(basic(user, 'mine-us1'))).toMatchObject({ status: 200 });
  expect((await asked()).headers.get('content-type')).toContain('application/problem+json');
});

test('takes ten requests at a time, and refuses one more without naming a time', async () => {
  await start();
  const answers = await together(12);
  expect(answers.map(({ status }) => status).filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(answers.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
  const refused = answers.find(({ status }) => status === 429);
  expect(JSON.parse(refused?.text ?? '')).toMatchObject({
    status: 429,
    detail: 'You have exceeded the limit of 10 simultaneous connections.',
  });
  expect(refused?.retryAfter).toBeNull();
  expect(await get('ping')).toMatchObject({ status: 200 });
});

test('shuts out who sends far too many, without a word', async () => {
  await start({ limits: { connections: 2, shutOutFrom: 3 } });
  const answers = await together(6);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 403]));
  expect(answers.filter(({ status }) => status === 403).every(({ text }) => text === '')).toBe(true);
});

test('has no limit where there is none, and counts all the same', async () => {
  await start({ limits: 'off' });
  expect((await together(30)).every(({ status }) => status === 200)).toBe(true);
  expect(mailchimp.widest()).toBeGreaterThan(10);
});

test('shows the faults ordered, in its own words', async () => {
  await start();
  mailchimp.faults.set({ mode: '429', times: 1 });
  const refused = await get('ping');
  expect(refused).toMatchObject({ status: 429, body: { title: 'Too Many Requests' } });
  expect(refused.headers.get('retry-after')).toBeNull();
  mailchimp.faults.set({ mode: '429', times: 1, retryAfterSeconds: 7 });
  expect((await get('ping')).headers.get('retry-after')).toBe('7');
  for (const [mode, status] of [
    ['500', 500],
    ['503', 503],
    ['401', 401],
  ] as const) {
    mailchimp.faults.set({ mode });
    expect(await get('ping')).toMatchObject({ status, body: { status } });
  }
});

test('a changed member is found by hash at once, and by the search after the lag', async () => {
  await start({ lagSeconds: 1 });
  const change = (body: object) => ask(`${mailchimp.url}/__sandbox/people`, { body });
  expect(await change({ id: ANNA, email: 'New@example.com', status: 'unsubscribed' })).toMatchObject({ status: 200 });
  await change({ id: contactId(77), audienceId: NEWS, email: 'extra@example.com' });
  expect(await change({ id: contactId(78), email: 'nowhere@example.com' })).toMatchObject({ status: 400 });
  expect(await change({ id: 'short', audienceId: NEWS, email: 'a@example.com' })).toMatchObject({ status: 400 });
  expect((await get(`lists/${SHOP}/members/new@example.com`)).body).toMatchObject({ contact_id: ANNA, status: 'unsubscribed' });
  expect((await get(`lists/${SHOP}/members/anna@example.com`)).status).toBe(404);
  const found = async (query: string) => (await get(`search-members?query=${query}`)).body;
  expect(await found('extra')).toMatchObject({ full_search: { total_items: 0 } });
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect(await found('extra')).toMatchObject({ full_search: { total_items: 1 } });
  expect(await found('new@example.com')).toMatchObject({ exact_matches: { members: [{ contact_id: ANNA }] } });
});
