// The pretend HubSpot's reads by id and address, associations and owners, over real HTTP.
import { type RunningHubspot, startHubspot } from '../../../../sandbox/vendors/hubspot/server';
import { ask } from '../../support/ask';
import { aContact, smallWorld } from '../../support/small-world';

let hubspot: RunningHubspot;
beforeAll(async () => {
  hubspot = await startHubspot({ world: smallWorld(), port: 0, limits: 'off' });
});
afterAll(() => hubspot.stop());
beforeEach(() => hubspot.resetCalls());

const headers = () => ({ authorization: `Bearer ${hubspot.env['HUBSPOT_TOKEN']}` });
const post = (path: string, body: unknown) => ask(`${hubspot.url}${path}`, { headers: headers(), body });
const get = (path: string) => ask(`${hubspot.url}${path}`, { headers: headers() });
const inputs = (...ids: string[]) => ids.map((id) => ({ id }));

test('reads a batch of contacts by id with the properties asked for, every value a string or null', async () => {
  const reply = await post('/crm/v3/objects/contacts/batch/read', {
    properties: ['firstname', 'phone', 'jobtitle', 'loyalty_tier', 'no_such_property'],
    inputs: inputs('501'),
  });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({
    status: 'COMPLETE',
    startedAt: expect.any(String),
    completedAt: expect.any(String),
    results: [
      {
        id: '501',
        archived: false,
        createdAt: '2025-01-01T08:00:00.000Z',
        updatedAt: '2026-05-01T08:00:00.000Z',
        properties: {
          firstname: 'Anna',
          phone: '+49 30 901820',
          jobtitle: null,
          loyalty_tier: 'gold',
          hs_object_id: '501',
          createdate: '2025-01-01T08:00:00.000Z',
          lastmodifieddate: '2026-05-01T08:00:00.000Z',
        },
      },
    ],
  });
});

test('tells which properties a type has, those of the account among them', async () => {
  const reply = await get('/crm/v3/properties/contacts');
  expect(reply).toMatchObject({
    status: 200,
    body: { results: expect.arrayContaining([expect.objectContaining({ name: 'jobtitle', hubspotDefined: true })]) },
  });
  expect(reply).toMatchObject({
    body: { results: expect.arrayContaining([expect.objectContaining({ name: 'loyalty_tier', hubspotDefined: false })]) },
  });
  expect(await get('/crm/v3/properties/0-2')).toMatchObject({
    body: {
      results: expect.arrayContaining([
        expect.objectContaining({ name: 'numberofemployees', type: 'string', groupName: 'companiesinformation' }),
      ]),
    },
  });
  expect((await get('/crm/v3/properties/contacts?archived=true')).body).toEqual({ results: [] });
  expect((await get('/crm/v3/properties/cars')).status).toBe(400);
  expect((await ask(`${hubspot.url}/crm/v3/properties/contacts`)).status).toBe(401);
});

test('reads by primary and additional address in any case, and each contact once', async () => {
  const reply = await post('/crm/v3/objects/contacts/batch/read', {
    idProperty: 'email',
    inputs: inputs('ANNA@example.com', 'Anna.Work@ACME.example', 'bert@example.com'),
  });
  expect(reply).toMatchObject({
    status: 200,
    body: { results: [{ id: '501', properties: { email: 'anna@example.com', lastname: 'Muster' } }, { id: '502' }] },
  });
  expect(hubspot.calls()).toMatchObject([{ status: 200, keys: 3 }]);
});

test('a merged id answers the survivor; unknown and archived ids make it a 207 naming them', async () => {
  const reply = await post('/crm/v3/objects/contacts/batch/read', {
    properties: ['hs_merged_object_ids'],
    inputs: inputs('499', '503', '999'),
  });
  expect(reply).toMatchObject({
    status: 207,
    body: {
      results: [{ id: '501', properties: { hs_merged_object_ids: '499' } }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['503', '999'] } }],
    },
  });
});

test('reads one contact, and only archived ones when asked to', async () => {
  expect(await get('/crm/v3/objects/contacts/501?properties=city,email')).toMatchObject({
    status: 200,
    body: { properties: { city: null } },
  });
  expect(await get('/crm/v3/objects/contacts/bert@example.com?idProperty=email')).toMatchObject({ status: 200, body: { id: '502' } });
  expect(await get('/crm/v3/objects/contacts/503')).toMatchObject({ status: 404, body: { category: 'OBJECT_NOT_FOUND' } });
  expect(await get('/crm/v3/objects/contacts/503?archived=true')).toMatchObject({ status: 200, body: { archived: true } });
});

test('reads deals by name or type id of the object, companies and activities', async () => {
  const deal = {
    results: [{ id: '901', properties: { dealname: 'Renewal', amount: '1200.50', hs_is_closed: 'true', hs_is_closed_won: 'true' } }],
  };
  const properties = ['dealname', 'amount', 'hs_is_closed', 'hs_is_closed_won'];
  expect(await post('/crm/v3/objects/deals/batch/read', { properties, inputs: inputs('901') })).toMatchObject({ status: 200, body: deal });
  expect(await post('/crm/v3/objects/0-3/batch/read', { properties, inputs: inputs('901') })).toMatchObject({ status: 200, body: deal });
  const company = await post('/crm/v3/objects/companies/batch/read', { properties: ['name', 'numberofemployees'], inputs: inputs('801') });
  expect(company).toMatchObject({ body: { results: [{ properties: { name: 'Acme GmbH', numberofemployees: '40' } }] } });
  const call = await post('/crm/v3/objects/calls/batch/read', { properties: ['hs_call_title', 'hs_timestamp'], inputs: inputs('1001') });
  expect(call).toMatchObject({
    body: { results: [{ properties: { hs_call_title: 'First call', hs_timestamp: '2026-02-01T10:00:00.000Z' } }] },
  });
});

test('associations answer for those that have some, and report those that have none', async () => {
  const reply = await post('/crm/v4/associations/contacts/deals/batch/read', { inputs: inputs('501', '502', '503') });
  const to = [{ toObjectId: '901', associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }] }];
  expect(reply).toMatchObject({
    status: 207,
    body: {
      results: [
        { from: { id: '501' }, to },
        { from: { id: '502' }, to },
      ],
      numErrors: 1,
      errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND', context: { fromObjectId: ['503'] } }],
    },
  });
  const companies = await post('/crm/v4/associations/contacts/companies/batch/read', { inputs: inputs('501') });
  expect(companies).toMatchObject({ status: 200, body: { results: [{ to: [{ toObjectId: '801' }] }] } });
});

test('associations lead from deals and companies to contacts too, archived ones left out', async () => {
  const world = smallWorld();
  const deal = world.crm.deals.map((one) => ({ ...one, contactIds: ['503', '502', '501'] }));
  const linked = await startHubspot({ world: { ...world, crm: { ...world.crm, deals: deal } }, port: 0, limits: 'off' });
  const read = (from: string, id: string) =>
    ask(`${linked.url}/crm/v4/associations/${from}/contacts/batch/read`, { headers: headers(), body: { inputs: inputs(id, '1') } });
  const [ofDeal, ofCompany, ofContact] = [await read('0-3', '901'), await read('companies', '801'), await read('contacts', '501')];
  await linked.stop();
  const to = (typeId: number, ...ids: string[]) =>
    ids.map((toObjectId) => ({ toObjectId, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId, label: null }] }));
  const none = (type: string) => [{ context: { fromObjectId: ['1'], fromObjectType: [type], toObjectType: ['contact'] } }];
  expect(ofDeal).toMatchObject({
    status: 207,
    body: { results: [{ from: { id: '901' }, to: to(3, '501', '502') }], errors: none('deal') },
  });
  expect(ofCompany).toMatchObject({ status: 207, body: { results: [{ to: to(280, '501') }], errors: none('company') } });
  expect(ofContact.status).toBe(400);
});

test('associations of one contact beyond a page come by its cursor', async () => {
  const world = smallWorld({ contacts: [aContact({ id: '501' })] });
  const note = { contactIds: ['501'], companyIds: [], kind: 'notes' as const, subject: null, body: 'x', ownerId: null, at: world.now };
  world.crm.activities = Array.from({ length: 501 }, (_, index) => ({ ...note, id: String(2000 + index) }));
  const busy = await startHubspot({ world, port: 0 });
  try {
    const read = (input: object) =>
      ask(`${busy.url}/crm/v4/associations/contacts/notes/batch/read`, { headers: headers(), body: { inputs: [input] } });
    expect(await read({ id: '501' })).toMatchObject({ body: { results: [{ paging: { next: { after: '500' } } }] } });
    expect((await read({ id: '501', after: '500' })).body).toMatchObject({ results: [{ to: [{ toObjectId: '2500' }] }] });
  } finally {
    await busy.stop();
  }
});

test('lists owners by page and reads one', async () => {
  const first = await get('/crm/v3/owners/?limit=1');
  expect(first).toMatchObject({ status: 200, body: { results: [{ id: '71', firstName: 'Olga' }], paging: { next: { after: '1' } } } });
  expect((await get('/crm/v3/owners?limit=1&after=1')).body).toEqual({ results: [expect.objectContaining({ id: '72' })] });
  expect(await get('/crm/v3/owners/72')).toMatchObject({ status: 200, body: { email: 'otto@sandbox.example' } });
  expect((await get('/crm/v3/owners/73')).status).toBe(404);
  expect((await get('/crm/v3/owners?limit=501')).status).toBe(400);
});

test('refuses what HubSpot refuses', async () => {
  const read = '/crm/v3/objects/contacts/batch/read';
  const bare = await ask(`${hubspot.url}${read}`, { body: { inputs: [] } });
  expect(bare).toMatchObject({
    status: 401,
    body: { status: 'error', category: 'INVALID_AUTHENTICATION', correlationId: expect.any(String) },
  });
  expect((await ask(`${hubspot.url}${read}`, { headers: { authorization: 'Bearer other' }, body: {} })).status).toBe(401);
  const tooMany = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }));
  expect(await post(read, { inputs: tooMany })).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
  expect((await post(read, { propertiesWithHistory: ['email'], inputs: tooMany.slice(0, 51) })).status).toBe(400);
  expect((await post(read, { properties: [] })).status).toBe(400);
  expect((await post(read, '{"inputs":')).status).toBe(400);
  expect((await post(read, { idProperty: 'phone', inputs: [] })).status).toBe(400);
  expect((await post('/crm/v3/objects/unicorns/batch/read', { inputs: [] })).status).toBe(400);
  const manyIds = Array.from({ length: 1001 }, (_, index) => ({ id: String(index) }));
  expect((await post('/crm/v4/associations/contacts/deals/batch/read', { inputs: manyIds })).status).toBe(400);
  expect(await get('/crm/v3/nowhere')).toMatchObject({ status: 404, body: { status: 'error', message: 'resource not found' } });
});

test('associations lead from companies to deals and activities of their own', async () => {
  const read = (to: string) => post(`/crm/v4/associations/companies/${to}/batch/read`, { inputs: inputs('801') });
  expect(await read('deals')).toMatchObject({
    status: 200,
    body: { results: [{ to: [{ toObjectId: '901', associationTypes: [{ typeId: 342 }] }] }] },
  });
  expect(await read('notes')).toMatchObject({ status: 200, body: { results: [{ to: [{ toObjectId: '1002' }] }] } });
  expect(await read('calls')).toMatchObject({ status: 207, body: { results: [], numErrors: 1 } });
});

test('two contacts become a new one: both ids lead to it, it has the addresses and the deals of both', async () => {
  const merging = await startHubspot({ world: smallWorld(), port: 0, limits: 'off' });
  try {
    const id = merging.mergeContacts('501', '502');
    expect(['501', '502', '503']).not.toContain(id);
    const send = (path: string, body: unknown) =>
      ask(`${merging.url}${path}`, { headers: { authorization: `Bearer ${merging.env['HUBSPOT_TOKEN']}` }, body });
    const properties = ['email', 'hs_additional_emails', 'firstname', 'phone', 'hs_merged_object_ids'];
    const reply = await send('/crm/v3/objects/contacts/batch/read', { properties, inputs: inputs('501', '502', '499', id) });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        results: [
          {
            id,
            properties: {
              ...{ email: 'anna@example.com', hs_additional_emails: 'anna.work@acme.example;bert@example.com' },
              ...{ firstname: 'Anna', phone: '+49 30 901820', hs_merged_object_ids: '501;499;502' },
            },
          },
        ],
      },
    });
    const byEmail = await send('/crm/v3/objects/contacts/batch/read', { idProperty: 'email', inputs: inputs('bert@example.com') });
    expect(byEmail).toMatchObject({ body: { results: [{ id }] } });
    const deals = await send('/crm/v4/associations/contacts/deals/batch/read', { inputs: inputs(id, '501') });
    expect(deals).toMatchObject({ status: 207, body: { results: [{ from: { id }, to: [{ toObjectId: '901' }] }] } });
    expect(await send('/crm/v4/associations/companies/contacts/batch/read', { inputs: inputs('801') })).toMatchObject({
      body: { results: [{ to: [{ toObjectId: id }] }] },
    });
    const search = await send('/crm/v3/objects/contacts/search', { query: 'b' });
    expect(search).toMatchObject({ body: { total: 1, results: [{ id }] } });
    expect(() => merging.mergeContacts('501', id)).toThrow(RangeError);
  } finally {
    await merging.stop();
  }
});
