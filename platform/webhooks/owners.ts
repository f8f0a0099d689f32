// Whose is it? Some vendors' events name a deal, or an address, in the place of a record. The vendor is asked for the records behind it while it
// waits for its answer; what is not known by then is a hint of the whole source, as it would be anyway.
import { UpstreamError } from '../errors';
import type { Log } from '../log';
import type { VendorEvent, WebhookSource } from './declaration';

/** Of the four seconds that a webhook is answered within, the rest is for the cache and the state. */
const ASKED_WITHIN_MS = 1_500;

/** The events, with their records where all of their subjects are known to be somebody's. Never rejects. */
export function withOwners({ source, whose }: Pick<WebhookSource, 'source' | 'whose'>, log: Log) {
  return async (events: readonly VendorEvent[]): Promise<readonly VendorEvent[]> => {
    const subjects = [...new Set(events.flatMap((event) => (event.records.length > 0 ? [] : (event.subjects ?? []))))];
    if (subjects.length === 0 || whose === undefined) return events;
    try {
      const owners = await whose(subjects, AbortSignal.timeout(ASKED_WITHIN_MS));
      const known = new Map(subjects.map((subject, index) => [subject, owners[index] ?? []]));
      const failure = owners.find((one) => one instanceof Error);
      if (failure instanceof Error) note(failure);
      return events.map((event) => owned(event, known));
    } catch (error) {
      note(error);
      return events;
    }
  };

  function note(error: unknown): void {
    const cause = error instanceof UpstreamError ? error.code : 'INTERNAL_SERVER_ERROR';
    log.warn('whose a change is could not be asked: the whole source is forgotten', { source, code: 'WEBHOOK_OF_NOBODY', cause });
  }
}

/** One subject of nobody that is known, and the event may be of anybody. */
function owned(event: VendorEvent, known: ReadonlyMap<string, readonly string[] | Error>): VendorEvent {
  if (event.records.length > 0 || event.subjects === undefined) return event;
  const owners = event.subjects.map((subject) => known.get(subject) ?? []);
  if (owners.some((one) => one instanceof Error || one.length === 0)) return event;
  return { ...event, records: [...new Set(owners.flatMap((one) => (one instanceof Error ? [] : one)))] };
}
