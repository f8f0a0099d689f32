// Asks one source again and again what has changed, and hands it on as webhooks are: the cache forgets, then it is kept, and only then is
// it not asked for again. Of several processes one asks at a time; what fails is asked for again from where it stood.
import { UpstreamError } from '../errors';
import type { Log } from '../log';
import { NotAcknowledged, type EventIntake } from '../state/events/intake';
import type { PollTurns } from '../state/events/poll-turns';
import { wordsOf } from '../state/fault';
import type { WebhookBook } from '../webhooks/book';
import { invalidationsOf, toSeenEvents } from '../webhooks/hints';
import type { PolledSource } from './declaration';

export interface Poller {
  /** Asks now, where it is this process' turn, or joins the asking that is under way. Never rejects. */
  poll(): Promise<void>;
  /** Asks soon, and then again and again; what is waited for keeps no process alive. */
  start(): void;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface PollerOptions {
  polled: PolledSource;
  turns: PollTurns;
  intake: EventIntake;
  book: WebhookBook;
  log: Log;
}

/** More is read at the next turn, so that nothing else waits for ever. */
const MOST_READS = 20;

export function createPoller({ polled, turns, intake, book, log }: PollerOptions): Poller {
  const { source, everySeconds, read, sent } = polled;
  const ending = new AbortController();
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function readOn(): Promise<void> {
    const turn = await turns.claim(source, everySeconds);
    if (turn === null) return;
    let { cursor } = turn;
    for (let reads = 0, more = true; more && reads < MOST_READS && !ending.signal.aborted; reads += 1) {
      const found = await read(cursor, { signal: ending.signal, priority: 'batch', sent });
      if (found.events.length > 0) {
        // Every event has an id of its own: nothing else has to stand for one.
        const events = toSeenEvents(found.events, { source, body: Buffer.alloc(0), secret: '', now: Date.now() });
        book.events(source, await intake.take({ source, events, forget: invalidationsOf(found.events, source) }));
      }
      await turns.move(source, cursor, found.cursor);
      ({ cursor, more } = found);
    }
  }

  function note(error: unknown): void {
    if (ending.signal.aborted) return;
    const cause = error instanceof UpstreamError ? error.code : error instanceof NotAcknowledged ? error.message : wordsOf(error);
    log.warn('a source could not be asked what has changed, and will be asked again', { source, code: 'POLL_FAILED', cause });
  }

  function plan(seconds: number): void {
    if (ending.signal.aborted) return;
    // Many processes that start as one must not ask as one for ever.
    const jitter = 0.9 + Math.random() * 0.2;
    timer = setTimeout(() => void poll().then(() => plan(everySeconds)), seconds * 1_000 * jitter).unref();
  }

  function poll(): Promise<void> {
    underWay ??= readOn()
      .catch(note)
      .finally(() => (underWay = undefined));
    return underWay;
  }

  return {
    poll,
    start: () => plan(Math.min(1, everySeconds)),
    async close() {
      ending.abort();
      clearTimeout(timer);
      await underWay;
    },
  };
}
