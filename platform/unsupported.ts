// What a connector says of a read that its vendor has no way to answer: an error that names itself, in place of an empty list
// that would be a lie. `completeness` then says UNSUPPORTED, and `missing` names the source. Sends nothing.
import type { BatchRead, ListRead } from './connector';
import { UpstreamError } from './errors';
import type { PersonRecord } from './record';

/** A batch read that answers each key with `UPSTREAM_UNSUPPORTED`, without a request. */
export function unsupportedRead<Value>(source: string): BatchRead<string, Value> {
  return (keys) => Promise.resolve(keys.map(() => new UpstreamError(source, 'UPSTREAM_UNSUPPORTED')));
}

/** A list that rejects with `UPSTREAM_UNSUPPORTED`, without a request. */
export function unsupportedList<Filter, R extends PersonRecord>(source: string): ListRead<Filter, R> {
  return () => Promise.reject(new UpstreamError(source, 'UPSTREAM_UNSUPPORTED'));
}
