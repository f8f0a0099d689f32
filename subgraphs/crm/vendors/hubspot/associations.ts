// What hangs together: ids of associated objects; of contacts also the objects themselves, as one list a contact.
import type { Call } from '../../../../platform/http/call';
import { objectsById, refuseFailures, type HubspotApi, type ObjectsToRead } from './objects';
import { AssociationBatch, type HubspotObject } from './wire';

/** Inputs of one association read. */
export const MAX_CONTACTS = 1000;

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
  /** As the association paths have it. */
  associationType: string;
  objects: ObjectsToRead;
  /** Only the newest so many of each contact; not given = all. */
  newest?: number;
}

/**
 * The associated objects of at most 1,000 contacts by contact id, in no order; an Error for a contact whose objects could not
 * all be read. Costs one call, and one for every 100 objects.
 */
export async function associatedObjects(
  api: HubspotApi,
  { associationType, objects, newest }: AssociatedObjects,
  contactIds: readonly string[],
  call: Call,
): Promise<Map<string, HubspotObject[] | Error>> {
  const idsByContact = await associatedIds(api, { from: 'contacts', to: associationType }, contactIds, call);
  const wanted = new Map([...idsByContact].map(([contact, ids]) => [contact, newest === undefined ? ids : newestIds(ids, newest)]));
  const ids = [...new Set([...wanted.values()].flat())];
  const answers = await objectsById(api, objects)(ids, call);
  const byId = new Map(ids.map((id, index) => [id, answers[index] ?? null]));

  return new Map(
    [...wanted].map(([contact, objectIds]) => {
      const answered = [...new Set(objectIds)].flatMap((id) => byId.get(id) ?? []);
      const found = answered.flatMap((object) => (object instanceof Error ? [] : object));
      return [contact, answered.find((object) => object instanceof Error) ?? found];
    }),
  );
}

/** Associations carry no dates; HubSpot's ids grow with time. */
function newestIds(ids: readonly string[], count: number): string[] {
  return ids.toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1)).slice(0, count);
}
