// Measures over HTTP as Prometheus reads them: on a server of somebody else's, and on an address of its own.
import Fastify from 'fastify';
import type { Measure } from '../../../platform/metrics/measure';
import { serveMetrics, showMetrics } from '../../../platform/metrics/page';
import { createSpread } from '../../../platform/metrics/spread';
import { readMetrics } from '../../support/metrics';

const spread = createSpread([0.1, 1]);
let calls = 0;
let left: number | null = null;
const measures: Measure[] = [
  { kind: 'counter', name: 'calls_total', help: 'Calls.', labels: ['source'], read: () => [{ labels: { source: 'a"b\n' }, value: calls }] },
  { kind: 'gauge', name: 'left_ratio', help: 'Left.', labels: [], read: () => (left === null ? [] : [{ labels: {}, value: left }]) },
  { kind: 'histogram', name: 'took_seconds', help: 'Took.', labels: [], read: () => [{ labels: {}, spread: spread.read() }] },
];

it('reads every measure at each asking, and forgets what is unknown now', async () => {
  const app = Fastify();
  showMetrics(app, measures);
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/metrics`;
  try {
    const first = await readMetrics(url);
    expect([first.value('calls_total'), first.series('left_ratio'), first.value('took_seconds_count')]).toEqual([0, 0, 0]);
    expect(first.named.get('left_ratio')).toEqual({ help: 'Left.', type: 'gauge' });
    [calls, left] = [3, 0.5];
    for (const value of [0.05, 0.5, 7]) spread.observe(value);
    const second = await readMetrics(url);
    expect(second.values('calls_total', 'source')).toEqual(['a\\"b\\n']);
    expect([second.value('calls_total'), second.value('left_ratio')]).toEqual([3, 0.5]);
    const within = (le: string) => second.value('took_seconds_bucket', { le });
    expect([within('0.1'), within('1'), within('+Inf'), second.value('took_seconds_count')]).toEqual([1, 2, 3, 3]);
    expect(second.value('took_seconds_sum')).toBeCloseTo(7.55);
    left = null;
    expect((await readMetrics(url)).series('left_ratio')).toBe(0);
    expect(second.value('process_resident_memory_bytes')).toBeGreaterThan(0);
  } finally {
    await app.close();
  }
});

it('has an address of its own where the settings say so, and none where they do not', async () => {
  expect(await serveMetrics({ METRICS_HOST: '127.0.0.1' }, measures)).toBeUndefined();
  const server = await serveMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: 0 }, measures);
  try {
    expect((await readMetrics(`${server?.url}/metrics`)).named.has('calls_total')).toBe(true);
    expect((await fetch(`${server?.url}/graphql`)).status).toBe(404);
    const port = Number(new URL(server?.url ?? '').port);
    const taken = serveMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: port }, measures);
    await expect(taken).rejects.toThrow(/METRICS_PORT|EADDRINUSE/);
  } finally {
    await server?.close();
  }
});
