// The body of every run, whatever process it is of: waits for its time, makes the plan, does its steps in order, takes them back when one
// is given up. It goes through its steps again after a restart, so that all it does lies in `tools.step`, whose words say how to go on.
import { setTimeout as pause } from 'node:timers/promises';
import type { AskGraph } from '../../platform/ask';
import type { Log } from '../../platform/log';
import { wordsOf } from '../../platform/state/fault';
import type { RunBody, RunTools } from '../engine/engine';
import type { Process } from '../workflows/process';
import type { OperationStep } from './operation';
import { createAttempts, MOST_ATTEMPTS, type Tried } from './attempt';
import type { Book } from './book';
import type { PerformAction, ReadOffers } from './perform';
import { planNow } from './planning';

export interface InterpreterOptions {
  book: Book;
  processes: ReadonlyMap<string, Process>;
  ask: AskGraph;
  perform: PerformAction;
  offers: ReadOffers;
  log: Log;
  now(): Date;
  /** How long it waits between two tries; `attempt` from 1. */
  backoffMs(attempt: number): number;
  /** The longest that it waits without looking at the clock. */
  napMs: number;
  /** Aborted when this process leaves: nothing is begun any more. */
  leaving: AbortSignal;
}

/** For a decision, or a person: looked at again after so long, which costs nothing. */
const LONG_MS = 24 * 3_600_000;
/** Between two tries of the state's database. */
const STATE_RETRY_MS = 1_000;

type PlanWord = 'plan' | 'nothing' | 'choose' | 'unanswered' | 'withheld' | 'refused' | 'version' | 'gone' | 'cancel';

export function createInterpreter(options: InterpreterOptions): RunBody {
  const { book, processes } = options;
  const attempts = createAttempts(book, options.perform);

  return async (id, tools) => {
    const step = withPatience(tools, options);
    if (!(await untilDue(id, tools, step))) return;
    const count = await plan(id, tools, step);
    if (count === null) return;
    await walk(id, count, tools, step);
  };

  /** False = it ended meanwhile. */
  async function untilDue(id: string, tools: RunTools, step: PatientStep): Promise<boolean> {
    for (;;) {
      const leftMs = await step('due', async () => {
        const known = await book.work(id);
        if (known === null) return -1;
        if (known.cancelAsked) {
          await book.move(id, 'CANCELLED');
          return -1;
        }
        const dueAt = known.operation.dueAt;
        return dueAt === null ? 0 : Math.max(0, Date.parse(dueAt) - options.now().getTime());
      });
      if (leftMs <= 0) return leftMs === 0;
      await tools.wait(Math.min(leftMs, options.napMs));
    }
  }

  /** How many steps; null = it ended. */
  async function plan(id: string, tools: RunTools, step: PatientStep): Promise<number | null> {
    let chosen: string | null = null;
    for (let attempt = 1; ; attempt += 1) {
      const choice = chosen;
      const word = await step('plan', () => planStep(id, choice, attempt));
      if (word === 'plan') return step('count', async () => (await book.work(id))?.work.steps?.length ?? 0);
      if (word === 'nothing' || word === 'refused' || word === 'gone' || word === 'cancel') return null;
      const isWaiting = word === 'choose' || word === 'version' || word === 'withheld' || attempt % MOST_ATTEMPTS === 0;
      const signal = await tools.wait(isWaiting ? LONG_MS : options.backoffMs(attempt));
      if (signal?.startsWith('choose ') === true) chosen = signal.slice('choose '.length);
    }
  }

  async function planStep(id: string, chosen: string | null, attempt: number): Promise<PlanWord> {
    const known = await book.work(id);
    if (known === null) return 'gone';
    const { operation, work } = known;
    if (known.cancelAsked) {
      await book.move(id, 'CANCELLED');
      return 'cancel';
    }
    // Kept before, and the engine was killed before it knew.
    if (work.steps !== null) return 'plan';
    const process = processes.get(operation.name);
    if (process?.version !== operation.version) {
      await book.move(id, 'PARKED', 'VERSION_UNKNOWN');
      return 'version';
    }
    const planned = await planNow(process, { input: work.input, item: work.item, chosen }, options);
    if (planned.kind === 'unanswered') {
      const parks = planned.lasts || attempt % MOST_ATTEMPTS === 0;
      await book.move(id, parks ? 'PARKED' : 'PLANNING', planned.code);
      return planned.lasts ? 'withheld' : 'unanswered';
    }
    if (planned.kind === 'choose') {
      await book.move(id, 'DECISION', null, planned.choices);
      return 'choose';
    }
    if (planned.kind === 'nothing') {
      await book.move(id, 'SKIPPED');
      return 'nothing';
    }
    const refused = planned.unsupported.length > 0 && !work.acceptsGaps;
    await book.keepPlan(id, { ...work, steps: planned.steps }, planned.unsupported);
    await book.move(id, refused ? 'REFUSED' : 'RUNNING', refused ? 'ACTION_UNSUPPORTED' : null);
    return refused ? 'refused' : 'plan';
  }

  async function walk(id: string, count: number, tools: RunTools, step: PatientStep): Promise<void> {
    for (let position = 0; position < count; position += 1) {
      let tries = 0;
      for (;;) {
        tries += 1;
        const word = await step(`do ${position}`, () => doStep(id, position));
        if (word === 'done' || word === 'already') break;
        if (word === 'cancel' || word === 'failed') return back(id, position, word === 'cancel', tools, step);
        if (word === 'gone') return;
        await tools.wait(word === 'parked' ? LONG_MS : options.backoffMs(tries));
      }
    }
    await step('end', async () => {
      await book.move(id, 'DONE');
      return null;
    });
  }

  async function doStep(id: string, position: number): Promise<Tried | 'cancel' | 'gone' | 'parked'> {
    const known = await book.work(id);
    const planned = known?.work.steps?.[position];
    if (known == null || planned === undefined) return 'gone';
    if (known.operation.steps[position]?.outcome === 'UNSUPPORTED') return 'already';
    const step = known.operation.steps[position];
    const canGoBack = !isBehindPivot(known.operation.steps, planned.role);
    if (canGoBack && known.cancelAsked) {
      const wasTried = step !== undefined && step.attempts > 0 && step.outcome === null;
      const held = wasTried ? await attempts.giveUp(id, position, planned) : 'failed';
      return held === 'done' ? 'done' : 'cancel';
    }
    const tried = await attempts.do(id, position, planned, canGoBack);
    if (tried !== 'failed' || canGoBack) {
      if (known.operation.state === 'PARKED') await book.move(id, 'RUNNING');
      return tried;
    }
    await book.move(id, 'PARKED', 'STEP_REFUSED');
    return 'parked';
  }

  /** Takes back what stands before `from`, the last first. */
  async function back(id: string, from: number, isCancelled: boolean, tools: RunTools, step: PatientStep): Promise<void> {
    let undone = 0;
    for (let position = from - 1; position >= 0; position -= 1) {
      let tries = 0;
      for (;;) {
        tries += 1;
        const word = await step(`undo ${position}`, () => undoStep(id, position));
        if (word === 'done') undone += 1;
        if (word === 'done' || word === 'already') break;
        if (word === 'gone') return;
        const signal = await tools.wait(word === 'failed' ? LONG_MS : options.backoffMs(tries));
        if (signal === 'retry') await step('again', () => book.again(id).then(() => null));
      }
    }
    const took = undone > 0;
    await step('end', async () => {
      await book.move(id, isCancelled ? 'CANCELLED' : took ? 'COMPENSATED' : 'FAILED', isCancelled ? null : 'STEP_FAILED');
      return null;
    });
  }

  async function undoStep(id: string, position: number): Promise<Tried | 'gone'> {
    const known = await book.work(id);
    const planned = known?.work.steps?.[position];
    if (planned === undefined) return 'gone';
    await book.move(id, 'COMPENSATING');
    const tried = await attempts.undo(id, position, planned);
    if (tried === 'failed') await book.move(id, 'PARKED', 'COMPENSATION_FAILED');
    return tried;
  }
}

/** Where the customer has no record for the pivot itself, the first step that was done stands for it. */
function isBehindPivot(steps: readonly OperationStep[], role: OperationStep['role']): boolean {
  const done = steps.filter(({ outcome }) => outcome === 'DONE' || outcome === 'ALREADY');
  return done.some((step) => step.role === 'PIVOT' || (role === 'RETRY' && step.role === 'RETRY'));
}

type PatientStep = <Word extends string | number | null>(name: string, work: () => Promise<Word>) => Promise<Word>;

/**
 * The state's database may be away for a while: a step is begun again, and again, rather than that a run is lost. When this process
 * leaves, nothing is begun: the run goes on elsewhere, from what is kept.
 */
function withPatience(tools: RunTools, { log, leaving }: InterpreterOptions): PatientStep {
  const nothingMore = new Promise<never>(() => undefined);
  return (name, work) =>
    tools.step(name, async () => {
      for (;;) {
        if (leaving.aborted) await nothingMore;
        try {
          return await work();
        } catch (error) {
          log.warn('a step of a process could not be kept', { cause: wordsOf(error) });
          await pause(STATE_RETRY_MS, undefined, { signal: leaving }).catch(() => undefined);
        }
      }
    });
}
