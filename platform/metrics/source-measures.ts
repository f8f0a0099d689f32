// What the books of this process's sources tell: towards the vendors, one series a source. Where a subgraph runs apart, its process has
// these, and its gateway has none of them.
import type { Measure, NumberMeasure, Sample, SpreadMeasure } from './measure';
import type { SourceBook } from './source-book';
import type { Spread } from './spread';
import type { Count, Tally } from './tally';

const BREAKER_STATES = { closed: 0, trying: 1, open: 2 } as const;
const NAME = 'customer_graph_source_';

/** `books` is asked at each reading: sources are announced while a process starts. */
export function sourceMeasures(books: () => readonly SourceBook[]): Measure[] {
  const number = (
    kind: NumberMeasure['kind'],
    name: string,
    help: string,
    read: (book: SourceBook) => number | null | undefined,
  ): NumberMeasure => ({
    ...{ kind, name: NAME + name, help, labels: ['source'] },
    read: () =>
      books().flatMap((book) => {
        const value = read(book);
        return value == null ? [] : [{ labels: { source: book.source }, value }];
      }),
  });
  const spread = (name: string, help: string, of: (book: SourceBook) => Spread): SpreadMeasure => ({
    ...{ kind: 'histogram', name: NAME + name, help, labels: ['source'] },
    read: () => books().map((book) => ({ labels: { source: book.source }, spread: of(book).read() })),
  });
  const parted = (name: string, label: string, help: string, read: (book: SourceBook) => Sample[]): NumberMeasure => ({
    ...{ kind: 'counter', name: NAME + name, help, labels: ['source', label] },
    read: () => books().flatMap((book) => read(book).map(({ labels, value }) => ({ labels: { source: book.source, ...labels }, value }))),
  });

  return [
    parted('calls_total', 'outcome', 'Requests sent to the source, canaries and readings ahead of time included.', ({ calls }) =>
      samplesOf('outcome', calls),
    ),
    spread(
      'call_duration_seconds',
      'How long the source took to answer a request, without any waiting for a turn.',
      (book) => book.callSeconds,
    ),
    parted(
      'answers_total',
      'status',
      'Answers over HTTP by class of status (429 apart), or the code of what ended without one.',
      ({ answers }) => samplesIn('status', answers),
    ),
    parted('failures_total', 'code', 'Requests over HTTP that failed for good, retry included, by stable code.', ({ failures }) =>
      samplesIn('code', failures),
    ),
    parted(
      'not_sent_total',
      'reason',
      'Requests that were not sent: breaker open, rate limit used up, or no turn before the deadline.',
      (book) => samplesIn('reason', book.notSent),
    ),
    parted(
      'retries_total',
      'result',
      'Second attempts that were sent, and those refused since too few calls, or too little time, was left.',
      (book) => samplesOf('result', book.retries),
    ),
    number(
      'counter',
      'pauses_total',
      'Times the source wanted no calls for a while: 429, or its own way to say it.',
      ({ pauses }) => pauses.value,
    ),
    number(
      'gauge',
      'waiting',
      'Calls that wait for their turn now: for the rate budget, or for a place among the parallel ones.',
      (book) => book.waiting.value,
    ),
    spread(
      'queue_duration_seconds',
      'How long calls waited for their turn, those that never got one included.',
      (book) => book.queueSeconds,
    ),
    number('gauge', 'breaker_state', 'Worst of its addresses: 0 closed, 1 one call may try, 2 open, nothing is sent.', ({ gates }) =>
      gates.length === 0 ? null : Math.max(...gates.map((gate) => BREAKER_STATES[gate().breaker])),
    ),
    number('gauge', 'parallel_cap', 'How many calls may be under way at a time; falls when the source is overloaded.', ({ gates }) =>
      gates.length === 0 ? null : sumOf(gates.map((gate) => gate().cap)),
    ),
    number('gauge', 'parallel_calls', 'How many calls are under way.', ({ gates }) =>
      gates.length === 0 ? null : sumOf(gates.map((gate) => gate().underWay)),
    ),
    number(
      'gauge',
      'budget_left_ratio',
      'Share of the rate limit left, 0 to 1, by the newest answer; only of sources that tell.',
      ({ watch }) => watch?.budgetLeft(),
    ),
    number('gauge', 'up', 'Whether the newest call went well: 1 or 0; nothing before the first.', ({ watch }) => upOf(watch?.health())),
    spread('batch_keys', 'Keys that were read together in one batch.', ({ batchKeys }) => batchKeys),
    number(
      ...(['gauge', 'cache_difference_ratio'] as const),
      'Mean absolute difference of cached and live records by the newest consistencyReport, 0 = the same.',
      ({ difference }) => difference,
    ),
  ];
}

function samplesIn(label: string, tally: Tally<Count>): Sample[] {
  return tally.entries().map(({ values: [value = ''], what }) => ({ labels: { [label]: value }, value: what.value }));
}

function samplesOf(label: string, counts: Readonly<Record<string, Count>>): Sample[] {
  return Object.entries(counts).map(([name, { value }]) => ({ labels: { [label]: name }, value }));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}

function upOf(health: 'UP' | 'DOWN' | 'UNKNOWN' | undefined): number | null {
  return health === 'UP' ? 1 : health === 'DOWN' ? 0 : null;
}
