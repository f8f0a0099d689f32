// The plan of an operation with what each fetch would read of which source, for people who want to know what it costs before it is
// asked. Every subgraph is asked for its reads, none for data.
import { readsIn, READS_HEADER, type PredictedRead } from '../platform/exchange/reads';
import type { FetchEnvironment } from './execution/ask';
import { explain, type ExplainedFetch } from './execution/explain';
import { fetchesOf, type PlanNode } from './execution/plan';

export interface PredictedFetch extends ExplainedFetch {
  /** What the subgraph would read of its sources; null where it does not tell, or does not answer. */
  reads: readonly PredictedRead[] | null;
}

/** Never rejects for a subgraph's sake. */
export async function predictPlan(
  plan: PlanNode | null,
  { linkOf, headersFor, patience }: Pick<FetchEnvironment, 'linkOf' | 'headersFor' | 'patience'>,
): Promise<PredictedFetch[]> {
  const fetches = fetchesOf(plan);
  const reads = await Promise.all(
    fetches.map(async ({ subgraph, operation }) => {
      // To a subgraph that knows nothing of this it is a question that costs nothing: the text is only told.
      const headers = { ...headersFor(subgraph), [READS_HEADER]: 'on' };
      const request = { query: '{__typename}', variables: { reads: operation }, headers, ...(patience === undefined ? {} : { patience }) };
      return linkOf(subgraph)
        .send(request)
        .then(({ extensions }) => readsIn(extensions))
        .catch(() => null);
    }),
  );
  return explain(plan).map((fetch, index) => ({ ...fetch, reads: reads[index] ?? null }));
}

/** Vendor calls that the fetches cause at least where nothing is cached, as far as they tell. */
export function callsIn(fetches: readonly PredictedFetch[]): number {
  return fetches.reduce((sum, { reads }) => (reads ?? []).reduce((inner, { callsAtLeast }) => inner + callsAtLeast, sum), 0);
}
