// One round of the relay, within one transaction: the hints that are due, the customers they are of, the sinks they are told to, and what
// becomes of each. Nothing is taken out before everybody has it.
import type { AskGraph } from '../../platform/ask';
import type { Session } from '../../platform/state/session';
import { customersOf } from './customers-of';
import { gather, type Gathered } from './gather';
import type { RelayBook } from './book';
import type { RestingSink } from './resting';
import { SinkRefusal } from './sink';
import { remove, settle, takeDue, type Outcome, type WaitingHint } from './waiting-hints';

export interface RoundOptions {
  tenant: string;
  ask: AskGraph;
  sinks: readonly RestingSink[];
  /** After so many a hint is given up. */
  attempts: number;
  book: RelayBook;
}

/** Taken in one round. */
export const MOST_HINTS = 200;
const AT_ONCE = 10;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;

/** Answers how many hints were taken. Rejects with the database's errors: then nothing has changed, and it may all be told again. */
export async function relayDue(session: Session, { tenant, ask, sinks, attempts, book }: RoundOptions): Promise<number> {
  await session.query('begin');
  const hints = await takeDue(session, tenant, MOST_HINTS);
  const records = [...new Set(hints.flatMap(({ record }) => (record === null ? [] : [record])))];
  const { customerOf, unknown } = await customersOf(ask, records);
  const outcomes: Outcome[] = [];
  const done: WaitingHint[] = [];
  const failed = (hint: WaitingHint, told: readonly string[], reason: string, isFinal: boolean): void => {
    const isDead = isFinal || hint.attempts + 1 >= attempts;
    book.failed(isDead ? 'dead' : 'later');
    outcomes.push(isDead ? { kind: 'dead', hint, told, reason } : { kind: 'later', hint, told, inMs: delayOf(hint.attempts) });
  };
  for (const hint of hints) {
    const reason = hint.record === null ? undefined : unknown.get(hint.record);
    if (reason !== undefined) failed(hint, hint.told, `whose record it is: ${reason}`, false);
    else if (hint.record === null || !customerOf.has(hint.record)) {
      book.dropped();
      done.push(hint);
    }
  }
  const events = gather(hints, customerOf);
  for (let start = 0; start < events.length; start += AT_ONCE) {
    await Promise.all(
      events.slice(start, start + AT_ONCE).map(async (gathered) => {
        const { told, reason, isFinal } = await tell(gathered, sinks, book);
        book.told(gathered.hints);
        if (reason === null) done.push(...gathered.hints);
        else for (const hint of gathered.hints) failed(hint, told, reason, isFinal);
      }),
    );
  }
  await settle(session, outcomes);
  await remove(session, done);
  await session.query('commit');
  return hints.length;
}

interface Told {
  told: readonly string[];
  /** null = everybody has it. */
  reason: string | null;
  /** Nobody who is missing will ever take it. */
  isFinal: boolean;
}

async function tell({ event, told: before }: Gathered, sinks: readonly RestingSink[], book: RelayBook): Promise<Told> {
  const told = [...before];
  const refused: string[] = [];
  const away: string[] = [];
  await Promise.all(
    sinks
      .filter(({ name }) => !before.includes(name))
      .map(async (sink) => {
        try {
          await sink.deliver(event);
          told.push(sink.name);
          book.delivered(sink.name, 'ok');
        } catch (error) {
          const isRefused = error instanceof SinkRefusal;
          book.delivered(sink.name, isRefused ? 'refused' : 'away');
          if (isRefused) refused.push(`${sink.name}: ${error.code}`);
          else away.push(`${sink.name}: away`);
        }
      }),
  );
  const [reason = null] = [...refused, ...away];
  return { told, reason, isFinal: away.length === 0 && refused.length > 0 };
}

/** Doubles, and differs a little, so that what failed together does not come back together. */
function delayOf(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts) * (0.75 + Math.random() / 2);
}
