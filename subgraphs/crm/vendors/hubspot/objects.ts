// HubSpot's batch read: objects of one type by id, or by another unique property. Every connector read ends here.
import { chunked } from '../../../../platform/batch-read';
import { parseRecordId, type RecordId } from '../../../../platform/record';
import type { BatchRead } from '../../../../platform/connector';
import { UpstreamError } from '../../../../platform/errors';
import type { HttpClient } from '../../../../platform/http/client';
import type { Call } from '../../../../platform/http/call';
import { ObjectBatch, type HubspotObject } from './wire';

/** A running connection to one account. */
export interface HubspotApi {
  source: string;
  http: HttpClient;
}

/** Inputs of one batch read. */
export const MAX_OBJECTS = 100;

export interface ObjectsToRead {
  /** As in the published paths: `contacts`, `0-3` for deals. */
  type: string;
  properties: readonly string[];
  /** Not given = by id. */
  idProperty?: 'email';
}

/**
 * At most 100 objects, in no order; unknown ones are left out (HubSpot answers 207 and names them).
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/batch/get-contacts
 */
export async function readObjects(
  api: HubspotApi,
  { type, properties, idProperty }: ObjectsToRead,
  ids: readonly string[],
  call: Call,
): Promise<HubspotObject[]> {
  if (ids.length === 0) return [];
  const { body } = await api.http.send({
    method: 'POST',
    path: `/crm/v3/objects/${type}/batch/read`,
    body: { properties, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })), ...(idProperty === undefined ? {} : { idProperty }) },
    reply: ObjectBatch,
    call,
  });
  refuseFailures(api, body.errors);
  return body.results;
}

/** Objects by id, as many as wanted; null = unknown. */
export function objectsById(api: HubspotApi, what: ObjectsToRead): BatchRead<string, HubspotObject | null> {
  return chunked<HubspotObject | null>({
    absent: null,
    keysPerCall: MAX_OBJECTS,
    read: async (ids, call) => new Map((await readObjects(api, what, ids, call)).map((object) => [object.id, object])),
  });
}

/**
 * A 207 tells of inputs that do not exist, and of inputs that HubSpot failed to read. The second kind must not look like an
 * empty answer.
 */
export function refuseFailures({ source }: HubspotApi, errors: readonly { category: string }[] = []): void {
  const failure = errors.find(({ category }) => !ABSENT.has(category));
  if (failure !== undefined) throw new UpstreamError(source, 'UPSTREAM_UNAVAILABLE', { cause: new Error(failure.category) });
}

const ABSENT: ReadonlySet<string> = new Set(['OBJECT_NOT_FOUND', 'VALIDATION_ERROR']);

/** HubSpot's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds(source: string, type: string, ids: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      return parts !== null && parts.source === source && parts.type === type && /^\d+$/.test(parts.id) ? [[parts.id, id] as const] : [];
    }),
  );
}
