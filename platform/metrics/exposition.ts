// Measures as Prometheus reads them. The only home of `prom-client`, which takes longer to load than it would to serve: whoever serves
// loads this file when somebody asks for the first time.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Measure, NumberMeasure, SpreadMeasure, StoredMeasure } from './measure';

export interface Exposition {
  readonly contentType: string;
  /** Reads every measure now. */
  text(): Promise<string>;
}

/** Of what the library tells of a process by itself, what somebody can act on. */
const OF_THE_PROCESS: readonly string[] = [
  'process_cpu_seconds_total',
  'process_start_time_seconds',
  'process_resident_memory_bytes',
  'process_open_fds',
  'process_max_fds',
  'nodejs_eventloop_lag_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_total_bytes',
  'nodejs_heap_size_used_bytes',
  'nodejs_external_memory_bytes',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_gc_duration_seconds',
  'nodejs_version_info',
];

/** Begins to watch the process itself, too. Throws where two measures have one name. */
export function createExposition(measures: readonly Measure[]): Exposition {
  const register = new Registry();
  for (const measure of measures) add(measure, register);
  collectDefaultMetrics({ register });
  const ours = new Set([...OF_THE_PROCESS, ...measures.map(({ name }) => name)]);
  for (const { name } of register.getMetricsAsArray()) if (!ours.has(name)) register.removeSingleMetric(name);
  return { contentType: register.contentType, text: () => register.metrics() };
}

function add(measure: Measure, register: Registry): void {
  if (measure.kind === 'histogram') new SpreadHistogram(measure, register);
  else if (measure.kind === 'counter') addCounter(measure, register);
  else if (measure.kind === 'stored gauge') addStored(measure, register);
  else addGauge(measure, register);
}

function addCounter({ name, help, labels, read }: NumberMeasure, register: Registry): void {
  new Counter({
    ...{ name, help, labelNames: [...labels], registers: [register] },
    collect() {
      this.reset();
      if (labels.length === 0) this.remove({});
      for (const sample of read()) this.inc(sample.labels, sample.value);
    },
  });
}

function addGauge({ name, help, labels, read }: NumberMeasure, register: Registry): void {
  new Gauge({
    ...{ name, help, labelNames: [...labels], registers: [register] },
    collect() {
      // What is unknown now has no value: neither the one before, nor the 0 that the library gives to what has no labels.
      this.reset();
      if (labels.length === 0) this.remove({});
      for (const sample of read()) this.set(sample.labels, sample.value);
    },
  });
}

function addStored({ name, help, labels, read }: StoredMeasure, register: Registry): void {
  new Gauge({
    ...{ name, help, labelNames: [...labels], registers: [register] },
    async collect() {
      // One asking may come upon another: nothing is shown that the newest has not read.
      const samples = await read().catch(() => []);
      this.reset();
      if (labels.length === 0) this.remove({});
      for (const sample of samples) this.set(sample.labels, sample.value);
    },
  });
}

interface Line {
  metricName: string;
  labels: Record<string, string | number>;
  value: number;
}

/** A histogram of the library's whose numbers are counted elsewhere. */
class SpreadHistogram extends Histogram {
  /** Says what the library says of one without values. */
  private readonly empty: Histogram;

  constructor(
    private readonly measure: SpreadMeasure,
    register: Registry,
  ) {
    const { name, help, labels } = measure;
    super({ name, help, labelNames: [...labels], registers: [register] });
    this.empty = new Histogram({ name, help, labelNames: [...labels], registers: [] });
  }

  override async get(): Promise<Awaited<ReturnType<Histogram['get']>>> {
    return { ...(await this.empty.get()), values: linesOf(this.measure) };
  }

  /** The library's shorter way to its text. */
  getForPromString(): ReturnType<Histogram['get']> {
    return this.get();
  }
}

function linesOf({ name, read }: SpreadMeasure): Line[] {
  return read().flatMap(({ labels, spread: { bounds, counts, sum } }) => {
    let below = 0;
    const buckets = counts.map((count, index): Line => {
      below += count;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: bounds[index] ?? '+Inf' }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels: { ...labels }, value: sum },
      { metricName: `${name}_count`, labels: { ...labels }, value: below },
    ];
  });
}
