// The pretend Mailchimp over real HTTP: audiences, members, tags, segments, activity, search and campaigns, paging, and what it
// refuses.
import { createHash } from 'node:crypto';
import { type MailchimpOptions, type RunningMailchimp, startMailchimp } from '../../../../sandbox/vendors/mailchimp/server';
import { ask } from '../../support/ask';
import {
  aMember,
  anActivity,
  ANNA,
  ANNA_NEWS,
  BERT,
  contactId,
  GONE,
  mailchimpWorld,
  NEWS,
  RULE,
  SHOP,
  SPRING,
  SUMMER,
  TAG,
} from '../../support/mailchimp-world';

let mailchimp: RunningMailchimp;
afterEach(() => mailchimp.stop());

async function start(options: Partial<MailchimpOptions> = {}): Promise<void> {
  mailchimp = await startMailchimp({ world: mailchimpWorld(), port: 0, ...options });
}
const get = (path: string, query: Record<string, string> = {}) => {
  const authorization = `Basic ${Buffer.from(`any:${mailchimp.env['MAILCHIMP_KEY']}`).toString('base64')}`;
  const search = new URLSearchParams(query).toString();
  return ask(`${mailchimp.url}/3.0/${path}${search === '' ? '' : `?${search}`}`, { headers: { authorization } });
};
const hashOf = (email: string) => createHash('md5').update(email).digest('hex');
const HASH = hashOf('anna@example.com');
const members = (...ids: string[]) => ({ status: 200, body: { members: ids.map((contact_id) => ({ contact_id })) } });
const refused = (field: string) => ({ status: 400, body: { title: 'Invalid Resource', status: 400, errors: [{ field }] } });
const MISSING = { status: 404, body: { title: 'Resource Not Found', status: 404, detail: 'The requested resource could not be found.' } };

test('is there', async () => {
  await start();
  expect(await get('ping')).toMatchObject({ status: 200, body: { health_status: "Everything's Chimpy!" } });
  expect(await get('pong')).toMatchObject(MISSING);
});

test('finds a member by hash, address in any case or contact id, in one audience at a time', async () => {
  await start();
  for (const key of [HASH, HASH.toUpperCase(), 'anna@example.com', 'ANNA@example.com', ANNA]) {
    expect((await get(`lists/${SHOP}/members/${encodeURIComponent(key)}`)).body).toMatchObject({ contact_id: ANNA, id: HASH });
  }
  expect((await get(`lists/${NEWS}/members/${HASH}`)).body).toMatchObject({ contact_id: ANNA_NEWS, status: 'unsubscribed' });
  for (const path of [`${NEWS}/members/${ANNA}`, `${SHOP}/members/${hashOf('nobody@example.com')}`, `nowhere/members/${HASH}`]) {
    expect(await get(`lists/${path}`)).toMatchObject(MISSING);
  }
});

test('tells of a member what the documentation gives', async () => {
  await start();
  const { body } = await get(`lists/${SHOP}/members/${ANNA}`);
  expect(body).toMatchObject({
    email_address: 'Anna@Example.com',
    full_name: 'Anna Muster',
    status: 'subscribed',
    merge_fields: { FNAME: 'Anna', ADDRESS: { addr1: 'Hauptstr. 1', zip: '10115' }, BIRTHDAY: '04/17' },
    timestamp_signup: '2025-03-01T10:00:00+00:00',
    timestamp_opt: '2025-03-01T10:05:00+00:00',
    last_changed: '2026-05-14T09:00:00+00:00',
    tags_count: 1,
    tags: [{ id: TAG, name: 'VIP' }],
    list_id: SHOP,
  });
  const { body: bert } = await get(`lists/${SHOP}/members/${BERT}`);
  expect(bert).toMatchObject({ status: 'cleaned', merge_fields: { ADDRESS: '', PHONE: '', COMPANY: '' } });
  expect(bert).not.toHaveProperty('timestamp_signup');
  expect((await get(`lists/${SHOP}/members/${GONE}`)).body).toMatchObject({ status: 'archived' });
});

test('answers the fields asked for and no others', async () => {
  await start();
  const fields = 'contact_id,merge_fields.FNAME,tags.name';
  expect((await get(`lists/${SHOP}/members/${ANNA}`, { fields })).body).toEqual({
    ...{ contact_id: ANNA, merge_fields: { FNAME: 'Anna' }, tags: [{ name: 'VIP' }] },
  });
  const { body } = await get(`lists/${SHOP}/members`, { exclude_fields: 'members.merge_fields,members.tags.id,_links' });
  expect(body).toHaveProperty('members.0.email_address');
  expect(body).toHaveProperty('members.0.tags.0', { name: 'VIP' });
  expect(body).not.toHaveProperty('members.0.merge_fields');
  expect(body).not.toHaveProperty('_links');
  for (const wrong of ['shoe_size', 'contact_id.first', 'members.contact_id']) {
    expect(await get(`lists/${SHOP}/members/${ANNA}`, { fields: wrong })).toMatchObject({ status: 422, body: { status: 422 } });
  }
});

test.each([
  [{}, [ANNA, BERT]],
  [{ status: 'archived' }, [GONE]],
  [{ status: 'cleaned' }, [BERT]],
  [{ sort_field: 'timestamp_opt', sort_dir: 'ASC' }, [BERT, ANNA]],
  [{ sort_field: 'timestamp_signup', sort_dir: 'DESC' }, [ANNA, BERT]],
  [{ since_timestamp_opt: '2025-02-15T00:00:00+00:00' }, [ANNA]],
  [{ before_last_changed: '2026-05-10T00:00:00Z' }, [BERT]],
  [{ vip_only: 'true' }, [ANNA]],
  [{ count: '1', offset: '1' }, [BERT]],
  [{ count: '0' }, []],
])('members by %j are %j', async (query, ids) => {
  await start();
  expect(await get(`lists/${SHOP}/members`, query)).toMatchObject(members(...ids));
});

test.each([
  ['count', { count: '1001' }],
  ['count', { count: '-1' }],
  ['offset', { offset: 'x' }],
  ['status', { status: 'happy' }],
  ['sort_field', { sort_field: 'email' }],
  ['sort_dir', { sort_field: 'last_changed', sort_dir: 'UP' }],
  ['since_last_changed', { since_last_changed: 'yesterday' }],
  ['email', { email: 'anna@example.com' }],
])('members refuses %s of %j', async (field, query) => {
  await start();
  expect(await get(`lists/${SHOP}/members`, query)).toMatchObject(refused(field));
});

test('gives out ten a page, up to a thousand, and tells how many there are', async () => {
  const crowd = Array.from({ length: 1_005 }, (_, index) =>
    aMember({ contactId: contactId(9_000 + index), email: `c${index}@example.com` }),
  );
  await start({ world: mailchimpWorld({ members: crowd }) });
  const read = async (query: Record<string, string>) => {
    const { body } = await get(`lists/${SHOP}/members`, { fields: 'members.contact_id,total_items', ...query });
    const { members: page, total_items } = body as { members: { contact_id: string }[]; total_items: number };
    expect(total_items).toBe(1_005);
    return page.map(({ contact_id }) => contact_id);
  };
  expect(await read({})).toHaveLength(10);
  const whole = [...(await read({ count: '1000' })), ...(await read({ count: '1000', offset: '1000' }))];
  expect(whole).toEqual(crowd.map(({ contactId: own }) => own));
});

test('audiences, and those that hold an address', async () => {
  await start();
  expect((await get('lists')).body).toMatchObject({
    lists: [
      { id: SHOP, name: 'Shop', stats: { member_count: 1, unsubscribe_count: 0, cleaned_count: 1 } },
      { id: NEWS, name: 'News' },
    ],
    total_items: 2,
  });
  expect((await get('lists', { email: 'BERT@example.com', fields: 'lists.id,total_items' })).body).toEqual({
    lists: [{ id: SHOP }],
    total_items: 1,
  });
  expect((await get('lists', { sort_field: 'date_created', sort_dir: 'DESC', fields: 'lists.name' })).body).toEqual({
    lists: [{ name: 'News' }, { name: 'Shop' }],
  });
  expect((await get(`lists/${NEWS}`, { include_total_contacts: 'true' })).body).toMatchObject({
    name: 'News',
    stats: { total_contacts: 1 },
  });
  expect(await get('lists/nowhere')).toMatchObject(MISSING);
});

test('tags of a member, and segments with those who are active in them', async () => {
  await start();
  expect((await get(`lists/${SHOP}/members/${BERT}/tags`)).body).toMatchObject({ tags: [{ id: TAG, name: 'VIP' }], total_items: 1 });
  const segments = (body: unknown) => (body as { segments: { id: number }[] }).segments.map(({ id }) => id);
  expect(segments((await get(`lists/${SHOP}/segments`)).body)).toEqual([TAG, RULE, 502]);
  expect(segments((await get(`lists/${SHOP}/segments`, { type: 'saved' })).body)).toEqual([RULE]);
  expect((await get(`lists/${SHOP}/segments/${TAG}`)).body).toMatchObject({ name: 'VIP', type: 'static', member_count: 1 });

  const active = await get(`lists/${SHOP}/segments/${TAG}/members`);
  expect(active.body).toMatchObject({ members: [{ id: HASH, email_address: 'Anna@Example.com' }], total_items: 1 });
  expect(active.body).not.toHaveProperty('members.0.contact_id');
  const all = await get(`lists/${SHOP}/segments/${TAG}/members`, { include_cleaned: 'true' });
  expect(all.body).toMatchObject({ members: [{}, { id: hashOf('bert@example.com') }] });
  for (const path of [`${NEWS}/segments/${TAG}`, `${SHOP}/segments/9/members`, 'nowhere/segments']) {
    expect(await get(`lists/${path}`)).toMatchObject(MISSING);
  }
  expect(await get(`lists/${SHOP}/segments`, { type: 'tag' })).toMatchObject(refused('type'));
});

test('activity comes newest first: the last fifty, or the feed by the hash alone', async () => {
  await start();
  const path = `lists/${SHOP}/members`;
  const actions = (body: unknown) => (body as { activity: { action: string }[] }).activity.map(({ action }) => action);
  const last = await get(`${path}/${ANNA}/activity`);
  expect(last.body).toMatchObject({ contact_id: ANNA, list_id: SHOP, email_id: HASH, total_items: 5 });
  expect(actions(last.body)).toEqual(['sent', 'click', 'open', 'open', 'sent']);
  expect(last.body).toHaveProperty('activity.1', {
    ...{ action: 'click', timestamp: '2026-05-11T10:01:00+00:00', url: 'https://shop.example.com/spring' },
    ...{ type: 'regular', campaign_id: SPRING, title: 'Spring sale' },
  });
  expect(actions((await get(`${path}/${ANNA}/activity`, { action: 'sent,bounce' })).body)).toEqual(['sent', 'sent']);
  expect(await get(`${path}/${ANNA}/activity`, { action: 'sneeze' })).toMatchObject(refused('action'));
  expect(await get(`${path}/${ANNA}/activity`, { count: '100' })).toMatchObject(refused('count'));

  const feed = await get(`${path}/${HASH}/activity-feed`, { count: '2', activity_filters: 'open,click' });
  expect(feed.body).toMatchObject({ activity: [{ activity_type: 'click', campaign_title: 'Spring sale' }, { activity_type: 'open' }] });
  expect(await get(`${path}/${ANNA}/activity-feed`)).toMatchObject(MISSING);
});

test('of more than fifty things the last fifty are told', async () => {
  const activity = Array.from({ length: 60 }, (_, index) =>
    anActivity({ contactId: ANNA, campaignId: SUMMER, at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString() }),
  );
  await start({ world: mailchimpWorld({ activity }) });
  const { body } = await get(`lists/${SHOP}/members/${ANNA}/activity`);
  const told = (body as { activity: { timestamp: string }[] }).activity.map(({ timestamp }) => timestamp);
  expect([told.length, told[0], told.at(-1)]).toEqual([50, '2026-03-01T00:00:00+00:00', '2026-01-11T00:00:00+00:00']);
});

test('the search tells exact matches from others, over all audiences or one', async () => {
  await start();
  const ids = (body: unknown) => {
    const { exact_matches, full_search } = body as Record<'exact_matches' | 'full_search', { members: { contact_id: string }[] }>;
    return [exact_matches, full_search].map((found) => found.members.map(({ contact_id }) => contact_id));
  };
  expect(ids((await get('search-members', { query: 'Anna@example.com' })).body)).toEqual([
    [ANNA, ANNA_NEWS],
    [ANNA, ANNA_NEWS],
  ]);
  expect(ids((await get('search-members', { query: 'muster' })).body)).toEqual([[ANNA], [ANNA]]);
  expect(ids((await get('search-members', { query: 'ann', list_id: NEWS })).body)).toEqual([[], [ANNA_NEWS]]);
  expect(ids((await get('search-members', { query: 'gone' })).body)).toEqual([[], []]);
  expect(await get('search-members')).toMatchObject(refused('query'));
  expect(await get('search-members', { query: 'anna', count: '1' })).toMatchObject(refused('count'));
  expect(await get('search-members', { query: 'anna', list_id: 'nowhere' })).toMatchObject(MISSING);
});

test('campaigns that were sent', async () => {
  await start();
  expect((await get('campaigns', { sort_field: 'send_time', sort_dir: 'DESC' })).body).toMatchObject({
    campaigns: [
      { id: SUMMER, settings: { title: 'Summer sale', subject_line: 'Sun!' }, send_time: '2026-05-20T08:00:00+00:00' },
      { id: SPRING, recipients: { list_id: SHOP, list_name: 'Shop' } },
    ],
    total_items: 2,
  });
  expect((await get('campaigns', { list_id: NEWS })).body).toMatchObject({ campaigns: [], total_items: 0 });
  expect((await get(`campaigns/${SPRING}`)).body).toMatchObject({ status: 'sent' });
  expect(await get('campaigns/none')).toMatchObject(MISSING);
});

test('names the merge fields of an audience, which each of its members has', async () => {
  const told = aMember({ contactId: contactId(9), email: 'tess@example.com', mergeFields: { FNAME: 'Tess', TIER: 'gold' } });
  const quiet = aMember({ contactId: contactId(8), audienceId: NEWS, email: 'quiet@example.com' });
  await start({ world: mailchimpWorld({ members: [told, quiet], activity: [] }) });
  const tagsOf = async (list: string, query: Record<string, string> = {}) => {
    const { body } = await get(`lists/${list}/merge-fields`, { fields: 'merge_fields.tag,total_items', ...query });
    return body;
  };
  const own = ['FNAME', 'LNAME', 'ADDRESS', 'PHONE', 'BIRTHDAY', 'COMPANY', 'CRMID'].map((tag) => ({ tag }));
  expect(await tagsOf(SHOP)).toEqual({ merge_fields: [...own, { tag: 'TIER' }], total_items: 8 });
  expect(await tagsOf(NEWS, { count: '2', offset: '6' })).toEqual({ merge_fields: [{ tag: 'CRMID' }], total_items: 7 });
  expect(await tagsOf(SHOP, { type: 'address' })).toEqual({ merge_fields: [{ tag: 'ADDRESS' }], total_items: 1 });
  expect(await tagsOf(SHOP, { required: 'true' })).toEqual({ merge_fields: [], total_items: 0 });
  expect((await get(`lists/${SHOP}/merge-fields`, { count: '1' })).body).toMatchObject({
    merge_fields: [{ merge_id: 1, tag: 'FNAME', type: 'text', required: false, options: { size: 25 }, list_id: SHOP }],
  });
  expect((await get(`lists/${SHOP}/members/${contactId(9)}`)).body).toMatchObject({ merge_fields: { TIER: 'gold', LNAME: '' } });
  expect((await get(`lists/${NEWS}/members/${contactId(8)}`)).body).not.toHaveProperty('merge_fields.TIER');
  expect(await get('lists/nowhere/merge-fields')).toMatchObject(MISSING);
  expect(await get(`lists/${SHOP}/merge-fields`, { type: 'colour' })).toMatchObject(refused('type'));
  expect(await get(`lists/${SHOP}/merge-fields`, { status: 'any' })).toMatchObject(refused('status'));
});
