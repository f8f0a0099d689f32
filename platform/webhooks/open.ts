// The desks of a deployment, from what its sources announced and where its other subgraphs are: loaded only where there is somebody to take
// webhooks for.
import type { RecordCache } from '../cache/cache';
import { createRemoteDesk } from '../link/remote-desk';
import type { SigningSecrets } from '../link/signature';
import type { Log } from '../log';
import type { Measure } from '../metrics/measure';
import { createEventIntake } from '../state/events/intake';
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
  /** For those of other processes too. */
  all: WebhookDesk;
  measures: readonly Measure[];
  close(): Promise<void>;
}

export interface OpenWebhooksOptions {
  sources: readonly WebhookSource[];
  /** Addresses of subgraphs elsewhere. */
  forwarded: readonly string[];
  signing: SigningSecrets | undefined;
  cache: RecordCache;
  tenant: string;
  log: Log;
  /** undefined = no processes run: the cache forgets, and nothing is kept. */
  state: StateSettings | undefined;
}

/** Nothing is connected before the first webhook. */
export function openWebhooks({ sources, forwarded, signing, cache, tenant, log, state }: OpenWebhooksOptions): OpenWebhooks {
  const book = createWebhookBook();
  const intake = createEventIntake({ cache, tenant, database: state === undefined ? undefined : openStateDatabase(state) });
  const own = sources.length === 0 ? undefined : createWebhookDesk({ sources, intake, book, log });
  const remote = forwarded.map((url) => createRemoteDesk(url, signing));
  return {
    own,
    all: joinDesks([...(own === undefined ? [] : [own]), ...remote]),
    measures: book.measures,
    async close() {
      await Promise.all([intake.close(), ...remote.map((desk) => desk.close())]);
    },
  };
}
