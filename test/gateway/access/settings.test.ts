// What an operator may say of who may ask, and what happens where they say nothing.
import { generateKeyPairSync } from 'node:crypto';
import { createEnvReader } from '../../../platform/env';
import { ConfigError } from '../../../platform/errors';
import { readAccessSettings } from '../../../gateway/access/settings';

const JWT = { AUTH: 'jwt', JWT_ISSUER: 'https://a', JWT_AUDIENCE: 'graph', JWT_JWKS_URL: 'http://127.0.0.1:1/keys' };

function read(values: Record<string, string>, foreign = false) {
  const env = createEnvReader(values);
  const settings = readAccessSettings(env, foreign);
  try {
    env.check();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return settings;
}

test('on a laptop nobody signs in; in production that has to be said', () => {
  expect(read({})).toMatchObject({ withoutCredentials: 'everybody' });
  expect(read({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^AUTH: is required/)]);
  expect(read({ NODE_ENV: 'production', AUTH: 'none' })).toMatchObject({ withoutCredentials: 'everybody' });
});

test('of a graph of somebody else’s, callers are anonymous and never refused', () => {
  for (const env of [{}, { NODE_ENV: 'production' }, { AUTH: 'none' }]) {
    expect(read(env, true)).toMatchObject({ withoutCredentials: 'anonymous', tokens: undefined, apiKeys: false });
  }
});

test('where people sign in, those who do not are refused unless they are allowed', () => {
  expect(read({ AUTH: 'keys' })).toMatchObject({ withoutCredentials: 'refused', apiKeys: true, tokens: undefined });
  expect(read({ AUTH: 'keys', ANONYMOUS: 'allow' })).toMatchObject({ withoutCredentials: 'anonymous' });
  expect(read({ ...JWT, AUTH: 'jwt, keys' })).toMatchObject({ apiKeys: true, tokens: { issuers: ['https://a'], audiences: ['graph'] } });
});

test.each(['none,jwt', 'basic', 'jwt,jwt'])('AUTH=%s is a fault', (AUTH) => {
  expect(read({ ...JWT, AUTH })).toEqual([expect.stringMatching(/^AUTH: /)]);
});

test('every fault of tokens is named, and no value', () => {
  const faults = read({ AUTH: 'jwt', JWT_ALGORITHMS: 'HS256,canary', JWT_SERVICE_CLAIM: 'canary', JWT_JWKS_URL: 'file:///canary' });
  const said = JSON.stringify(faults);
  expect(said).not.toContain('canary');
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_ALGORITHMS', 'JWT_SERVICE_CLAIM', 'JWT_JWKS_URL']) {
    expect(said).toContain(name);
  }
});

test.each(['none', 'HS256', 'RS256,HS512'])('the algorithm %s can never be allowed', (JWT_ALGORITHMS) => {
  expect(read({ ...JWT, JWT_ALGORITHMS })).toEqual([expect.stringMatching(/^JWT_ALGORITHMS/)]);
});

test('a key comes from one place, and is a public one', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { JWT_JWKS_URL: url, ...rest } = JWT;
  expect(read(rest)).toEqual([expect.stringContaining('exactly one')]);
  expect(read({ ...rest, JWT_JWKS_URL: url, JWT_PUBLIC_KEY: 'a' })).toEqual([expect.stringContaining('exactly one')]);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
  for (const good of [pem, jwk, `{"keys":[${jwk}]}`]) {
    expect(read({ ...rest, JWT_PUBLIC_KEY: good })).toMatchObject({ tokens: { keys: { given: { keys: [{ kty: 'EC' }] } } } });
  }
  const secret = JSON.stringify(privateKey.export({ format: 'jwk' }));
  const secretPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const bad of [secret, secretPem, '{"kty":"oct","k":"c2VjcmV0"}', '/nowhere/canary.pem', '{}']) {
    expect(read({ ...rest, JWT_PUBLIC_KEY: bad })).toEqual([expect.stringMatching(/^JWT_PUBLIC_KEY/)]);
  }
});
