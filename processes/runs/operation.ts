// A run as people and programs see it: where it stands, what each of its steps did. No personal data is in it.

/**
 * PLANNING = about to see what has to be done. WAITING = its time has not come. DECISION = a person has to choose. RUNNING, COMPENSATING =
 * at work. PARKED = stuck, and waits for `retry`. The rest are ends: DONE; SKIPPED = there was nothing to do; REFUSED = a system has no
 * such action, nothing was done; FAILED = nothing was done, or nothing had to be taken back; COMPENSATED = what was done was taken back;
 * CANCELLED = by a person, and taken back where something was done.
 */
export const STATES = [
  'PLANNING',
  'WAITING',
  'DECISION',
  'RUNNING',
  'COMPENSATING',
  'PARKED',
  'DONE',
  'SKIPPED',
  'REFUSED',
  'FAILED',
  'COMPENSATED',
  'CANCELLED',
] as const;

export type OperationState = (typeof STATES)[number];

const ENDS: readonly OperationState[] = ['DONE', 'SKIPPED', 'REFUSED', 'FAILED', 'COMPENSATED', 'CANCELLED'];

export function isEnd(state: OperationState): boolean {
  return ENDS.includes(state);
}

export type StepOutcome = 'DONE' | 'ALREADY' | 'FAILED' | 'UNSUPPORTED';

export interface OperationStep {
  /** From 0. */
  position: number;
  domain: string;
  source: string;
  action: string;
  role: 'COMPENSATABLE' | 'PIVOT' | 'RETRY';
  /** null = not done yet. */
  outcome: StepOutcome | null;
  /** Stable code of what went wrong last; null = nothing. */
  error: string | null;
  /** Global id of what was made or changed. */
  record: string | null;
  attempts: number;
  /** ISO 8601 in UTC. */
  at: string | null;
  /** null = it was not to be taken back. */
  compensation: {
    action: string;
    outcome: 'DONE' | 'ALREADY' | 'FAILED' | null;
    error: string | null;
    attempts: number;
    at: string | null;
  } | null;
}

export interface Operation {
  id: string;
  kind: 'SAGA' | 'WORKFLOW';
  name: string;
  version: string;
  state: OperationState;
  reason: string | null;
  subject: string | null;
  askedBy: string | null;
  choices: readonly string[];
  dueAt: string | null;
  eventAt: string;
  effectAt: string | null;
  createdAt: string;
  updatedAt: string;
  endedAt: string | null;
  /** In order; empty before there is a plan. */
  steps: readonly OperationStep[];
}
