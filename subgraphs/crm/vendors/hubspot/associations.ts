// What hangs together: ids of associated objects; of contacts and companies also the objects themselves, as one list each.
import type { Call } from '../../../../platform/http/call';
import { objectsById, refuseFailures, type HubspotApi, type ObjectsToRead } from './objects';
import { AssociationBatch, type HubspotObject } from './wire';

/** Inputs of one association read. */
export const MAX_INPUTS = 1000;

/**
 * Ids of the objects of type `to` that at most 1,000 objects of type `from` are associated with, paged to the end. Objects without
 * any are left out (HubSpot answers 207 and names them).
 * https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-v4/guide
 */
export async function associatedIds(
  api: HubspotApi,
  { from: fromType, to: toType }: { from: string; to: string },
  ids: readonly string[],
  call: Call,
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const found = new Map<string, string[]>();
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const { body } = await api.http.send({
      method: 'POST',
      path: `/crm/v4/associations/${fromType}/${toType}/batch/read`,
      body: { inputs },
      reply: AssociationBatch,
      call,
    });
    refuseFailures(api, body.errors);
    for (const { from, to } of body.results) {
      found.set(from.id, [...(found.get(from.id) ?? []), ...to.map(({ toObjectId }) => toObjectId)]);
    }
    inputs = body.results.flatMap(({ from, paging }) => (paging?.next === undefined ? [] : [{ id: from.id, after: paging.next.after }]));
  }
  return found;
}

export interface AssociatedObjects {
  /** Whose they are. */
  from: 'contacts' | 'companies';
  /** As the association paths have it. */
  associationType: string;
  objects: ObjectsToRead;
  /** Only the newest so many of each; not given = all. */
  newest?: number;
}

/**
 * The associated objects of at most 1,000 contacts or companies by their ids, in no order; an Error for one whose objects could not
 * all be read. Costs one call, and one for every 100 objects; without ids none.
 */
export async function associatedObjects(
  api: HubspotApi,
  { from, associationType, objects, newest }: AssociatedObjects,
  ownerIds: readonly string[],
  call: Call,
): Promise<Map<string, HubspotObject[] | Error>> {
  const idsByOwner = await associatedIds(api, { from, to: associationType }, ownerIds, call);
  const wanted = new Map([...idsByOwner].map(([owner, ids]) => [owner, newest === undefined ? ids : newestIds(ids, newest)]));
  const ids = [...new Set([...wanted.values()].flat())];
  const answers = await objectsById(api, objects)(ids, call);
  const byId = new Map(ids.map((id, index) => [id, answers[index] ?? null]));

  return new Map(
    [...wanted].map(([owner, objectIds]) => {
      const answered = [...new Set(objectIds)].flatMap((id) => byId.get(id) ?? []);
      const found = answered.flatMap((object) => (object instanceof Error ? [] : object));
      return [owner, answered.find((object) => object instanceof Error) ?? found];
    }),
  );
}

/** Associations carry no dates; HubSpot's ids grow with time. */
function newestIds(ids: readonly string[], count: number): string[] {
  return ids.toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1)).slice(0, count);
}
