// Access tokens at the gateway's door, made by the library and checked by keys from a real server: check 38.
import { generateKeyPairSync, createSecretKey } from 'node:crypto';
import { createAccess } from '../../../gateway/access/access';
import { createKeySource } from '../../../gateway/access/key-source';
import { openAccess } from '../../../gateway/access/open';
import type { TokenSettings } from '../../../gateway/access/token-settings';
import { createTokenCheck } from '../../../gateway/access/tokens';
import { createEnvReader } from '../../../platform/env';
import { silentLog, type LogFields } from '../../../platform/log';
import { startHttpServer, type HttpServer } from '../../support/http-server';
import { startSmallGraph, type SmallGraph } from '../small-graph';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = (kid: string, { publicKey } = rsa) => ({ ...publicKey.export({ format: 'jwk' }), kty: 'RSA', kid, alg: 'RS256', use: 'sig' });
const now = () => Math.floor(Date.now() / 1_000);

let jwks: HttpServer;
let keys: Record<string, unknown>[];
const lines: LogFields[] = [];
const log = { ...silentLog, warn: (_: string, fields: LogFields = {}) => void lines.push(fields) };

beforeEach(async () => {
  keys = [jwk('one')];
  lines.splice(0);
  jwks = await startHttpServer((_, response) => response.end(JSON.stringify({ keys })));
});
afterEach(() => jwks.stop());

interface TokenOptions {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: Parameters<typeof createSecretKey>[0] | typeof rsa.privateKey;
}

async function token({ claims = {}, header = {}, key = rsa.privateKey }: TokenOptions = {}): Promise<string> {
  const { SignJWT } = await import('jose');
  const payload = { iss: 'https://issuer', aud: 'graph', sub: 'ada', exp: now() + 60, ...claims };
  const signer = new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header });
  return signer.sign(key as typeof rsa.privateKey);
}

const ENV = () => ({ AUTH: 'jwt', JWT_ISSUER: 'https://issuer', JWT_AUDIENCE: 'graph', JWT_JWKS_URL: jwks.url });

async function door(env: Record<string, string> = {}) {
  const access = await openAccess(createEnvReader({ ...ENV(), ...env }), { foreign: false, log });
  if (access === undefined) throw new Error('the settings are wrong');
  return (authorization: string, more = {}) => access.callerOf({ authorization, ...more }, 'request-1');
}

const REFUSED = { message: 'These credentials are not accepted.', extensions: { code: 'UNAUTHENTICATED', requestId: 'request-1' } };

describe('a good token', () => {
  it('names the caller, their scopes and policies, and their purpose', async () => {
    const enter = await door();
    const claims = { scope: 'read:crm read:billing', scp: ['read:crm', 'more'], policies: ['vip'] };
    await expect(enter(`Bearer ${await token({ claims })}`, { 'x-purpose': ' support case 4711 ' })).resolves.toEqual({
      kind: 'person',
      subject: 'ada',
      scopes: ['read:crm', 'read:billing', 'more'],
      policies: ['vip'],
      purpose: 'support case 4711',
      unrestricted: false,
    });
  });

  it.each([
    [{ client_id: 'ada' }, {}, 'service'],
    [{ sub: undefined, client_id: 'job' }, {}, 'service'],
    [{ client_id: 'app' }, {}, 'person'],
    [{ gty: 'client-credentials' }, { JWT_SERVICE_CLAIM: 'gty=client-credentials' }, 'service'],
    [{ gty: 'password' }, { JWT_SERVICE_CLAIM: 'gty=client-credentials' }, 'person'],
  ])('with %j is by %j of a %s', async (claims, env, kind) => {
    await expect((await door(env))(`Bearer ${await token({ claims })}`)).resolves.toMatchObject({ kind });
  });

  it.each([{ exp: now() - 20 }, { nbf: now() + 20 }])('counts within 30 s of skew: %j', async (claims) => {
    await expect((await door())(`Bearer ${await token({ claims })}`)).resolves.toMatchObject({ subject: 'ada' });
  });

  it('fits a key that was given, whatever name it has', async () => {
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const enter = await door({ JWT_JWKS_URL: '', JWT_PUBLIC_KEY: pem });
    await expect(enter(`Bearer ${await token({ header: { kid: 'any' } })}`)).resolves.toMatchObject({ subject: 'ada' });
    await expect(enter(`Bearer ${await token({ key: other.privateKey })}`)).rejects.toMatchObject(REFUSED);
    expect(jwks.arrivals()).toHaveLength(0);
  });
});

describe('a token is refused', () => {
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  it.each<[string, TokenOptions]>([
    ['of another issuer', { claims: { iss: 'https://other' } }],
    ['for another audience', { claims: { aud: 'other' } }],
    ['without an audience', { claims: { aud: undefined } }],
    ['that has expired', { claims: { exp: now() - 40 } }],
    ['that never expires', { claims: { exp: undefined } }],
    ['of the future', { claims: { nbf: now() + 60 } }],
    ['that names nobody', { claims: { sub: undefined } }],
    ['with scopes of another shape', { claims: { scope: { a: 1 } } }],
    ['signed by another key', { key: other.privateKey }],
    ['signed with a public key as a secret', { header: { alg: 'HS256' }, key: createSecretKey(Buffer.from(pem)) }],
    ['of an algorithm that is not allowed', { header: { alg: 'RS512' } }],
    ['with a key that is not known', { header: { kid: 'two' } }],
  ])('%s', async (_, options) => {
    const text = await token(options);
    await expect((await door())(`Bearer ${text}`)).rejects.toMatchObject(REFUSED);
    const said = lines.filter(({ requestId }) => requestId !== undefined);
    expect(said).toEqual([{ requestId: 'request-1', code: 'UNAUTHENTICATED', cause: expect.any(String) }]);
    expect(JSON.stringify(said)).not.toContain(text.split('.')[2] || text);
  });

  it('without a signature, altered, or that is none', async () => {
    const enter = await door();
    const [, payload = '', proof = ''] = (await token()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = Buffer.from(JSON.stringify({ iss: 'https://issuer', aud: 'graph', sub: 'root', exp: now() + 60 })).toString('base64url');
    const [head = ''] = (await token()).split('.');
    for (const text of [`${none}.${payload}.`, `${none}.${payload}.${proof}`, `${head}.${forged}.${proof}`, 'a.b.c', 'abc', 'cg_abc']) {
      await expect(enter(`Bearer ${text}`)).rejects.toMatchObject(REFUSED);
    }
    for (const header of ['Basic YTpi', 'Bearer', '', `Bearer ${'a'.repeat(9_000)}`])
      await expect(enter(header)).rejects.toMatchObject(REFUSED);
    await expect(enter(`Bearer ${await token()}`, { 'x-api-key': 'a' })).rejects.toMatchObject(REFUSED);
  });

  it('with a purpose that is none', async () => {
    const text = await token();
    for (const purpose of ['<script>', 'a'.repeat(121), 'ada@example.com', 'é', ['a', 'b']]) {
      await expect((await door())(`Bearer ${text}`, { 'x-purpose': purpose })).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });
});

describe('the keys', () => {
  it('are fetched once, however many tokens of unknown keys come', async () => {
    const enter = await door();
    await enter(`Bearer ${await token()}`);
    const flood = await Promise.all(Array.from({ length: 200 }, (_, n) => token({ header: { kid: `unknown-${n}` } })));
    await Promise.all(flood.map((text) => expect(enter(`Bearer ${text}`)).rejects.toMatchObject(REFUSED)));
    expect(jwks.arrivals()).toHaveLength(1);
  });

  it('are fetched again for a new one after the cooldown', async () => {
    const enter = await door({ JWT_COOLDOWN_SECONDS: '0.2' });
    await enter(`Bearer ${await token()}`);
    keys = [jwk('one'), jwk('two', other)];
    const text = await token({ header: { kid: 'two' }, key: other.privateKey });
    await new Promise((resolve) => setTimeout(resolve, 250));
    await expect(enter(`Bearer ${text}`)).resolves.toMatchObject({ subject: 'ada' });
    expect(jwks.arrivals()).toHaveLength(2);
  });

  it('are the last known ones while their server is down', async () => {
    const enter = await door({ JWT_COOLDOWN_SECONDS: '0.05' });
    await enter(`Bearer ${await token()}`);
    jwks.handle((_, response) => response.writeHead(500).end());
    await new Promise((resolve) => setTimeout(resolve, 80));
    // Of a key that is not known nobody can tell now.
    const unknown = enter(`Bearer ${await token({ header: { kid: 'two' } })}`);
    await expect(unknown).rejects.toMatchObject({ extensions: { code: 'AUTHENTICATION_UNAVAILABLE', http: { status: 503 } } });
    await expect(enter(`Bearer ${await token({ claims: { sub: 'grace' } })}`)).resolves.toMatchObject({ subject: 'grace' });
  });

  it.each([
    ['an error', (_: unknown, response: { writeHead(n: number): { end(): unknown } }) => void response.writeHead(500).end()],
    ['nonsense', (_: unknown, response: { end(text: string): unknown }) => void response.end('<html>')],
    ['shared secrets', (_: unknown, response: { end(text: string): unknown }) => void response.end('{"keys":[{"kty":"oct","k":"YQ"}]}')],
    [
      'a way to somewhere else',
      (_: unknown, response: { writeHead(n: number, h: object): { end(): unknown } }) =>
        void response.writeHead(302, { location: '/' }).end(),
    ],
  ])('that were never had for %s are a fault of ours', async (_, handler) => {
    jwks.handle(handler);
    const answer = (await door())(`Bearer ${await token()}`);
    await expect(answer).rejects.toMatchObject({ extensions: { code: 'AUTHENTICATION_UNAVAILABLE', http: { status: 503 } } });
  });
});

test('what is known of a token is known for 30 s at most, and not past its end', async () => {
  const settings: TokenSettings = {
    ...{ issuers: ['https://issuer'], audiences: ['graph'], algorithms: ['RS256'], keys: { given: { keys: [jwk('one')] } } },
    ...{ cooldownMs: 30_000, policiesClaim: 'policies', serviceClaim: undefined },
  };
  const source = await createKeySource(settings, silentLog);
  let looked = 0;
  let clock = Date.now();
  const check = await createTokenCheck(settings, { ...source, find: (header) => ((looked += 1), source.find(header)) }, () => clock);
  const [long, short] = [await token({ claims: { exp: now() + 600 } }), await token({ claims: { exp: now() + 10 } })];
  for (const text of [long, long, short, short]) await check.callerOf(text);
  expect(looked).toBe(2);
  clock += 11_000;
  await check.callerOf(long);
  expect(looked).toBe(2);
  await check.callerOf(short);
  expect(looked).toBe(3);
  clock += 20_000;
  await check.callerOf(long);
  expect(looked).toBe(4);
});

describe('over HTTP', () => {
  let graph: SmallGraph;
  beforeEach(async () => {
    graph = await startSmallGraph({ ...ENV(), FORWARD_HEADERS: 'x-kind' });
  });
  afterEach(() => graph.close());
  const QUESTION = '{ product(upc: "1") { name } }';

  it('a refusal is a 401 with a challenge, a code and an id, and reaches no subgraph', async () => {
    for (const [headers, challenge] of [
      [{}, 'Bearer realm="customer-graph"'],
      [{ authorization: `Bearer ${await token({ claims: { exp: now() - 60 } })}` }, 'Bearer realm="customer-graph", error="invalid_token"'],
    ] as const) {
      const answer = await graph.ask(QUESTION, headers);
      expect({ status: answer.status, challenge: answer.headers.get('www-authenticate') }).toEqual({ status: 401, challenge });
      expect(answer.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: answer.headers.get('x-request-id') });
      expect(answer.data).toBeUndefined();
    }
    expect(graph.products.fetches).toEqual([]);
  });

  it('the caller is told to subgraphs by us alone', async () => {
    const claim = (text: string | undefined): unknown => JSON.parse(Buffer.from(text ?? '', 'base64url').toString());
    const forged = Buffer.from('{"unrestricted":true}').toString('base64url');
    const headers = { authorization: `Bearer ${await token()}`, 'x-caller': forged, 'x-signature': 'v1', 'x-purpose': 'support' };
    const answer = await graph.ask(QUESTION, headers);
    expect({ status: answer.status, data: answer.data }).toEqual({ status: 200, data: { product: { name: 'Table' } } });
    const [fetched] = graph.products.fetches;
    expect(claim(String(fetched?.headers['x-caller']))).toMatchObject({ subject: 'ada', purpose: 'support', unrestricted: false });
    expect([fetched?.headers['x-signature'], fetched?.headers['authorization'], fetched?.headers['x-purpose']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('where nobody signs in, whatever is brought is not looked at', async () => {
  const access = await createAccess({ tokens: undefined, apiKeys: false, withoutCredentials: 'anonymous' }, log, () => {
    throw new Error('no keys are taken');
  });
  await expect(access.callerOf({ authorization: 'Basic YTpi' }, 'request-1')).resolves.toMatchObject({ kind: 'anonymous' });
});
