// The scope of a request that this deployment makes itself, as processes do.
import { OURSELVES, type Caller } from '../../platform/request/caller';
import { createScopeRegistry, type RequestScope } from '../../platform/request/scope';

let requests = 0;

/** A new one; `caller` = somebody else. */
export function scopeOfOurselves(caller: Caller = OURSELVES): RequestScope {
  requests += 1;
  return createScopeRegistry().of({ requestId: 'request', scopeId: `deed-${requests}`, deadlineMs: 10_000, caller, askedSubgraphs: [] });
}
