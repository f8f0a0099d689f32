// All runs of one deployment: begun by a person's request or by an event, looked at, tried again, cancelled, decided. The engine, the book
// and the definitions meet here. One at a time in a process.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AskGraph } from '../../platform/ask';
import { InputError } from '../../platform/errors';
import type { CustomerChanged } from '../../platform/exchange/hint';
import type { Log } from '../../platform/log';
import { createStateDatabase, type StateServer } from '../../platform/state/database';
import { wordsOf } from '../../platform/state/fault';
import { startEngine } from '../engine/dbos';
import type { Process } from '../workflows/process';
import { createBook, type OperationFilter } from './book';
import { createInterpreter } from './interpreter';
import { isEnd, type Operation } from './operation';
import type { PerformAction, ReadOffers } from './perform';
import { planNow, type Planned } from './planning';
import { readReport, type ProcessReport } from './report';
import type { Seal } from './seal';

export interface RunsOptions {
  /** Closed with the runs. */
  server: StateServer;
  tenant: string;
  seal(): Seal;
  log: Log;
  processes: readonly Process[];
  ask: AskGraph;
  perform: PerformAction;
  offers: ReadOffers;
  now?: () => Date;
  backoffMs?: (attempt: number) => number;
  napMs?: number;
}

export interface Asked {
  name: string;
  input: unknown;
  /** The same for the same thing: it is done once, for ever. */
  key: string;
  askedBy: string | null;
  /** Go on without the steps that a source does not offer. */
  acceptsGaps: boolean;
}

export interface Runs {
  readonly processes: readonly Process[];
  /** Begins it where it was not begun before. Throws InputError for an unknown name, a bad input, or a key that stands for something else. */
  ask(asked: Asked): Promise<Operation>;
  /** What it would do now: nothing is kept and nothing done. Throws InputError like `ask`. */
  tryOut(
    name: string,
    input: unknown,
    chosen?: string,
  ): Promise<{ subject: string | null; items: { item: string | null; dueAt: string | null; planned: Planned }[] }>;
  /** Begins every workflow that the event means something to, once for the same thing; answers how many. Rejects where that cannot be told. */
  customerChanged(event: CustomerChanged): Promise<number>;
  get(id: string): Promise<Operation | null>;
  list(filter: OperationFilter): Promise<Operation[]>;
  /** The operation once it waits for somebody or has ended, or after `withinMs` as it stands. */
  settled(id: string, withinMs: number): Promise<Operation | null>;
  /** Each answers the operation as it then is; throws InputError where there is none, or it has ended. */
  retry(id: string): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  choose(id: string, choice: string): Promise<Operation>;
  report(): Promise<ProcessReport[]>;
  /** Ends what this process does of it; what is not done goes on elsewhere, or at the next start. */
  close(): Promise<void>;
}

const NAP_MS = 6 * 3_600_000;
const LONGEST_BACKOFF_MS = 3_600_000;
const LOOK_EVERY_MS = 50;
/** A run that was kept, and not begun before its process died, is begun after so long. */
const LEFT_MS = 5_000;
const CLOSE_WITHIN_MS = 3_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Runs when it resolves. Rejects with StateError where the database cannot be used. */
export async function startRuns(options: RunsOptions): Promise<Runs> {
  const { server, tenant, seal, log, processes, ask } = options;
  const byName = new Map(processes.map((process) => [process.name, process]));
  const database = createStateDatabase(server);
  const book = createBook(database, tenant, seal);
  const leaving = new AbortController();
  const body = createInterpreter({
    ...{ book, processes: byName, ask, perform: options.perform, offers: options.offers, log, leaving: leaving.signal },
    now: options.now ?? (() => new Date()),
    backoffMs: options.backoffMs ?? ((attempt) => Math.min(LONGEST_BACKOFF_MS, 1_000 * 2 ** (attempt - 1))),
    napMs: options.napMs ?? NAP_MS,
  });
  const engine = await startEngine({ server, database, tenant, log, body }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  async function beginLeft(): Promise<void> {
    const known = new Set(await engine.underWay());
    for (const id of await book.left(LEFT_MS)) if (!known.has(id)) await engine.begin(id);
  }
  const timer = setInterval(() => {
    beginLeft().catch((error: unknown) => log.warn('runs that were left could not be begun', { cause: wordsOf(error) }));
  }, LEFT_MS);
  timer.unref();
  await beginLeft();

  function processOf(name: string): Process {
    const process = byName.get(name);
    if (process === undefined) throw new InputError(`There is no process of that name; there are ${[...byName.keys()].join(', ')}.`);
    return process;
  }

  async function existing(id: string): Promise<Operation> {
    const operation = UUID.test(id) ? await book.get(id) : null;
    if (operation === null) throw new InputError('There is no operation of that id.');
    return operation;
  }

  async function open(process: Process, key: string, rest: Omit<Parameters<typeof book.open>[0], 'id' | 'kind' | 'name' | 'version'>) {
    const id = idOf(tenant, process.name, key);
    const kept = await book.open({ id, kind: process.kind, name: process.name, version: process.version, ...rest });
    if (kept === 'new') await engine.begin(id);
    return { id, kept };
  }

  async function control(id: string, word: string): Promise<Operation> {
    const operation = await existing(id);
    if (isEnd(operation.state)) throw new InputError(`The operation has ended: ${operation.state}.`);
    await engine.signal(id, word, `${word} ${operation.updatedAt}`);
    return existing(id);
  }

  return {
    processes,
    async ask({ name, input: given, key, askedBy, acceptsGaps }) {
      const process = processOf(name);
      const { input, subject } = process.read(given);
      if (process.kind === 'WORKFLOW') {
        const ids: string[] = [];
        for (const { once, item, dueAt } of await process.occasions(input, ask)) {
          const work = { input, steps: null, acceptsGaps, item };
          const { id } = await open(process, once, { subject, askedBy, eventAt: new Date(), dueAt, work, asked: null });
          ids.push(id);
        }
        const [first] = ids;
        if (first === undefined) throw new InputError('There is nothing to do: the condition does not hold for this customer now.');
        return existing(first);
      }
      const work = { input, steps: null, acceptsGaps, item: null };
      const asked = [input, acceptsGaps];
      const { id, kept } = await open(process, key, { subject, askedBy, eventAt: new Date(), dueAt: null, work, asked });
      if (kept === 'other') {
        throw new InputError('That key stands for another request already: take a new one.', { code: 'KEY_REUSED' });
      }
      return existing(id);
    },
    async tryOut(name, given, chosen) {
      const process = processOf(name);
      const { input, subject } = process.read(given);
      const occasions = process.kind === 'SAGA' ? [{ item: null, dueAt: null }] : await process.occasions(input, ask);
      const items = await Promise.all(
        occasions.map(async ({ item, dueAt }) => ({
          item,
          dueAt: dueAt?.toISOString() ?? null,
          planned: await planNow(process, { input, item, chosen: chosen ?? null }, { ask, offers: options.offers, log }),
        })),
      );
      return { subject, items };
    },
    async customerChanged(event) {
      let begun = 0;
      for (const process of processes) {
        if (!event.types.some((type) => process.shape.on.includes(type))) continue;
        for (const { once, item, dueAt } of await process.occasions(event, ask)) {
          const work = { input: event, steps: null, acceptsGaps: false, item };
          const at = { subject: event.customer, askedBy: null, eventAt: new Date(event.at), dueAt, work, asked: null };
          const { kept } = await open(process, once, at);
          if (kept === 'new') begun += 1;
        }
      }
      return begun;
    },
    get: (id) => (UUID.test(id) ? book.get(id) : Promise.resolve(null)),
    list: book.list,
    async settled(id, withinMs) {
      for (const giveUpAt = performance.now() + withinMs; ; await pause(LOOK_EVERY_MS)) {
        const operation = await book.get(id);
        const rests = operation !== null && (isEnd(operation.state) || ['WAITING', 'DECISION', 'PARKED'].includes(operation.state));
        if (operation === null || rests || performance.now() > giveUpAt) return operation;
      }
    },
    retry: (id) => control(id, 'retry'),
    async cancel(id) {
      const operation = await existing(id);
      const behind = operation.steps.some(({ role, outcome }) => role === 'PIVOT' && (outcome === 'DONE' || outcome === 'ALREADY'));
      if (behind) throw new InputError('It is behind its pivot: there is no way back, and it goes on until it is done.');
      await book.askCancel(id);
      return control(id, 'cancel');
    },
    async choose(id, choice) {
      const operation = await existing(id);
      if (operation.state !== 'DECISION') throw new InputError('The operation waits for no decision.');
      if (!operation.choices.includes(choice)) throw new InputError(`The choice must be one of ${operation.choices.join(', ')}.`);
      return control(id, `choose ${choice}`);
    },
    report: () => readReport(database, tenant),
    async close() {
      clearInterval(timer);
      leaving.abort();
      await engine.close(CLOSE_WITHIN_MS);
      await database.close();
    },
  };
}

/** The same for the same key of the same process, in the form of a UUID. What the key says cannot be read from it. */
function idOf(tenant: string, name: string, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([tenant, name, key]))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
