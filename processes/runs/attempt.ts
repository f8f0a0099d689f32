// One try of one step, or of taking one back: looks whether it was done before, acts by the step's own key, and keeps what came of it. It
// never throws for a source's sake. When to try again is the interpreter's.
import { StateError, UpstreamError, type UpstreamCode } from '../../platform/errors';
import type { ActionReceipt } from '../../platform/exchange/action';
import type { Book } from './book';
import { ActionRefused, type PerformAction } from './perform';
import type { PlannedStep } from './plan';

/** `again` = worth another try, later; `failed` = it is given up. */
export type Tried = 'done' | 'already' | 'again' | 'failed';

/** So often is a step tried that may still be given up, and so often its way back before a person is asked. */
export const MOST_ATTEMPTS = 5;

const PASSING: readonly UpstreamCode[] = ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_RATE_LIMITED'];

export interface Attempts {
  /** `givesUp` false = behind the pivot: it is never FAILED, only refused for now. */
  do(id: string, position: number, step: PlannedStep, givesUp: boolean): Promise<Tried>;
  /** For one that was tried, and is to be given up: `done` where it took effect all the same. */
  giveUp(id: string, position: number, step: PlannedStep): Promise<Tried>;
  undo(id: string, position: number, step: PlannedStep): Promise<Tried>;
}

export function createAttempts(book: Book, perform: PerformAction): Attempts {
  return {
    async do(id, position, step, givesUp) {
      const known = await book.step(id, position);
      if (known.outcome === 'DONE' || known.outcome === 'ALREADY') return known.outcome === 'DONE' ? 'done' : 'already';
      if (known.outcome === 'FAILED') return 'failed';
      const count = await book.attempt(id, position, 'do');
      const { domain, action, source, input } = step;
      const key = `${id}:${position}`;
      try {
        const receipt = await perform(domain, { action, source, input, key, dryRun: false });
        await keep(id, position, receipt);
        return receipt.outcome === 'already' ? 'already' : 'done';
      } catch (error) {
        const code = codeOf(error);
        const isFinal = givesUp && (!isPassing(code) || count >= MOST_ATTEMPTS);
        if (!isFinal) {
          await book.failed(id, position, 'do', code, false);
          return isPassing(code) ? 'again' : 'failed';
        }
        return isPassing(code) ? await settle(id, position, step, code) : await end(id, position, code);
      }
    },
    giveUp: (id, position, step) => settle(id, position, step, 'CANCELLED'),
    async undo(id, position, step) {
      const known = await book.step(id, position);
      if (known.undoOutcome === 'DONE' || known.undoOutcome === 'ALREADY') return 'done';
      const { undo } = known;
      const isThere = known.outcome === 'DONE' || known.outcome === 'ALREADY';
      // What held already was not ours, unless the receipt says how to take it back.
      if (!step.undo || !isThere || (known.outcome === 'ALREADY' && undo === null)) return 'already';
      const count = await book.attempt(id, position, 'undo');
      if (undo === null) {
        await book.failed(id, position, 'undo', 'UNDO_UNKNOWN', true);
        return 'failed';
      }
      try {
        const { domain, source } = step;
        const receipt = await perform(domain, {
          action: undo.action,
          source,
          input: undo.input,
          key: `${id}:${position}:undo`,
          dryRun: false,
        });
        await book.undone(id, position, receipt.outcome === 'already' ? 'ALREADY' : 'DONE');
        return 'done';
      } catch (error) {
        const code = codeOf(error);
        const isFinal = !isPassing(code) || count >= MOST_ATTEMPTS;
        await book.failed(id, position, 'undo', code, isFinal);
        return isFinal ? 'failed' : 'again';
      }
    },
  };

  async function keep(id: string, position: number, { outcome, record, undo }: ActionReceipt): Promise<void> {
    await book.done(id, position, { outcome: outcome === 'already' ? 'ALREADY' : 'DONE', record, undo });
  }

  async function end(id: string, position: number, code: string): Promise<Tried> {
    await book.failed(id, position, 'do', code, true);
    return 'failed';
  }

  /** No answer may be an effect all the same: before it is given up, the source is asked what holds. */
  async function settle(id: string, position: number, { domain, action, source, input }: PlannedStep, code: string): Promise<Tried> {
    const holds = await perform(domain, { action, source, input, key: `${id}:${position}`, dryRun: true }).catch(() => null);
    if (holds?.outcome !== 'already') return end(id, position, code);
    await keep(id, position, { ...holds, outcome: 'done' });
    return 'done';
  }
}

function isPassing(code: string): boolean {
  return PASSING.some((passing) => passing === code);
}

function codeOf(error: unknown): string {
  if (error instanceof UpstreamError || error instanceof ActionRefused) return error.code;
  if (error instanceof StateError) throw error;
  return 'ACTION_FAULT';
}
