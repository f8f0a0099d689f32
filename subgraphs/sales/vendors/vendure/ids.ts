// Vendure's ids (`7`) and ours (`vendure:customer:7`).
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';

export type VendureType = 'customer' | 'order' | 'line' | 'return' | 'note';

/** Digits or a UUID, by Vendure's two strategies. https://docs.vendure.io/reference/typescript-api/configuration/entity-id-strategy/ */
const ID = /^([1-9]\d{0,9}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** Above it, PostgreSQL refuses the whole query. */
const MAX_NUMBER = 2_147_483_647;

export function isId(id: string): boolean {
  return ID.test(id) && (id.includes('-') || Number(id) <= MAX_NUMBER);
}

export function toRecordId(source: string, type: VendureType, id: string): RecordId {
  return recordId(source, type, id);
}

/** Vendure's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds(source: string, type: VendureType, ids: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      const own = parts !== null && parts.source === source && parts.type === type && isId(parts.id);
      return own ? [[parts.id, id] as const] : [];
    }),
  );
}
