// How well processes do: of each, how often it ran, how far what was done is from what was asked for, how long it took from the event to
// the first effect, how often it had to be taken back.
import type { StateDatabase } from '../../platform/state/database';

export interface ProcessReport {
  name: string;
  runs: number;
  /** Of those that have ended. */
  ended: number;
  /** Stuck, or waiting for a person. */
  waiting: number;
  /** Mean absolute difference between steps asked for and steps done, over the runs that have ended; null = none has. */
  meanAbsoluteDifference: number | null;
  /** Seconds from the event (or from the time it was due) to the first effect, on average; null = there was none. */
  lagSeconds: number | null;
  /** Share of the runs that have ended in taking back, 0 to 1; null = none has. */
  compensationRate: number | null;
}

/** By name; only of processes that ran. Rejects with StateError. */
export async function readReport(database: StateDatabase, tenant: string): Promise<ProcessReport[]> {
  const rows = await database.use((session) =>
    session.query<{
      name: string;
      runs: number;
      ended: number;
      waiting: number;
      difference: number | null;
      lag: number | null;
      rate: number | null;
    }>(
      `select o.name, count(*)::int as runs, count(o.ended_at)::int as ended,
         (count(*) filter (where o.state in ('PARKED', 'DECISION')))::int as waiting,
         (avg(abs(s.asked - s.done)) filter (where o.ended_at is not null))::float as difference,
         avg(extract(epoch from o.effect_at - greatest(o.event_at, coalesce(o.due_at, o.event_at))))::float as lag,
         (avg((s.undone > 0)::int) filter (where o.ended_at is not null))::float as rate
       from customer_graph.operation o
       cross join lateral (
         select count(*) as asked, count(*) filter (where outcome in ('DONE', 'ALREADY') and undo_outcome is null) as done,
           count(*) filter (where undo_outcome in ('DONE', 'ALREADY')) as undone
         from customer_graph.operation_step where tenant = o.tenant and operation = o.id
       ) s
       where o.tenant = $1 group by o.name order by o.name`,
      [tenant],
    ),
  );
  return rows.map(({ name, runs, ended, waiting, difference, lag, rate }) => ({
    ...{ name, runs, ended, waiting },
    ...{ meanAbsoluteDifference: difference, lagSeconds: lag, compensationRate: rate },
  }));
}
