// The look-up of a source behind the cache: which records hold this identifier? Links (identifier → record ids) and records
// are kept apart, so that one record serves every way of asking, and `links` mode keeps ids only.
import type { CacheKey, RecordCache } from '../cache/cache';
import type { Identifier, RecordSource } from '../connector';
import { identifierKey, toIdentifier } from '../identity/identifiers';
import type { PersonRecord } from '../record';
import { gathered } from './gathered-read';
import { createSharedRead, type Loaded, type SharedRead } from './shared-read';
import { callFor, type SourceWatch } from './source-watch';

/** The records that hold one identifier, each with its age. */
export type Found<R extends PersonRecord> = readonly Loaded<R>[];

export interface RecordFinderOptions<R extends PersonRecord> {
  source: string;
  connector: RecordSource<R>;
  cache: RecordCache;
  ttlSeconds: number;
  windowMs: number;
  watch: SourceWatch;
}

/** Does the record still hold it? A cached link may have outlived a change of address. */
function holds(record: PersonRecord, { by, value }: Identifier): boolean {
  if (by === 'email') return record.emails.some((email) => email.value === value);
  if (by === 'phone') return record.phones.some((phone) => phone.value === value);
  return by === 'id' || record.externalIds.includes(value);
}

/** Makes the finder. A way to look up that the connector does not declare finds nothing, without a call. */
export function createRecordFinder<R extends PersonRecord>(options: RecordFinderOptions<R>): SharedRead<Found<R>> {
  const { source, connector, cache, ttlSeconds, windowMs, watch } = options;
  const find = gathered(connector.find);
  const declared = new Set(connector.lookups.map((lookup) => lookup.by));
  const linkKey = (key: string): CacheKey => ({ source, kind: 'link', question: 'find', key });
  const recordKey = (id: string): CacheKey => ({ source, kind: 'record', question: 'record', key: id });

  return createSharedRead<Found<R>>({
    windowMs,
    async read(keys, asker) {
      const identifiers = keys.map(toIdentifier);
      const links = await cache.read(keys.map(linkKey), asker.maxAgeSeconds);
      const linkedIds = links.map((hit) => (hit === undefined ? undefined : (hit.value as string[])));
      const wanted = [...new Set([...linkedIds.flatMap((ids) => ids ?? [])])];
      const cachedRecords = await cache.read(wanted.map(recordKey), asker.maxAgeSeconds);
      const records = new Map<string, Loaded<R>>();
      wanted.forEach((id, index) => {
        const hit = cachedRecords[index];
        if (hit !== undefined) records.set(id, { value: hit.value as R, fetchedAt: hit.fetchedAt, fromCache: true });
      });

      const answers = new Map<string, Found<R> | Error>();
      const ask = async (asked: readonly Identifier[]): Promise<void> => {
        if (asked.length === 0) return;
        const call = callFor(watch, asker.ledger);
        const found = await find(asked, call);
        const fetchedAt = Date.now();
        asked.forEach((identifier, index) => {
          const answer = found[index] ?? new Error(`${source} answered too few keys`);
          answers.set(
            identifierKey(identifier),
            answer instanceof Error ? answer : answer.map((value) => ({ value, fetchedAt, fromCache: false })),
          );
        });
        cache.fill(
          asked.flatMap((identifier) => {
            const answer = answers.get(identifierKey(identifier));
            if (answer === undefined || answer instanceof Error) return [];
            const ids = answer.map(({ value }) => value.id);
            return [
              { key: linkKey(identifierKey(identifier)), value: ids, fetchedAt, ttlSeconds },
              ...answer.map(({ value }) => ({ key: recordKey(value.id), value, fetchedAt, ttlSeconds })),
            ];
          }),
        );
      };

      // Unknown identifiers, and records of known links that the cache does not hold, go out together.
      const unknown = identifiers.filter((identifier, index) => declared.has(identifier.by) && linkedIds[index] === undefined);
      const lacking = declared.has('id') ? wanted.filter((id) => !records.has(id)).map((id): Identifier => ({ by: 'id', value: id })) : [];
      const asked = new Map([...unknown, ...lacking].map((identifier) => [identifierKey(identifier), identifier]));
      await ask([...asked.values()]);

      const fromLinks = (ids: readonly string[], identifier: Identifier): Found<R> | Error | 'stale' => {
        const found: Loaded<R>[] = [];
        for (const id of ids) {
          const answer = answers.get(`id:${id}`);
          if (answer instanceof Error) return answer;
          const record = records.get(id) ?? answer?.[0];
          if (record === undefined || !holds(record.value, identifier)) return 'stale';
          found.push(record);
        }
        return found;
      };
      const fromCache = identifiers.map((identifier, index) => {
        const ids = linkedIds[index];
        return ids === undefined ? undefined : fromLinks(ids, identifier);
      });
      await ask(identifiers.filter((_, index) => fromCache[index] === 'stale'));
      asker.ledger.add(source, {
        keys: identifiers.filter(({ by }) => declared.has(by)).length,
        cacheHits: fromCache.filter((found) => isFound(found) && found.every((record) => record.fromCache)).length,
      });

      return identifiers.map((identifier, index) => {
        const cached = fromCache[index];
        if (cached !== undefined && cached !== 'stale') return wrap(cached);
        if (!declared.has(identifier.by)) return wrap([]);
        return wrap(answers.get(identifierKey(identifier)) ?? new Error(`${source} answered too few keys`));
      });
    },
  });
}

function isFound<R extends PersonRecord>(answer: Found<R> | Error | 'stale' | undefined): answer is Found<R> {
  return Array.isArray(answer);
}

/** A finding is as old as its oldest record. */
function wrap<R extends PersonRecord>(found: Found<R> | Error): Loaded<Found<R>> | Error {
  if (found instanceof Error) return found;
  const now = Date.now();
  return {
    value: found,
    fetchedAt: Math.min(now, ...found.map(({ fetchedAt }) => fetchedAt)),
    fromCache: found.length > 0 && found.every(({ fromCache }) => fromCache),
  };
}
