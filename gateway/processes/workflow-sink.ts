// Changed customers on their way to the workflows: told to the `process` subgraph, wherever it runs, as the house itself. What it cannot
// read now (a source is down) is told again later.
import { randomUUID } from 'node:crypto';
import type { SubgraphLink } from '../../platform/link/link';
import { OURSELVES } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { within } from '../../platform/request/patience';
import type { Sink } from '../../processes/relay/sink';

const TELL = 'mutation Changed($event: JSON!) { _customerChanged(event: $event) }';
/** Conditions are read by federated queries, which have their own deadlines below this. */
const WITHIN_MS = 10_000;

/** Rejects where an event was not taken, or not in time: it is then delivered again. */
export function workflowSink(link: SubgraphLink, withinMs = WITHIN_MS): Sink {
  return {
    name: 'workflows',
    async deliver(event) {
      const frame = { requestId: randomUUID(), scopeId: randomUUID(), caller: OURSELVES, deadlineMs: withinMs, askedSubgraphs: [] };
      const request = { query: TELL, variables: { event }, headers: toHeaders(frame) };
      const { errors } = await within(withinMs, (patience) => link.send({ ...request, patience }));
      const [error] = errors ?? [];
      if (error !== undefined) throw new Error(`not taken: ${error.extensions.code}`);
    },
  };
}
