// The queue's promise on a real Redis that writes what it is told.
import { parseRedisAddress } from '../../../platform/cache/redis/address';
import { createRedisQueue } from '../../../processes/queues/redis-streams';
import { describeQueue } from '../../contracts/queue.contract';
import { startRedis, type RedisServer } from '../../support/redis-server';

jest.setTimeout(90_000);

let redis: RedisServer;

beforeAll(async () => {
  redis = await startRedis({ settings: ['--appendonly', 'yes', '--appendfsync', 'always'] });
});
afterAll(async () => {
  await redis.stop();
});

describeQueue(() => ({
  open(options) {
    const address = parseRedisAddress(redis.url);
    if (address === null) throw new Error('no address');
    return createRedisQueue(address, 'cg2:test', options);
  },
  kill: () => redis.kill(),
  restart: () => redis.restart(),
}));
