// Actions as the domains' subgraphs take them: the hidden mutation `_<domain>Action`, over whatever link leads there. Who asks is the house
// itself.
import { randomUUID } from 'node:crypto';
import { isUpstreamCode, UpstreamError } from '../../platform/errors';
import { actionReceipt, offeredActions } from '../../platform/exchange/action';
import type { SubgraphLink, SubgraphResponse } from '../../platform/link/link';
import { OURSELVES } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { ActionRefused, type PerformAction, type ReadOffers } from '../../processes/runs/perform';

/** Longer than any vendor takes to answer; what comes later counts as no answer, and is asked again by the same key. */
const DEADLINE_MS = 15_000;

type LinkTo = (name: string) => SubgraphLink | undefined;

export function performOverLinks(linkTo: LinkTo): PerformAction {
  return async (domain, request) => {
    const field = `_${domain}Action`;
    const query = `mutation ($request: ActionRequest!) { ${field}(request: $request) }`;
    const receipt = actionReceipt.safeParse(dataOf(await send(linkTo, domain, query, { request }), domain, field));
    if (!receipt.success) throw new UpstreamError(request.source, 'UPSTREAM_CONTRACT');
    return receipt.data;
  };
}

/** A domain that is not here, or knows no actions yet, offers none. */
export function offersOverLinks(linkTo: LinkTo): ReadOffers {
  return async (domain) => {
    if (linkTo(domain) === undefined) return [];
    const field = `_${domain}Actions`;
    const response = await send(linkTo, domain, `query { ${field} }`, {});
    if (response.errors?.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED') === true) return [];
    const offers = offeredActions.safeParse(dataOf(response, domain, field));
    if (!offers.success) throw new UpstreamError(domain, 'UPSTREAM_CONTRACT');
    return offers.data;
  };
}

async function send(linkTo: LinkTo, domain: string, query: string, variables: Record<string, unknown>): Promise<SubgraphResponse> {
  const link = linkTo(domain);
  if (link === undefined) throw new ActionRefused('ACTION_UNSUPPORTED');
  const id = randomUUID();
  const frame = { requestId: id, scopeId: id, deadlineMs: DEADLINE_MS, askedSubgraphs: [], caller: OURSELVES };
  return link.send({ query, variables, headers: toHeaders(frame) });
}

function dataOf({ data, errors }: SubgraphResponse, domain: string, field: string): unknown {
  const [fault] = errors ?? [];
  if (fault === undefined) return data?.[field];
  const { code, source } = fault.extensions;
  if (isUpstreamCode(code)) throw new UpstreamError(typeof source === 'string' ? source : domain, code);
  throw new ActionRefused(code);
}
