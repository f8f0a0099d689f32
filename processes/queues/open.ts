// The queues that events go to and hints come from, as the operator named them.
import type { EnvReader } from '../../platform/env';
import type { Log } from '../../platform/log';
import type { StateDatabase } from '../../platform/state/database';
import type { Sink } from '../relay/sink';

export interface EventQueues {
  sinks: readonly Sink[];
  start(): void;
  close(): Promise<void>;
}

export function openEventQueues(_env: EnvReader, _options: { tenant: string; database: StateDatabase; log: Log }): EventQueues {
  return { sinks: [], start: () => undefined, close: () => Promise.resolve() };
}
