// HubSpot's owners. There is no bulk read by id, so several cost the list and one costs itself: the list is one call for all
// owners of most accounts (500 a page), and a page names a few hundred people at most.
import { z } from 'zod';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import { chunked } from '../../../../platform/batch-read';
import type { Owner } from '../../contract';
import { ownIds, type HubspotApi } from './objects';
import { HubspotOwner, OwnerPage, toOwner, type Account } from './wire';

const OWNERS_PAGE = 500;

/** Owners that have left the account are unknown: HubSpot lists them apart. */
export function ownersById(api: HubspotApi, account: Account): BatchRead<RecordId, Owner | null> {
  return chunked<Owner | null>({
    absent: null,
    keysPerCall: Infinity,
    async read(recordIds, call) {
      const ids = [...ownIds(account.source, 'owner', recordIds).keys()];
      const [only] = ids;
      const owners = only === undefined ? [] : ids.length === 1 ? await oneOwner(api, only, call) : await allOwners(api, ids, call);
      return new Map(owners.map((owner) => toOwner(owner, account)).map((owner) => [owner.id, owner]));
    },
  });
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/owners/get-owner; 404 = unknown. */
async function oneOwner(api: HubspotApi, id: string, call: Call): Promise<HubspotOwner[]> {
  const { status, body } = await api.http.send({
    method: 'GET',
    path: `/crm/v3/owners/${id}`,
    reply: z.union([HubspotOwner, z.object({ category: z.literal('OBJECT_NOT_FOUND') })]),
    accept: [404],
    call,
  });
  return status === 404 || !('id' in body) ? [] : [body];
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/owners/get-owners; 500 a page. Stops when all are found. */
async function allOwners(api: HubspotApi, ids: readonly string[], call: Call): Promise<HubspotOwner[]> {
  const missing = new Set(ids);
  const owners: HubspotOwner[] = [];
  let after: string | undefined;
  do {
    const { body } = await api.http.send({
      method: 'GET',
      path: '/crm/v3/owners',
      query: { limit: OWNERS_PAGE, after },
      reply: OwnerPage,
      call,
    });
    for (const owner of body.results) if (missing.delete(owner.id)) owners.push(owner);
    after = missing.size === 0 ? undefined : body.paging?.next?.after;
  } while (after !== undefined);
  return owners;
}
