// A supergraph as small as a test needs it: real subgraphs in this process, composed and planned as in production, and the executor
// over them. Requests travel as text, as they do between processes, and are kept to be looked at.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { graphql, parse, validate } from 'graphql';
import type { FetchEnvironment } from '../../../gateway/execution/ask';
import { createExecutor, type Answer, type Executor } from '../../../gateway/execution/executor';
import { fieldNamesOf } from '../../../gateway/execution/field-names';
import { createGraph } from '../../../gateway/execution/graph';
import { createApolloExecutor } from '../../../gateway/execution/open';
import type { PlanNode } from '../../../gateway/execution/plan';
import type { Planning } from '../../../gateway/execution/planner/planning';
import type { PreparedSupergraph } from '../../../gateway/execution/planner/prepare';
import { UpstreamError } from '../../../platform/errors';
import type { SubgraphRequest, SubgraphResponse } from '../../../platform/link/link';
import { buildSchema } from '../../../platform/subgraph/schema';
import { chosenPlanning } from './chosen-planning';

const NAMES = ['@key', '@requires', '@external', '@shareable', '@inaccessible', '@interfaceObject', '@provides'];
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(NAMES)})`;

export interface SmallSubgraph {
  sdl: string;
  resolvers?: object;
}

export interface Fetch {
  subgraph: string;
  query: string;
  variables: Record<string, unknown>;
}

type Answers = (fetch: Fetch) => SubgraphResponse | Promise<SubgraphResponse>;

export interface SmallSupergraph {
  readonly executor: Executor;
  /** What was sent so far. */
  readonly fetches: Fetch[];
  /** Answers in the place of a subgraph from now on; null = it is itself again. */
  replace(subgraph: string, answers: Answers | null): void;
  ask(query: string, variables?: Record<string, unknown>, operationName?: string): Promise<Answer>;
  /** Forgets what was sent, and every replacement. */
  reset(): void;
  /** The representations of all fetches to a subgraph. */
  representationsTo(subgraph: string): unknown[];
}

export interface OpenOptions {
  /** The plan of every operation, in the place of the planner's: null = an empty one. */
  plan?: PlanNode | null;
  /** Who plans; the one the tests run over where it is left out. */
  planning?: Planning;
  /** Makes the text that is planned of what was composed. */
  prepare?: (supergraphSdl: string) => PreparedSupergraph;
}

export function openSmallSupergraph(
  subgraphs: Readonly<Record<string, SmallSubgraph>>,
  { plan, planning = chosenPlanning(), prepare = planning.prepare }: OpenOptions = {},
): SmallSupergraph {
  const parsed = Object.entries(subgraphs).map(([name, { sdl, resolvers = {} }]) => ({
    name,
    typeDefs: parse(`${LINK} ${sdl}`),
    resolvers,
  }));
  const { supergraphSdl, errors } = composeServices(parsed.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}` })));
  if (supergraphSdl === undefined) throw new Error(`does not compose: ${String(errors)}`);
  const prepared = prepare(supergraphSdl);
  const planner = new QueryPlanner(Supergraph.build(prepared.sdl), { reuseQueryFragments: false });
  const api = planner.supergraph.apiSchema().toGraphQLJSSchema();
  const full = planner.supergraph.schema.toGraphQLJSSchema();
  const executor =
    plan === undefined
      ? createApolloExecutor(planner, api, prepared, planning)
      : createExecutor(createGraph(api, full, { name: 'given', plan: () => plan }), fieldNamesOf(full, prepared.sdl));
  const schemas = new Map(parsed.map(({ name, typeDefs, resolvers }) => [name, buildSchema(typeDefs, resolvers)]));
  const replaced = new Map<string, Answers>();
  const fetches: Fetch[] = [];

  const serve: Answers = async ({ subgraph, query, variables }) => {
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`no subgraph is called ${subgraph}`);
    const answer = await graphql({ schema, source: query, variableValues: variables });
    const { data, errors: said } = toResponse(answer);
    // A subgraph that refuses what it is sent is a fault of the executor, unless the test wants one.
    if (data === undefined) throw new Error(`${subgraph} refuses ${query}: ${said?.map(({ message }) => message).join(' ') ?? ''}`);
    return { data, ...(said === undefined ? {} : { errors: said }) };
  };
  const environment: FetchEnvironment = {
    linkOf: (name) => ({
      name,
      takesText: true,
      async send(request) {
        const fetch = { subgraph: name, query: request.query, variables: sentBy(request) };
        fetches.push(fetch);
        const response = await (replaced.get(name) ?? serve)(fetch);
        return toResponse(response);
      },
      close: () => Promise.resolve(),
    }),
    headersFor: () => ({}),
    patience: undefined,
    answered: () => undefined,
    failed: (_, { cause }) => {
      if (cause instanceof Error && cause.message.includes(' refuses ')) throw cause;
    },
  };

  return {
    executor,
    fetches,
    replace: (subgraph, answers) => void (answers === null ? replaced.delete(subgraph) : replaced.set(subgraph, answers)),
    async ask(query, variables = {}, operationName) {
      const document = parse(query);
      const faults = validate(api, document);
      if (faults.length > 0) throw new Error(`not valid: ${faults.map(({ message }) => message).join(' ')}`);
      const operation = executor.compile({ document, documentId: query, operationName: operationName ?? null });
      return executor.execute(operation, variables, environment);
    },
    reset() {
      fetches.splice(0);
      replaced.clear();
    },
    representationsTo: (subgraph) =>
      fetches
        .filter((fetch) => fetch.subgraph === subgraph)
        .flatMap(({ variables }) =>
          Object.entries(variables).flatMap(([name, value]) => (name.startsWith('representations') ? value : [])),
        ),
  };
}

/** The variables by the text that is sent, which must say what its parts say. */
function sentBy({ query, variables, operationName, body }: SubgraphRequest): Record<string, unknown> {
  const text = JSON.stringify({ query, variables, operationName });
  expect(JSON.parse(body ?? '')).toEqual(JSON.parse(text));
  const { variables: sent = {} }: { variables?: Record<string, unknown> } = JSON.parse(text);
  return sent;
}

/** As JSON carries it. */
function toResponse(answer: object): SubgraphResponse {
  const { data, errors }: { data?: Record<string, unknown> | null; errors?: SubgraphResponse['errors'] } = JSON.parse(
    JSON.stringify(answer),
  );
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined
      ? {}
      : {
          errors: errors.map((error) => ({ ...error, extensions: Object.assign({ code: 'DOWNSTREAM_SERVICE_ERROR' }, error.extensions) })),
        }),
  };
}

/** A subgraph that is not there. */
export const down: Answers = ({ subgraph }) => Promise.reject(new UpstreamError(subgraph, 'UPSTREAM_UNAVAILABLE'));

/** The keys of a request's two parts, in whatever order they were planned: first of the one that asks for `field`. */
export function partsOf(query: string, field: string): [string, string] {
  return query.indexOf(field) < query.indexOf('_e1') ? ['_e0', '_e1'] : ['_e1', '_e0'];
}

/** The errors as clients see them. */
export function seen({ errors = [] }: Answer): { message: string; path: readonly (string | number)[] | undefined; code: unknown }[] {
  return errors.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] }));
}
