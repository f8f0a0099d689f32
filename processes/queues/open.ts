// The queues that events go to and hints come from, as the operator named them.
import type { EnvReader } from '../../platform/env';
import { ConfigError } from '../../platform/errors';
import type { Hint } from '../../platform/exchange/hint';
import type { Sink } from '../relay/sink';
import { toCloudEvent } from './cloud-event';
import { receiveHints } from './hints-received';
import type { Queue } from './queue';
import { createRabbitQueue } from './rabbitmq';
import { createRedisQueue } from './redis-streams';
import { readQueueSettings, type Broker } from './settings';
import { signedPostSink } from './signed-post';

export interface EventQueues {
  /** Who is told of every event. */
  sinks: readonly Sink[];
  /** Those that hints come from, by their brokers. */
  incoming: readonly { broker: Broker; queue: Queue }[];
  /** From now on hints are taken; `accept` resolves once one is kept. */
  start(accept: (hint: Hint) => Promise<void>): void;
  close(): Promise<void>;
}

/** Faults are noted in `env`. Connects in the background, and to nothing that is not named. */
export function openEventQueues(env: EnvReader, tenant: string): EventQueues {
  const settings = readQueueSettings(env);
  const { post, redis, rabbitmqUrl, source = `/customer-graph/${tenant}` } = settings;

  function open(broker: Broker, what: string): Queue[] {
    try {
      if (broker === 'redis') return redis === undefined ? [] : [createRedisQueue(redis, `cg2:${tenant}`, { name: what })];
      return rabbitmqUrl === undefined ? [] : [createRabbitQueue(rabbitmqUrl, { name: `customer-graph.${tenant}.${what}` })];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const fault of error.faults) env.fault(fault);
      return [];
    }
  }

  const outgoing = settings.out.flatMap((broker) => open(broker, 'customer.changed').map((queue) => ({ broker, queue })));
  const incoming = settings.in.flatMap((broker) => open(broker, 'hints').map((queue) => ({ broker, queue })));
  const toSink = ({ broker, queue }: (typeof outgoing)[number]): Sink => ({
    name: broker,
    deliver: (event) => queue.publish({ id: event.id, body: JSON.stringify(toCloudEvent(event, source)) }),
  });
  return {
    sinks: [...(post === undefined ? [] : [signedPostSink({ ...post, source })]), ...outgoing.map(toSink)],
    incoming,
    start(accept) {
      for (const { queue } of incoming) receiveHints(queue, accept);
    },
    async close() {
      await Promise.all([...outgoing, ...incoming].map(({ queue }) => queue.close()));
    },
  };
}
