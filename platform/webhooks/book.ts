// What is counted of webhooks, by source: for metrics. Never an id, and never a source that somebody made up.
import type { Measure } from '../metrics/measure';
import { createTally, zero } from '../metrics/tally';

/** `taken` = with something new in it · `double` = all of it was seen before · `ignored` = nothing of ours · `unavailable` = answered 503. */
export type WebhookResult = 'taken' | 'double' | 'ignored' | 'refused' | 'unreadable' | 'unavailable';

export interface WebhookBook {
  count(source: string, result: WebhookResult): void;
  /** Events that were new. */
  events(source: string, news: number): void;
  readonly measures: readonly Measure[];
}

/** An empty one. */
export function createWebhookBook(): WebhookBook {
  const requests = createTally(zero);
  const events = createTally(zero);
  return {
    count: (source, result) => void (requests.of(source, result).value += 1),
    events: (source, news) => void (events.of(source).value += news),
    measures: [
      {
        ...{ kind: 'counter', name: 'customer_graph_webhooks_total', labels: ['source', 'result'] },
        help: 'Webhooks by what became of them: taken, double, ignored, refused (not proven), unreadable, or unavailable (sent again).',
        read: () =>
          requests.entries().map(({ values: [source = '', result = ''], what }) => ({ labels: { source, result }, value: what.value })),
      },
      {
        ...{ kind: 'counter', name: 'customer_graph_events_in_total', labels: ['source'] },
        help: 'Events of a source that were new, by webhook or by poll.',
        read: () => events.entries().map(({ values: [source = ''], what }) => ({ labels: { source }, value: what.value })),
      },
    ],
  };
}
