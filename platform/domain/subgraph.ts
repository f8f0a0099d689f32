// A subgraph of one domain: sources from the environment, a session a fetch, and the domain's own resolvers on top.
import type { BoundAction } from '../actions/offer';
import type { ConnectorDefinition, RecordSource } from '../connector';
import type { Domain } from '../exchange/domain';
import type { PersonRecord } from '../record';
import { askedFields } from '../subgraph/asked-fields';
import { ttlOf } from '../subgraph/freshness';
import type { SubgraphDefinition } from '../subgraph/definition';
import { buildSchema } from '../subgraph/schema';
import { runSubgraph } from '../subgraph/subgraph';
import type { ListOf } from './list-of';
import { predictReads, type FieldReads } from './predicted-reads';
import { examineSource, type Attempt } from './examination';
import { createActionDesk } from './desk';
import { createDomainSession, type DomainSession } from './session';
import { startSources, type Source } from './source';

export interface DomainSubgraph<C extends RecordSource<R>, R extends PersonRecord, Context extends object> {
  name: string;
  domain: Domain;
  vendors: readonly ConnectorDefinition<C>[];
  /** How its connectors answer a list. */
  listOf: ListOf<C, R>;
  /** What a connector offers to do; left out = nothing. */
  actionsOf?(connector: C): ReadonlyMap<string, BoundAction>;
  /** What `npm run doctor` tries of a connector besides its look-ups and its search; `record` is the canary's, null where there is none. */
  tryReads(connector: C, record: R | null, attempt: Attempt): Promise<void>;
  /** What its fields read beyond the customer's records and lists, which every domain's do alike: for explaining. */
  fieldReads: FieldReads;
  /** By type and field, typed by the code generator against the SDL. */
  resolvers: object;
  /**
   * Called once at start with the running sources and the time to live of each type (seconds, from the SDL); what it answers
   * makes the context of each fetch.
   */
  prepare(sources: readonly Source<C, R>[], ttlOfType: (typeName: string) => number): (session: DomainSession<C, R>) => Context;
}

/** Declares it; nothing runs before `start`. */
export function defineDomainSubgraph<C extends RecordSource<R>, R extends PersonRecord, Context extends object>(
  definition: DomainSubgraph<C, R, Context>,
): SubgraphDefinition {
  const { name, domain, vendors, listOf, actionsOf, tryReads, fieldReads, resolvers, prepare } = definition;
  return {
    name,
    async start({ env, cache, guards, log, typeDefs, windowMs, phoneRegion, registry, memos, claims }) {
      const schema = buildSchema(typeDefs, resolvers);
      const recordTtlSeconds = ttlOf(schema, 'SourceRecord');
      const deps = {
        cache,
        guards,
        log,
        windowMs,
        phoneRegion,
        registry,
        recordTtlSeconds,
        listOf,
        ...(actionsOf === undefined ? {} : { actionsOf }),
      };
      const sources = await startSources<C, R>(name, vendors, env, deps);
      const desk = createActionDesk(sources, claims);
      const contextOf = prepare(sources, (typeName) => ttlOf(schema, typeName));
      // In the background: a source that is down must not hold up the start.
      for (const { canary } of sources) canary.start();
      const running = runSubgraph({
        name,
        schema,
        log,
        memos,
        predictReads: (document) =>
          Promise.resolve(predictReads(askedFields(schema, document), { ...fieldReadsOfEvery(name), ...fieldReads }, sources)),
        contextOf: (scope) => contextOf(createDomainSession(domain, sources, scope, desk)),
        async close() {
          for (const { canary } of sources) canary.close();
          await Promise.all(sources.map(async ({ connector }) => connector.close?.()));
        },
      });
      return { ...running, examine: () => Promise.all(sources.map((source) => examineSource(domain, source, tryReads))) };
    },
  };
}

/** `xReport` reads nothing: it tells of what others have read. */
function fieldReadsOfEvery(name: string): FieldReads {
  return {
    [`Query._${name}Records`]: ['find'],
    [`Query._${name}List`]: ['list'],
    [`Query._${name}Export`]: ['find'],
    [`Customer.${name}`]: ['find'],
    [`Customer.${name}Evidence`]: ['find'],
    [`Customer.${name}Events`]: ['find'],
  };
}
