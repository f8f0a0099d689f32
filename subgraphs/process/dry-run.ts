// What a request would do, in the form of an operation that is not there: for `dryRun: true`.
import type { Operation, OperationStep } from '../../processes/runs/operation';
import type { Planned } from '../../processes/runs/planning';
import type { Runs } from '../../processes/runs/runs';

/** Throws InputError for an unknown name or a bad input. Of several things that would be done, the steps of all. */
export async function dryRun(runs: Runs, name: string, input: unknown): Promise<Operation> {
  const found = runs.processes.find((one) => one.name === name);
  const { subject, items } = await runs.tryOut(name, input);
  const now = new Date().toISOString();
  const planned = items.map((item) => item.planned);
  return {
    ...{ id: 'dry-run', kind: found?.kind ?? 'SAGA', name, version: found?.version ?? '' },
    ...{ subject, askedBy: null, eventAt: now, effectAt: null, createdAt: now, updatedAt: now, endedAt: null },
    ...{ dueAt: items[0]?.dueAt ?? null, choices: planned.flatMap((one) => (one.kind === 'choose' ? one.choices : [])) },
    ...stateOf(planned),
    steps: planned.flatMap(stepsOf).map((step, position) => ({ ...step, position })),
  };
}

function stateOf(planned: readonly Planned[]): Pick<Operation, 'state' | 'reason'> {
  const unanswered = planned.find((one) => one.kind === 'unanswered');
  if (unanswered !== undefined) return { state: 'PARKED', reason: unanswered.code };
  if (planned.some((one) => one.kind === 'choose')) return { state: 'DECISION', reason: null };
  const plans = planned.filter((one) => one.kind === 'plan');
  if (plans.length === 0) return { state: 'SKIPPED', reason: null };
  const refused = plans.some(({ unsupported }) => unsupported.length > 0);
  return { state: 'PLANNING', reason: refused ? 'ACTION_UNSUPPORTED' : null };
}

function stepsOf(planned: Planned): OperationStep[] {
  if (planned.kind !== 'plan') return [];
  return planned.steps.map(({ domain, source, action, role }, position) => ({
    ...{ position, domain, source, action, role, error: null, record: null, attempts: 0, at: null, compensation: null },
    outcome: planned.unsupported.includes(position) ? 'UNSUPPORTED' : null,
  }));
}
