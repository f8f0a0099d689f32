// Runs one subgraph's schema: a request in, an answer out, the same in process and behind HTTP. The context is made from the
// request's headers alone; whatever a resolver throws leaves here without its insides.
import { randomUUID } from 'node:crypto';
import { execute, GraphQLError, Kind, OperationTypeNode, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Examination } from '../exchange/examination';
import { READS_HEADER, type PredictedRead } from '../exchange/reads';
import { DeniedError, InputError, StateError, TokenError, UpstreamError } from '../errors';
import type { Log } from '../log';
import { wordsOf } from '../state/fault';
import { fromHeaders, ownFrame } from '../request/headers';
import type { Requirement } from '../request/requirement';
import type { RequestMemos } from '../request/memos';
import { createScopeRegistry, type RequestScope } from '../request/scope';
import { freshnessOf, type Freshness } from './freshness';
import { areMet, requirementsOf } from './guard';
import type { SubgraphRequest, SubgraphResponse } from '../link/link';

export interface RunningSubgraph {
  readonly name: string;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Tries each of its sources, now and without a cache; never rejects. Left out where it has none. */
  examine?(): Promise<Examination[]>;
  close(): Promise<void>;
}

export interface SubgraphOptions {
  name: string;
  schema: GraphQLSchema;
  /** What resolvers get as their context; made once a fetch. */
  contextOf(scope: RequestScope): object;
  log: Log;
  /** What a text that is valid would read, without reading it; `headers` are the request's. Left out = nobody is told. */
  predictReads?(document: DocumentNode, headers: Readonly<Record<string, string>>): Promise<PredictedRead[]>;
  /** What it shares with other subgraphs of the process, of a request; left out = nothing. */
  memos?: RequestMemos;
  close(): Promise<void>;
}

interface Compiled {
  document: DocumentNode;
  freshness: Freshness;
  /** What it asks of whoever sends it. */
  requirements: readonly Requirement[];
  /** It may change something: that is done to the end, whoever waits. */
  changes: boolean;
}

/** Fetches come from plans, so few texts serve many requests. */
const COMPILED_DOCUMENTS = 1_000;

/** Starts serving the schema. */
export function runSubgraph({ name, schema, contextOf, log, predictReads, memos, close }: SubgraphOptions): RunningSubgraph {
  const scopes = createScopeRegistry(memos);
  const compiled = new LRUCache<string, Compiled>({ max: COMPILED_DOCUMENTS });

  function compile(query: string): Compiled | { errors: readonly GraphQLError[] } {
    const known = compiled.get(query);
    if (known !== undefined) return known;
    try {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const fresh = {
        document,
        freshness: freshnessOf(schema, document),
        requirements: requirementsOf(schema, document),
        changes: hasMutation(document),
      };
      compiled.set(query, fresh);
      return fresh;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  async function readsOf(text: unknown, headers: Readonly<Record<string, string>>): Promise<SubgraphResponse> {
    const operation = typeof text === 'string' ? compile(text) : { errors: [] };
    if ('errors' in operation || predictReads === undefined) return { data: {} };
    return { data: {}, extensions: { customerGraph: { reads: await predictReads(operation.document, headers) } } };
  }

  return {
    name,
    async execute({ query, variables, operationName, headers, patience }) {
      if (headers[READS_HEADER] !== undefined) return readsOf(variables?.['reads'], headers);
      const operation = compile(query);
      if ('errors' in operation) {
        return { errors: operation.errors.map(({ message }) => ({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })) };
      }
      const { document, freshness, requirements, changes } = operation;
      const frame = fromHeaders(headers) ?? ownFrame(randomUUID(), headers);
      if (!areMet(requirements, frame.caller)) {
        log.warn('a fetch asked for what its caller may not see', { requestId: frame.requestId, subgraph: name });
        const { message, extensions } = new DeniedError();
        return { data: null, errors: [{ message, extensions }] };
      }
      return scopes.during(frame, changes ? undefined : patience, async (scope) => {
        const { data, errors } = await execute({
          schema,
          document,
          variableValues: variables,
          operationName,
          contextValue: contextOf(scope),
        });
        return {
          ...(data === undefined ? {} : { data }),
          ...(errors === undefined ? {} : { errors: errors.map((error) => toWire(error, name, scope, log)) }),
          extensions: { customerGraph: { costs: scope.ledger.drain(), freshness } },
        };
      });
    },
    async close() {
      scopes.close();
      await close();
    },
  };
}

function hasMutation({ definitions }: DocumentNode): boolean {
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION);
}

/** What may leave: the message and code of errors meant for callers; of all others only that there was one. */
function toWire(
  error: GraphQLError,
  subgraph: string,
  { requestId, isGivenUp }: RequestScope,
  log: Log,
): NonNullable<SubgraphResponse['errors']>[number] {
  const path = error.path === undefined ? {} : { path: [...error.path] };
  const cause = error.originalError;
  if (cause instanceof UpstreamError) {
    const { source, code } = cause;
    if (!isGivenUp) log.warn('a source failed', { requestId, subgraph, source, code, cause: whyOf(cause.cause) });
    return { message: cause.message, ...path, extensions: cause.extensions };
  }
  if (cause instanceof StateError) {
    log.warn('the state database failed', { requestId, subgraph, code: cause.code, cause: wordsOf(cause) });
    return { message: cause.message, ...path, extensions: cause.extensions };
  }
  if (cause instanceof InputError || cause instanceof DeniedError || cause instanceof TokenError) {
    return { message: cause.message, ...path, extensions: cause.extensions };
  }
  // Errors of graphql-js itself, such as a variable of the wrong type, have no cause and quote only what the caller sent.
  if (cause === undefined && error.nodes !== undefined && error.path === undefined) {
    return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
  }
  log.error('a resolver failed', { requestId, subgraph, stack: (cause ?? error).stack ?? '' });
  return { message: 'Something went wrong on our side.', ...path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** For the log: our own words, or the code of whatever failed below us, since what that says itself names hosts and addresses. */
function whyOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  return `${cause.name}: ${'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message}`;
}
