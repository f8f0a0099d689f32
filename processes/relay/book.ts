// What the relay counts, for whoever watches the process: how many, never of whom.
import type { Measure } from '../../platform/metrics/measure';
import { createSpread, SECONDS } from '../../platform/metrics/spread';
import { createTally, zero } from '../../platform/metrics/tally';

export interface RelayBook {
  /** A record that is no customer's. */
  dropped(): void;
  failed(what: 'later' | 'dead'): void;
  delivered(sink: string, outcome: 'ok' | 'refused' | 'away'): void;
  /** Hints that were handed to the sinks, and how old they were. */
  told(hints: readonly { at: Date }[]): void;
  readonly measures: readonly Measure[];
}

const NAME = 'customer_graph_events_';

/** `now` is epoch ms. */
export function createRelayBook(now: () => number = Date.now): RelayBook {
  const hints = createTally(zero);
  const deliveries = createTally(zero);
  const lag = createSpread(SECONDS);
  return {
    dropped: () => void (hints.of('nobody').value += 1),
    failed: (what) => void (hints.of(what).value += 1),
    delivered: (sink, outcome) => void (deliveries.of(sink, outcome).value += 1),
    told(all) {
      for (const { at } of all) {
        hints.of('told').value += 1;
        lag.observe(Math.max(0, now() - at.getTime()) / 1_000);
      }
    },
    measures: [
      {
        ...{ kind: 'counter', name: `${NAME}hints_total`, help: 'Hints by what became of them: told, nobody, later, dead.' },
        ...{
          labels: ['outcome'],
          read: () => hints.entries().map(({ values: [outcome = ''], what: { value } }) => ({ labels: { outcome }, value })),
        },
      },
      {
        ...{ kind: 'counter', name: `${NAME}deliveries_total`, help: 'Events handed to a sink, by how that ended.' },
        labels: ['sink', 'outcome'],
        read: () =>
          deliveries.entries().map(({ values: [sink = '', outcome = ''], what: { value } }) => ({ labels: { sink, outcome }, value })),
      },
      {
        ...{ kind: 'histogram', name: `${NAME}lag_seconds`, help: 'From the change, as its system dates it, to the sinks.' },
        ...{ labels: [], read: () => [{ labels: {}, spread: lag.read() }] },
      },
    ],
  };
}
