// What an operator says of events that go out and hints that come in. Faults are named by variable, never by value.
import { z } from 'zod';
import { parseRedisAddress, redisUrlFault, type RedisAddress } from '../../platform/cache/redis/address';
import type { EnvReader } from '../../platform/env';

export interface QueueSettings {
  /** undefined = events are told to no address. */
  post: { url: string; secrets: Buffer[] } | undefined;
  /** Brokers that events go to. */
  out: readonly Broker[];
  /** Brokers that hints come from. */
  in: readonly Broker[];
  redis: RedisAddress | undefined;
  rabbitmqUrl: string | undefined;
  /** Of the events; undefined = by the tenant. */
  source: string | undefined;
}

export type Broker = 'redis' | 'rabbitmq';

const brokers = z
  .string()
  .regex(/^\s*(redis|rabbitmq)(\s*,\s*(redis|rabbitmq))*\s*$/, 'names brokers by commas: redis, rabbitmq')
  .transform((text) => [...new Set(text.split(',').map((one): Broker => (one.trim() === 'redis' ? 'redis' : 'rabbitmq')))])
  .optional();

/** As Standard Webhooks writes secrets: 24 to 64 bytes. */
const secret = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/;

const SETTINGS = z.object({
  EVENTS_URL: z.url({ protocol: /^https?$/ }).optional(),
  EVENTS_SECRET: z.string().optional(),
  EVENTS: brokers,
  EVENTS_IN: brokers,
  EVENTS_REDIS_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  EVENTS_RABBITMQ_URL: z.url({ protocol: /^amqps?$/ }).optional(),
  EVENTS_SOURCE: z
    .string()
    .regex(/^[\w.~:/?#@!$&'()*+,;=%-]{1,200}$/, 'is no URI reference, such as https://example.com/customer-graph')
    .optional(),
});

/** Notes its faults in `env`; what it answers then is not to be used. */
export function readQueueSettings(env: EnvReader): QueueSettings {
  const given = env.read(SETTINGS) ?? {};
  const {
    EVENTS: out = [],
    EVENTS_IN: incoming = [],
    EVENTS_URL: url,
    EVENTS_SECRET: secretText,
    EVENTS_RABBITMQ_URL: rabbitmqUrl,
  } = given;
  const secrets = (secretText ?? '').split(/[\s,]+/).filter((one) => one !== '');
  if (url !== undefined && secrets.length === 0)
    env.fault('EVENTS_SECRET: is required with EVENTS_URL: whsec_ and 24 to 64 bytes in base64');
  if (!secrets.every((one) => secret.test(one)))
    env.fault('EVENTS_SECRET: is not whsec_ and 24 to 64 bytes in base64; two go with a comma');
  const wants = (broker: Broker): boolean => out.includes(broker) || incoming.includes(broker);
  if (wants('rabbitmq') && rabbitmqUrl === undefined) env.fault('EVENTS_RABBITMQ_URL: is required where EVENTS or EVENTS_IN name rabbitmq');
  return {
    post: url === undefined ? undefined : { url, secrets: secrets.map((one) => Buffer.from(one.slice('whsec_'.length), 'base64')) },
    out,
    in: incoming,
    redis: wants('redis') ? readRedis(env, given.EVENTS_REDIS_URL, given.REDIS_URL) : undefined,
    rabbitmqUrl,
    source: given.EVENTS_SOURCE,
  };
}

function readRedis(env: EnvReader, own: string | undefined, common: string | undefined): RedisAddress | undefined {
  const [name, url] = own === undefined ? (['REDIS_URL', common] as const) : (['EVENTS_REDIS_URL', own] as const);
  if (url === undefined) {
    env.fault('EVENTS_REDIS_URL: is required where EVENTS or EVENTS_IN name redis, unless REDIS_URL is set');
    return undefined;
  }
  const fault = redisUrlFault(url);
  if (fault !== null) env.fault(`${name}: ${fault}`);
  return fault === null ? (parseRedisAddress(url) ?? undefined) : undefined;
}
