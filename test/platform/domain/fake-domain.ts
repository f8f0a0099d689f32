// A domain's sources over fake connectors, and the scope of one request.
import { EVERYBODY } from '../../../platform/request/caller';
import type { CacheMode } from '../../../platform/cache/cache';
import { createCanary, type Canary } from '../../../platform/canary/canary';
import type { Identifier, LookupBy, RecordSource } from '../../../platform/connector';
import { silentLog } from '../../../platform/log';
import { listsOfConnector, withFilter, type ListOf } from '../../../platform/domain/list-of';
import type { Source } from '../../../platform/domain/source';
import { DEFAULT_VIEW_OPTIONS, type MatchKeys, type ViewOptions } from '../../../platform/identity/match-keys';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { createCachedRead } from '../../../platform/loader/cached-read';
import { createCacheChecker } from '../../../platform/loader/cache-check';
import { createRecordFinder, recordKeyOf } from '../../../platform/loader/record-finder';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import type { PersonRecord } from '../../../platform/record';
import { createScopeRegistry, type RequestScope } from '../../../platform/request/scope';
import { memoryCache, type FakeConnector } from '../loader/fake-source';
import { NOTHING_SAID } from '../../../platform/identity/said';

export type FakeSource = Source<FakeConnector, PersonRecord>;

/** Its connectors answer a search, where they have one, and no other list. */
export const searchOnly: ListOf<FakeConnector, PersonRecord> = (connector, query) =>
  query.kind === 'SEARCH' ? withFilter(connector.search, query, query) : undefined;

/** The canary of a fake source; it looks when told to. */
export function canaryOf(name: string, connector: RecordSource, identifiers: readonly Identifier[] = []): Canary {
  const watch = createSourceWatch(name, () => null);
  return createCanary({
    source: name,
    variable: `${name.toUpperCase()}_CANARY`,
    connector,
    identifiers,
    watch,
    log: silentLog,
    everySeconds: 3_600,
  });
}

export function sourceOf(
  name: string,
  connector: FakeConnector,
  mode: CacheMode = 'off',
  listOf = searchOnly,
  custom: FakeSource['custom'] = [],
): FakeSource {
  const cache = memoryCache(mode);
  const watch = createSourceWatch(name, () => null);
  const common = { source: name, cache, windowMs: 0, watch };
  const recordKey = recordKeyOf(name);
  const cacheChecker = createCacheChecker({ ...common, connector, recordKey });
  return {
    name,
    vendor: name,
    connector,
    watch,
    canary: canaryOf(name, connector),
    cacheMode: mode,
    changesHeard: { by: null, could: null, everySeconds: null },
    custom,
    cacheChecker,
    reads: new Map(),
    actions: new Map(),
    forget: (records) => cache.invalidate({ records }),
    find: createRecordFinder({ ...common, connector, recordKey, seen: cacheChecker.seen, ttlSeconds: 30 }),
    list: createCachedRead({ ...common, question: 'list', read: listsOfConnector(connector, listOf), ttlSeconds: 30 }),
    hasList: (query) => listOf(connector, query) !== undefined,
    cached: (question, read, ttlSeconds) => createCachedRead({ ...common, question, read, ttlSeconds }),
  };
}

/** The source with look-ups that failed their canary. */
export function brokenAt(source: FakeSource, ...broken: readonly LookupBy[]): FakeSource {
  return { ...source, canary: { ...source.canary, supports: (by) => !broken.includes(by) } };
}

let requests = 0;

/** A new request; its timers are unreferenced. */
export function newScope(deadlineMs = 5_000): RequestScope {
  requests += 1;
  return createScopeRegistry().of({
    requestId: 'request',
    scopeId: `scope-${requests}`,
    deadlineMs,
    caller: EVERYBODY,
    askedSubgraphs: [],
  });
}

/** The match keys of a customer; the first record is the anchor. */
export function matchKeysOf(people: readonly PersonRecord[], options: Partial<ViewOptions> = {}): MatchKeys {
  const [anchor] = people;
  if (anchor === undefined) throw new RangeError('match keys need an anchor');
  return {
    anchor: anchor.id,
    movedFrom: null,
    generic: [],
    contested: [],
    said: NOTHING_SAID,
    profiles: people.map((person) => toMatchProfile(person, 1)),
    options: { ...DEFAULT_VIEW_OPTIONS, ...options },
  };
}
