// A small supergraph that protects something: real subgraphs in this process, composed and planned as in production, and asked as a
// caller of the test's choice. What the subgraphs were sent is kept.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { execute, parse, validate, type GraphQLSchema } from 'graphql';
import { readRequirements } from '../../../gateway/authorisation/applied';
import { createAuthoriser, type Authoriser } from '../../../gateway/authorisation/authoriser';
import { policyOf, type Policy } from '../../../gateway/authorisation/policy';
import type { Answer, Executor } from '../../../gateway/execution/executor';
import { createApolloExecutor } from '../../../gateway/execution/open';
import type { SubgraphResponse } from '../../../platform/link/link';
import { ANONYMOUS, type Caller } from '../../../platform/request/caller';
import { buildSchema } from '../../../platform/subgraph/schema';
import { chosenPlanning } from '../execution/chosen-planning';

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external",
  "@shareable", "@inaccessible", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])`;

/** Somebody who is signed in, with these scopes and policies. */
export function somebody(scopes: readonly string[] = [], policies: readonly string[] = []): Caller {
  return { ...ANONYMOUS, kind: 'person', subject: 'somebody', scopes, policies };
}

export interface GuardedSubgraph {
  sdl: string;
  resolvers?: object;
  /** What its root fields answer. */
  data?: object;
}

export interface GuardedGraph {
  api: GraphQLSchema;
  policy: Policy;
  authorises: Authoriser;
  executor: Executor;
  /** What was sent since the last question. */
  fetches: string[];
  ask(query: string, caller?: Caller, variables?: Record<string, unknown>, operationName?: string): Promise<Answer>;
  /** Data and errors in a line each, as `path: code`. */
  told(query: string, caller?: Caller, variables?: Record<string, unknown>): Promise<{ data: unknown; errors: string[] }>;
}

/** `rewrite` changes the composed text, as an older composition, or somebody by hand, would have written it. */
export function openGuarded(
  subgraphs: Readonly<Record<string, GuardedSubgraph>>,
  { rewrite = (sdl) => sdl, link = LINK }: { rewrite?: (supergraphSdl: string) => string; link?: string } = {},
): GuardedGraph {
  const parsed = Object.entries(subgraphs).map(([name, { sdl, ...rest }]) => ({ name, typeDefs: parse(`${link} ${sdl}`), ...rest }));
  const { supergraphSdl, errors } = composeServices(parsed.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}` })));
  if (supergraphSdl === undefined) throw new Error(`does not compose: ${String(errors)}`);
  const applied = readRequirements(rewrite(supergraphSdl));
  const policy = policyOf(applied);
  const authorises = createAuthoriser(policy);
  const planning = chosenPlanning();
  const prepared = planning.prepare(applied.sdl);
  const planner = new QueryPlanner(Supergraph.build(prepared.sdl), { reuseQueryFragments: false });
  const api = planner.supergraph.apiSchema().toGraphQLJSSchema();
  const executor = createApolloExecutor(planner, api, prepared, planning);
  const schemas = new Map(
    parsed.map(({ name, typeDefs, resolvers = {}, data = {} }) => [name, { schema: buildSchema(typeDefs, resolvers), data }]),
  );
  const fetches: string[] = [];

  const graph: GuardedGraph = {
    api,
    policy,
    authorises,
    executor,
    fetches,
    async ask(query, caller = ANONYMOUS, variables = {}, operationName) {
      const document = parse(query);
      const faults = validate(api, document);
      if (faults.length > 0) throw new Error(`not valid: ${faults.map(({ message }) => message).join(' ')}`);
      fetches.splice(0);
      const asked = { document, documentId: query, operationName: operationName ?? null };
      const operation = executor.compile({ ...asked, withhold: authorises.withheldFrom(caller, asked) });
      return executor.execute(operation, variables, {
        linkOf: (name) => ({
          name,
          takesText: false,
          async send(request) {
            fetches.push(`${name} ${request.query}`);
            const { schema, data } = schemas.get(name) ?? { schema: api, data: {} };
            const answer = await execute({ schema, document: parse(request.query), variableValues: request.variables, rootValue: data });
            const response: SubgraphResponse = JSON.parse(JSON.stringify(answer));
            return response;
          },
          close: () => Promise.resolve(),
        }),
        headersFor: () => ({}),
        patience: undefined,
        answered: () => undefined,
        failed: (_, error) => {
          throw new Error(String(error.cause));
        },
      });
    },
    async told(query, caller, variables) {
      const { data, errors: said = [] } = await graph.ask(query, caller, variables);
      return { data, errors: said.map(({ path = [], extensions }) => `${path.join('.')}: ${String(extensions['code'])}`).sort() };
    },
  };
  return graph;
}
