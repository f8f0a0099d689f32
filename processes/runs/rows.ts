// Rows of the operations' tables, as what the rest knows of them.
import type { Operation, OperationState, OperationStep, StepOutcome } from './operation';

export interface OperationRow {
  id: string;
  kind: 'SAGA' | 'WORKFLOW';
  name: string;
  version: string;
  state: OperationState;
  reason: string | null;
  subject: string | null;
  asked_by: string | null;
  fingerprint: string;
  sealed: Buffer | null;
  choices: string[] | null;
  due_at: Date | null;
  event_at: Date;
  effect_at: Date | null;
  cancel_asked: boolean;
  created_at: Date;
  updated_at: Date;
  ended_at: Date | null;
}

export interface StepRow {
  operation: string;
  position: number;
  domain: string;
  source: string;
  action: string;
  role: OperationStep['role'];
  outcome: StepOutcome | null;
  error: string | null;
  record: string | null;
  attempts: number;
  at: Date | null;
  undo_action: string | null;
  undo: Buffer | null;
  undo_outcome: 'DONE' | 'ALREADY' | 'FAILED' | null;
  undo_error: string | null;
  undo_attempts: number;
  undone_at: Date | null;
}

/** `steps` are this operation's, in order. */
export function toOperation(row: OperationRow, steps: readonly StepRow[]): Operation {
  return {
    ...{ id: row.id, kind: row.kind, name: row.name, version: row.version, state: row.state, reason: row.reason },
    ...{ subject: row.subject, askedBy: row.asked_by, choices: row.choices ?? [] },
    ...{ dueAt: iso(row.due_at), eventAt: row.event_at.toISOString(), effectAt: iso(row.effect_at) },
    ...{ createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), endedAt: iso(row.ended_at) },
    steps: steps.map(toStep),
  };
}

function toStep(row: StepRow): OperationStep {
  const taken = row.undo_outcome !== null || row.undo_attempts > 0;
  return {
    ...{ position: row.position, domain: row.domain, source: row.source, action: row.action, role: row.role },
    ...{ outcome: row.outcome, error: row.error, record: row.record, attempts: row.attempts, at: iso(row.at) },
    compensation:
      row.undo_action !== null && taken
        ? {
            ...{ action: row.undo_action, outcome: row.undo_outcome, error: row.undo_error },
            ...{ attempts: row.undo_attempts, at: iso(row.undone_at) },
          }
        : null,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
