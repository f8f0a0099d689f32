// The pretend Klaviyo over real HTTP: profiles, events, lists, segments and campaigns, paging, and what it refuses.
import { type KlaviyoOptions, type RunningKlaviyo, startKlaviyo } from '../../../../sandbox/vendors/klaviyo/server';
import { ask, type Reply } from '../../support/ask';
import { ANNA, ANNA_AGAIN, anEvent, aProfile, BERT, CARL, marketingWorld } from '../../support/marketing-world';

let klaviyo: RunningKlaviyo;
afterEach(() => klaviyo.stop());

async function start(options: Partial<KlaviyoOptions> = {}): Promise<void> {
  klaviyo = await startKlaviyo({ world: marketingWorld(), port: 0, limits: 'off', ...options });
}
const headers = () => ({ authorization: `Klaviyo-API-Key ${klaviyo.env['KLAVIYO_KEY']}`, revision: '2026-07-15' });
const follow = (url: string) => ask(url, { headers: headers() });
const get = (path: string, query: Record<string, string> = {}) => {
  const search = new URLSearchParams(query).toString();
  return follow(`${klaviyo.url}/api/${path}${search === '' ? '' : `?${search}`}`);
};
const found = (...ids: string[]) => ({ status: 200, body: { data: ids.map((id) => ({ id })) } });
const refused = (parameter: string) => ({ status: 400, body: { errors: [{ code: 'invalid', source: { parameter } }] } });

test('finds profiles by many addresses, each at its own, with what the documentation gives', async () => {
  await start();
  const reply = await get('profiles', { filter: 'any(email,["bert@example.com","anna@example.com","nobody@example.com"])' });
  expect(reply).toMatchObject(found(ANNA, BERT));
  expect(reply.headers.get('content-type')).toBe('application/vnd.api+json');
  expect(reply.body).toMatchObject({
    data: [
      {
        type: 'profile',
        attributes: {
          email: 'anna@example.com',
          phone_number: '+4930901820',
          external_id: 'CRM-501',
          created: '2025-01-01T08:00:00+00:00',
          location: { city: 'Berlin', country: 'Germany', zip: null },
          properties: { loyalty_tier: 'gold' },
        },
        relationships: { lists: { links: { related: `${klaviyo.url}/api/profiles/${ANNA}/lists` } } },
        links: { self: `${klaviyo.url}/api/profiles/${ANNA}` },
      },
      {},
    ],
    links: { next: null, prev: null },
  });
  expect(reply.body).not.toHaveProperty('data.0.attributes.subscriptions');
  expect(reply.body).not.toHaveProperty('data.0.relationships.lists.data');
  expect(klaviyo.calls().map(({ keys }) => keys)).toEqual([3]);
});

test('tells consent and suppression only on request', async () => {
  await start();
  const reply = await get('profiles', { 'fields[profile]': 'email', 'additional-fields[profile]': 'subscriptions' });
  const email = (marketing: object) => ({ attributes: { subscriptions: { email: { marketing } } } });
  expect(reply.body).toMatchObject({
    data: [
      email({
        can_receive_email_marketing: true,
        consent: 'SUBSCRIBED',
        consent_timestamp: '2025-03-01T10:00:00+00:00',
        method: 'PREFERENCE_PAGE',
        suppression: [],
        list_suppressions: [],
      }),
      email({ can_receive_email_marketing: false, consent: 'UNSUBSCRIBED', suppression: [{ reason: 'UNSUBSCRIBE' }] }),
      email({
        can_receive_email_marketing: false,
        consent: 'NEVER_SUBSCRIBED',
        suppression: [{ reason: 'HARD_BOUNCE', timestamp: '2026-02-01T10:00:00+00:00' }],
      }),
      {},
    ],
  });
  expect(reply.body).toMatchObject({
    data: [
      {},
      {},
      { attributes: { subscriptions: { sms: { marketing: { consent: 'SUBSCRIBED', can_receive_sms_marketing: true } } } } },
      {},
    ],
  });
  expect(reply.body).not.toHaveProperty('data.0.attributes.created');
  const narrow = await get(`profiles/${BERT}`, {
    'fields[profile]': 'location.city,subscriptions.email.marketing.consent',
    'additional-fields[profile]': 'subscriptions',
  });
  const attributes = { location: { city: null }, subscriptions: { email: { marketing: { consent: 'NEVER_SUBSCRIBED' } } } };
  expect(narrow).toMatchObject({ status: 200 });
  expect(narrow.body).toHaveProperty('data.attributes', attributes);
});

test.each([
  ['equals(email,"anna@example.com")', [ANNA]],
  [`equals(email,'bert@example.com')`, [BERT]],
  // Klaviyo stores addresses in lower case and compares them as they are.
  ['any(email,["Anna@Example.com"])', []],
  ['any(phone_number,["+4930901820","+436641234567"])', [ANNA, CARL]],
  ['any(phone_number,["030901820"])', []],
  ['any(external_id,["CRM-501"])', [ANNA]],
  [`any(id,["${CARL}","${ANNA_AGAIN}","unknown"])`, [ANNA_AGAIN, CARL]],
  ['greater-than(updated,2026-05-10T00:00:00Z)', [ANNA_AGAIN]],
  ['greater-than(created,2025-01-15T00:00:00Z),less-than(created,2025-02-02T00:00:00.000Z)', [BERT]],
  ['and(any(email,["bert@example.com","anna@example.com"]),equals(phone_number,"+14155552671"))', [BERT]],
  ['equals(subscriptions.email.marketing.suppression.reason,"UNSUBSCRIBE")', [ANNA_AGAIN]],
  ['equals(external_id,"a \\"quoted\\" one")', [CARL]],
  ['greater-than(created,2025-02-01T08:00:00Z)', [CARL]],
])('profile filter %s finds %j', async (filter, ids) => {
  await start();
  expect((await get('profiles', { filter })).body).toMatchObject(found(...ids).body);
});

test.each([
  ['filter', { filter: 'equals(email,anna@example.com)' }],
  ['filter', { filter: 'any(email,["anna@example.com"]' }],
  ['filter', { filter: 'any(email,"anna@example.com")' }],
  ['filter', { filter: `any(email,[${Array.from({ length: 101 }, (_, index) => `"${index}@example.com"`).join(',')}])` }],
  ['filter', { filter: 'contains(email,"anna")' }],
  ['filter', { filter: 'or(equals(email,"a"),equals(email,"b"))' }],
  ['filter', { filter: 'equals(first_name,"Anna")' }],
  ['filter', { filter: 'greater-or-equal(updated,2026-05-10T00:00:00Z)' }],
  ['filter', { filter: 'greater-than(updated,"2026-05-10T00:00:00Z")' }],
  ['page[size]', { 'page[size]': '101' }],
  ['page[size]', { 'page[size]': '0' }],
  ['page[cursor]', { 'page[cursor]': 'abc' }],
  ['include', { include: 'lists' }],
  ['sort', { sort: 'first_name' }],
  ['fields[profile]', { 'fields[profile]': 'email,shoe_size' }],
  ['additional-fields[profile]', { 'additional-fields[profile]': 'everything' }],
  ['page[number]', { 'page[number]': '2' }],
])('profiles refuses %s of %j', async (parameter, query) => {
  await start();
  expect(await get('profiles', query)).toMatchObject(refused(parameter));
});

test('pages with a cursor to the end and back, in the order asked for', async () => {
  const profiles = Array.from({ length: 45 }, (_, index) =>
    aProfile({ id: `P${String(index).padStart(3, '0')}`, email: `p${index}@example.com` }),
  );
  await start({ world: marketingWorld({ profiles }) });
  const seen: string[] = [];
  const read = (reply: Reply) => {
    const { data, links } = reply.body as { data: { id: string }[]; links: { next: string | null; prev: string | null } };
    seen.push(...data.map(({ id }) => id));
    return links;
  };
  let links = read(await get('profiles', { sort: '-id' }));
  const sizes = [seen.length];
  while (links.next !== null) {
    links = read(await follow(links.next));
    sizes.push(seen.length);
  }
  expect(sizes).toEqual([20, 40, 45]);
  expect(seen).toEqual(profiles.map(({ id }) => id).reverse());
  expect(read(await get('profiles', { 'page[size]': '45' }))).toMatchObject({ next: null, prev: null });
  expect((await follow(links.prev ?? '')).body).toMatchObject({
    data: Array.from({ length: 20 }, (_, index) => ({ id: seen[20 + index] })),
  });
});

test('one profile by its id, with its lists and segments where asked', async () => {
  await start();
  const reply = await get(`profiles/${ANNA}`, { include: 'lists,segments', 'fields[list]': 'name' });
  expect(reply).toMatchObject({
    status: 200,
    body: {
      data: {
        id: ANNA,
        relationships: {
          lists: {
            data: [
              { type: 'list', id: 'LstAa1' },
              { type: 'list', id: 'LstBb2' },
            ],
          },
          segments: { data: [{ type: 'segment', id: 'SegAa1' }] },
        },
      },
      included: [
        { type: 'list', attributes: { name: 'Newsletter' } },
        { type: 'list', attributes: { name: 'VIP' } },
        { type: 'segment', attributes: { name: 'Engaged 30 days', is_active: true } },
      ],
    },
  });
  expect(reply.body).toHaveProperty('included.0.attributes', { name: 'Newsletter' });
  expect((await get('profiles/unknown')).body).toMatchObject({ errors: [{ code: 'not_found', status: 404 }] });
  expect(await get(`profiles/${ANNA}/lists`)).toMatchObject(found('LstAa1', 'LstBb2'));
  expect(await get(`profiles/${BERT}/segments`)).toMatchObject(found('SegAa1', 'SegBb2'));
  expect(await get(`profiles/${CARL}/segments/`)).toMatchObject(found());
  expect((await get('profiles/unknown/lists')).status).toBe(404);
  expect(await get(`profiles/${ANNA}/lists`, { 'page[size]': '5' })).toMatchObject(refused('page[size]'));
});

test("a profile's events come newest first with their metrics, and name the campaign", async () => {
  await start();
  const filter = `equals(profile_id,"${ANNA}")`;
  const reply = await get('events', { filter, sort: '-datetime', include: 'metric,profile', 'fields[metric]': 'name' });
  expect(reply).toMatchObject(found('EventAaaaa3', 'EventAaaaa2', 'EventAaaaa1'));
  expect(reply.body).toMatchObject({
    data: [
      { attributes: { datetime: '2026-05-12T09:00:00+00:00', event_properties: { Score: 4, 'Max Score': 5, Comment: 'Quick' } } },
      {
        attributes: {
          timestamp: Date.parse('2026-05-10T09:30:00Z') / 1000,
          event_properties: {
            'Campaign Name': 'Spring sale',
            Subject: 'Up to half off',
            $message: '01CAMPAIGNSPRING0000000001',
            'Email Domain': 'example.com',
          },
        },
        relationships: { profile: { data: { type: 'profile', id: ANNA } }, metric: { data: { type: 'metric', id: 'OpnEm2' } } },
      },
      {},
    ],
    included: [
      { type: 'metric', id: 'SubSv9', attributes: { name: 'Submitted Survey' } },
      { type: 'metric', id: 'OpnEm2', attributes: { name: 'Opened Email' } },
      { type: 'metric', id: 'RcvEm1' },
      { type: 'profile', id: ANNA },
    ],
  });
  const since = `${filter},greater-or-equal(datetime,2026-05-10T09:30:00Z),less-than(datetime,2026-05-12T09:00:00Z)`;
  expect(await get('events', { filter: since })).toMatchObject(found('EventAaaaa2'));
  expect(await get('events', { filter: 'equals(metric_id,"BncEm4")' })).toMatchObject(found('EventBbbbb1'));
  expect(await get('events', { filter: 'greater-than(timestamp,1778500000),has(metric)' })).toMatchObject(found('EventAaaaa3'));
  expect(await get('events/EventAaaaa1', { include: 'metric' })).toMatchObject({ body: { included: [{ id: 'RcvEm1' }] } });
  expect((await get('events/none')).status).toBe(404);
  for (const wrong of [`any(profile_id,["${ANNA}"])`, `equals(profile_id,["${ANNA}"])`, 'equals(email,"anna@example.com")']) {
    expect(await get('events', { filter: wrong })).toMatchObject(refused('filter'));
  }
});

test('gives out 200 events a page, up to 1,000', async () => {
  const events = Array.from({ length: 1001 }, (_, index) => anEvent({ id: `E${index}`, profileId: ANNA }));
  await start({ world: marketingWorld({ events }) });
  const sizeOf = ({ body }: Reply) => (body as { data: unknown[] }).data.length;
  expect(sizeOf(await get('events'))).toBe(200);
  const full = await get('events', { 'page[size]': '1000' });
  expect(sizeOf(full)).toBe(1000);
  expect(await get('events', { 'page[size]': '1001' })).toMatchObject(refused('page[size]'));
});

test('knows its metrics by name and integration', async () => {
  await start();
  const all = await get('metrics');
  expect(all.body).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ id: 'ClkEm3' })]) });
  expect(await get('metrics', { filter: 'equals(integration.name,"API")' })).toMatchObject(found('SubSv9'));
  expect(await get('metrics/OpnEm2')).toMatchObject({ body: { data: { attributes: { name: 'Opened Email' } } } });
  expect(await get('metrics', { 'page[size]': '5' })).toMatchObject(refused('page[size]'));
});

test('lists, segments and their members', async () => {
  await start();
  expect(await get('segments', { sort: '-name' })).toMatchObject(found('SegBb2', 'SegAa1'));
  expect(await get('lists', { filter: 'equals(name,["VIP"])' })).toMatchObject(found('LstBb2'));
  expect(await get('lists', { 'page[size]': '11' })).toMatchObject(refused('page[size]'));
  const one = await get('segments/SegAa1', { 'additional-fields[segment]': 'profile_count' });
  expect(one).toMatchObject({
    status: 200,
    body: { data: { type: 'segment', attributes: { name: 'Engaged 30 days', profile_count: 2 } } },
  });
  expect((await get('lists/SegAa1')).status).toBe(404);

  const newestFirst = await get('segments/SegAa1/profiles', { sort: '-joined_group_at', 'page[size]': '1' });
  expect(newestFirst.body).toMatchObject({
    data: [{ type: 'profile', id: ANNA, attributes: { joined_group_at: '2025-03-01T10:00:00+00:00' } }],
    links: { next: expect.stringContaining('page%5Bcursor%5D=') },
  });
  expect(await get('segments/SegAa1/profiles', { filter: `any(profile_id,["${BERT}","${CARL}"])` })).toMatchObject(found(BERT));
  expect(await get('lists/LstAa1/profiles', { filter: 'any(email,["anna@example.com","x@example.com"])' })).toMatchObject(found(ANNA));
  expect(await get('lists/LstAa1/profiles', { filter: 'less-than(joined_group_at,2025-02-15T00:00:00Z)' })).toMatchObject(found(BERT));
  expect(await get('lists/LstAa1/profiles', { filter: `any(profile_id,["${BERT}"])` })).toMatchObject(refused('filter'));
  expect(await get('segments/SegAa1/profiles', { filter: 'any(external_id,["CRM-501"])' })).toMatchObject(refused('filter'));
});

test('campaigns are listed by channel only, and name what was sent', async () => {
  await start();
  expect(await get('campaigns')).toMatchObject(refused('filter'));
  expect(await get('campaigns', { filter: 'equals(messages.channel,"sms")' })).toMatchObject(found('01CAMPAIGNTEXT000000000002'));
  const filter = 'and(equals(messages.channel,"email"),contains(name,"Spring"))';
  expect(await get('campaigns', { filter, include: 'campaign-messages' })).toMatchObject({
    status: 200,
    body: {
      data: [{ type: 'campaign', attributes: { name: 'Spring sale', status: 'Sent', send_time: '2026-05-10T08:00:00+00:00' } }],
      included: [{ type: 'campaign-message', attributes: { definition: { channel: 'email', content: { subject: 'Up to half off' } } } }],
    },
  });
  expect(await get('campaigns/01CAMPAIGNTEXT000000000002')).toMatchObject({ body: { data: { attributes: { name: 'Flash text' } } } });
  expect((await get('campaigns/none')).status).toBe(404);
});
