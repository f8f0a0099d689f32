// The report of processes as gauges: one reading for all of them, nothing where there is nothing, no number where it cannot be read.
import Fastify from 'fastify';
import { runMeasures } from '../../../gateway/processes/run-measures';
import { showMetrics } from '../../../platform/metrics/page';
import type { ProcessReport } from '../../../processes/runs/report';
import { readMetrics } from '../../support/metrics';

const ran: ProcessReport = {
  ...{ name: 'erase-customer', runs: 3, ended: 2, waiting: 1 },
  ...{ meanAbsoluteDifference: 3.5, lagSeconds: 0.25, compensationRate: 0 },
};
const waits: ProcessReport = {
  ...{ name: 'overdue', runs: 1, ended: 0, waiting: 0 },
  ...{ meanAbsoluteDifference: null, lagSeconds: null, compensationRate: null },
};

it('tells what the newest reading has, once a second', async () => {
  let time = 0;
  let readings = 0;
  let report: readonly ProcessReport[] | null = [ran, waits];
  const read = async (): Promise<readonly ProcessReport[]> => {
    readings += 1;
    await Promise.resolve();
    if (report === null) throw new Error('the database is away');
    return report;
  };
  const app = Fastify();
  showMetrics(
    app,
    runMeasures(read, () => time),
  );
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/metrics`;
  try {
    const first = await readMetrics(url);
    const of = (name: string, process: string) => first.value(`customer_graph_process_${name}`, { process });
    expect(
      ['runs', 'runs_ended', 'runs_waiting', 'step_difference', 'lag_seconds', 'compensation_ratio'].map((name) => of(name, ran.name)),
    ).toEqual([3, 2, 1, 3.5, 0.25, 0]);
    expect([of('runs', waits.name), first.values('customer_graph_process_lag_seconds', 'process')]).toEqual([1, [ran.name]]);
    expect(readings).toBe(1);
    report = null;
    expect((await readMetrics(url)).series('customer_graph_process_runs')).toBe(2);
    time = 1_001;
    const away = await readMetrics(url);
    expect([away.series('customer_graph_process_runs'), readings]).toEqual([0, 2]);
    expect(away.named.get('customer_graph_process_runs')?.type).toBe('gauge');
    report = [ran];
    time = 2_002;
    expect((await readMetrics(url)).series('customer_graph_process_runs')).toBe(1);
  } finally {
    await app.close();
  }
});
