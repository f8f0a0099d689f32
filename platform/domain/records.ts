// Records and references as the views of every domain show them.
import type { RecordSource } from '../connector';
import { parseRecordId, type JsonValue, type PersonRecord, type RecordId } from '../record';
import type { Resolved } from './resolution';

/** `RecordRef` of the SDL. */
export interface RecordRef {
  id: RecordId;
  source: string;
  type: string;
  url: string | null;
}

/** `SourceRecord` of the SDL, its `raw` still whole. */
export interface ShownRecord {
  ref: RecordRef;
  updatedAt: string | null;
  fetchedAt: string;
  fromCache: boolean;
  whole: JsonValue;
}

export function toRecordRef(id: RecordId, url: string | null = null): RecordRef {
  const parts = parseRecordId(id);
  return { id, source: parts?.source ?? '', type: parts?.type ?? '', url };
}

export function toShownRecord<C extends RecordSource<R>, R extends PersonRecord>(resolved: Resolved<C, R>): ShownRecord {
  const { record, fetchedAt, fromCache } = resolved;
  return {
    ref: toRecordRef(record.id, record.url),
    updatedAt: record.updatedAt,
    fetchedAt: new Date(fetchedAt).toISOString(),
    fromCache,
    whole: record.raw,
  };
}
