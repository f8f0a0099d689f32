// The processes that run beside the gateway's answers: events are taken from the outbox, and passed on. Loaded only where PROCESSES=on.
import type { AskGraph } from '../../platform/ask';
import type { RecordCache } from '../../platform/cache/cache';
import type { EnvReader } from '../../platform/env';
import type { Hint } from '../../platform/exchange/hint';
import type { SubgraphLink } from '../../platform/link/link';
import type { Log } from '../../platform/log';
import type { Measure } from '../../platform/metrics/measure';
import { openStateDatabase } from '../../platform/state/open';
import { readStateSettings } from '../../platform/state/settings';
import { readTenant } from '../../platform/tenant';
import { announcingSink, CHANGES_CHANNEL, createChangeFeed, OPERATIONS_CHANNEL, type Changes } from '../../processes/changes/changes';
import { startEar, type Ear } from '../../processes/changes/ear';
import { addHint } from '../../processes/outbox/hints-in';
import { openEventQueues } from '../../processes/queues/open';
import { createRelayBook } from '../../processes/relay/book';
import { OUTBOX_CHANNEL, startRelay, type Relay } from '../../processes/relay/relay';
import { readReport } from '../../processes/runs/report';
import { runMeasures } from './run-measures';
import { workflowSink } from './workflow-sink';

export interface Processes {
  readonly changes: Changes;
  readonly measures: readonly Measure[];
  /** From now on events are passed on: the graph can be asked. */
  start(ask: AskGraph): void;
  /** What is under way is finished; what is not yet told waits for the next process. */
  close(): Promise<void>;
}

/** What of the deployment takes part. */
export interface ProcessOptions {
  links: ReadonlyMap<string, SubgraphLink>;
  cache: RecordCache;
}

/** Faults are noted in `env`. */
export function openProcesses(env: EnvReader, log: Log, { links, cache }: ProcessOptions): Processes {
  const tenant = readTenant(env);
  const database = openStateDatabase(readStateSettings(env));
  const queues = openEventQueues(env, tenant);
  const changes = createChangeFeed(tenant);
  const book = createRelayBook();
  const workflows = links.get('process');
  /** As a webhook's: nobody is told on before the cache has forgotten. */
  async function keep(hint: Hint): Promise<void> {
    await cache.invalidate(hint.record === null ? { source: hint.source } : { records: [hint.record] });
    await database.use((session) => addHint(session, tenant, hint));
  }
  let relay: Relay | undefined;
  let ear: Ear | undefined;
  return {
    changes,
    measures: [...book.measures, ...runMeasures(() => readReport(database, tenant))],
    start(ask) {
      const all = [announcingSink(database, tenant), ...queues.sinks, ...(workflows === undefined ? [] : [workflowSink(workflows)])];
      relay = startRelay({ database, tenant, ask, sinks: all, log, book });
      queues.start(keep);
      ear = startEar({
        database,
        channels: [CHANGES_CHANNEL, OPERATIONS_CHANNEL, OUTBOX_CHANNEL],
        log,
        heard(channel, payload) {
          if (channel !== OUTBOX_CHANNEL) changes.heard(payload);
          else if (payload === tenant) relay?.ring();
        },
        listening() {
          changes.missed();
          relay?.ring();
        },
      });
    },
    async close() {
      await Promise.all([relay?.close(), ear?.close()]);
      await queues.close();
      await database.close();
    },
  };
}
