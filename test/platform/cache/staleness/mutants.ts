// The cache as it is, and two that are broken on purpose: a checker that does not find those finds nothing.
import { createBreaker } from '../../../../platform/cache/breaker';
import type { RecordCache } from '../../../../platform/cache/cache';
import { createCache } from '../../../../platform/cache/create';
import { createEnvelope } from '../../../../platform/cache/envelope';
import { createGuard } from '../../../../platform/cache/guard';
import { createCacheNaming, parseCacheKeys } from '../../../../platform/cache/keys';
import { createLeaseCache } from '../../../../platform/cache/lease-cache';
import { createNearMemory } from '../../../../platform/cache/near-memory';
import { parseRedisAddress } from '../../../../platform/cache/redis/address';
import { joinBus } from '../../../../platform/cache/redis/bus';
import { connectRedis } from '../../../../platform/cache/redis/connection';
import { createScripted } from '../../../../platform/cache/redis/scripted';
import { defineScripts, scriptTexts } from '../../../../platform/cache/redis/scripts';
import { createRedisStore, fromMessage } from '../../../../platform/cache/redis/store';
import type { WorkerSettings } from './report';

const quiet = { warn: () => undefined };

export function createCheckedCache({ cacheUrl, keys, mutant }: WorkerSettings): RecordCache {
  const modeOf = (): 'full' => 'full';
  if (mutant === 'none') return createCache({ redisUrl: cacheUrl, keys, tenant: 'check', modeOf, log: quiet });

  const address = parseRedisAddress(cacheUrl);
  if (address === null) throw new Error('no address of a Redis');
  const { secrets } = parseCacheKeys(keys);
  const naming = createCacheNaming('check', secrets);
  const { epochs, channel } = naming;
  const breaker = createBreaker({ failures: 1, pauseMs: 500 });
  const connection = connectRedis({ address, epochs, channel, voidMessage: '*\n', log: quiet, onReady: breaker.succeeded });
  const kept = mutant === 'memory-kept';
  if (mutant === 'unconditional-fill') defineScripts(connection.client, unconditional());
  const near = createNearMemory(10_000_000, () => kept || bus.isTrusted(connection.server()));
  const bus = joinBus({
    address,
    channel,
    log: quiet,
    onLoss: kept ? () => undefined : near.clear,
    onMessage(message) {
      const { names, scopes } = fromMessage(message);
      near.forget(names, scopes);
    },
  });
  return createLeaseCache({
    store: createRedisStore({ scripted: createScripted(connection.client, epochs), envelope: createEnvelope(secrets), channel }),
    guard: createGuard({ isReady: connection.isReady, breaker, timeoutMs: 100 }),
    near,
    naming,
    modeOf,
    state: () => 'redis',
    async close() {
      await Promise.all([connection.close(), bus.close()]);
    },
  });
}

function unconditional(): [string, string][] {
  const check = "stands = lease and string.sub(lease, 1, #token + 1) == token .. ' '";
  return scriptTexts().map(([name, lua]) => {
    if (name !== 'cacheFill') return [name, lua];
    if (!lua.includes(check)) throw new Error('the check that is to be broken is not there any more');
    return [name, lua.replace(check, 'stands = true')];
  });
}
