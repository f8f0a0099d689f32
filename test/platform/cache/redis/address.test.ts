import { parseRedisAddress, redisUrlFault } from '../../../../platform/cache/redis/address';

test.each([
  ['redis://localhost', { kind: 'single', hosts: [{ host: 'localhost', port: 6379 }], db: 0, tls: undefined }],
  ['rediss://u%40x:p%3Aw@[::1]:7000/2', { username: 'u@x', password: 'p:w', hosts: [{ host: '::1', port: 7000 }], db: 2, tls: {} }],
  ['redis://:secret@host', { username: undefined, password: 'secret' }],
  ['redis-cluster://a:1,b:2', { kind: 'cluster', hosts: [expect.objectContaining({ host: 'a', port: 1 }), { host: 'b', port: 2 }] }],
  [
    'rediss-sentinel://p:q@a,b:2/main/3?sentinelPassword=s',
    {
      ...{
        kind: 'sentinel',
        hosts: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 2 },
        ],
        master: 'main',
        db: 3,
      },
      ...{ username: 'p', password: 'q', sentinelPassword: 's', tls: {} },
    },
  ],
])('%s', (url, expected) => {
  expect(redisUrlFault(url)).toBeNull();
  expect(parseRedisAddress(url)).toMatchObject(expected);
});

test.each([
  '',
  'http://a',
  'redis://',
  'redis://a,b',
  'redis-sentinel://a',
  'redis://a/x',
  'redis://a:99999999',
  'redis-tls://a',
  'redis://%zz@a',
])('"%s" is none, and is not repeated', (url) => {
  const fault = redisUrlFault(url);
  expect(fault).toMatch(/^is not redis:|broken/);
  expect(fault).not.toContain('%zz');
});

test('a certificate authority that cannot be read is a fault, told without its name', () => {
  expect(redisUrlFault('rediss://a?ca=/nowhere/secret.pem')).toMatch(/cannot be read/);
  expect(redisUrlFault('rediss://a?ca=/nowhere/secret.pem')).not.toMatch(/nowhere/);
});
