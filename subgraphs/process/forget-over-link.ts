// What an erasure begins with, before anything is deleted: the customer subgraph sees to it that no process keeps anything of the
// customer's records from now on.
import { randomUUID } from 'node:crypto';
import { UpstreamError } from '../../platform/errors';
import type { SubgraphLink } from '../../platform/link/link';
import { OURSELVES } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';

/** All that the systems hold is read once for it. */
const DEADLINE_MS = 15_000;

/** Takes any record's id. Rejects with UpstreamError where nobody can promise it: nothing is to be deleted then. */
export function forgetOverLink(linkTo: (name: string) => SubgraphLink | undefined): (id: string) => Promise<void> {
  return async (id) => {
    const link = linkTo('customer');
    if (link === undefined) throw new UpstreamError('customer', 'UPSTREAM_UNAVAILABLE');
    const frame = { requestId: randomUUID(), scopeId: randomUUID(), deadlineMs: DEADLINE_MS, askedSubgraphs: [], caller: OURSELVES };
    const query = 'mutation ($id: ID!) { _forgetCustomer(id: $id) }';
    const { errors } = await link.send({ query, variables: { id }, headers: toHeaders(frame) });
    if (errors !== undefined) throw new UpstreamError('customer', 'UPSTREAM_UNAVAILABLE');
  };
}
