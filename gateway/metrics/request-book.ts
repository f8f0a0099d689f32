// What the gateway counts of requests: by the names of operations that are known beforehand, how they ended, how long they took, what
// their cost reports said. The same numbers as `extensions.customerGraph`, added up.
import type { Measure, Sample } from '../../platform/metrics/measure';
import { createSpread, SECONDS, type Spread } from '../../platform/metrics/spread';
import { createTally, zero, type Count, type Tally } from '../../platform/metrics/tally';
import type { Costs } from '../../platform/request/ledger';

/** `partial`: there is data, and there are errors. `refused`: nothing was executed, the request itself was wrong. */
export type RequestOutcome = 'ok' | 'partial' | 'failed' | 'refused';

export interface RequestBook {
  ended(request: { operation: string | null; outcome: RequestOutcome; seconds: number; codes: readonly string[] }): void;
  /** What one request cost, as its report has it. */
  spent(costs: Costs): void;
  fetched(subgraph: string, outcome: 'ok' | 'errors' | 'failed', seconds: number): void;
  readonly measures: readonly Measure[];
}

interface Spent {
  calls: number;
  keys: number;
  cacheHits: number;
}

const NAME = 'customer_graph_';

/**
 * `operations` = names that are told apart; every other named operation is `other`. One without a name is `anonymous`, and so is one that
 * was refused before its name was known.
 */
export function createRequestBook(operations: readonly string[]): RequestBook {
  const known = new Set(operations);
  const requests = createTally(zero);
  const durations = createTally(() => createSpread(SECONDS));
  const errors = createTally(zero);
  const fetches = createTally(() => createSpread(SECONDS));
  const spent = createTally((): Spent => ({ calls: 0, keys: 0, cacheHits: 0 }));
  const missing = createTally(zero);
  const stale = createTally(zero);
  const ofReports = (name: keyof Spent): (() => Sample[]) => {
    return () => spent.entries().map(({ values: [source = ''], what }) => ({ labels: { source }, value: what[name] }));
  };

  return {
    ended({ operation, outcome, seconds, codes }) {
      const name = operation === null ? 'anonymous' : known.has(operation) ? operation : 'other';
      requests.of(name, outcome).value += 1;
      durations.of(name).observe(seconds);
      for (const code of codes) errors.of(code).value += 1;
    },
    spent(costs) {
      for (const [source, { calls, keys, cacheHits, error, stoodInFor }] of Object.entries(costs)) {
        const sum = spent.of(source);
        sum.calls += calls;
        sum.keys += keys;
        sum.cacheHits += cacheHits;
        if (error !== null) missing.of(source, error).value += 1;
        if (stoodInFor !== null) stale.of(source, stoodInFor).value += 1;
      }
    },
    fetched: (subgraph, outcome, seconds) => fetches.of(subgraph, outcome).observe(seconds),
    measures: [
      counter('requests_total', 'Requests by how they ended.', ['operation', 'outcome'], requests),
      histogram('request_duration_seconds', 'How long requests took, from their text to their answer.', ['operation'], durations),
      counter('request_errors_total', 'Requests whose answer named this code among its errors.', ['code'], errors),
      histogram(
        'subgraph_fetch_duration_seconds',
        'How long fetches from subgraphs took, by how they ended.',
        ['subgraph', 'outcome'],
        fetches,
      ),
      {
        ...{ kind: 'counter', name: `${NAME}report_calls_total`, help: 'Calls to the source, as the reports of requests count them.' },
        ...{ labels: ['source'], read: ofReports('calls') },
      },
      {
        ...{
          kind: 'counter',
          name: `${NAME}report_keys_total`,
          help: 'Keys asked of the source, the cached ones included, as reports count them.',
        },
        ...{ labels: ['source'], read: ofReports('keys') },
      },
      {
        ...{ kind: 'counter', name: `${NAME}report_cache_hits_total`, help: 'Keys answered from the cache, as reports count them.' },
        ...{ labels: ['source'], read: ofReports('cacheHits') },
      },
      counter('report_missing_total', 'Requests whose answer lacks something of this source, by why.', ['source', 'code'], missing),
      counter(
        'report_stale_total',
        'Requests that something past its time was answered in, since the source failed so.',
        ['source', 'code'],
        stale,
      ),
    ],
  };
}

function counter(name: string, help: string, labels: readonly string[], tally: Tally<Count>): Measure {
  const read = (): Sample[] => tally.entries().map(({ values, what }) => ({ labels: named(labels, values), value: what.value }));
  return { kind: 'counter', name: NAME + name, help, labels, read };
}

function histogram(name: string, help: string, labels: readonly string[], tally: Tally<Spread>): Measure {
  const read = () => tally.entries().map(({ values, what }) => ({ labels: named(labels, values), spread: what.read() }));
  return { kind: 'histogram', name: NAME + name, help, labels, read };
}

function named(labels: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));
}
