// How a run acts: an action of a domain, asked for by name. Whether it is done in this process or over the network, and how, is not known
// here.
import type { ActionReceipt, ActionRequest, OfferedActions } from '../../platform/exchange/action';
import type { DomainName } from './plan';

/** Rejects with UpstreamError where the source failed, and with ActionRefused where it will not have the input. */
export type PerformAction = (domain: DomainName, request: ActionRequest) => Promise<ActionReceipt>;

/** What the sources of a domain offer; rejects with UpstreamError where the domain does not answer. */
export type ReadOffers = (domain: DomainName) => Promise<OfferedActions>;

/** The source answered, and will not do it: to ask again is of no use. */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused';

  constructor(readonly code: string) {
    super('the source refuses the action');
  }
}
