// The pretend Salesforce over real HTTP: logging in, composite requests, collections, pages, the day's limit, search, and what it refuses.
import { sign } from 'node:crypto';
import { type RunningSalesforce, startSalesforce, type SalesforceOptions } from '../../../../sandbox/vendors/salesforce/server';
import { ask } from '../../support/ask';
import { ACME, ANNA, BERT, CARLA, LENA, salesforceWorld, sf } from '../../support/salesforce-world';

let salesforce: RunningSalesforce;
let token: string;
afterEach(() => salesforce.stop());

async function start(options: Partial<SalesforceOptions> = {}): Promise<void> {
  salesforce = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off', ...options });
  token = salesforce.openSession();
}
const DATA = '/services/data/v66.0';
const auth = () => ({ authorization: `Bearer ${token}` });
const get = (path: string) => ask(salesforce.url + path, { headers: auth() });
const post = (path: string, body: unknown) => ask(salesforce.url + path, { headers: auth(), body });
const urlOf = (soql: string, resource = 'query') => `${DATA}/${resource}?q=${encodeURIComponent(soql)}`;
const byIds = (...ids: string[]) => `SELECT Id FROM Contact WHERE Id IN (${ids.map((id) => `'${id}'`).join(',')})`;

async function logIn(fields: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${salesforce.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, body: await response.json() };
}

const client = () => ({
  grant_type: 'client_credentials',
  client_id: salesforce.env['SALESFORCE_CLIENT_ID'] ?? '',
  client_secret: salesforce.env['SALESFORCE_CLIENT_SECRET'] ?? '',
});

/** An assertion of the JWT bearer flow; `change` spoils it. */
function assertion(change: { claims?: object; alg?: string; key?: string; tamper?: boolean } = {}): Record<string, string> {
  const { username, privateKey } = salesforce.jwt();
  const exp = Math.floor(Date.now() / 1_000) + 120;
  const claims = { iss: client().client_id, sub: username, aud: 'https://login.salesforce.com', exp, ...change.claims };
  const parts = [{ alg: change.alg ?? 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('RSA-SHA256', Buffer.from(parts.join('.')), change.key ?? privateKey).toString('base64url');
  const [head, body] = parts;
  const told = change.tamper === true ? Buffer.from(JSON.stringify({ ...claims, sub: 'admin@x.example' })).toString('base64url') : body;
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: `${head}.${told}.${signature}` };
}

describe('logging in', () => {
  it('gives a token for the client’s secret, and for a signed assertion', async () => {
    await start();
    for (const fields of [client(), assertion(), assertion({ claims: { aud: salesforce.url } })]) {
      const { status, body } = await logIn(fields);
      expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', instance_url: salesforce.url } });
      token = (body as { access_token: string }).access_token;
      expect((await get(`${DATA}/limits`)).status).toBe(200);
    }
  });

  it.each([
    ['a wrong secret', () => ({ ...client(), client_secret: 'x' }), 'invalid_client'],
    ['an unknown client', () => ({ ...client(), client_id: 'x' }), 'invalid_client_id'],
    ['another flow', () => ({ grant_type: 'password' }), 'unsupported_grant_type'],
    ['another audience', () => assertion({ claims: { aud: 'https://example.com' } }), 'invalid_grant'],
    ['an assertion that has run out', () => assertion({ claims: { exp: Math.floor(Date.now() / 1_000) - 5 } }), 'invalid_grant'],
    [
      'an assertion of more than three minutes',
      () => assertion({ claims: { exp: Math.floor(Date.now() / 1_000) + 300 } }),
      'invalid_grant',
    ],
    ['a user who was not approved', () => assertion({ claims: { sub: 'other@example.com' } }), 'invalid_grant'],
    ['another algorithm', () => assertion({ alg: 'HS256' }), 'invalid_grant'],
    ['claims that were not signed', () => assertion({ tamper: true }), 'invalid_grant'],
    ['no assertion', () => ({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }), 'invalid_grant'],
  ])('refuses %s', async (_name, fields, error) => {
    await start();
    expect(await logIn(fields())).toMatchObject({ status: 400, body: { error } });
  });

  it('refuses tokens that have run out, and those that never were', async () => {
    await start();
    const refusal = { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
    expect((await get(`${DATA}/limits`)).status).toBe(200);
    salesforce.expireSessions();
    expect(await get(`${DATA}/limits`)).toMatchObject(refusal);
    expect(await ask(`${salesforce.url}${DATA}/limits`)).toMatchObject(refusal);
  });
});

describe('a composite request', () => {
  const part = (url: string, referenceId: string, method = 'GET') => ({ method, url, referenceId });

  it('answers each part, failures among them, and counts as one request', async () => {
    await start({ limits: { daily: 10 } });
    const compositeRequest = [
      part(urlOf(byIds(ANNA, BERT)), 'two'),
      part(urlOf('SELECT Nothing FROM Contact'), 'broken'),
      part(urlOf(byIds(sf('Contact', 504)), 'queryAll'), 'deleted'),
      part(`${DATA}/nowhere`, 'lost'),
      part(`${DATA}/sobjects/Lead/${LENA}?fields=LastName`, 'lead'),
    ];
    const { status, body, headers } = await post(`${DATA}/composite`, { allOrNone: false, compositeRequest });
    expect(status).toBe(200);
    expect(headers.get('sforce-limit-info')).toBe('api-usage=1/10');
    expect(body).toMatchObject({
      compositeResponse: [
        { referenceId: 'two', httpStatusCode: 200, body: { totalSize: 2 } },
        { referenceId: 'broken', httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD' }] },
        { referenceId: 'deleted', httpStatusCode: 200, body: { totalSize: 1 } },
        { referenceId: 'lost', httpStatusCode: 404 },
        { referenceId: 'lead', httpStatusCode: 200, body: { Id: LENA, LastName: 'Lead' } },
      ],
    });
    // Two ids, one that was not there to be asked for, one, one path, one lead.
    expect(salesforce.calls().map(({ keys }) => keys)).toEqual([6]);
  });

  it('has 25 parts at most, of which five may be queries or collections', async () => {
    await start();
    const parts = (count: number, url: string) => ({ compositeRequest: Array.from({ length: count }, (_, n) => part(url, `r${n}`)) });
    const refusal = { status: 400, body: { compositeResponse: [{ httpStatusCode: 400, body: [{ errorCode: 'LIMIT_EXCEEDED' }] }] } };
    expect((await post(`${DATA}/composite`, parts(25, `${DATA}/limits`))).status).toBe(200);
    expect(await post(`${DATA}/composite`, parts(26, `${DATA}/limits`))).toMatchObject(refusal);
    expect((await post(`${DATA}/composite`, parts(5, urlOf(byIds(ANNA))))).status).toBe(200);
    expect(await post(`${DATA}/composite`, parts(6, urlOf(byIds(ANNA))))).toMatchObject(refusal);
    expect(await post(`${DATA}/composite`, parts(6, `${DATA}/composite/sobjects/User?ids=${sf('User', 71)}&fields=Id`))).toMatchObject(
      refusal,
    );
  });

  it.each([
    [{ compositeRequest: [] }],
    [{ compositeRequest: [part('https://elsewhere.example/', 'a')] }],
    [{ compositeRequest: [part(`${DATA}/limits`, 'two words')] }],
    [{ compositeRequest: [part(`${DATA}/limits`, 'a'), part(`${DATA}/limits`, 'a')] }],
    [null],
  ])('is refused as %j', async (body) => {
    await start();
    expect((await post(`${DATA}/composite`, body)).status).toBe(400);
  });
});

describe('records by id', () => {
  it('come in the order asked for, null for those that are not there', async () => {
    await start();
    const ids = [BERT, sf('Contact', 999), ANNA.slice(0, 15), sf('Contact', 503)];
    const { body } = await post(`${DATA}/composite/sobjects/Contact`, { ids, fields: ['lastname'] });
    expect(body).toMatchObject([{ Id: BERT, LastName: 'Bert' }, null, { Id: ANNA, LastName: 'Muster' }, null]);
    expect(await get(`${DATA}/composite/sobjects/Account?ids=${ACME},${ANNA}&fields=Name`)).toMatchObject({
      body: [{ Name: 'Acme GmbH' }, null],
    });
    expect(salesforce.calls().map(({ keys }) => keys)).toEqual([4, 2]);
  });

  it('are 2,000 at most, of fields that there are', async () => {
    await start();
    const ids = Array.from({ length: 2_001 }, (_, n) => sf('Contact', n));
    const path = `${DATA}/composite/sobjects/Contact`;
    expect(await post(path, { ids, fields: ['Id'] })).toMatchObject({ status: 400, body: [{ errorCode: 'EXCEEDED_ID_LIMIT' }] });
    expect((await post(path, { ids: ids.slice(1), fields: ['Id'] })).status).toBe(200);
    expect(await post(path, { ids: [ANNA], fields: ['Nothing'] })).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_FIELD' }] });
  });

  it('are found by an id of another system, if only one has it', async () => {
    await start();
    expect((await get(`${DATA}/sobjects/Contact/HubSpot_Id__c/77`)).body).toMatchObject({ Id: ANNA });
    expect((await get(`${DATA}/sobjects/Contact/HubSpot_Id__c/78`)).status).toBe(404);
    expect((await get(`${DATA}/sobjects/Contact/LastName/Muster`)).status).toBe(404);
    expect((await get(`${DATA}/sobjects/Contact/${sf('Contact', 503)}`)).status).toBe(404);
    expect((await get(`${DATA}/sobjects/Person/${ANNA}`)).status).toBe(404);
  });
});

it('pages a query, deleted records too', async () => {
  await start({ pageRows: 4 });
  const soql = 'SELECT Id FROM Contact ORDER BY Id';
  for (const [resource, count] of [['query', 8] as const, ['queryAll', 10] as const]) {
    const ids: string[] = [];
    let next: string | undefined = urlOf(soql, resource);
    while (next !== undefined) {
      const { body } = await get(next);
      const page = body as { records: { Id: string }[]; nextRecordsUrl?: string; done: boolean; totalSize: number };
      expect([page.totalSize, page.done]).toEqual([count, page.nextRecordsUrl === undefined]);
      ids.push(...page.records.map(({ Id }) => Id));
      next = page.nextRecordsUrl;
    }
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
  }
  expect(await get(`${DATA}/query/01g5g0000099999AAA-4`)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
});

it('refuses more requests a day than the org has, and tells what was used', async () => {
  await start({ limits: { daily: 2 } });
  expect((await get(`${DATA}/limits`)).body).toEqual({ DailyApiRequests: { Max: 2, Remaining: 1 } });
  expect((await get(`${DATA}/sobjects`)).headers.get('sforce-limit-info')).toBe('api-usage=2/2');
  const refused = await get(`${DATA}/limits`);
  expect(refused).toMatchObject({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }] });
  expect(refused.headers.get('retry-after')).toBeNull();
  // Which versions there are, and logging in, cost nothing.
  expect((await get('/services/data')).status).toBe(200);
  expect((await logIn(client())).status).toBe(200);
});

it('refuses what is longer than 16,384 bytes: an address, or an address and its headers', async () => {
  await start();
  const soql = (length: number) => `${DATA}/query?q=${'x'.repeat(length)}`;
  expect((await get(soql(16_384))).status).toBe(414);
  expect((await get(soql(16_200))).status).toBe(431);
  // No SOQL, but short enough.
  expect((await get(soql(15_000))).status).toBe(400);
});

it('describes its objects, and knows the versions that it speaks', async () => {
  await start();
  const { body } = await get(`${DATA}/sobjects/Contact/describe`);
  expect(body).toMatchObject({ name: 'Contact', keyPrefix: '003' });
  expect((body as { fields: unknown[] }).fields).toContainEqual(
    expect.objectContaining({ name: 'HubSpot_Id__c', externalId: true, custom: true }),
  );
  expect((await ask(`${salesforce.url}/services/data`)).body).toContainEqual({ label: 'Version 66.0', url: DATA, version: '66.0' });
  expect((await get('/services/data/v12.0/limits')).status).toBe(404);
});

describe('search', () => {
  const search = (q: string, more: object = {}) =>
    post(`${DATA}/parameterizedSearch`, { q, sobjects: [{ name: 'Contact' }, { name: 'Lead' }, { name: 'Account' }], ...more });
  const ids = (...found: string[]) => ({ status: 200, body: { searchRecords: found.map((Id) => ({ Id })) } });

  it('finds words at their beginnings, and nothing that is no more', async () => {
    await start();
    expect(await search('clos carla')).toMatchObject(ids(CARLA));
    expect(await search('acme')).toMatchObject(ids(sf('Contact', 505), ACME));
    expect(await search('901820')).toMatchObject(ids(ANNA, sf('Contact', 506)));
    expect(await search('gone')).toMatchObject(ids());
    expect(await get(`${DATA}/parameterizedSearch?q=acme&sobject=Account&Account.fields=id,name`)).toMatchObject({
      body: { searchRecords: [{ Name: 'Acme GmbH' }] },
    });
  });

  it('lags behind changes where told so, and queries do not', async () => {
    await start({ lagSeconds: 60 });
    const changed = await ask(`${salesforce.url}/__sandbox/people`, { body: { id: BERT, lastName: 'Newname' } });
    expect(changed.status).toBe(200);
    expect(await search('newname')).toMatchObject(ids());
    expect((await get(urlOf("SELECT Id FROM Contact WHERE LastName = 'Newname'"))).body).toMatchObject({ totalSize: 1 });
  });

  it.each(['a', 'what?', 'a OR (b)', ''])('refuses %j', async (q) => {
    await start();
    expect(await search(q)).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_SEARCH' }] });
  });
});

it('merges two contacts as somebody would in Salesforce, and turns a lead into a contact', async () => {
  await start();
  salesforce.mergeContacts(ANNA, BERT);
  const merged = await get(urlOf(`SELECT Id, MasterRecordId FROM Contact WHERE Id = '${BERT}'`, 'queryAll'));
  expect(merged.body).toMatchObject({ records: [{ MasterRecordId: ANNA }] });
  expect((await get(urlOf(`SELECT Id FROM Case WHERE ContactId = '${ANNA}'`))).body).toMatchObject({ totalSize: 2 });
  salesforce.convertLead(LENA, ANNA);
  expect((await get(urlOf(`SELECT ConvertedContactId FROM Lead WHERE IsConverted = TRUE AND Id = '${LENA}'`))).body).toMatchObject({
    records: [{ ConvertedContactId: ANNA }],
  });
  expect(() => salesforce.mergeContacts(ANNA, ANNA)).toThrow(RangeError);
  expect(() => salesforce.convertLead(LENA, 'nobody')).toThrow(RangeError);
});
