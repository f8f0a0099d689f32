// Whose a deal is: HubSpot's webhooks name the deal alone. Asked when one has come, and by nothing else.
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { recordId, type RecordId } from '../../../../platform/record';
import { associatedIds, MAX_INPUTS } from './associations';
import type { HubspotApi } from './objects';

const OWNERS = [
  { type: 'contact', to: 'contacts' },
  { type: 'company', to: 'companies' },
] as const;

/**
 * Contacts and companies by the ids of deals; a deal that was deleted has none. Two requests for every 1,000.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-v4/guide
 */
export function ownersOfDeals(api: HubspotApi): BatchRead<string, readonly RecordId[]> {
  return chunked<readonly RecordId[]>({
    absent: [],
    keysPerCall: MAX_INPUTS,
    async read(deals, call) {
      const found = await Promise.all(
        OWNERS.map(async ({ type, to }) => ({ type, ids: await associatedIds(api, { from: 'deals', to }, deals, call) })),
      );
      return new Map(
        deals.map((deal) => [deal, found.flatMap(({ type, ids }) => (ids.get(deal) ?? []).map((id) => recordId(api.source, type, id)))]),
      );
    },
  });
}
