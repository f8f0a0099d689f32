// What an operator says of a source that is to be asked what has changed: how often. Announced to the registry; asked by platform/polls.
import { z } from 'zod';
import type { EnvReader } from '../env';
import type { PolledSource, ReadChanges } from '../polls/declaration';
import type { SourceRegistry } from '../subgraph/source-registry';

/** To be read under the source's prefix, with its other settings. */
export const POLL_SETTINGS = {
  POLL_SECONDS: z.coerce.number().int().min(1).max(86_400).optional(),
};

interface Given extends Pick<PolledSource, 'source' | 'sent'> {
  prefix: string;
  settings: { POLL_SECONDS?: number | undefined };
  /** undefined = the connector cannot tell what has changed. */
  read: ReadChanges | undefined;
}

/** Without a number the source is not polled. Faults are noted in `env`. */
export function openPoll({ source, prefix, settings, read, sent }: Given, env: EnvReader, registry: SourceRegistry): void {
  const { POLL_SECONDS: everySeconds } = settings;
  if (everySeconds === undefined) return;
  if (read === undefined) return env.fault(`${prefix}POLL_SECONDS: this vendor is not polled`);
  registry.isPolled({ source, everySeconds, read, sent });
}
