import { once } from 'node:events';
import { Redis } from 'ioredis';
import { parseRedisAddress } from '../../../../platform/cache/redis/address';
import { begunOf, closeClient, openClient } from '../../../../platform/cache/redis/client';
import { freePort } from '../../../support/free-port';
import { startRedis, type RedisServer } from '../../../support/redis-server';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());

function open(url: string) {
  const address = parseRedisAddress(url);
  if (address === null) throw new Error('no address');
  return openClient(address, 500);
}

it('outlives a second error of a connection, and connects again', async () => {
  const client = open(server.url);
  const errors: string[] = [];
  client.on('error', ({ message }: Error) => errors.push(message));
  try {
    await begunOf(client, 5_000);
    if (!(client instanceof Redis)) throw new Error('no single server');
    // As over TLS: an alert of the other side comes after the connection has failed.
    for (const word of ['first', 'second', 'third']) client.stream.emit('error', new Error(word));
    expect(errors).toEqual(['first']);
    client.stream.destroy();
    await once(client, 'ready');
    expect(await client.ping()).toBe('PONG');
  } finally {
    await closeClient(client);
  }
});

it('has begun once it is connected, or known not to be', async () => {
  const [there, away] = [open(server.url), open(`redis://127.0.0.1:${await freePort()}`)];
  for (const client of [there, away]) client.on('error', () => undefined);
  try {
    await Promise.all([begunOf(there, 60_000), begunOf(away, 60_000)]);
    expect(there.status).toBe('ready');
    expect(away.status).not.toBe('ready');
  } finally {
    await Promise.all([closeClient(there), closeClient(away)]);
  }
});
