// How well processes do, for those who watch this one: the report of the state's database as gauges. `processes` and `npm run workflows
// -- report` tell the same. All gateways of a tenant tell the same numbers: they are compared, and never added up.
import type { Sample, StoredMeasure } from '../../platform/metrics/measure';
import type { ProcessReport } from '../../processes/runs/report';

const NAME = 'customer_graph_process_';
/** All gauges of one asking are of one reading. */
const KEPT_MS = 1_000;

/** `read` is called at most once a second; what it rejects with is not told: the gauges have no value then. */
export function runMeasures(read: () => Promise<readonly ProcessReport[]>, now: () => number = () => performance.now()): StoredMeasure[] {
  let reading: { since: number; report: Promise<readonly ProcessReport[]> } | undefined;
  function report(): Promise<readonly ProcessReport[]> {
    if (reading === undefined || now() - reading.since > KEPT_MS) reading = { since: now(), report: read() };
    return reading.report;
  }
  function gauge(name: string, help: string, valueOf: (one: ProcessReport) => number | null): StoredMeasure {
    return {
      ...{ kind: 'stored gauge', name: NAME + name, help, labels: ['process'] },
      read: async () =>
        (await report()).flatMap((one): Sample[] => {
          const value = valueOf(one);
          return value === null ? [] : [{ labels: { process: one.name }, value }];
        }),
    };
  }
  return [
    gauge('runs', 'Runs of a process that are kept.', ({ runs }) => runs),
    gauge('runs_ended', 'Those of them that have ended.', ({ ended }) => ended),
    gauge('runs_waiting', 'Those of them that are stuck, or wait for a person.', ({ waiting }) => waiting),
    gauge(
      'step_difference',
      'Steps asked for against steps done: the mean absolute difference over the runs that have ended.',
      ({ meanAbsoluteDifference }) => meanAbsoluteDifference,
    ),
    gauge('lag_seconds', 'From the event, or its time, to the first effect, on average.', ({ lagSeconds }) => lagSeconds),
    gauge('compensation_ratio', 'Share of the runs that have ended in taking back.', ({ compensationRate }) => compensationRate),
  ];
}
