// The desk of a process, from what its sources announced: loaded only where one of them takes webhooks.
import type { RecordCache } from '../cache/cache';
import type { Log } from '../log';
import type { Measure } from '../metrics/measure';
import { createEventIntake } from '../state/events/intake';
import { openStateDatabase } from '../state/open';
import type { StateSettings } from '../state/settings';
import { createWebhookBook } from './book';
import type { WebhookSource } from './declaration';
import { createWebhookDesk } from './desk';
import type { WebhookDesk } from './message';

export interface OpenDesk {
  desk: WebhookDesk;
  measures: readonly Measure[];
  close(): Promise<void>;
}

export interface OpenDeskOptions {
  sources: readonly WebhookSource[];
  cache: RecordCache;
  tenant: string;
  log: Log;
  /** undefined = no processes run: the cache forgets, and nothing is kept. */
  state: StateSettings | undefined;
}

/** Nothing is connected before the first webhook. */
export function openWebhookDesk({ sources, cache, tenant, log, state }: OpenDeskOptions): OpenDesk {
  const book = createWebhookBook();
  const intake = createEventIntake({ cache, tenant, database: state === undefined ? undefined : openStateDatabase(state) });
  return { desk: createWebhookDesk({ sources, intake, book, log }), measures: book.measures, close: () => intake.close() };
}
