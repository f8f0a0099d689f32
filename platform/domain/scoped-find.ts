// A source's look-up within one request: nothing is asked twice, and a record that came by one way answers for its id (and
// for every identifier that only one record can hold) without another call, in whatever domain of this process it is asked.
import type { Identifier, RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import { identifierKey } from '../identity/identifiers';
import type { Found } from '../loader/record-finder';
import { toldOf, type Loaded } from '../loader/shared-read';
import type { PersonRecord } from '../record';
import { askerOf } from '../request/asker';
import type { RequestScope } from '../request/scope';
import type { Source } from './source';

/** Every record of the source that holds the identifier; rejects with what the source failed with, or where that way failed its canary. */
export function findInScope<C extends RecordSource<R>, R extends PersonRecord>(
  source: Source<C, R>,
  identifier: Identifier,
  maxAgeSeconds: number | null,
  scope: RequestScope,
): Promise<Found<R>> {
  const memo = memoOf(source, scope);
  const key = memoKey(identifier, maxAgeSeconds);
  const known = memo.get(key);
  if (known !== undefined) return known;
  const late = scope.givenUp(source.name);
  if (late !== undefined) return Promise.reject(late);
  if (!source.canary.supports(identifier.by)) return Promise.reject(new UpstreamError(source.name, 'LOOKUP_UNSUPPORTED'));
  const promise = scope
    .untilDeadline(source.name, source.find.load(identifierKey(identifier), askerOf(scope, maxAgeSeconds)))
    .then((found) => {
      const { value } = found;
      if (value.length > 0) scope.ledger.add(source.name, toldOf(found));
      for (const loaded of value) remember(source, loaded, maxAgeSeconds, memo);
      return value;
    });
  memo.set(key, promise);
  return promise;
}

/** Puts a record that came by another way (a list) where look-ups by its id find it, so that it is not asked for again. */
export function rememberInScope<C extends RecordSource<R>, R extends PersonRecord>(
  source: Source<C, R>,
  loaded: Loaded<R>,
  maxAgeSeconds: number | null,
  scope: RequestScope,
): void {
  remember(source, loaded, maxAgeSeconds, memoOf(source, scope));
}

function memoOf<C extends RecordSource<R>, R extends PersonRecord>(
  source: Source<C, R>,
  scope: RequestScope,
): Map<string, Promise<Found<R>>> {
  return scope.onceInProcess(source.find, () => new Map<string, Promise<Found<R>>>());
}

function remember<C extends RecordSource<R>, R extends PersonRecord>(
  source: Source<C, R>,
  loaded: Loaded<R>,
  maxAgeSeconds: number | null,
  memo: Map<string, Promise<Found<R>>>,
): void {
  const answer = Promise.resolve([loaded]);
  const record = loaded.value;
  const held: Identifier[] = [
    { by: 'id', value: record.id },
    ...record.emails.map(({ value }): Identifier => ({ by: 'email', value })),
    ...record.phones.map(({ value }): Identifier => ({ by: 'phone', value })),
  ];
  const unique = new Set(source.connector.lookups.filter((lookup) => lookup.unique === true).map((lookup) => lookup.by));
  for (const identifier of held) {
    const key = memoKey(identifier, maxAgeSeconds);
    if ((identifier.by === 'id' || unique.has(identifier.by)) && !memo.has(key)) memo.set(key, answer);
  }
}

/** A part of the request that wants it live must not be answered by one that takes it from the cache. */
function memoKey(identifier: Identifier, maxAgeSeconds: number | null): string {
  return `${maxAgeSeconds ?? ''}|${identifierKey(identifier)}`;
}
