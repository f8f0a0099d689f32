// One look-up call to the connector, under the cache's leases: what it finds fills links and records, also those that nobody asked for by
// that name. Which calls are needed is for record-finder.ts.
import type { CacheFill, CacheFind, CacheKey, CacheLease, RecordCache } from '../cache/cache';
import type { Identifier, RecordSource } from '../connector';
import { identifierKey } from '../identity/identifiers';
import type { PersonRecord } from '../record';
import { gathered } from './gathered-read';
import type { Asker } from '../request/asker';
import type { Loaded } from './shared-read';
import type { SourceWatch } from './source-watch';
import { standIn, tellable, tooFew } from './turns';
import { whileWanted } from './wanted';

/** An identifier, and what may be filled with what it finds. */
export interface AskedFor {
  identifier: Identifier;
  /** Of what the identifier leads to. */
  link?: CacheLease;
  /** Of the record whose id it is. */
  record?: CacheLease;
}

export interface FindCallOptions<R extends PersonRecord> {
  source: string;
  connector: RecordSource<R>;
  cache: RecordCache;
  ttlSeconds: number;
  watch: SourceWatch;
  linkKey(identifier: Identifier): CacheKey;
  recordKey(id: string): CacheKey;
}

/** By `identifierKey`, each once: the records found, or why not. A record whose source fails may be answered past its time. Never rejects. */
export type FindCall<R extends PersonRecord> = (
  asked: readonly AskedFor[],
  asker: Asker,
) => Promise<Map<string, readonly Loaded<R>[] | Error>>;

export function createFindCall<R extends PersonRecord>(options: FindCallOptions<R>): FindCall<R> {
  const { source, connector, cache, ttlSeconds, watch, linkKey, recordKey } = options;
  const find = gathered(connector.find, watch);

  return async (askedFor, asker) => {
    const answers = new Map<string, readonly Loaded<R>[] | Error>();
    if (askedFor.length === 0) return answers;
    const asked = [...united(askedFor).values()];
    const identifiers = asked.map(({ identifier }) => identifier);
    const leases = asked.flatMap(({ link, record }) => [link, record]).filter((lease) => lease !== undefined);
    const found = await whileWanted(cache, leases, asker, (wanting) => find(identifiers, wanting));
    const fetchedAt = Date.now();
    const kept = { fetchedAt, ttlSeconds };
    const fills = new Map<CacheLease, CacheFill>();
    const along = new Map<string, CacheFind>();
    const leased = new Map(asked.flatMap(({ identifier, record }) => (record === undefined ? [] : [[identifier.value, record] as const])));
    for (const [index, { identifier, link, record }] of asked.entries()) {
      const answer = found[index] ?? tooFew(source);
      if (answer instanceof Error) {
        cache.fail(
          [link, record].flatMap((lease) => lease ?? []),
          tellable(answer, asker),
        );
        const known = standIn<R>({ cache, source }, record?.stale, answer);
        answers.set(identifierKey(identifier), known === undefined ? answer : [known]);
        continue;
      }
      answers.set(
        identifierKey(identifier),
        answer.map((value) => ({ value, fetchedAt, fromCache: false })),
      );
      const ids = { ...kept, value: answer.map(({ id }) => id), absent: answer.length === 0 };
      const key = linkKey(identifier);
      if (link === undefined) along.set(`${key.kind} ${key.key}`, { ...ids, key });
      else fills.set(link, { ...ids, lease: link });
      for (const value of answer) {
        const lease = leased.get(value.id);
        if (lease === undefined) along.set(`record ${value.id}`, { ...kept, value, absent: false, key: recordKey(value.id) });
        else fills.set(lease, { ...kept, value, absent: false, lease });
      }
    }
    // Of a record that was asked for and is not there any more, its link tells.
    cache.fail(
      [...leased.values()].filter((lease) => !fills.has(lease)),
      null,
    );
    cache.fill([...fills.values()], [...along.values()]);
    return answers;
  };
}

/** An identifier that is asked for its link and for its record is asked once. */
function united(asked: readonly AskedFor[]): Map<string, AskedFor> {
  const byKey = new Map<string, AskedFor>();
  for (const one of asked) {
    const key = identifierKey(one.identifier);
    byKey.set(key, { ...byKey.get(key), ...one });
  }
  return byKey;
}
