// Operations without a graph behind them, for tests of the transports: whatever is asked is answered without an end, as fast as it is
// taken, with answers large enough to fill what the network holds.
import { buildSchema, parse, type FormattedExecutionResult } from 'graphql';
import { EVERYBODY } from '../../../platform/request/caller';
import type { Connections } from '../../../gateway/subscriptions/connections';
import type { Operations, Prepared } from '../../../gateway/subscriptions/operations';
import { createSubscriber } from '../../../gateway/subscriptions/subscriber';

export interface Endless {
  readonly operations: Operations;
  /** Everybody may come. */
  readonly connections: Connections;
  /** Answers that were made so far. */
  made(): number;
  /** Subscriptions that are open. */
  open(): number;
}

export const ANSWER_BYTES = 1_000_000;

export function createEndless(): Endless {
  const schema = buildSchema('type Query { text: String } type Subscription { text: String }');
  const result: FormattedExecutionResult = { data: { text: 'x'.repeat(ANSWER_BYTES) } };
  let made = 0;
  let open = 0;
  let connected = 0;
  const make = (): Promise<FormattedExecutionResult> => {
    made += 1;
    return Promise.resolve(result);
  };
  return {
    operations: {
      schema: () => schema,
      prepare(_connection, { query }): Promise<Prepared> {
        const document = parse(String(query));
        if (String(query).startsWith('query')) return Promise.resolve({ kind: 'once', document, isMutation: false, answer: make });
        const subscribe = () => {
          open += 1;
          const subscriber = createSubscriber({
            since: 0,
            answer() {
              // Something has always been heard since.
              subscriber.heard(made);
              return make();
            },
            ended: () => void (open -= 1),
          });
          return subscriber;
        };
        return Promise.resolve({ kind: 'stream', document, subscribe });
      },
      reloaded: () => undefined,
      close: () => undefined,
    },
    connections: {
      admit() {
        connected += 1;
        return Promise.resolve(EVERYBODY);
      },
      callerOf: () => Promise.resolve(EVERYBODY),
      remove: () => void (connected -= 1),
      size: () => connected,
      close: () => undefined,
    },
    made: () => made,
    open: () => open,
  };
}
