// Answers of one graph: by a subgraph, and by the whole as one plain graphql-js schema, which is what gateways are compared with.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, execute, Kind, OperationTypeNode, parse, validate, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { sdlOf, type Graph } from './graphs/graph';

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The answer to a request's body, as text. */
export type Answer = (body: string) => Promise<string>;

export function wholeAnswers(graph: Graph): Answer {
  return answersBy(buildSchema(sdlOf(graph, 'whole')), graph);
}

export function subgraphAnswers(graph: Graph, subgraph: string): Answer {
  const typeDefs = parse(sdlOf(graph, subgraph));
  const resolvers = Object.fromEntries(
    Object.entries(graph.entities[subgraph] ?? {}).map(([type, entityOf]) => [
      type,
      { __resolveReference: (representation: Readonly<Record<string, unknown>>) => entityOf(representation) },
    ]),
  );
  for (const type of Object.keys(resolvers)) {
    const known = typeDefs.definitions.some((definition) => 'name' in definition && definition.name?.value === type);
    if (!known) throw new Error(`the subgraph ${subgraph} has no type ${type}`);
  }
  return answersBy(buildSubgraphSchema({ typeDefs, resolvers }), graph);
}

function answersBy(schema: GraphQLSchema, graph: Graph): Answer {
  return async (body) => {
    const { query, variables, operationName } = request.parse(JSON.parse(body));
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return JSON.stringify({ errors });
    const reads = document.definitions.every((one) => one.kind !== Kind.OPERATION_DEFINITION || one.operation === OperationTypeNode.QUERY);
    if (!reads) return JSON.stringify({ errors: [{ message: 'nothing here can be changed' }] });
    const answer = await execute({
      schema,
      document,
      rootValue: graph.root,
      variableValues: variables ?? {},
      operationName: operationName ?? null,
    });
    return JSON.stringify(answer);
  };
}
