// The book of all runs: what each is at, in the state's database. The engine remembers how to go on; this is what people see, and what
// tells whether a step was done before. Every method rejects with StateError where the database does not answer.
import { actionReceipt, type ActionReceipt } from '../../platform/exchange/action';
import type { StateDatabase } from '../../platform/state/database';
import type { Session } from '../../platform/state/session';
import { isEnd, type Operation, type OperationState, type StepOutcome } from './operation';
import { sealedWork, type PlannedStep, type SealedWork } from './plan';
import { toOperation, type OperationRow, type StepRow } from './rows';
import type { Seal } from './seal';

export interface NewOperation {
  id: string;
  kind: Operation['kind'];
  name: string;
  version: string;
  subject: string | null;
  askedBy: string | null;
  eventAt: Date;
  dueAt: Date | null;
  work: SealedWork;
  /** What tells one request from another with the same key. */
  asked: unknown;
}

export interface OperationFilter {
  /** At most 100. */
  first: number;
  /** The id of the last one of the page before. */
  after?: string | undefined;
  states?: readonly OperationState[] | undefined;
  name?: string | undefined;
  subject?: string | undefined;
}

/** One direction of a step. */
export type Direction = 'do' | 'undo';

export interface StepMemory {
  outcome: StepOutcome | null;
  record: string | null;
  undoOutcome: StepOutcome | null;
  /** What the receipt left for taking it back; null = nothing. */
  undo: ActionReceipt['undo'];
}

export interface Book {
  /** `new` = kept now; `same` = was kept before; `other` = that id was asked for with something else. */
  open(operation: NewOperation): Promise<'new' | 'same' | 'other'>;
  get(id: string): Promise<Operation | null>;
  /** The newest first. */
  list(filter: OperationFilter): Promise<Operation[]>;
  /** null where it has ended, or is not there. */
  work(id: string): Promise<{ operation: Operation; work: SealedWork; cancelAsked: boolean } | null>;
  /** Keeps the plan and its steps; `unsupported` = positions that no source offers. */
  keepPlan(id: string, work: SealedWork, unsupported: readonly number[]): Promise<void>;
  move(id: string, state: OperationState, reason?: string | null, choices?: readonly string[]): Promise<void>;
  step(id: string, position: number): Promise<StepMemory>;
  /** Notes that it is about to be tried, and answers how often that makes. */
  attempt(id: string, position: number, direction: Direction): Promise<number>;
  done(
    id: string,
    position: number,
    receipt: { outcome: 'DONE' | 'ALREADY'; record: string | null; undo: ActionReceipt['undo'] },
  ): Promise<void>;
  undone(id: string, position: number, outcome: 'DONE' | 'ALREADY'): Promise<void>;
  failed(id: string, position: number, direction: Direction, error: string, isFinal: boolean): Promise<void>;
  /** Counts again from 0: a person wants it tried. */
  again(id: string): Promise<void>;
  /** False where it has ended, or is not there. */
  askCancel(id: string): Promise<boolean>;
  /** Ids of what has not ended and was not touched for so long. */
  left(forMs: number): Promise<string[]>;
}

const MOST = 100;

export function createBook(database: StateDatabase, tenant: string, seal: () => Seal): Book {
  const ask = <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    database.use((session) => session.query<Row>(text, [tenant, ...values]));
  const nameOf = (id: string, position?: number): string => `operation:${tenant}:${id}${position === undefined ? '' : `:${position}`}`;

  async function withSteps(rows: readonly OperationRow[]): Promise<Operation[]> {
    if (rows.length === 0) return [];
    const steps = await ask<StepRow>(
      'select * from customer_graph.operation_step where tenant = $1 and operation = any($2) order by operation, position',
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) =>
      toOperation(
        row,
        steps.filter(({ operation }) => operation === row.id),
      ),
    );
  }

  return {
    async open({ id, kind, name, version, subject, askedBy, eventAt, dueAt, work, asked }) {
      const state: OperationState = dueAt === null ? 'PLANNING' : 'WAITING';
      const fresh = await ask(
        `insert into customer_graph.operation (tenant, id, kind, name, version, state, subject, asked_by, fingerprint, sealed, due_at, event_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
        [id, kind, name, version, state, subject, askedBy, seal().fingerprint(asked), seal().seal(nameOf(id), work), dueAt, eventAt],
      );
      if (fresh.length > 0) return 'new';
      const [known] = await ask<OperationRow>('select * from customer_graph.operation where tenant = $1 and id = $2', [id]);
      // Made under a key that is gone by now, nobody can tell: the same name and key then stand for the same.
      return known !== undefined && seal().isOf(known.fingerprint, asked) === false ? 'other' : 'same';
    },
    async get(id) {
      const rows = await ask<OperationRow>('select * from customer_graph.operation where tenant = $1 and id = $2', [id]);
      return (await withSteps(rows))[0] ?? null;
    },
    async list({ first, after, states, name, subject }) {
      const rows = await ask<OperationRow>(
        `select * from customer_graph.operation o where tenant = $1
           and ($2::text[] is null or state = any($2)) and ($3::text is null or name = $3) and ($4::text is null or subject = $4)
           and ($5::uuid is null or (created_at, id) <
             (select created_at, id from customer_graph.operation where tenant = $1 and id = $5))
         order by created_at desc, id desc limit $6`,
        [states ?? null, name ?? null, subject ?? null, after ?? null, Math.min(MOST, first)],
      );
      return withSteps(rows);
    },
    async work(id) {
      const rows = await ask<OperationRow>('select * from customer_graph.operation where tenant = $1 and id = $2', [id]);
      const [row] = rows;
      const [operation] = await withSteps(rows);
      if (row === undefined || operation === undefined || row.sealed === null || isEnd(row.state)) return null;
      return { operation, work: sealedWork.parse(seal().open(nameOf(id), row.sealed)), cancelAsked: row.cancel_asked };
    },
    keepPlan: (id, work, unsupported) =>
      database.use(async (session) => {
        await session.query('begin');
        await session.query(`update customer_graph.operation set sealed = $3, updated_at = now() where tenant = $1 and id = $2`, [
          ...[tenant, id, seal().seal(nameOf(id), work)],
        ]);
        await session.query('delete from customer_graph.operation_step where tenant = $1 and operation = $2', [tenant, id]);
        for (const [position, step] of (work.steps ?? []).entries()) {
          await insertStep(session, [tenant, id, position], step, unsupported.includes(position));
        }
        await session.query('commit');
      }),
    async move(id, state, reason = null, choices) {
      // What it needed of a person's data is gone with its end.
      const gone = isEnd(state) ? ', sealed = null, ended_at = now()' : '';
      await ask(
        `update customer_graph.operation set state = $3, reason = $4, choices = $5, updated_at = now()${gone}
         where tenant = $1 and id = $2 and ended_at is null`,
        [id, state, reason, choices ?? null],
      );
      if (isEnd(state)) await ask('update customer_graph.operation_step set undo = null where tenant = $1 and operation = $2', [id]);
    },
    async step(id, position) {
      const [row] = await ask<StepRow>(
        'select * from customer_graph.operation_step where tenant = $1 and operation = $2 and position = $3',
        [id, position],
      );
      const undo = row?.undo == null ? null : actionReceipt.shape.undo.parse(seal().open(nameOf(id, position), row.undo));
      return { outcome: row?.outcome ?? null, record: row?.record ?? null, undoOutcome: row?.undo_outcome ?? null, undo };
    },
    async attempt(id, position, direction) {
      const column = direction === 'do' ? 'attempts' : 'undo_attempts';
      const [row] = await ask<{ attempts: number }>(
        `update customer_graph.operation_step set ${column} = ${column} + 1
         where tenant = $1 and operation = $2 and position = $3 returning ${column} as attempts`,
        [id, position],
      );
      return row?.attempts ?? 0;
    },
    async done(id, position, { outcome, record, undo }) {
      await ask(
        `update customer_graph.operation_step set outcome = $4, record = $5, undo = $6, undo_action = $7, error = null, at = now()
         where tenant = $1 and operation = $2 and position = $3`,
        [id, position, outcome, record, undo === null ? null : seal().seal(nameOf(id, position), undo), undo?.action ?? null],
      );
      await ask(
        `update customer_graph.operation set updated_at = now(), effect_at = coalesce(effect_at, case when $3 then now() end)
         where tenant = $1 and id = $2`,
        [id, outcome === 'DONE'],
      );
    },
    async undone(id, position, outcome) {
      await ask(
        `update customer_graph.operation_step set undo_outcome = $4, undo_error = null, undone_at = now()
         where tenant = $1 and operation = $2 and position = $3`,
        [id, position, outcome],
      );
    },
    async failed(id, position, direction, error, isFinal) {
      const [code, outcome] = direction === 'do' ? ['error', 'outcome'] : ['undo_error', 'undo_outcome'];
      await ask(
        `update customer_graph.operation_step set ${code} = $4, ${outcome} = case when $5 then 'FAILED' else ${outcome} end
         where tenant = $1 and operation = $2 and position = $3`,
        [id, position, error, isFinal],
      );
    },
    async again(id) {
      await ask(
        `update customer_graph.operation_step set
           attempts = case when outcome is null then 0 else attempts end,
           undo_attempts = case when undo_outcome = 'FAILED' or undo_outcome is null then 0 else undo_attempts end,
           undo_outcome = case when undo_outcome = 'FAILED' then null else undo_outcome end
         where tenant = $1 and operation = $2`,
        [id],
      );
    },
    async askCancel(id) {
      const rows = await ask(
        `update customer_graph.operation set cancel_asked = true where tenant = $1 and id = $2 and ended_at is null returning id`,
        [id],
      );
      return rows.length > 0;
    },
    async left(forMs) {
      const rows = await ask<{ id: string }>(
        `select id from customer_graph.operation where tenant = $1 and ended_at is null
           and updated_at < now() - make_interval(secs => $2) order by updated_at limit 10000`,
        [forMs / 1_000],
      );
      return rows.map(({ id }) => id);
    },
  };
}

async function insertStep(session: Session, key: readonly unknown[], step: PlannedStep, unsupported: boolean): Promise<void> {
  await session.query(
    `insert into customer_graph.operation_step (tenant, operation, position, domain, source, action, role, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...key, step.domain, step.source, step.action, step.role, unsupported ? 'UNSUPPORTED' : null],
  );
}
