// Where events come in: the desks of a deployment, from what its sources announced and where its other subgraphs are, and the polls of
// sources that send no webhooks. Loaded only where there are some.
import type { RecordCache } from '../cache/cache';
import { createRemoteDesk } from '../link/remote-desk';
import type { SigningSecrets } from '../link/signature';
import type { Log } from '../log';
import type { Measure } from '../metrics/measure';
import type { PolledSource } from '../polls/declaration';
import { createPoller } from '../polls/poller';
import { createEventIntake } from '../state/events/intake';
import { createPollTurns } from '../state/events/poll-turns';
import { openStateDatabase } from '../state/open';
import type { StateSettings } from '../state/settings';
import { createWebhookBook } from './book';
import type { WebhookSource } from './declaration';
import { createWebhookDesk } from './desk';
import { joinDesks } from './desks';
import type { WebhookDesk } from './message';

export interface OpenWebhooks {
  /** For the sources of this process; undefined = none of them takes any. */
  own: WebhookDesk | undefined;
  /** For those of other processes too; undefined = there are none either. */
  all: WebhookDesk | undefined;
  measures: readonly Measure[];
  close(): Promise<void>;
}

export interface OpenWebhooksOptions {
  sources: readonly WebhookSource[];
  /** Those of this process that are polled. */
  polled: readonly PolledSource[];
  /** Addresses of subgraphs elsewhere. */
  forwarded: readonly string[];
  signing: SigningSecrets | undefined;
  cache: RecordCache;
  tenant: string;
  log: Log;
  /** undefined = no processes run: the cache forgets, and nothing is kept. */
  state: StateSettings | undefined;
}

/** Nothing is connected before the first webhook, or the first poll a moment after the start. */
export function openWebhooks({ sources, forwarded, polled, signing, cache, tenant, log, state }: OpenWebhooksOptions): OpenWebhooks {
  const book = createWebhookBook();
  const database = state === undefined ? undefined : openStateDatabase(state);
  const intake = createEventIntake({ cache, tenant, database });
  const turns = createPollTurns(database, tenant);
  const pollers = polled.map((one) => createPoller({ polled: one, turns, intake, book, log }));
  for (const poller of pollers) poller.start();
  const own = sources.length === 0 ? undefined : createWebhookDesk({ sources, intake, book, log });
  const remote = forwarded.map((url) => createRemoteDesk(url, signing));
  return {
    own,
    all: own === undefined && remote.length === 0 ? undefined : joinDesks([...(own === undefined ? [] : [own]), ...remote]),
    measures: book.measures,
    async close() {
      await Promise.all(pollers.map((poller) => poller.close()));
      await Promise.all([intake.close(), ...remote.map((desk) => desk.close())]);
    },
  };
}
