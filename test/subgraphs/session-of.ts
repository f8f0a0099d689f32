// A domain's context for one request over a connector of plain objects: what its resolvers get, without a schema around them.
import { createDomainSession, type DomainSession } from '../../platform/domain/session';
import { listsOfConnector, type ListOf } from '../../platform/domain/list-of';
import type { Source } from '../../platform/domain/source';
import type { RecordSource } from '../../platform/connector';
import type { Domain } from '../../platform/exchange/domain';
import { createCacheChecker } from '../../platform/loader/cache-check';
import { createRecordFinder, recordKeyOf } from '../../platform/loader/record-finder';
import { createCachedRead } from '../../platform/loader/cached-read';
import { createSourceWatch } from '../../platform/loader/source-watch';
import type { PersonRecord } from '../../platform/record';
import { memoryCache } from '../platform/loader/fake-source';
import { canaryOf, newScope } from '../platform/domain/fake-domain';

/** The session of a domain with these sources, by name; nothing is cached, and they have no lists unless told. */
export function sessionOf<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  connectors: Record<string, C>,
  listOf: ListOf<C, R> = () => undefined,
): { session: DomainSession<C, R>; sources: Source<C, R>[] } {
  const sources = Object.entries(connectors).map(([name, connector]): Source<C, R> => {
    const common = { source: name, cache: memoryCache('off'), windowMs: 0, watch: createSourceWatch(name, () => null) };
    const recordKey = recordKeyOf(name);
    const cacheChecker = createCacheChecker({ ...common, connector, recordKey });
    return {
      cacheChecker,
      ...{
        name,
        vendor: name,
        connector,
        watch: common.watch,
        canary: canaryOf(name, connector),
        cacheMode: 'off',
        custom: [],
        changesHeard: { by: null, could: null, everySeconds: null },
      },
      reads: new Map(),
      actions: new Map(),
      forget: (records) => common.cache.invalidate({ records }),
      find: createRecordFinder<R>({ ...common, connector, recordKey, seen: cacheChecker.seen, ttlSeconds: 30 }),
      list: createCachedRead({ ...common, question: 'list', read: listsOfConnector(connector, listOf), ttlSeconds: 30 }),
      hasList: (query) => listOf(connector, query) !== undefined,
      cached: (question, read, ttlSeconds) => createCachedRead({ ...common, question, read, ttlSeconds }),
    };
  });
  return { session: createDomainSession(domain, sources, newScope()), sources };
}
