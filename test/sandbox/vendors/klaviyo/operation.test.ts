// The pretend Klaviyo's doors and fences over real HTTP: key and revision, rate limits, faults on order, the lag, changed people.
import { type KlaviyoOptions, type RunningKlaviyo, startKlaviyo } from '../../../../sandbox/vendors/klaviyo/server';
import { anHourLater } from '../../../support/hour-later';
import { ask } from '../../support/ask';
import { ANNA, anEvent, aProfile, marketingWorld } from '../../support/marketing-world';

let klaviyo: RunningKlaviyo;
afterEach(() => klaviyo.stop());

async function start(options: Partial<KlaviyoOptions> = {}): Promise<void> {
  klaviyo = await startKlaviyo({ world: marketingWorld(), port: 0, limits: 'off', ...options });
}
const key = () => `Klaviyo-API-Key ${klaviyo.env['KLAVIYO_KEY']}`;
const get = (path: string) => ask(`${klaviyo.url}/api/${path}`, { headers: { authorization: key(), revision: '2026-07-15' } });
const statuses = async (paths: readonly string[]) => {
  const answered: number[] = [];
  for (const path of paths) answered.push((await get(path)).status);
  return answered;
};

test('lets in nobody without the key, and no request without a revision it speaks', async () => {
  await start({ token: 'pk_mine' });
  expect(klaviyo.env).toEqual({ KLAVIYO_URL: klaviyo.url, KLAVIYO_KEY: 'pk_mine' });
  const url = `${klaviyo.url}/api/metrics`;
  const revision = '2026-07-15';
  for (const headers of [
    { revision },
    { revision, authorization: 'Klaviyo-API-Key pk_other' },
    { revision, authorization: 'Bearer pk_mine' },
  ]) {
    expect(await ask(url, { headers })).toMatchObject({ status: 401, body: { errors: [{ code: 'not_authenticated', status: 401 }] } });
  }
  expect(await ask(url, { headers: { authorization: key() } })).toMatchObject({ status: 400, body: { errors: [{ code: 'invalid' }] } });
  expect((await ask(url, { headers: { authorization: key(), revision: '2020-01-01' } })).status).toBe(400);
  expect((await ask(url, { headers: { authorization: key(), revision } })).status).toBe(200);
  expect(await get('nowhere')).toMatchObject({ status: 404, body: { errors: [{ code: 'not_found' }] } });
});

test('tells the steady window on every answer, and when to come back on the one too many', async () => {
  await start({ limits: { large: { perSecond: 75, perMinute: 2 } } });
  const first = await get('profiles');
  const names = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];
  expect(names.map((name) => first.headers.get(name))).toEqual(['75, 75;w=1, 2;w=60', '1', '60']);
  await get('profiles');
  const refused = await get('profiles');
  expect(refused).toMatchObject({ status: 429, body: { errors: [{ code: 'throttled', title: 'Request was throttled.' }] } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(refused.headers.get('ratelimit-limit')).toBeNull();
  // Each endpoint is counted apart, whatever the ids in its path.
  expect(await statuses(['segments', `profiles/${ANNA}`, 'profiles/unknown', `profiles/${ANNA}`])).toEqual([200, 200, 404, 429]);
});

test('has the documented limits by default', async () => {
  await start({ limits: {} });
  const limitOf = async (path: string) => (await get(path)).headers.get('ratelimit-limit');
  expect(await limitOf('profiles')).toBe('75, 75;w=1, 750;w=60');
  expect(await limitOf('profiles?additional-fields[profile]=subscriptions,predictive_analytics')).toBe('10, 10;w=1, 150;w=60');
  expect(await limitOf(`profiles/${ANNA}`)).toBe('75, 75;w=1, 750;w=60');
  expect(await limitOf(`profiles/${ANNA}?include=segments`)).toBe('1, 1;w=1, 15;w=60');
  expect(await limitOf(`profiles/${ANNA}/lists`)).toBe('3, 3;w=1, 60;w=60');
  expect(await limitOf('events')).toBe('350, 350;w=1, 3500;w=60');
  expect(await limitOf('events/EventAaaaa1')).toBe('10, 10;w=1, 150;w=60');
  expect(await limitOf('metrics')).toBe('10, 10;w=1, 150;w=60');
  expect(await limitOf(`campaigns?filter=equals(messages.channel,"email")`)).toBe('10, 10;w=1, 150;w=60');
  expect(await limitOf('segments/SegAa1/profiles')).toBe('75, 75;w=1, 750;w=60');
  expect(await limitOf('lists/LstAa1?additional-fields[list]=profile_count')).toBe('1, 1;w=1, 15;w=60');
  const refused = await get(`profiles/${ANNA}?include=lists`);
  expect(refused).toMatchObject({ status: 429 });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await limitOf(`profiles/${ANNA}`)).not.toBeNull();
});

test('the lists of one profile are tight, and start anew with the second', async () => {
  await start({ limits: {} });
  const path = `profiles/${ANNA}/segments`;
  expect(await statuses([path, path, path, path])).toEqual([200, 200, 200, 429]);
  await new Promise((resolve) => setTimeout(resolve, 1010));
  expect(await statuses([path])).toEqual([200]);
});

test('shows the faults ordered, in its own words', async () => {
  await start();
  klaviyo.faults.set({ mode: '429', path: '/api/events', times: 1 });
  const throttled = await get('events');
  expect(throttled).toMatchObject({
    status: 429,
    body: { errors: [{ detail: 'Request was throttled. Expected available in 1 second.' }] },
  });
  expect(throttled.headers.get('retry-after')).toBe('1');
  expect(await statuses(['events'])).toEqual([200]);
  klaviyo.faults.set({ mode: '503' });
  expect(await get('profiles')).toMatchObject({ status: 503, body: { errors: [{ status: 503 }] } });
  klaviyo.faults.set({ mode: '401' });
  expect(await get('profiles')).toMatchObject({ status: 401, body: { errors: [{ code: 'not_authenticated' }] } });
});

test('a changed person is shown by id at once and found by filters after the lag', async () => {
  await start({ world: marketingWorld({ profiles: [aProfile({ id: 'P1', email: 'old@example.com' })] }), lagSeconds: 1_800 });
  const change = (body: object) => ask(`${klaviyo.url}/__sandbox/people`, { body });
  const emailConsent = { state: 'UNSUBSCRIBED', at: '2026-05-30T10:00:00.000Z', method: 'PREFERENCE_PAGE' };
  expect(await change({ id: 'P1', email: 'New@example.com', emailConsent })).toMatchObject({
    status: 200,
    body: { email: 'New@example.com' },
  });
  await change({ id: 'P2', phone: '+4930901820' });
  expect(await change({ id: 'P3', phone: '030 901820' })).toMatchObject({ status: 400 });
  expect(await get('profiles/P1?additional-fields[profile]=subscriptions')).toMatchObject({
    body: { data: { attributes: { email: 'new@example.com', subscriptions: { email: { marketing: { consent: 'UNSUBSCRIBED' } } } } } },
  });
  expect(await get('profiles')).toMatchObject({ body: { data: [{ id: 'P1', attributes: { email: 'old@example.com' } }] } });
  await anHourLater(async () => {
    expect(await get('profiles')).toMatchObject({ body: { data: [{ attributes: { email: 'new@example.com' } }, { id: 'P2' }] } });
  });
});

test('a merged profile is deleted, and what it did is the other one’s', async () => {
  const profiles = [
    aProfile({ id: 'P1', email: 'one@example.com', firstName: null }),
    aProfile({ id: 'P2', email: 'two@example.com', firstName: 'Ada', phone: '+4930901820' }),
  ];
  await start({
    world: marketingWorld({ profiles, events: [anEvent({ id: 'E1', profileId: 'P2' }), anEvent({ id: 'E2', profileId: 'P1' })] }),
  });
  klaviyo.mergeProfiles('P2', 'P1');
  expect((await get('profiles/P2')).status).toBe(404);
  expect(await get('profiles')).toMatchObject({
    body: { data: [{ id: 'P1', attributes: { email: 'one@example.com', first_name: 'Ada', phone_number: '+4930901820' } }] },
  });
  const { body } = await get('events?filter=equals(profile_id,"P1")');
  expect((body as { data: { id: string }[] }).data.map(({ id }) => id).sort()).toEqual(['E1', 'E2']);
});
