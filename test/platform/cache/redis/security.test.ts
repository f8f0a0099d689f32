import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { findFreePort, startRedis } from '../../../support/redis-server';
import { until } from '../../../support/until';
import { closeCaches, fillShared, keyOf, openCache, openReadyCache, valueOf, valuesOf } from '../fixture';

const run = promisify(execFile);

afterEach(closeCaches);

test('over TLS it works with the authority named in the address, and not without', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tls-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate],
  ]);
  const port = await findFreePort();
  const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
  const server = await startRedis({ settings: ['--tls-port', String(port), ...files, '--tls-auth-clients', 'no'] });
  try {
    const url = `rediss://127.0.0.1:${port}`;
    const trusting = `${url}?ca=${encodeURIComponent(certificate)}`;
    const [writer, reader] = [await openReadyCache(trusting), await openReadyCache(trusting)];
    await fillShared(writer, reader, [[keyOf('a'), valueOf(1)]]);
    // Near memory as well: the bus is up.
    await until(async () => {
      await valuesOf(reader, [keyOf('a')]);
      return (reader.counts()['hubspot']?.hitsMemory ?? 0) > 0;
    }, 2_000);
    const distrustful = openCache(url);
    await pause(500);
    expect(distrustful.state()).toBe('redis-down');
  } finally {
    await closeCaches();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 30_000);

/** What docs/cache.md says a user needs. */
const RIGHTS =
  '~cg2:acme:* &cg2:acme:* +eval +evalsha +time +hget +hmget +hset +hdel +hkeys +hincrby +del +pttl +pexpire +publish +subscribe +ping';

test.each([
  ['with INFO', '+info'],
  ['without INFO, at the price of a cold cache with every connection', ''],
])(
  'a user with rights to its own names alone is enough %s',
  async (_, more) => {
    const server = await startRedis();
    const admin = new Redis(server.url);
    try {
      await admin.call(
        'ACL',
        'SETUSER',
        'cache',
        'on',
        '>secret',
        'resetkeys',
        'resetchannels',
        '-@all',
        ...`${RIGHTS} ${more}`.trim().split(' '),
      );
      await admin.call('ACL', 'SETUSER', 'default', 'off');
      const url = server.url.replace('//', '//cache:secret@');
      const [writer, reader] = [await openReadyCache(url), await openReadyCache(url)];
      await fillShared(writer, reader, [[keyOf('a'), valueOf(1)]]);
      expect(await reader.invalidate({ records: [keyOf('a').key] })).toBe(true);
      await until(async () => (await valuesOf(writer, [keyOf('a')]))[0] === undefined, 100);
      const used = async (): Promise<boolean> => {
        await fillShared(writer, reader, [[keyOf('b'), valueOf(1)]]);
        return (reader.counts()['hubspot']?.hitsMemory ?? 0) > 0;
      };
      // Who cannot tell one server from another does not remember anything of it.
      if (more !== '') await until(used, 2_000);
      else expect(await used()).toBe(false);
      const other = openCache(url, { tenant: 'other' });
      await pause(300);
      expect(other.state()).toBe('redis-down');
    } finally {
      await closeCaches();
      admin.disconnect();
      await server.stop();
    }
  },
  30_000,
);
